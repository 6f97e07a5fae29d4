// What the workers of a process last brought to an end. The watchdog and the state of readiness ask it; nothing else
// depends on it, and it is lost with the process.

public import Quantities
import Synchronization

/// The pulse of a desk's workers; one for all copies of a desk.
public final class DeskPulse: Sendable {
    /// A step of every round.
    public enum Step: Sendable, CaseIterable {
        /// The mailbox was asked, whatever it answered.
        case mail
        /// The store was written or read.
        case store
        /// What was due was sent, or there was nothing.
        case sender
    }

    private struct State {
        var ended: Set<Step> = []
        var mailboxReadAt: UTCInstant?
        var storeTrouble: String?
    }

    private let state = Mutex(State())

    /// A pulse that has not been felt yet.
    public init() {}

    /// The workers begin: from now on an unread mailbox grows older.
    public func begin(at now: UTCInstant) {
        state.withLock { $0.mailboxReadAt = $0.mailboxReadAt ?? now }
    }

    /// A step came to its end.
    public func ended(_ step: Step) { state.withLock { _ = $0.ended.insert(step) } }

    /// The mailbox answered.
    func readMailbox(at now: UTCInstant) { state.withLock { $0.mailboxReadAt = now } }

    /// The store failed for a while, or no longer; its words have told people, so the round is over.
    public func storeFails(_ words: String?) {
        state.withLock { state in
            state.storeTrouble = words
            if words != nil { state.ended = Set(Step.allCases) }
        }
    }

    /// When the mailbox was read last, or the workers began; `nil` in a process without workers.
    public var mailboxReadAt: UTCInstant? { state.withLock { $0.mailboxReadAt } }

    /// Why the store fails at present.
    public var storeTrouble: String? { state.withLock { $0.storeTrouble } }

    /// True if every step came to an end since the last call that said so.
    public func takeProgress() -> Bool {
        state.withLock { state in
            guard state.ended.count == Step.allCases.count else { return false }
            state.ended = []
            return true
        }
    }
}
