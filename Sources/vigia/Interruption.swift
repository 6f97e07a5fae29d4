// Signals to a process: Ctrl-C and SIGTERM end it when the work at hand is finished, SIGHUP lets it read its settings
// anew. A thread of its own waits for them, so that none falls into the middle of a step and each is heard at once.

import Foundation
import Glibc
import SwiftOverlayShims

/// What a process was asked for by signals.
final class Interruption: Sendable {
    /// With what a program ends that gives its work up when it is asked to, as shells count for Ctrl-C.
    static let status = 128 + SIGINT

    private let condition = NSCondition()
    nonisolated(unsafe) private var isEnding = false
    nonisolated(unsafe) private var reloads = 0

    /// Takes SIGINT and SIGTERM over from now on; to be made before any other thread is started.
    ///
    /// - Parameters:
    ///   - hearsReload: SIGHUP too; else it ends the process as it always does.
    ///   - onEnd: called at once when the process is asked to end, on the thread of the signals.
    init(hearingReload hearsReload: Bool = false, onEnd: @escaping @Sendable () -> Void = {}) {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM] + (hearsReload ? [SIGHUP] : []) {
            sigaddset(&signals, signal)
        }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        let listener = Thread { [self] in
            var signals = awaited
            while true {
                var signal: Int32 = 0
                guard sigwait(&signals, &signal) == 0 else { continue }
                take(signal, onEnd)
            }
        }
        listener.start()
    }

    private func take(_ signal: Int32, _ onEnd: () -> Void) {
        let isFirst = condition.withLock {
            defer { condition.broadcast() }
            if signal == SIGHUP {
                reloads += 1
                return false
            }
            defer { isEnding = true }
            return !isEnding
        }
        if isFirst { onEnd() }
    }

    /// Waits for a span of time.
    ///
    /// - Returns: true as soon as the program is asked to end.
    func arrives(within duration: Duration) -> Bool {
        let end = Date(timeIntervalSinceNow: duration / .seconds(1))
        return condition.withLock {
            while !isEnding, reloads == 0, condition.wait(until: end) {}
            return isEnding
        }
    }

    /// True while a SIGHUP waits to be taken.
    var hasReload: Bool { condition.withLock { reloads > 0 } }

    /// True once for each SIGHUP, or for several that came together.
    func takeReload() -> Bool {
        condition.withLock {
            defer { reloads = 0 }
            return reloads > 0
        }
    }
}
