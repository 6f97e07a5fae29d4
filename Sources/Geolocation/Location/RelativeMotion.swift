// How the error of a geostationary state grows with time, seen in Earth-fixed axes: the relative
// motion of Clohessy & Wiltshire (1960), whose turning frame is here the Earth's own.

import Glibc
import Quantities

struct RelativeMotion {
    /// Rotation of the Earth, rad/s; the mean motion of the satellite to 1e-3.
    private static let n = PathKernel.omega
    private let axes: [Vector]

    /// - Returns: `nil` for a satellite that does not stay near one place over the Earth.
    init?(of state: StateVector<EarthFixed>) {
        let (s, v) = (Vector(state.position), Vector(state.velocity))
        guard v.norm < 300, (4.0e7...4.4e7).contains(s.norm) else { return nil }
        let radial = s.unit
        let across = s.cross(v + Vector(0, 0, Self.n).cross(s)).unit
        axes = [radial, across.cross(radial), across]
    }

    /// Carries the columns of a 6x6 matrix of state errors (row after row) by a time in seconds.
    func carry(_ root: [Double], by t: Double) -> [Double] {
        var out = root
        for j in 0..<6 {
            let d = Vector(root[j], root[6 + j], root[12 + j])
            let v = Vector(root[18 + j], root[24 + j], root[30 + j])
            let moved = move(axes.map { d.dot($0) }, axes.map { v.dot($0) }, t)
            let (dNew, vNew) = (earthFixed(moved.d), earthFixed(moved.v))
            (out[j], out[6 + j], out[12 + j]) = (dNew.x, dNew.y, dNew.z)
            (out[18 + j], out[24 + j], out[30 + j]) = (vNew.x, vNew.y, vNew.z)
        }
        return out
    }

    private func earthFixed(_ a: [Double]) -> Vector {
        a[0] * axes[0] + a[1] * axes[1] + a[2] * axes[2]
    }

    /// Radial, along-track and cross-track position and velocity after a time.
    private func move(_ d: [Double], _ v: [Double], _ t: Double) -> (d: [Double], v: [Double]) {
        let n = Self.n
        let (s, c) = (sin(n * t), cos(n * t))
        let x = (4 - 3 * c) * d[0] + s / n * v[0] + 2 / n * (1 - c) * v[1]
        let y =
            6 * (s - n * t) * d[0] + d[1] + 2 / n * (c - 1) * v[0] + (4 * s / n - 3 * t) * v[1]
        let z = c * d[2] + s / n * v[2]
        let vx = 3 * n * s * d[0] + c * v[0] + 2 * s * v[1]
        let vy = 6 * n * (c - 1) * d[0] - 2 * s * v[0] + (4 * c - 3) * v[1]
        let vz = -n * s * d[2] + c * v[2]
        return ([x, y, z], [vx, vy, vz])
    }
}
