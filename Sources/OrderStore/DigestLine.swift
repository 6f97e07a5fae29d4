// Digests of journal rows, computed on other threads while more rows are read.

import Dispatch
import Quantities

/// A row with the digest that follows from what it holds.
struct DigestedRow {
    let sequence: Int
    /// The seven texts, the last of which is the hash that was stored.
    let texts: [[UInt8]]
    fileprivate(set) var digest: [UInt8] = []
}

/// Takes rows in, and gives them back in the same order with their digests.
final class DigestLine {
    /// Rows that go to another thread together.
    ///
    /// Safe to share: the rows are changed by one thread before the work begins and read by it after the signal; the
    /// work alone writes the digests.
    private final class Batch: @unchecked Sendable {
        var rows: [DigestedRow] = []
        let isDone = DispatchSemaphore(value: 0)

        init() { rows.reserveCapacity(Limits.rowsInFetch) }

        func begin() {
            DispatchQueue.global().async {
                for place in self.rows.indices {
                    let row = self.rows[place]
                    self.rows[place].digest = JournalRow.digestText(
                        row.sequence, row.texts.prefix(6))
                }
                self.isDone.signal()
            }
        }

        func end() -> [DigestedRow] {
            isDone.wait()
            return rows
        }
    }

    private var filling = Batch()
    private var begun: [Batch] = []

    /// Takes in a row.
    ///
    /// - Returns: earlier rows whose digests are there.
    func add(_ sequence: Int, _ texts: [[UInt8]]) -> [DigestedRow] {
        filling.rows.append(DigestedRow(sequence: sequence, texts: texts))
        guard filling.rows.count == Limits.rowsInFetch else { return [] }
        filling.begin()
        begun.append(filling)
        filling = Batch()
        return begun.count > 4 ? begun.removeFirst().end() : []
    }

    /// The rows that were not given back yet.
    func rest() -> [DigestedRow] {
        filling.begin()
        return (begun + [filling]).flatMap { $0.end() }
    }
}
