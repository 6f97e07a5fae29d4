// The joint estimate: emitter position, states of all satellites, delay and frequency offsets, all
// at once, from every measurement of target and reference emitters together (maximum a posteriori
// with the prior covariances). What is stated here is the problem; `JointEstimate` solves it.

import Quantities

/// One satellite in one snapshot, as the joint estimate sees it.
struct SatelliteUse {
    var s0, v0: Vector
    /// Maps the six whitened errors at `offset` to errors of this state, row after row (m, m/s);
    /// `nil` if the state is taken as exact.
    var root: [Double]?
    /// Index of the first of its six unknowns.
    var offset = 0
}

/// The observables of one emitter through one or two satellites in one snapshot.
struct Look {
    struct Datum {
        var z, sigma: Double
        /// Indices of the offsets added to the prediction.
        var biases: [Int] = []
    }
    /// Place of a reference emitter; `nil` for the emitter that is sought.
    var site: Vector?
    /// Index of the satellite of path 1; `nil` if only path 2 was observed.
    var first: Int?
    /// Index of the satellite of path 2.
    var second: Int
    var station: Vector
    var fUp, fDown1, fDown2: Double
    var model: PropagationModel
    var tau, nu: Datum?
}

/// Unknowns in order: whitened satellite errors and offsets, then east, north, up of the emitter.
struct JointProblem {
    var satellites: [SatelliteUse] = []
    var looks: [Look] = []
    /// Prior weight (one over sigma) of each unknown before the position; zero for a free one.
    var weights: [Double] = []
    var height: Double
    /// `nil` holds the height fixed.
    var sigmaHeight: Double?

    /// Unknowns before the position.
    var nuisances: Int { weights.count }
    var positionUnknowns: Int { sigmaHeight == nil ? 2 : 3 }

    /// Adds an unknown and returns its index.
    mutating func addUnknown(weight: Double) -> Int {
        weights.append(weight)
        return weights.count - 1
    }

    /// State of a satellite use for given unknowns.
    func state(_ index: Int, _ x: [Double]) -> (s: Vector, v: Vector) {
        let use = satellites[index]
        guard let root = use.root else { return (use.s0, use.v0) }
        var d = [0.0, 0, 0, 0, 0, 0]
        for i in 0..<6 { for j in 0..<6 { d[i] += root[6 * i + j] * x[use.offset + j] } }
        return (use.s0 + Vector(d[0], d[1], d[2]), use.v0 + Vector(d[3], d[4], d[5]))
    }

    /// Predicts one look and writes its rows into a buffer of 2 x (nuisances + 3) coefficients:
    /// derivatives of TDOA and FDOA by every unknown, position last (east, north, up).
    func predict(
        _ look: Look, _ x: [Double], at point: SurfacePoint, rows: inout [Double]
    ) -> (tau: Double, nu: Double) {
        let width = nuisances + 3
        for k in rows.indices { rows[k] = 0 }
        let e = look.site ?? point.position
        var (tau, nu) = (0.0, 0.0)
        var (gradTau, gradF) = (Vector.zero, Vector.zero)
        for (index, sign, fDown) in [
            (look.first, -1.0, look.fDown1), (look.second, 1.0, look.fDown2),
        ] {
            guard let index else { continue }
            let (s, v) = state(index, x)
            let path = PathKernel(
                s0: s, v0: v, station: look.station, fUp: look.fUp, fDown: fDown, model: look.model)
            let o = path.observe(e)
            (tau, nu) = (tau + sign * o.tau, nu + sign * o.f)
            (gradTau, gradF) = (gradTau + sign * o.gradTau, gradF + sign * o.gradF)
            guard let root = satellites[index].root else { continue }
            let partials = PathPartials(
                s0: s, v0: v, m: look.station, e: e, fUp: look.fUp, fDown: fDown
            ).partials(look.model)
            let offset = satellites[index].offset
            for j in 0..<6 {
                let ds = Vector(root[j], root[6 + j], root[12 + j])
                let dv = Vector(root[18 + j], root[24 + j], root[30 + j])
                rows[offset + j] += sign * (partials.tauS.dot(ds) + partials.tauV.dot(dv))
                rows[width + offset + j] += sign * (partials.fS.dot(ds) + partials.fV.dot(dv))
            }
        }
        for k in look.tau?.biases ?? [] { (tau, rows[k]) = (tau + x[k], rows[k] + 1) }
        for k in look.nu?.biases ?? [] { (nu, rows[width + k]) = (nu + x[k], rows[width + k] + 1) }
        if look.site == nil {
            let axes = point.axes
            for (k, axis) in [axes.east, axes.north, point.n].enumerated() {
                rows[nuisances + k] = gradTau.dot(axis)
                rows[width + nuisances + k] = gradF.dot(axis)
            }
        }
        return (tau, nu)
    }
}
