// How many alarms there are, for every page. Counting looks through all open orders, so the number is kept for some
// seconds; the page of alarms itself always looks anew.

import Desk
import Quantities
import Synchronization

/// The number of alarms, at most a few seconds old.
final class AlarmCount: Sendable {
    private static let age = Duration.seconds(5)

    private let desk: Desk
    private let last = Mutex<(count: Int, at: UTCInstant)?>(nil)

    init(desk: Desk) { self.desk = desk }

    /// - Throws: `StoreError`.
    func current(at now: UTCInstant) throws -> Int {
        if let last = last.withLock({ $0 }), last.at <= now, now < last.at + Self.age {
            return last.count
        }
        let count = try desk.alarms().count
        last.withLock { $0 = (count, now) }
        return count
    }
}
