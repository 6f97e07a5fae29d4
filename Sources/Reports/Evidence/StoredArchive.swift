// A ZIP archive of stored entries (PKWARE APPNOTE 6.3, without compression): recordings of noise do not
// shrink, and what is stored as it is can be read by anything. The same entries give the same bytes.

import Foundation
import Quantities

/// Writer of an archive to a file that must not exist yet.
struct StoredArchive {
    private let handle: FileHandle
    private let path: String
    /// Date and time of every entry, in the form of MS-DOS.
    private let stamp: [UInt8]
    private var offset = 0
    private var count = 0
    private var directory: [UInt8] = []
    private var hash = SHA256State()

    /// An archive whose entries are dated with an instant.
    init(path: String, at instant: UTCInstant) throws(EvidenceFault) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw EvidenceFault(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
        }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        (self.path, stamp) = (path, Self.stamp(instant))
    }

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - name: with `/` between folders.
    ///   - content: its bytes.
    ///   - checksums: of the content, as it was read before.
    /// - Throws: ``EvidenceFault`` if it is too large, cannot be read or written, or has changed.
    mutating func add(
        _ name: String, _ content: EvidenceContent, _ checksums: Checksums
    ) throws(EvidenceFault) {
        let title = Array(name.utf8)
        let needed = offset + checksums.size + directory.count + 2 * (title.count + 100)
        guard needed <= Limits.evidenceBytes, count < 65_000 else {
            throw EvidenceFault(
                .tooLarge, "\(name): the archive would be larger than \(Limits.evidenceBytes) bytes"
            )
        }
        // Version 2.0 and names in UTF-8; method 0, stored.
        let facts: [UInt8] =
            [20, 0, 0, 8, 0, 0] + stamp + Self.little(checksums.crc32)
            + Self.little(UInt32(checksums.size)) + Self.little(UInt32(checksums.size))
            + Self.little(UInt16(title.count)) + [0, 0]
        // Made under Unix, a regular file that everybody may read.
        directory += Self.signature(1, 2) + [20, 3] + facts
        directory += [0, 0, 0, 0, 0, 0] + Self.little(UInt32(0o100644) << 16)
        directory += Self.little(UInt32(offset)) + title
        try write(Self.signature(3, 4) + facts + title)
        let begin = offset
        var running = CRC32()
        try content.forEachPart { part throws(EvidenceFault) in
            running.add(part)
            try write(part)
        }
        guard offset - begin == checksums.size, running.value == checksums.crc32 else {
            throw EvidenceFault(.cannotRead, "\(name): the file changed while it was read")
        }
        count += 1
    }

    /// Writes the directory and brings everything to the disk.
    ///
    /// - Returns: SHA-256 of the whole archive.
    mutating func finish() throws(EvidenceFault) -> String {
        let begin = offset
        try write(directory)
        let entries = Self.little(UInt16(count))
        try write(
            Self.signature(5, 6) + [0, 0, 0, 0] + entries + entries
                + Self.little(UInt32(directory.count)) + Self.little(UInt32(begin)) + [0, 0])
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw EvidenceFault(.cannotWrite, "\(path): \(error.localizedDescription)")
        }
        return hash.finish()
    }

    private mutating func write(_ bytes: [UInt8]) throws(EvidenceFault) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw EvidenceFault(.cannotWrite, "\(path): \(error.localizedDescription)")
        }
        hash.add(bytes)
        offset += bytes.count
    }

    private static func signature(_ third: UInt8, _ fourth: UInt8) -> [UInt8] {
        [UInt8(ascii: "P"), UInt8(ascii: "K"), third, fourth]
    }

    private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// Time and date of MS-DOS, in steps of two seconds; it knows the years 1980 to 2107.
    private static func stamp(_ instant: UTCInstant) -> [UInt8] {
        let date = instant.date
        guard (1980...2107).contains(date.year) else { return [0, 0, 0x21, 0] }
        let second = Int(instant.nanosecondOfDay / 1_000_000_000)
        let time = second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2
        let day = (date.year - 1980) << 9 | date.month << 5 | date.day
        return little(UInt16(time)) + little(UInt16(day))
    }
}
