// The journal: what happened, in one gapless sequence, each row bound to all before it by SHA-256.
// It is the evidence between administrations and the source of every other table.
// Protocols/JOURNAL.md says how another program verifies it.

import CanonicalJSON
public import MonitoringOrders
public import Quantities

/// One row of the journal.
public struct JournalEntry: Hashable, Sendable {
    /// Counted from 1 without gaps.
    public var sequence: Int
    public var at: UTCInstant
    public var actor: Actor
    /// The number of the order, or `desk`.
    public var subject: String
    /// The event's name.
    public var kind: String
    /// The event as canonical JSON.
    public var content: String
    /// Hash of the row before; for the first, a hash of the desk's kind and register.
    public var previous: String
    /// SHA-256 of the row in 64 hexadecimal digits.
    public var hash: String

    /// The event, as the journal holds it.
    public enum Event: Hashable, Sendable {
        case order(OrderNumber, OrderEvent)
        case desk(DeskEvent)
    }

    /// The event of the row; `nil` if the content is of no event that this program knows.
    public var event: Event? {
        try? subject == JournalRow.deskSubject
            ? .desk(StoredText.decode(DeskEvent.self, from: content))
            : OrderNumber(subject).map {
                .order($0, try StoredText.decode(OrderEvent.self, from: content))
            }
    }

    init(row: StoredRow) throws {
        sequence = try row.stored("sequence")
        at = try row.parsed("at") { UTCInstant($0) }
        actor = try StoredText.decode(Actor.self, from: row.stored("actor"))
        (subject, kind) = (try row.stored("subject"), try row.stored("kind"))
        (content, previous) = (try row.stored("content"), try row.stored("previous"))
        hash = try row.stored("hash")
    }
}

/// A row as it is hashed: its texts, byte for byte.
struct JournalRow {
    /// The subject of rows that belong to no order.
    static let deskSubject = "desk"
    /// The columns beside the sequence number; all but the last are hashed.
    static let textColumns = ["at", "actor", "subject", "kind", "content", "previous", "hash"]

    var sequence: Int
    /// Time, actor, subject, kind, content and previous hash, in UTF-8.
    var columns: [[UInt8]]

    /// SHA-256, in hexadecimal, of the row as one canonical JSON array:
    /// `[sequence,at,actor,subject,kind,content,previous]`, all but the first as strings.
    var digest: String {
        String(decoding: Self.digestText(sequence, columns[...]), as: UTF8.self)
    }

    /// The same as bytes.
    static func digestText(_ sequence: Int, _ columns: ArraySlice<[UInt8]>) -> [UInt8] {
        let room = columns.reduce(32) { $0 + JSONValue.quotedBytes($1.count) + 1 }
        let hash = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { text in
            var place = 0
            func write(_ byte: UInt8) {
                text[place] = byte
                place += 1
            }
            write(UInt8(ascii: "["))
            for digit in String(sequence).utf8 { write(digit) }
            for column in columns {
                write(UInt8(ascii: ","))
                place += column.withUnsafeBufferPointer { bytes in
                    JSONValue.quote(bytes, to: text.baseAddress.unsafelyUnwrapped + place)
                }
            }
            write(UInt8(ascii: "]"))
            return Digest.hash(UnsafeBufferPointer(rebasing: text[..<place]))
        }
        return Digest.hexadecimalText(hash)
    }

    /// What the first row follows: the desk's kind and register, so that a journal cannot be passed
    /// off as that of another desk, or a simulated one as real (R87).
    static func genesis(of desk: DeskKind, _ register: Register) -> String {
        let text: JSONValue = [
            .string("vigia-journal-1"), .string(desk.rawValue), .string(register.rawValue),
        ]
        return Digest.sha256(Array(text.canonical.utf8))
    }
}

/// The last row of a journal.
struct JournalEnd {
    let sequence: Int
    let hash: String
}

/// An event as a journal row holds it.
struct EventText {
    /// The event's name.
    let kind: String
    /// The event as canonical JSON.
    let content: String

    init(_ event: some Encodable) throws {
        content = try StoredText.encode(event)
        // An event is encoded as an object whose one member has its name.
        guard content.hasPrefix("{\""),
            let end = content.utf8.dropFirst(2).firstIndex(of: UInt8(ascii: "\""))
        else { preconditionFailure("an event is encoded under its name") }
        kind = String(content[content.index(content.startIndex, offsetBy: 2)..<end])
    }
}

extension StoreTransaction {
    /// Adds a row to the journal.
    @discardableResult
    func journal(
        _ event: EventText, subject: String, at: UTCInstant, by actor: Actor
    ) throws -> JournalEnd {
        let last = try lastRow?.sequence ?? keepingFailure { try lastNumber(of: "journal") }
        let sequence = last + 1
        let previous = try lastHash() ?? genesis
        let texts =
            try stamp(at, actor) + [subject, event.kind, event.content, previous]
        let row = JournalRow(sequence: sequence, columns: texts.map { Array($0.utf8) })
        let hash = row.digest
        try insert(texts + [hash], as: sequence)
        let end = JournalEnd(sequence: sequence, hash: hash)
        lastRow = end
        return end
    }

    /// Time and actor as texts. The rows of an act mostly have the same.
    private func stamp(_ at: UTCInstant, _ actor: Actor) throws -> [String] {
        if let lastStamp, lastStamp.at == at, lastStamp.actor == actor { return lastStamp.texts }
        let texts = [at.description, try StoredText.encode(actor)]
        lastStamp = (at, actor, texts)
        return texts
    }

    /// The engine numbers its rows by itself; the hash was made of the number that must come.
    private func insert(_ texts: [String], as sequence: Int) throws {
        try keepingFailure {
            let row = try connection.all(
                """
                INSERT INTO journal (at, actor, subject, kind, content, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING sequence
                """, texts.map { $0 }  // quicker than the conversion of an array as it is
            ).first
            guard try row?.stored("sequence") == sequence else {
                throw StoredFault(message: "journal row \(sequence) got another number")
            }
        }
    }
}
