// What a desk hands over about one order, as a value: the desk gathers it, the bag packs it.

public import Letters
public import MonitoringOrders
public import Quantities

/// For whom a record is made.
public enum EvidenceAudience: String, Hashable, Sendable, CaseIterable {
    /// The two parties to the memorandum: everything.
    case parties
    /// The administration that asked ITU for help: what it may see by rule.
    case concernedAdministration = "concerned-administration"
}

/// The record of one order.
public struct EvidenceRecord: Sendable {
    public var order: OrderNumber
    public var reference: ReferenceNumber?
    public var desk: DeskKind
    public var isSimulation: Bool
    /// Title and date of the agreement (R2).
    public var agreement: String
    public var audience: EvidenceAudience
    /// When the record's last event happened; the archive is dated with it, so that the same record
    /// gives the same bytes.
    public var at: UTCInstant
    public var files: [File] = []
    /// What belongs to the record and is not in it.
    public var withheld: [Withheld] = []

    /// A file of the record.
    public struct File: Sendable {
        /// Below the payload's folder, with `/` between folders.
        public var path: String
        public var title: Bilingual
        public var content: EvidenceContent
        /// The SHA-256 that somebody has stated of it before.
        public var statedDigest: String?

        /// A file at a path.
        public init(
            _ path: String, _ title: Bilingual, _ content: EvidenceContent,
            statedDigest: String? = nil
        ) {
            (self.path, self.title, self.content) = (path, title, content)
            self.statedDigest = statedDigest
        }
    }

    /// Something that is not in the bag, and why.
    public struct Withheld: Hashable, Sendable {
        /// Why it is not there.
        public enum Reason: Hashable, Sendable {
            /// The desk does not have it.
            case notHeld
            /// The rule for the audience keeps it back.
            case redacted
        }
        public var name: String
        public var sha256: String
        public var reason: Reason

        /// A missing file by its digest.
        public init(name: String, sha256: String, reason: Reason) {
            (self.name, self.sha256, self.reason) = (name, sha256, reason)
        }
    }

    /// A record without files yet.
    public init(
        order: OrderNumber, reference: ReferenceNumber?, desk: DeskKind, isSimulation: Bool,
        agreement: String, audience: EvidenceAudience, at: UTCInstant
    ) {
        (self.order, self.reference, self.desk) = (order, reference, desk)
        (self.isSimulation, self.agreement) = (isSimulation, agreement)
        (self.audience, self.at) = (audience, at)
    }

    /// Adds a file; where its path is taken it gets a number before its name.
    public mutating func add(_ file: File) {
        var (placed, number) = (file, 1)
        while files.contains(where: { $0.path == placed.path }) {
            number += 1
            var parts = file.path.split(separator: "/").map(String.init)
            parts.append("\(number)-\(parts.removeLast())")
            placed.path = parts.joined(separator: "/")
        }
        files.append(placed)
    }
}

/// The bytes of a file of the record.
public enum EvidenceContent: Hashable, Sendable {
    case bytes([UInt8])
    /// A file on the disk, which may be larger than the memory.
    case file(String)
}

/// Why a bag could not be made. Nothing was left behind.
public struct EvidenceFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: Hashable, Sendable {
        /// A file is not the one whose digest was stated.
        case wrongDigest
        case cannotRead
        case cannotWrite
        case tooLarge
    }
    public var code: Code
    public var description: String

    init(_ code: Code, _ description: String) {
        (self.code, self.description) = (code, description)
    }
}
