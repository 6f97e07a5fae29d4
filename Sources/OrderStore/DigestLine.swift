// Digests of journal rows, computed on other threads while more rows are read.

import Dispatch
import Quantities

/// A row with the digest that follows from what it holds.
struct DigestedRow {
    var sequence: Int
    /// The seven texts, the last of which is the hash that was stored.
    var texts: [[UInt8]]
    var digest: [UInt8]
}

/// Takes rows in, and gives them back in the same order with their digests.
final class DigestLine {
    /// Rows that go to another thread together.
    ///
    /// Safe to share: the rows are changed by one thread before the work begins and read by it after the signal; the
    /// work alone writes the digests.
    private final class Batch: @unchecked Sendable {
        var rows: [(sequence: Int, texts: [[UInt8]])] = []
        var digests: [[UInt8]] = []
        let isDone = DispatchSemaphore(value: 0)

        func begin() {
            DispatchQueue.global().async {
                self.digests = self.rows.map { row in
                    JournalRow(
                        sequence: row.sequence, columns: Array(row.texts[0..<6])
                    ).digestText
                }
                self.isDone.signal()
            }
        }

        func end() -> [DigestedRow] {
            isDone.wait()
            return zip(rows, digests).map {
                DigestedRow(sequence: $0.sequence, texts: $0.texts, digest: $1)
            }
        }
    }

    private var filling = Batch()
    private var begun: [Batch] = []

    /// Takes in a row.
    ///
    /// - Returns: earlier rows whose digests are there.
    func add(_ sequence: Int, _ texts: [[UInt8]]) -> [DigestedRow] {
        filling.rows.append((sequence, texts))
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
