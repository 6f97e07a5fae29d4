// What a desk takes from the world besides its store and its carriers: the time and names that are
// never given twice. Both are passed in, so that a simulation can repeat a day exactly.

import Glibc
public import Quantities
import SwiftOverlayShims

/// Clock and source of unique names.
public struct Surroundings: Sendable {
    public var now: @Sendable () -> UTCInstant
    /// A name that is never given twice: letters, digits, points.
    public var newName: @Sendable () -> String

    /// Surroundings from a clock and a source of names.
    public init(
        now: @escaping @Sendable () -> UTCInstant, newName: @escaping @Sendable () -> String
    ) {
        (self.now, self.newName) = (now, newName)
    }

    /// The machine's clock and random names of 128 bits.
    public static let real = Surroundings(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UTCInstant(
                nanosecondsSince1970: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
        },
        newName: { String(UInt128.random(in: 0...UInt128.max), radix: 16) })
}
