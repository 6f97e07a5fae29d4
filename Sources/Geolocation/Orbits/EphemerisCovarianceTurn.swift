// Turns a covariance of an ephemeris message into Earth-fixed axes.

import Quantities

extension EphemerisCovariance {
    /// The covariance of the Earth-fixed state; `nil` if rounding has spoilt the matrix.
    ///
    /// `RTN` (also called RSW): radial, along-track, cross-track, taken as fixed at the instant, so
    /// that its velocities are those of TEME along these axes.
    func earthFixed(state: StateVector<TEME>, rotation: EarthRotation) -> StateCovariance? {
        guard frame != EphemerisFrame.earthFixed.rawValue else {
            return StateCovariance(rows: rows)
        }
        var axes = [Vector(1, 0, 0), Vector(0, 1, 0), Vector(0, 0, 1)]
        if frame == "RTN" {
            let r = Vector(state.position.x, state.position.y, state.position.z)
            let v = Vector(state.velocity.x, state.velocity.y, state.velocity.z)
            let normal = r.cross(v).unit
            axes = [r.unit, normal.cross(r.unit), normal]
        }
        // Columns of the Jacobian [[R, 0], [-omega x R, R]] of the state along the given axes.
        let turned = axes.map { rotation.forward($0) }
        let columns: [(Vector, Vector)] =
            turned.map { ($0, -rotation.omega.cross($0)) } + turned.map { (.zero, $0) }
        let jacobian = (0..<6).map { row in
            columns.map { Self.component(row < 3 ? $0.0 : $0.1, row % 3) }
        }
        let half = jacobian.map { j in
            (0..<6).map { k in (0..<6).reduce(0.0) { $0 + j[$1] * rows[$1][k] } }
        }
        return StateCovariance(
            rows: half.map { h in
                jacobian.map { j in (0..<6).reduce(0.0) { $0 + h[$1] * j[$1] } }
            })
    }

    private static func component(_ v: Vector, _ axis: Int) -> Double {
        axis == 0 ? v.x : axis == 1 ? v.y : v.z
    }
}
