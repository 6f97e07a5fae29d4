// What stops a desk in the middle of its work: its process ends, a commit fails, the disk is full.

import MonitoringOrders
import OrderStore
import Quantities
import Synchronization

/// A process that ended in the middle of its work.
struct ProcessEnded: Error {}

/// What may end a process or fail a commit; the store asks at each commit.
final class Interruptions: Sendable {
    private struct State {
        var faults: Faults
        /// Until when the disk is full.
        var fullUntil: UTCInstant?
    }

    private let state: Mutex<State>
    private let clock: VirtualClock

    init(_ faults: Faults, clock: VirtualClock) {
        state = Mutex(State(faults: faults))
        self.clock = clock
    }

    var counts: [Fault: Int] { state.withLock { $0.faults.counts } }

    func stop() {
        state.withLock { state in
            state.faults.stop()
            state.fullUntil = nil
        }
    }

    func isOn(_ fault: Fault) -> Bool { state.withLock { $0.faults.isOn(fault) } }

    func strikes(_ fault: Fault) -> Bool { state.withLock { $0.faults.strikes(fault) } }

    /// Before a commit the disk may fail; before and after it the process may end.
    func ask(_ moment: CommitMoment) throws {
        switch moment {
        case .before:
            if isFull { throw StoreError(.full, path: "memory", message: "the disk is full") }
            if strikes(.diskFails) {
                throw StoreError(.inputOutput, path: "memory", message: "the disk failed")
            }
        case .after:
            if strikes(.syncFails) {
                throw StoreError(.inputOutput, path: "memory", message: "a sync failed")
            }
        }
        if strikes(.crash) { throw ProcessEnded() }
    }

    private var isFull: Bool {
        let now = clock.now
        return state.withLock { state in
            if state.faults.strikes(.diskFull) {
                let span = state.faults.draw { $0.span(from: .seconds(600), to: .seconds(43_200)) }
                state.fullUntil = now + span
            }
            return state.fullUntil.map { now < $0 } ?? false
        }
    }
}
