// The end of a process whose connections may be silent for minutes: what is being sent may finish for a while, then
// every conversation is given up. A conversation belongs to one process, and the process ends as a whole; so this is
// said once, for all of them.

import Quantities
import Synchronization

/// Gives up conversations with servers when the process is to end.
public enum ConnectionsEnd {
    /// Nanoseconds since the first asking at which letters under way are given up; 0: the process goes on.
    private static let lettersEnd = Atomic<Int>(0)

    /// Says that the process is to end.
    ///
    /// - Parameter patience: how long a letter under way may still take. A mailbox is left at once: what was not
    ///   stored comes again.
    public static func begin(letting patience: Duration) {
        lettersEnd.store(now + Int(patience.wholeNanoseconds), ordering: .relaxed)
    }

    /// True once the process is to end: nothing new is begun.
    public static var isNear: Bool { lettersEnd.load(ordering: .relaxed) != 0 }

    /// True if a letter under way is to be given up.
    static var isLettersEnd: Bool {
        let end = lettersEnd.load(ordering: .relaxed)
        return end != 0 && now >= end
    }

    private static var now: Int {
        let elapsed = ContinuousClock.now - origin
        return 1 + Int(elapsed.wholeNanoseconds)
    }

    private static let origin = ContinuousClock.now
}
