// The journal: what happened, in one gapless sequence, each row bound to all before it by SHA-256.
// It is the evidence between administrations and the source of every other table.

import CanonicalJSON
import Foundation
import GRDB
public import MonitoringOrders
public import Quantities

/// Something that happened at the desk and is no event of an order.
public enum DeskEvent: Hashable, Sendable, Codable {
    case deskCreated(desk: DeskKind, register: Register)
    /// A letter came in and was stored; the digest is of its raw bytes.
    case letterStored(letter: Int, receipt: Int, sha256: String)
    /// A letter was read and judged.
    case letterJudged(letter: Int, order: OrderNumber?, disposition: String, reasons: [String])
    /// A letter was frozen and put into the outbox.
    case letterFrozen(letter: Int, order: OrderNumber, sha256: String)
    /// Somebody read a report (R7).
    case reportRead(ReferenceNumber)
}

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
    /// Hash of the row before; 64 zeros for the first.
    public var previous: String
    /// SHA-256 of the row; see ``JournalRow/digest``.
    public var hash: String

    /// The event of an order, if this row holds one.
    public var orderEvent: OrderEvent? {
        try? JSONDecoder().decode(OrderEvent.self, from: Data(content.utf8))
    }
}

/// A row as the database has it: texts only, exactly what is hashed.
struct JournalRow {
    var sequence: Int
    var at, actor, subject, kind, content, previous: String

    static let genesis = String(repeating: "0", count: 64)

    /// SHA-256, in hexadecimal, of the seven columns as one canonical JSON array:
    /// `[sequence,at,actor,subject,kind,content,previous]`, all but the first as strings.
    var digest: String {
        let columns: JSONValue = [
            .integer(Int64(sequence)), .string(at), .string(actor), .string(subject),
            .string(kind), .string(content), .string(previous),
        ]
        return Digest.sha256(Array(columns.canonical.utf8))
    }
}

/// Coding of events as canonical JSON.
enum EventText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The name of an event: the case of its enumeration.
    static func name(of event: some Any) -> String {
        Mirror(reflecting: event).children.first?.label ?? "\(event)"
    }
}

extension JournalEntry {
    init(row: Row) throws {
        let row = (
            sequence: row["sequence"] as Int, at: row["at"] as String,
            actor: row["actor"] as String, subject: row["subject"] as String,
            kind: row["kind"] as String, content: row["content"] as String,
            previous: row["previous"] as String, hash: row["hash"] as String
        )
        guard let at = UTCInstant(row.at) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "row \(row.sequence): time")
        }
        self.init(
            sequence: row.sequence, at: at,
            actor: try JSONDecoder().decode(Actor.self, from: Data(row.actor.utf8)),
            subject: row.subject, kind: row.kind, content: row.content, previous: row.previous,
            hash: row.hash)
    }
}
