// The end of a process whose connections may be silent for minutes: what is being sent may finish for a while, then
// every conversation is given up. A conversation belongs to one process, and the process ends as a whole; so this is
// said once, for all of them.

import Quantities
import Synchronization

/// Gives up conversations with servers when the process is to end.
public enum ConnectionsEnd {
    /// Nanoseconds since the machine's start at which conversations are given up; 0: not at all.
    private static let letters = Atomic<Int>(0)
    private static let mailboxes = Atomic<Int>(0)

    /// Says that the process is to end.
    ///
    /// - Parameter patience: how long a letter under way may still take. A mailbox is left at once: what was not
    ///   stored comes again.
    public static func begin(letting patience: Duration) {
        letters.store(now + Int(patience.wholeNanoseconds), ordering: .relaxed)
        mailboxes.store(now, ordering: .relaxed)
    }

    /// True once the process is to end: nothing new is begun.
    public static var isNear: Bool { mailboxes.load(ordering: .relaxed) != 0 }

    /// True if a letter under way is to be given up.
    static var isLettersEnd: Bool { hasPassed(letters) }

    private static func hasPassed(_ end: borrowing Atomic<Int>) -> Bool {
        let end = end.load(ordering: .relaxed)
        return end != 0 && now >= end
    }

    private static var now: Int {
        let elapsed = ContinuousClock.now - origin
        return 1 + Int(elapsed.wholeNanoseconds)
    }

    private static let origin = ContinuousClock.now
}
