// Ctrl-C and SIGTERM: the work at hand is finished, then the program ends. The signals are held back
// and asked for between two rounds, so that none can fall into the middle of one.

import Glibc
import SwiftOverlayShims

/// The request to end the program.
struct Interruption {
    private var signals = sigset_t()

    /// Holds SIGINT and SIGTERM back from now on; to be made before any thread is started.
    init() {
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for a span of time.
    ///
    /// - Returns: true as soon as the program is asked to end.
    func arrives(within duration: Duration) -> Bool {
        let (seconds, attoseconds) = duration.components
        var limit = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        var signals = signals
        return sigtimedwait(&signals, nil, &limit) > 0
    }
}
