// A number that knows its unit. Each type stores one SI unit and is built and read in words, so
// that no bare Double with an unwritten unit crosses a module's edge. There is no general algebra
// of dimensions: the few products that the house needs are written out beside the types.

/// A physical quantity stored as a number in one fixed SI unit.
public protocol Quantity: Hashable, Comparable, Sendable, Codable {
    /// The value in the unit of the type.
    var value: Double { get set }
    /// Makes the quantity from a value in the unit of the type.
    init(_ value: Double)
}

extension Quantity {
    /// Zero of the unit.
    @inlinable public static var zero: Self { Self(0) }

    /// Magnitude without the sign.
    @inlinable public var magnitude: Self { Self(value.magnitude) }

    @inlinable public static func < (lhs: Self, rhs: Self) -> Bool { lhs.value < rhs.value }
    @inlinable public static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }
    @inlinable public static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }
    @inlinable public static func * (lhs: Self, rhs: Double) -> Self { Self(lhs.value * rhs) }
    @inlinable public static func * (lhs: Double, rhs: Self) -> Self { Self(lhs * rhs.value) }
    @inlinable public static func / (lhs: Self, rhs: Double) -> Self { Self(lhs.value / rhs) }
    @inlinable public static func / (lhs: Self, rhs: Self) -> Double { lhs.value / rhs.value }
    @inlinable public static prefix func - (operand: Self) -> Self { Self(-operand.value) }

    /// Reads the bare number; the key in the surrounding object names the unit.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Double.self))
    }

    /// Writes the bare number; the key in the surrounding object names the unit.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
