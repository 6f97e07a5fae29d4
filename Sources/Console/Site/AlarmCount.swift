// How many alarms there are, for every page. Counting looks through all open orders, so the number is kept for some
// seconds; the page of alarms itself always looks anew.

import Desk
import Quantities
import Synchronization

/// The number of alarms, some seconds old at most, or as old as a count takes.
final class AlarmCount: Sendable {
    private static let age = Duration.seconds(5)

    private struct State {
        var last: (count: Int, at: UTCInstant)?
        var isBeingCounted = false
    }

    private let desk: Desk
    private let state = Mutex(State())

    init(desk: Desk) { self.desk = desk }

    /// Who comes while somebody else counts gets the number before; where there is none yet, all wait for the first
    /// count.
    ///
    /// - Throws: `StoreError`.
    func current(at now: UTCInstant) throws -> Int {
        let known = try state.withLock { state -> Int? in
            guard let last = state.last else {
                let count = try desk.alarms().count
                state.last = (count, now)
                return count
            }
            let isFresh = last.at <= now && now < last.at + Self.age
            if isFresh || state.isBeingCounted { return last.count }
            state.isBeingCounted = true
            return nil
        }
        if let known { return known }
        let count = Result { try desk.alarms().count }
        state.withLock { state in
            state.isBeingCounted = false
            if case .success(let count) = count { state.last = (count, now) }
        }
        return try count.get()
    }
}
