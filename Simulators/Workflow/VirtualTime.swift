// Time that passes from one happening to the next, and what is to happen.

import Quantities
import Synchronization

/// The clock of a simulated world; each desk sees it through an offset of its own.
final class VirtualClock: Sendable {
    private let state: Mutex<UTCInstant>

    init(_ start: UTCInstant) { state = Mutex(start) }

    var now: UTCInstant { state.withLock { $0 } }

    /// Moves on to a later instant.
    func advance(to instant: UTCInstant) {
        state.withLock { now in
            precondition(instant >= now, "time does not run backwards")
            now = instant
        }
    }
}

/// What is to happen, by time and, at the same time, in the order of planning.
final class Agenda<Happening> {
    private struct Entry {
        var at: UTCInstant
        var sequence: Int
        var happening: Happening

        func precedes(_ other: Entry) -> Bool { (at, sequence) < (other.at, other.sequence) }
    }
    /// A binary heap, the earliest first.
    private var entries: [Entry] = []
    private var planned = 0

    func plan(_ happening: Happening, at: UTCInstant) {
        planned += 1
        entries.append(Entry(at: at, sequence: planned, happening: happening))
        var child = entries.count - 1
        while child > 0, entries[child].precedes(entries[(child - 1) / 2]) {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    func next() -> (at: UTCInstant, happening: Happening)? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sift()
        }
        return (first.at, first.happening)
    }

    private func sift() {
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < entries.count }
            guard let least = children.min(by: { entries[$0].precedes(entries[$1]) }),
                entries[least].precedes(entries[parent])
            else { return }
            entries.swapAt(least, parent)
            parent = least
        }
    }
}
