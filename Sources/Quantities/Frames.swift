// Positions and velocities that refuse to mix frames: adding a TEME vector to an Earth-fixed one
// does not compile. Conversions between frames live in Geolocation, where time is at hand.

/// A reference frame, used only as a mark on positions and velocities.
public protocol Frame: Sendable {}

/// True equator, mean equinox of date: the frame in which SGP4 gives its results.
public enum TEME: Frame {}

/// Earth-centred, Earth-fixed, WGS-84 (equal to ITRF at the precision of this house).
public enum EarthFixed: Frame {}

/// Local horizon: x east, y north, z up, at a named geodetic origin.
public enum LocalHorizon: Frame {}

/// A position in metres along the axes of a frame.
@frozen public struct Position<F: Frame>: Hashable, Sendable, Codable {
    public var x, y, z: Double
    /// A position from its three coordinates in metres.
    @inlinable public init(x: Double, y: Double, z: Double) {
        (self.x, self.y, self.z) = (x, y, z)
    }
    /// The displacement from another position of the same frame, in metres.
    @inlinable public static func - (lhs: Self, rhs: Self) -> Self {
        Self(x: lhs.x - rhs.x, y: lhs.y - rhs.y, z: lhs.z - rhs.z)
    }
    /// The position moved by a displacement of the same frame.
    @inlinable public static func + (lhs: Self, rhs: Self) -> Self {
        Self(x: lhs.x + rhs.x, y: lhs.y + rhs.y, z: lhs.z + rhs.z)
    }
    /// Distance from the origin of the frame.
    @inlinable public var distance: Metres { Metres((x * x + y * y + z * z).squareRoot()) }
}

/// A velocity in metres per second along the axes of a frame, relative to that frame.
@frozen public struct Velocity<F: Frame>: Hashable, Sendable, Codable {
    public var x, y, z: Double
    /// A velocity from its three components in metres per second.
    @inlinable public init(x: Double, y: Double, z: Double) {
        (self.x, self.y, self.z) = (x, y, z)
    }
    /// Magnitude of the velocity.
    @inlinable public var speed: MetresPerSecond {
        MetresPerSecond((x * x + y * y + z * z).squareRoot())
    }
}

/// Position and velocity of one object at one instant.
@frozen public struct StateVector<F: Frame>: Hashable, Sendable, Codable {
    public var position: Position<F>
    public var velocity: Velocity<F>
    /// A state from its position and velocity.
    @inlinable public init(position: Position<F>, velocity: Velocity<F>) {
        (self.position, self.velocity) = (position, velocity)
    }
}

/// A point given by geodetic latitude and longitude on WGS-84 and height above that ellipsoid.
@frozen public struct GeodeticPosition: Hashable, Sendable, Codable {
    /// Geodetic latitude, positive north, from -90 to 90 degrees.
    public var latitude: Angle
    /// Longitude, positive east.
    public var longitude: Angle
    /// Height above the ellipsoid (not above the sea).
    public var height: Metres
    /// A point from latitude, longitude and ellipsoidal height.
    @inlinable public init(latitude: Angle, longitude: Angle, height: Metres = .zero) {
        (self.latitude, self.longitude, self.height) = (latitude, longitude, height)
    }
}
