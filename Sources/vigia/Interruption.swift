// Ctrl-C and SIGTERM: the work at hand is finished, then the program ends.

import Dispatch
import Foundation
import Synchronization

/// Whether the program was asked to end.
final class Interruption: Sendable {
    private let flag = Mutex(false)
    private let wake = DispatchSemaphore(value: 0)
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { signalNumber in
            signal(signalNumber, SIG_IGN)
            return DispatchSource.makeSignalSource(
                signal: signalNumber, queue: .global(qos: .userInitiated))
        }
        for source in sources {
            source.setEventHandler { [weak self] in self?.happen() }
            source.resume()
        }
    }

    var hasHappened: Bool { flag.withLock { $0 } }

    private func happen() {
        flag.withLock { $0 = true }
        wake.signal()
    }

    /// Waits for a span of time, or until the program is asked to end.
    func wait(_ duration: Duration) {
        let seconds =
            Double(duration.components.seconds)
            + Double(duration.components.attoseconds) * 1e-18
        _ = wake.wait(timeout: .now() + seconds)
    }
}
