// A desk's clock, which is not the world's.

import Quantities
import Synchronization

/// How far a desk's clock is from the world's.
final class ClockOffset: Sendable {
    private struct State {
        var offset = Duration.zero
        /// Seconds gained in a second, since an instant.
        var drift = 0.0
        var since = WorkflowSettings.start
    }

    private let state = Mutex(State())

    /// The offset at an instant of the world.
    func duration(at now: UTCInstant) -> Duration {
        state.withLock { $0.offset + (now - $0.since) * $0.drift }
    }

    func jump(by step: Duration) { state.withLock { $0.offset += step } }

    /// From an instant on the clock gains so many seconds in a second.
    func run(_ drift: Double, from now: UTCInstant) {
        state.withLock { state in
            state.offset += (now - state.since) * state.drift
            (state.drift, state.since) = (drift, now)
        }
    }
}
