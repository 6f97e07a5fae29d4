// Solves a joint problem by Gauss-Newton steps in square-root information form, with step halving
// and a trust region for the ground. Pattison & Chou (IEEE TAES 36(1), 2000; 56(1), 2020) show why
// the ephemerides must be unknowns: an ellipse that leaves them out is misleading.

import Quantities

struct JointEstimate {
    var point: SurfacePoint
    /// Whitened satellite errors and offsets.
    var unknowns: [Double]
    /// Sum of squares in sigmas: all measurements and all priors.
    var cost: Double
    /// Of that, the sum of squares of the looks at the emitter sought.
    var targetCost: Double
    /// Information on east, north (and up), all else integrated out, 1/m^2.
    var information: [[Double]]
    var converged: Bool
}

extension JointProblem {
    /// The most probable unknowns given the reference emitters alone, and their triangle.
    func calibrate() -> (x: [Double], information: SquareRootInformation) {
        var x = [Double](repeating: 0, count: nuisances)
        var system = SquareRootInformation(unknowns: nuisances)
        var rows = [Double](repeating: 0, count: 2 * (nuisances + 3))
        let anywhere = SurfacePoint(normal: Vector(1, 0, 0), height: 0)
        for _ in 0..<6 {
            system.reset()
            foldPriors(x, into: &system)
            for look in looks where look.site != nil {
                _ = fold(look, x, at: anywhere, position: 0, &rows, into: &system)
            }
            let dx = system.solution()
            for k in x.indices { x[k] += dx[k] }
            if dx.allSatisfy({ abs($0) < 1e-9 }) { break }
        }
        return (x, system)
    }

    /// The most probable position near a start, with everything else.
    func estimate(from start: SurfacePoint, unknowns x0: [Double]) -> JointEstimate {
        let count = positionUnknowns
        var system = SquareRootInformation(unknowns: nuisances + count)
        var rows = [Double](repeating: 0, count: 2 * (nuisances + 3))
        var (point, x) = (start, x0)
        var costs = build(x, at: point, &rows, &system)
        var (damping, converged) = (0.0, false)
        for _ in 0..<60 where !converged {
            var damped = system
            if damping > 0 { foldDamping(damping, into: &damped) }
            var dx = damped.solution()
            let ground = (dx[nuisances] * dx[nuisances] + dx[nuisances + 1] * dx[nuisances + 1])
                .squareRoot()
            guard ground.isFinite else { break }
            if ground > 3e5 { for k in dx.indices { dx[k] *= 3e5 / ground } }
            let trial = point.moved(
                east: dx[nuisances], north: dx[nuisances + 1],
                up: count == 3 ? dx[nuisances + 2] : 0,
                axes: point.axes)
            let trialX = x.indices.map { x[$0] + dx[$0] }
            var trialSystem = system
            let trialCosts = build(trialX, at: trial, &rows, &trialSystem)
            if trialCosts.all <= costs.all * (1 + 1e-12) + 1e-9 {
                converged = ground < 1e-2 && damping == 0 || ground < 1e-4
                (point, x, costs, system) = (trial, trialX, trialCosts, trialSystem)
                damping = damping < 1e-9 ? 0 : damping * 0.1
            } else if ground < 1e-2 {
                converged = true
            } else {
                damping = max(damping * 10, 1 / max(ground, 1))
            }
        }
        return JointEstimate(
            point: point, unknowns: x, cost: costs.all, targetCost: costs.target,
            information: system.marginalInformation(last: count), converged: converged)
    }

    /// Information on east, north (and up) at a point and given unknowns, all else integrated out.
    func information(at point: SurfacePoint, unknowns x: [Double]) -> [[Double]] {
        var system = SquareRootInformation(unknowns: nuisances + positionUnknowns)
        var rows = [Double](repeating: 0, count: 2 * (nuisances + 3))
        _ = build(x, at: point, &rows, &system)
        return system.marginalInformation(last: positionUnknowns)
    }

    /// Builds the linear system at given unknowns and returns the costs there.
    private func build(
        _ x: [Double], at point: SurfacePoint, _ rows: inout [Double],
        _ system: inout SquareRootInformation
    ) -> (all: Double, target: Double) {
        system.reset()
        var (all, target) = (foldPriors(x, into: &system), 0.0)
        if let sigmaHeight {
            let residual = (height - point.h) / sigmaHeight
            system.row[nuisances + 2] = 1 / sigmaHeight
            system.row[nuisances + 3] = residual
            system.fold()
            all += residual * residual
        }
        for look in looks {
            let cost = fold(look, x, at: point, position: positionUnknowns, &rows, into: &system)
            all += cost
            if look.site == nil { target += cost }
        }
        return (all, target)
    }

    @discardableResult
    private func foldPriors(_ x: [Double], into system: inout SquareRootInformation) -> Double {
        var cost = 0.0
        for (k, weight) in weights.enumerated() where weight > 0 {
            system.row[k] = weight
            system.row[system.n] = -weight * x[k]
            cost += weight * weight * x[k] * x[k]
            system.fold()
        }
        return cost
    }

    /// Keeps the next step on the ground near; `damping` is one over metres.
    private func foldDamping(_ damping: Double, into system: inout SquareRootInformation) {
        for k in 0..<2 {
            system.row[nuisances + k] = damping
            system.fold()
        }
    }

    private func fold(
        _ look: Look, _ x: [Double], at point: SurfacePoint, position: Int,
        _ rows: inout [Double], into system: inout SquareRootInformation
    ) -> Double {
        let predicted = predict(look, x, at: point, rows: &rows)
        var cost = 0.0
        for (datum, value, start) in [
            (look.tau, predicted.tau, 0), (look.nu, predicted.nu, nuisances + 3),
        ] {
            guard let datum else { continue }
            let weight = 1 / datum.sigma
            for k in 0..<(nuisances + position) { system.row[k] = weight * rows[start + k] }
            let residual = (datum.z - value) * weight
            system.row[system.n] = residual
            cost += residual * residual
            system.fold()
        }
        return cost
    }
}
