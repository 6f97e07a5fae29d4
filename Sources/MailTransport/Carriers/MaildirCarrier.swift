// Letters as files: the embedded carrier. A root folder holds one maildir for each address; whoever
// may write there delivers, and the desk of an address reads its own.
//
// Delivery writes to tmp/, waits for the disk, renames to new/ and waits for the folder; a process
// killed at any moment leaves a whole letter in new/ or none. Nothing is ever read from tmp/.
//
// Diagnostics: a failed call before the rename is temporary (a full disk too) and leaves nothing
// behind; after the rename it is uncertain. Links, folders and files over the limit are never
// opened as letters; `oddities` names them.

import Glibc
public import MonitoringOrders
import Quantities
import Synchronization

/// Delivers to maildirs below a root folder and reads the maildir of one address.
public struct MaildirCarrier: OutgoingCarrier, IncomingCarrier {
    /// An entry of a mailbox that is no letter.
    public struct Oddity: Hashable, Sendable {
        public var name: String
        public var reason: String
    }

    /// Marks a confirmed letter. Small letters are free for programs; `S` and its like belong to
    /// people, who may read a letter before the desk does.
    private static let confirmedFlag = UInt8(ascii: "v")

    private let root: String
    private let mailbox: String
    private let files: any FileSystem
    private let uniqueName: @Sendable () -> String

    /// The carrier of one desk.
    ///
    /// - Parameters:
    ///   - root: an existing folder; maildirs below it are made when they are needed.
    ///   - address: the address whose letters this desk reads.
    public init(root: String, address: MailAddress) {
        self.init(
            root: root, address: address, files: PosixFileSystem(), uniqueName: Self.nextName)
    }

    /// The carrier with another file system and other file names, for tests.
    package init(
        root: String, address: MailAddress, files: any FileSystem,
        uniqueName: @escaping @Sendable () -> String
    ) {
        (self.root, self.files, self.uniqueName) = (root, files, uniqueName)
        mailbox = Self.folder(of: address, below: root)
    }

    public var name: String { mailbox }

    /// The maildir of an address: its small letters, with what a file name cannot hold escaped.
    public static func folder(of address: MailAddress, below root: String) -> String {
        let escaped = address.description.lowercased().utf8.map { byte -> String in
            let isPlain = byte != 0x2F && byte != 0x25 && (0x21...0x7E).contains(byte)
            return isPlain
                ? String(UnicodeScalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return root + "/" + escaped.joined()
    }

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        let folder = Self.folder(of: to, below: root)
        let name = uniqueName()
        let temporary = "\(folder)/tmp/\(name)"
        do throws(FileSystemError) {
            try prepare(folder)
            try files.writeNew(temporary, bytes)
            try files.rename(temporary, to: "\(folder)/new/\(name)")
        } catch {
            // The letter was not delivered; what is left in tmp/ is never read, so a failure to
            // remove it changes nothing.
            try? files.remove(temporary)
            throw CarrierError(kind: .temporary, words: error.description)
        }
        do throws(FileSystemError) {
            try files.syncFolder("\(folder)/new")
            try files.syncFolder("\(folder)/tmp")
        } catch {
            throw CarrierError(kind: .uncertain, words: error.description)
        }
        return "stored as \(name)"
    }

    public func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        try entries(limit: limit).letters
    }

    /// What lies in the mailbox and is no letter; a person looks at it.
    public func oddities() throws(CarrierError) -> [Oddity] {
        try entries(limit: .max).oddities
    }

    public func confirm(_ handle: String) throws(CarrierError) {
        do throws(FileSystemError) {
            guard let entry = try entry(of: handle) else { return }
            let flags = entry.name.split(separator: ",", maxSplits: 1).dropFirst().first ?? ""
            let marked = String(
                decoding: (flags.utf8 + [Self.confirmedFlag]).sorted(), as: UTF8.self)
            try files.rename(
                "\(mailbox)/\(entry.folder)/\(entry.name)",
                to: "\(mailbox)/cur/\(handle):2,\(marked)")
            try files.syncFolder("\(mailbox)/cur")
            try files.syncFolder("\(mailbox)/new")
        } catch {
            throw CarrierError(kind: .temporary, words: error.description)
        }
    }
}

extension MaildirCarrier {
    private struct Entry {
        var folder: String
        var name: String
    }

    private func prepare(_ folder: String) throws(FileSystemError) {
        for path in [folder, "\(folder)/tmp", "\(folder)/new", "\(folder)/cur"] {
            try files.makeFolder(path)
        }
        try files.syncFolder(folder)
        try files.syncFolder(root)
    }

    /// Entries of new/ and of cur/ that are not marked as confirmed, oldest name first. A person's
    /// mail program may have moved a letter from new/ to cur/; it is still to be read here.
    private func pending() throws(FileSystemError) -> [Entry] {
        try prepare(mailbox)
        let fresh = try files.names(in: "\(mailbox)/new").map { Entry(folder: "new", name: $0) }
        let seen = try files.names(in: "\(mailbox)/cur").map { Entry(folder: "cur", name: $0) }
        return (fresh + seen)
            .filter { !$0.name.hasPrefix(".") && !Self.isConfirmed($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Where a letter lies: nearly always where it was delivered, else where a person's mail program has put it.
    private func entry(of handle: String) throws(FileSystemError) -> Entry? {
        if try files.exists("\(mailbox)/new/\(handle)") {
            return Entry(folder: "new", name: handle)
        }
        return try pending().first { Self.handle($0.name) == handle }
    }

    private func entries(
        limit: Int
    ) throws(CarrierError) -> (letters: [Arrival], oddities: [Oddity]) {
        do throws(FileSystemError) {
            var (letters, oddities, size): ([Arrival], [Oddity], Int) = ([], [], 0)
            for entry in try pending()
            where letters.count < limit && size < Limits.lettersInMemory {
                guard Self.isPlain(entry.name) else {
                    oddities.append(.init(name: entry.name, reason: "the name is not plain"))
                    continue
                }
                let path = "\(mailbox)/\(entry.folder)/\(entry.name)"
                do throws(FileSystemError) {
                    let bytes = try files.read(path, limit: Limits.letterBytes)
                    letters.append(Arrival(handle: Self.handle(entry.name), bytes: bytes))
                    size += bytes.count
                } catch  where error.isAboutTheEntry {
                    oddities.append(.init(name: entry.name, reason: error.reason))
                }
            }
            return (letters, oddities)
        } catch {
            throw CarrierError(kind: .temporary, words: error.description)
        }
    }

    /// The name without the flags that a mail program may change.
    private static func handle(_ name: String) -> String { String(name.prefix { $0 != ":" }) }

    private static func isConfirmed(_ name: String) -> Bool {
        name.utf8.drop { $0 != UInt8(ascii: ":") }.contains(confirmedFlag)
    }

    private static func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2F }
    }

    private static let deliveries = Mutex(0)

    /// Time, process and a running number, and chance for the case that all three repeat.
    private static func nextName() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let count = deliveries.withLock { count in
            count += 1
            return count
        }
        let nanoseconds = Int(now.tv_nsec).padded(to: 9)
        let chance = String(UInt64.random(in: .min ... .max), radix: 36)
        return "\(now.tv_sec).N\(nanoseconds)P\(getpid())Q\(count)R\(chance).vigia"
    }
}

extension FileSystemError {
    /// True when one entry cannot be a letter; false when the mailbox as a whole is in trouble. An
    /// entry that vanished was moved by somebody and comes again under its new name.
    fileprivate var isAboutTheEntry: Bool {
        number == 0 || [ELOOP, ENOENT, EACCES, ENXIO, EISDIR].contains(number)
    }
}
