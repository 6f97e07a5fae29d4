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
    private static let longestStep = 2.5e6

    /// Step below which the next would be rounding: convergence is quadratic, so that a step of a
    /// metre leaves a micrometre, and half a millimetre a kilometre from a fold.
    private static let lastStep = 1.0

    /// Minimises the residual at the height of the start point.
    func polish(_ z: WhitenedMeasurement, from start: SurfacePoint) -> PolishedPoint {
        guard first.model == .lightTime else { return descend(z, first, second, from: start) }
        // The models differ by metres to hundreds of metres: the cheap one does the long way.
        let near = descend(z, scan.first, scan.second, from: start, lastStep: 1000)
        return descend(z, first, second, from: near.converged ? near.point : start)
    }

    /// As ``polish(_:from:)`` for a start so near that the cheap model is no help.
    func polish(_ z: WhitenedMeasurement, near start: SurfacePoint) -> PolishedPoint {
        descend(z, first, second, from: start)
    }

    private func descend(
        _ z: WhitenedMeasurement, _ first: PathKernel, _ second: PathKernel,
        from start: SurfacePoint, lastStep: Double = Self.lastStep
    ) -> PolishedPoint {
        var point = start
        var state = Misfit(z, first, second, at: point)
        var damping = 0.0
        for _ in 0..<60 {
            let axes = point.axes
            let jacobian = state.jacobian(z, axes)
            var (improved, length) = (false, 0.0)
            while !improved && damping < 1e12 {
                var (dE, dN) = jacobian.step(state.rTau, state.rNu, damping)
                length = (dE * dE + dN * dN).squareRoot()
                if length > Self.longestStep {
                    (dE, dN) = (dE * Self.longestStep / length, dN * Self.longestStep / length)
                }
                let trial = point.moved(east: dE, north: dN, axes: axes)
                let trialState = Misfit(z, first, second, at: trial)
                // At a root the last step changes only rounding; it counts as an improvement.
                improved =
                    trialState.cost < state.cost
                    || (length < lastStep && trialState.cost < 1e-6)
                if improved {
                    (point, state) = (trial, trialState)
                    damping = damping < 1e-5 ? 0 : damping * 0.1
                } else if length < 1e-3 || length.isNaN {
                    return PolishedPoint(point, state, converged: !length.isNaN)
                } else {
                    damping = max(damping * 10, 1e-4)
                }
            }
            if length < lastStep && damping == 0 || length < 1e-3 || !improved {
                return PolishedPoint(point, state, converged: length < lastStep)
            }
        }
        return PolishedPoint(point, state, converged: false)
    }
}

/// Residuals in sigmas at a point, with the gradients behind them.
private struct Misfit {
    let o1, o2: PathObservables
    let rTau, rNu, cost: Double

    @inline(__always) init(
        _ z: WhitenedMeasurement, _ first: PathKernel, _ second: PathKernel, at point: SurfacePoint
    ) {
        let e = point.position
        (o1, o2) = (first.observe(e), second.observe(e))
        rTau = (z.tau - (o2.tau - o1.tau)) * z.weightTau
        rNu = (z.nu - (o2.f - o1.f)) * z.weightNu
        cost = rTau * rTau + rNu * rNu
    }

    @inline(__always) func jacobian(
        _ z: WhitenedMeasurement, _ axes: (east: Vector, north: Vector)
    ) -> Jacobian {
        let (gradTau, gradF) = (o2.gradTau - o1.gradTau, o2.gradF - o1.gradF)
        return Jacobian(
            a: gradTau.dot(axes.east) * z.weightTau, b: gradTau.dot(axes.north) * z.weightTau,
            c: gradF.dot(axes.east) * z.weightNu, d: gradF.dot(axes.north) * z.weightNu)
    }
}

/// Rows TDOA and FDOA, columns east and north.
private struct Jacobian {
    let a, b, c, d: Double

    /// The Newton step for damping 0, else Levenberg-Marquardt's with Marquardt's scaling.
    @inline(__always) func step(_ r: Double, _ q: Double, _ damping: Double) -> (Double, Double) {
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

extension PolishedPoint {
    fileprivate init(_ point: SurfacePoint, _ state: Misfit, converged: Bool) {
        self.init(point: point, residual: state.cost.squareRoot(), converged: converged)
    }
}
