// The quantities of the house: frequency, length, time, speed, angle and level.

/// A frequency or a bandwidth, in hertz.
@frozen public struct Hertz: Quantity {
    public var value: Double
    @inlinable public init(_ value: Double) { self.value = value }
    /// A frequency given in kilohertz.
    @inlinable public static func kilohertz(_ value: Double) -> Hertz { Hertz(value * 1e3) }
    /// A frequency given in megahertz.
    @inlinable public static func megahertz(_ value: Double) -> Hertz { Hertz(value * 1e6) }
    /// A frequency given in gigahertz.
    @inlinable public static func gigahertz(_ value: Double) -> Hertz { Hertz(value * 1e9) }
    /// The frequency in megahertz.
    @inlinable public var megahertz: Double { value / 1e6 }
}

/// A length or a height, in metres.
@frozen public struct Metres: Quantity {
    public var value: Double
    @inlinable public init(_ value: Double) { self.value = value }
    /// A length given in kilometres.
    @inlinable public static func kilometres(_ value: Double) -> Metres { Metres(value * 1e3) }
    /// The length in kilometres.
    @inlinable public var kilometres: Double { value / 1e3 }
}

/// A physical time difference, in seconds. Civil spans of time are `Duration`.
@frozen public struct Seconds: Quantity {
    public var value: Double
    @inlinable public init(_ value: Double) { self.value = value }
    /// A time difference given in microseconds.
    @inlinable public static func microseconds(_ value: Double) -> Seconds { Seconds(value * 1e-6) }
    /// The time difference in microseconds.
    @inlinable public var microseconds: Double { value * 1e6 }
}

/// A speed, in metres per second.
@frozen public struct MetresPerSecond: Quantity {
    public var value: Double
    @inlinable public init(_ value: Double) { self.value = value }
}

/// A power ratio or level, in decibels; the name of the property that holds it says relative to what.
@frozen public struct Decibels: Quantity {
    public var value: Double
    @inlinable public init(_ value: Double) { self.value = value }
}

/// A plane angle, stored in radians.
@frozen public struct Angle: Quantity {
    public var value: Double
    /// An angle in radians.
    @inlinable public init(_ radians: Double) { self.value = radians }
    /// An angle given in degrees.
    @inlinable public static func degrees(_ value: Double) -> Angle { Angle(value * .pi / 180) }
    /// The angle in radians.
    @inlinable public var radians: Double { value }
    /// The angle in degrees.
    @inlinable public var degrees: Double { value * 180 / .pi }
}

/// The speed of light in vacuum, in metres per second (exact by definition of the metre).
public let speedOfLight = MetresPerSecond(299_792_458)

extension MetresPerSecond {
    /// The time that light-like travel at this speed needs for a length.
    @inlinable public static func / (lhs: Metres, rhs: MetresPerSecond) -> Seconds {
        Seconds(lhs.value / rhs.value)
    }
}
