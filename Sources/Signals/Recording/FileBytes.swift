// Files without Foundation: reading of any part of a file, and writing in sequence. Reading is by
// position and safe from several threads. Every failure names the file and the system's reason.

import Glibc

/// A file that is open for reading.
final class FileBytes: Sendable {
    let path: String
    /// Length in bytes when the file was opened.
    let count: Int
    private let descriptor: Int32

    /// Opens a file.
    init(_ path: String) throws(RecordingFaults) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: RecordingFault.Code = errno == ENOENT ? .missing : .unreadable
            throw RecordingFaults(code, file: path, reason: FileBytes.systemReason())
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw RecordingFaults(.unreadable, file: path, reason: "not an ordinary file")
        }
        (self.path, self.count, self.descriptor) = (path, Int(status.st_size), descriptor)
    }

    deinit { close(descriptor) }

    /// Fills a buffer from a byte position on.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, at position: Int
    ) throws(RecordingFaults) {
        guard let base = buffer.baseAddress else { return }
        var done = 0
        while done < buffer.count {
            let got = pread(
                descriptor, base + done, buffer.count - done, off_t(position + done))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else {
                let reason =
                    got == 0
                    ? "the file ends at byte \(position + done)" : FileBytes.systemReason()
                throw RecordingFaults(
                    got == 0 ? .truncated : .unreadable, file: path, reason: reason)
            }
            done += got
        }
    }

    /// The whole content of a file that must be no larger than a limit.
    func bytes(limit: Int) throws(RecordingFaults) -> [UInt8] {
        guard count <= limit else {
            throw RecordingFaults(
                .unsupported, file: path, reason: "\(count) bytes are more than \(limit)")
        }
        var content = [UInt8](repeating: 0, count: count)
        var failure: RecordingFaults?
        content.withUnsafeMutableBytes { buffer in
            do throws(RecordingFaults) {
                try read(into: buffer, at: 0)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return content
    }

    /// The SHA-512 of the file, in lower-case hexadecimal, read piece by piece.
    func sha512() throws(RecordingFaults) -> String {
        var digest = SHA512()
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
        defer { piece.deallocate() }
        var position = 0
        while position < count {
            let part = UnsafeMutableRawBufferPointer(rebasing: piece.prefix(count - position))
            try read(into: part, at: position)
            digest.update(UnsafeRawBufferPointer(part))
            position += part.count
        }
        return digest.finish()
    }

    /// The system's words for the last failure.
    static func systemReason() -> String { String(cString: strerror(errno)) }
}

/// A file that is written from its beginning to its end.
final class FileWriter {
    let path: String
    private let descriptor: Int32

    /// Makes the file, or empties the one that is there.
    init(_ path: String) throws(RecordingFaults) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        self.path = path
        guard descriptor >= 0 else {
            throw RecordingFaults(.unreadable, file: path, reason: FileBytes.systemReason())
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws(RecordingFaults) {
        var done = 0
        while done < bytes.count {
            let sent = bytes.withUnsafeBytes { buffer in
                Glibc.write(
                    descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else {
                throw RecordingFaults(.unreadable, file: path, reason: FileBytes.systemReason())
            }
            done += sent
        }
    }
}
