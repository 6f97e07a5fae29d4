// The kernels' own vector: three Doubles in whatever frame and unit the surrounding kernel says.
// It never crosses the module's edge; there, positions and velocities carry their frame.

import Quantities

struct Vector: Sendable {
    var x, y, z: Double

    @inline(__always) init(_ x: Double, _ y: Double, _ z: Double) {
        (self.x, self.y, self.z) = (x, y, z)
    }

    init(_ position: Position<EarthFixed>) { self.init(position.x, position.y, position.z) }
    init(_ velocity: Velocity<EarthFixed>) { self.init(velocity.x, velocity.y, velocity.z) }

    static let zero = Vector(0, 0, 0)

    @inline(__always) static func + (a: Vector, b: Vector) -> Vector {
        Vector(a.x + b.x, a.y + b.y, a.z + b.z)
    }
    @inline(__always) static func - (a: Vector, b: Vector) -> Vector {
        Vector(a.x - b.x, a.y - b.y, a.z - b.z)
    }
    @inline(__always) static func * (k: Double, a: Vector) -> Vector {
        Vector(k * a.x, k * a.y, k * a.z)
    }
    @inline(__always) static prefix func - (a: Vector) -> Vector { Vector(-a.x, -a.y, -a.z) }

    @inline(__always) func dot(_ b: Vector) -> Double { x * b.x + y * b.y + z * b.z }

    @inline(__always) func cross(_ b: Vector) -> Vector {
        Vector(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
    }

    @inline(__always) var norm: Double { dot(self).squareRoot() }

    @inline(__always) var unit: Vector { (1 / norm) * self }

    /// The vector without its part along a unit vector.
    @inline(__always) func perpendicular(to n: Vector) -> Vector { self - dot(n) * n }

    var position: Position<EarthFixed> { Position(x: x, y: y, z: z) }
}

/// A rotation about the z axis by an angle so small that its series ends early.
struct SmallRotation: Sendable {
    let c, s: Double

    /// Angles up to 1e-3 rad are exact to the last bit; the Earth turns 2e-5 rad in a light time.
    @inline(__always) init(_ theta: Double) {
        let q = theta * theta
        s = theta * (1 - q / 6 * (1 - q / 20))
        c = 1 - q / 2 * (1 - q / 12 * (1 - q / 30))
    }

    @inline(__always) func apply(_ a: Vector) -> Vector {
        Vector(c * a.x - s * a.y, s * a.x + c * a.y, a.z)
    }

    @inline(__always) func applyInverse(_ a: Vector) -> Vector {
        Vector(c * a.x + s * a.y, c * a.y - s * a.x, a.z)
    }
}
