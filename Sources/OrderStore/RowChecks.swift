// What each journal row shows by itself, found on other threads while more rows are read.

import CanonicalJSON
import Dispatch
import Quantities

/// A row that was held against its own hash.
struct CheckedRow {
    let sequence: Int
    /// Hash of the row before and of this row, as they were stored.
    let previous, hash: [UInt8]
    /// True if the hash is that of what the row holds.
    let isAsWritten: Bool
    let letter: NamedLetter

    /// The letter that a row names.
    enum NamedLetter {
        case none
        case named(id: Int, sha256: String)
        /// The row should name one.
        case unreadable
    }

    private static let desk = Array(JournalRow.deskSubject.utf8)

    /// Checks a row whose texts were read as bytes, so that nothing hides behind a NUL or a broken character.
    ///
    /// - Parameters:
    ///   - sequence: number of the row.
    ///   - texts: its seven texts, ``JournalRow/textColumns``.
    fileprivate init(_ sequence: Int, _ texts: [[UInt8]]) {
        self.sequence = sequence
        (previous, hash) = (texts[5], texts[6])
        isAsWritten = JournalRow.digestText(sequence, texts.prefix(6)) == hash
        letter = texts[2] == Self.desk ? Self.letter(kind: texts[3], content: texts[4]) : .none
    }

    private static func letter(kind: [UInt8], content: [UInt8]) -> NamedLetter {
        let kind = String(decoding: kind, as: UTF8.self)
        guard ["letterStored", "letterFrozen"].contains(kind) else { return .none }
        let facts = try? JSONValue(parsing: content)[kind]
        guard let id = facts?["letter"]?.int, let sha256 = facts?["sha256"]?.string else {
            return .unreadable
        }
        return .named(id: id, sha256: sha256)
    }
}

/// Takes rows in, and gives them back in the same order, checked.
final class RowChecks {
    /// Rows that go to another thread together.
    ///
    /// Safe to share: the rows are filled in by one thread before the work begins; what was found is written by the work
    /// alone and read after its signal.
    private final class Batch: @unchecked Sendable {
        private var rows: [(sequence: Int, values: [StoredValue])] = []
        private var checked: [CheckedRow] = []
        private let isDone = DispatchSemaphore(value: 0)

        init() { rows.reserveCapacity(Limits.rowsInFetch) }

        var isFull: Bool { rows.count == Limits.rowsInFetch }

        func add(_ sequence: Int, _ values: [StoredValue]) { rows.append((sequence, values)) }

        func begin() {
            DispatchQueue.global().async {
                self.checked = self.rows.map { row in
                    CheckedRow(row.sequence, row.values.dropFirst().map { [UInt8]($0) ?? [] })
                }
                self.isDone.signal()
            }
        }

        func end() -> [CheckedRow] {
            isDone.wait()
            return checked
        }
    }

    private var filling = Batch()
    private var begun: [Batch] = []

    /// Takes in a row: its sequence number, and the texts after it.
    ///
    /// - Returns: earlier rows that are checked.
    /// - Throws: ``StoredFault`` for a row without a number.
    func add(_ row: StoredRow) throws -> [CheckedRow] {
        filling.add(try row.stored("sequence"), row.values)
        guard filling.isFull else { return [] }
        filling.begin()
        begun.append(filling)
        filling = Batch()
        return begun.count > 4 ? begun.removeFirst().end() : []
    }

    /// The rows that were not given back yet.
    func rest() -> [CheckedRow] {
        filling.begin()
        return (begun + [filling]).flatMap { $0.end() }
    }
}
