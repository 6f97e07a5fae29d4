// The few file calls that a maildir needs, each with its error. Nothing here follows a symbolic
// link in the last place of a path, and a written file is on the disk before the call returns.

import Glibc

/// File calls of a carrier. Tests put a failing one in the place of the real one, to stop a delivery
/// at every step.
package protocol FileSystem: Sendable {
    /// Makes a folder that only its owner may enter; one that exists is left as it is.
    func makeFolder(_ path: String) throws(FileSystemError)
    /// Writes a file that did not exist and waits until its bytes are on the disk.
    func writeNew(_ path: String, _ bytes: [UInt8]) throws(FileSystemError)
    /// Gives a file another name in one step.
    func rename(_ path: String, to newPath: String) throws(FileSystemError)
    /// Waits until the entries of a folder are on the disk.
    func syncFolder(_ path: String) throws(FileSystemError)
    /// Removes a file.
    func remove(_ path: String) throws(FileSystemError)
    /// True if there is an entry of this name, whatever it is.
    func exists(_ path: String) throws(FileSystemError) -> Bool
    /// Names of the entries of a folder, `.` and `..` left out, in any order.
    func names(in folder: String) throws(FileSystemError) -> [String]
    /// The bytes of a regular file of at most so many bytes.
    func read(_ path: String, limit: Int) throws(FileSystemError) -> [UInt8]
}

/// A file call that failed.
package struct FileSystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried: the name of the call.
    package var operation: String
    package var path: String
    /// The number of the reason, as in errno.
    package var number: Int32
    /// The reason in words.
    package var reason: String

    /// A failed call with the system's reason.
    package init(operation: String, path: String, number: Int32) {
        (self.operation, self.path, self.number) = (operation, path, number)
        reason = String(cString: strerror(number))
    }

    /// A refusal of our own.
    package init(operation: String, path: String, reason: String) {
        (self.operation, self.path, self.number, self.reason) = (operation, path, 0, reason)
    }

    package var description: String { "\(operation) \(path): \(reason)" }
}

/// The file system of this machine.
package struct PosixFileSystem: FileSystem {
    /// The real file system.
    package init() {}

    package func makeFolder(_ path: String) throws(FileSystemError) {
        guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        throw failure("mkdir", path)
    }

    package func writeNew(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("open", path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                write(file, raw.baseAddress.map { $0 + written }, raw.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = failure("write", path)
                close(file)
                throw error
            }
            written += count
        }
        guard fsync(file) == 0 else {
            let error = failure("fsync", path)
            close(file)
            throw error
        }
        guard close(file) == 0 else { throw failure("close", path) }
    }

    package func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        guard Glibc.rename(path, newPath) == 0 else { throw failure("rename", path) }
    }

    package func syncFolder(_ path: String) throws(FileSystemError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("fsync", path) }
    }

    package func remove(_ path: String) throws(FileSystemError) {
        guard unlink(path) == 0 else { throw failure("unlink", path) }
    }

    package func exists(_ path: String) throws(FileSystemError) -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 { return true }
        guard errno == ENOENT else { throw failure("lstat", path) }
        return false
    }

    package func names(in folder: String) throws(FileSystemError) -> [String] {
        guard let stream = opendir(folder) else { throw failure("opendir", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw failure("readdir", folder) }
        return names
    }

    package func read(_ path: String, limit: Int) throws(FileSystemError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("fstat", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileSystemError(operation: "read", path: path, reason: "not a regular file")
        }
        guard status.st_size <= limit else {
            throw FileSystemError(
                operation: "read", path: path,
                reason: "\(status.st_size) bytes, \(limit) are allowed")
        }
        return try contents(of: file, size: Int(status.st_size), path)
    }

    private func contents(
        of file: Int32, size: Int, _ path: String
    ) throws(FileSystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = bytes.withUnsafeMutableBytes { raw in
                Glibc.read(file, raw.baseAddress.map { $0 + filled }, size - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", path) }
            guard count > 0 else { break }
            filled += count
        }
        bytes.removeLast(size - filled)
        return bytes
    }

    private func failure(_ operation: String, _ path: String) -> FileSystemError {
        FileSystemError(operation: operation, path: path, number: errno)
    }
}
