// The way between the frame of SGP4 and the Earth, at one instant: a turn by Greenwich mean sidereal
// time of 1982 and, where the pole is given, the small turns of the pole. A velocity changes by more
// than its axes: v_ecef = R v - omega x r; forgetting that is 3 km/s at the geostationary orbit.

import Glibc
public import Quantities

/// The rotation between TEME and the Earth-fixed frame at one instant.
///
/// D. A. Vallado et al., AIAA 2006-6753, appendix C: PEF = R3(GMST-82) TEME, ITRF = W' PEF.
public struct EarthRotation: Sendable {
    /// What makes the Earth orientation at this instant unsure.
    public let warnings: [EarthOrientationWarning]
    /// Rows of the matrix that turns TEME axes into Earth-fixed ones.
    let rows: (Vector, Vector, Vector)
    /// The Earth's rotation in Earth-fixed axes, radians per second.
    let omega: Vector

    /// The rotation at an instant.
    public init(at time: UTCInstant, orientation: EarthOrientation) {
        let values = orientation.values(at: time)
        warnings = values.warnings
        let theta = gstime(JulianDate(time).adding(values.row.ut1MinusUTC))
        let (s, c) = (sin(theta), cos(theta))
        let (xp, yp) = (values.row.xPole.radians, values.row.yPole.radians)
        let (sx, cx, sy, cy) = (sin(xp), cos(xp), sin(yp), cos(yp))
        // W' = R1(-yp) R2(-xp), times R3(theta).
        let (w1, w2, w3) = (
            Vector(cx, 0, sx), Vector(sx * sy, cy, -cx * sy), Vector(-sx * cy, sy, cx * cy)
        )
        func turned(_ w: Vector) -> Vector {
            Vector(w.x * c - w.y * s, w.x * s + w.y * c, w.z)
        }
        rows = (turned(w1), turned(w2), turned(w3))
        omega = WGS84.rotationRate * Vector(w1.z, w2.z, w3.z)
    }

    /// An Earth-fixed position from one in TEME.
    public func earthFixed(_ position: Position<TEME>) -> Position<EarthFixed> {
        forward(Vector(position.x, position.y, position.z)).position
    }

    /// An Earth-fixed state, its velocity relative to the rotating Earth, from one in TEME.
    public func earthFixed(_ state: StateVector<TEME>) -> StateVector<EarthFixed> {
        let (p, v) = (state.position, state.velocity)
        let r = forward(Vector(p.x, p.y, p.z))
        let w = forward(Vector(v.x, v.y, v.z)) - omega.cross(r)
        return StateVector(position: r.position, velocity: Velocity(x: w.x, y: w.y, z: w.z))
    }

    /// A state in TEME from an Earth-fixed one.
    public func teme(_ state: StateVector<EarthFixed>) -> StateVector<TEME> {
        let r = Vector(state.position)
        let p = backward(r)
        let v = backward(Vector(state.velocity) + omega.cross(r))
        return StateVector(
            position: Position(x: p.x, y: p.y, z: p.z), velocity: Velocity(x: v.x, y: v.y, z: v.z))
    }

    func forward(_ a: Vector) -> Vector { Vector(rows.0.dot(a), rows.1.dot(a), rows.2.dot(a)) }

    func backward(_ a: Vector) -> Vector { a.x * rows.0 + a.y * rows.1 + a.z * rows.2 }
}
