// From a rough position to the exact one: Newton steps on the ellipsoid in closed 2x2 algebra,
// with Levenberg-Marquardt damping wherever a full step would not help. No allocation.

import Quantities

/// A measurement reduced to what the kernels need: values and one over their sigmas.
struct WhitenedMeasurement {
    var tau, nu: Double
    var weightTau, weightNu: Double
}

/// Where the polish ended.
struct PolishedPoint {
    var point: SurfacePoint
    /// Length of the residual vector in sigmas; zero at a root.
    var residual: Double
    var converged: Bool
}

extension PairGeometry {
    /// Longest step on the ground, m: beyond it the linear picture of the Earth is nonsense.
    private static let longestStep = 8e5

    /// Minimises the residual at the height of the start point.
    func polish(_ z: WhitenedMeasurement, from start: SurfacePoint) -> PolishedPoint {
        var point = start
        var o = observe(point.position)
        var (rTau, rNu) = ((z.tau - o.tau) * z.weightTau, (z.nu - o.f) * z.weightNu)
        var cost = rTau * rTau + rNu * rNu
        var damping = 0.0
        for _ in 0..<60 {
            let axes = point.axes
            let a = o.gradTau.dot(axes.east) * z.weightTau
            let b = o.gradTau.dot(axes.north) * z.weightTau
            let c = o.gradF.dot(axes.east) * z.weightNu
            let d = o.gradF.dot(axes.north) * z.weightNu
            var improved = false
            var length = 0.0
            while !improved && damping < 1e12 {
                var (dE, dN) = Self.step(a, b, c, d, rTau, rNu, damping)
                length = (dE * dE + dN * dN).squareRoot()
                if length > Self.longestStep {
                    (dE, dN) = (dE * Self.longestStep / length, dN * Self.longestStep / length)
                }
                let trial = point.moved(east: dE, north: dN, axes: axes)
                let oTrial = observe(trial.position)
                let (tTau, tNu) = (
                    (z.tau - oTrial.tau) * z.weightTau, (z.nu - oTrial.f) * z.weightNu
                )
                let trialCost = tTau * tTau + tNu * tNu
                // At a root the last step changes only rounding; it counts as an improvement.
                improved = trialCost < cost || (length < 0.1 && trialCost < 1e-6)
                if improved {
                    (point, o, rTau, rNu, cost) = (trial, oTrial, tTau, tNu, trialCost)
                    damping = damping < 1e-5 ? 0 : damping * 0.1
                } else if length < 1e-3 || length.isNaN {
                    return PolishedPoint(
                        point: point, residual: cost.squareRoot(), converged: !length.isNaN)
                } else {
                    damping = max(damping * 10, 1e-4)
                }
            }
            // Quadratic convergence: the error left is the square of the step over 1000 km.
            if length < 0.1 || !improved {
                return PolishedPoint(
                    point: point, residual: cost.squareRoot(), converged: length < 0.1)
            }
        }
        return PolishedPoint(point: point, residual: cost.squareRoot(), converged: false)
    }

    /// The Newton step for damping 0, else Levenberg-Marquardt's with Marquardt's scaling.
    @inline(__always) private static func step(
        _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ r: Double, _ q: Double,
        _ damping: Double
    ) -> (Double, Double) {
        if damping == 0 {
            let k = 1 / (a * d - b * c)
            return ((d * r - b * q) * k, (a * q - c * r) * k)
        }
        let (hEE, hNN) = ((a * a + c * c) * (1 + damping), (b * b + d * d) * (1 + damping))
        let hEN = a * b + c * d
        let (gE, gN) = (a * r + c * q, b * r + d * q)
        let k = 1 / (hEE * hNN - hEN * hEN)
        return ((hNN * gE - hEN * gN) * k, (hEE * gN - hEN * gE) * k)
    }
}
