// The journal's rows of one order, for those who may see that order and no other: the rows themselves,
// and of every row between them the hash alone, which ties them to what was signed.

import CanonicalJSON
public import MonitoringOrders
public import Quantities

/// Rows of one order and its letters.
public struct JournalExtract: Sendable {
    /// The rows, oldest first, each as ``OrderStore/exportJournal(to:)`` prints it.
    public var lines: [String]
    /// When the last of them was written.
    public var at: UTCInstant
    /// The journal as it was with the last of them.
    public var checkpoint: JournalCheckpoint
    /// Hashes of all rows from the one before the first to the last, by their numbers.
    public var hashes: [(sequence: Int, hash: String)]
}

extension StoreReader {
    /// Rows of an order, and of the storing, judging and sending of its letters. Who read what is no part of
    /// the case and left out.
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - letters: their numbers.
    /// - Returns: `nil` for an order that the journal does not know.
    /// - Throws: ``StoreError``.
    public func extract(of number: OrderNumber, letters: [Int]) throws -> JournalExtract? {
        let (desk, register) = try identity()
        let wanted = Set(letters)
        var (lines, sequences, at) = ([String](), [Int](), UTCInstant(nanosecondsSince1970: 0))
        // A member inside a text would have its quotation marks escaped.
        let named = letters.map { _ in "content LIKE ?" }.joined(separator: " OR ")
        let patterns: StoredArguments = letters.map { "%\"letter\":\($0),%" }
        try connection.forEach(
            """
            SELECT * FROM journal WHERE subject = ?
            OR (subject = ? AND (\(named.isEmpty ? "FALSE" : named))) ORDER BY sequence
            """,
            [number.description, JournalRow.deskSubject] + patterns
        ) { row in
            let entry = try JournalEntry(row: row)
            guard
                entry.subject != JournalRow.deskSubject
                    || entry.letter.map(wanted.contains) == true
            else { return }
            lines.append(try JournalRow.line(of: row))
            sequences.append(entry.sequence)
            at = entry.at
        }
        guard let first = sequences.first, let last = sequences.last else { return nil }
        let hashes = try hashes(from: first - 1, to: last)
        return JournalExtract(
            lines: lines, at: at,
            checkpoint: JournalCheckpoint(
                desk: desk, register: register, rows: last, head: hashes.last?.hash ?? ""),
            hashes: hashes)
    }

    /// Hashes of rows by their numbers; row 0 is what the first row follows.
    private func hashes(from first: Int, to last: Int) throws -> [(sequence: Int, hash: String)] {
        let (desk, register) = try identity()
        var hashes: [(sequence: Int, hash: String)] = []
        if first == 0 { hashes.append((0, JournalRow.genesis(of: desk, register))) }
        try connection.forEach(
            "SELECT sequence, hash FROM journal WHERE sequence BETWEEN ? AND ? ORDER BY sequence",
            [first, last]
        ) { row in
            hashes.append((try row.stored("sequence"), try row.stored("hash")))
        }
        return hashes
    }
}

extension JournalRow {
    /// A row as one line of JSON.
    static func line(of row: StoredRow) throws -> String {
        let sequence: Int = try row.stored("sequence")
        let texts = try textColumns.map { name in
            JSONValue.Member(name, .string(try row.stored(name)))
        }
        return JSONValue.object([.init("sequence", JSONValue(sequence))] + texts).compact
    }
}

extension JournalEntry {
    /// The letter that an event of the desk is about.
    fileprivate var letter: Int? {
        guard case .desk(let event) = event else { return nil }
        return switch event {
        case .letterStored(let letter, _, _), .letterJudged(let letter, _),
            .letterFrozen(let letter, _, _), .deliveryAttempted(let letter, _, _, _, _),
            .deliveryReported(let letter, _, _, _), .deliveryRenewed(let letter, _):
            letter
        default: nil
        }
    }
}
