// Starting points for the joint estimate, so many that no solution on the visible Earth is missed:
// roots of calibrated pairs first, crossings of lines next, a grid last.

import Quantities

/// A joint problem with its nuisances estimated from the reference emitters.
struct CalibratedProblem {
    let problem: JointProblem
    /// Whitened satellite errors and offsets, from the reference emitters alone.
    let x: [Double]
    /// Triangle of their information.
    let information: SquareRootInformation

    init(_ problem: JointProblem) {
        self.problem = problem
        (x, information) = problem.calibrate()
    }

    var targets: [Look] { problem.looks.filter { $0.site == nil } }

    /// The pair of a look with corrected states; `nil` if it saw one satellite only.
    func geometry(_ look: Look) -> PairGeometry? {
        guard let index = look.first else { return nil }
        let (first, second) = (problem.state(index, x), problem.state(look.second, x))
        return PairGeometry(
            station: look.station, s1: first.s, v1: first.v, s2: second.s, v2: second.v,
            frequencies: LinkFrequencies(
                uplink: Hertz(look.fUp), victimDownlink: Hertz(look.fDown1),
                adjacentDownlink: Hertz(look.fDown2)),
            h: problem.height, model: look.model)
    }

    /// A datum less its offsets.
    func corrected(_ datum: Look.Datum) -> Double {
        datum.biases.reduce(datum.z) { $0 - x[$1] }
    }

    /// One over the standard deviations of a look's observables, all nuisances included.
    func weights(_ look: Look, at point: SurfacePoint) -> (tau: Double, nu: Double) {
        var rows = [Double](repeating: 0, count: 2 * (problem.nuisances + 3))
        _ = problem.predict(look, x, at: point, rows: &rows)
        func weight(_ datum: Look.Datum?, _ start: Int) -> Double {
            guard let datum else { return 0 }
            let y = information.whitened(Array(rows[start..<(start + problem.nuisances)]))
            return 1 / y.reduce(datum.sigma * datum.sigma) { $0 + $1 * $1 }.squareRoot()
        }
        return (weight(look.tau, 0), weight(look.nu, problem.nuisances + 3))
    }

    /// The measurement of a look as the pair kernels want it; `nil` unless it has both observables.
    func whitened(_ look: Look) -> WhitenedMeasurement? {
        guard let tau = look.tau, let nu = look.nu else { return nil }
        let middle = (problem.state(look.second, x).s).unit
        let weights = weights(look, at: SurfacePoint(near: middle, height: problem.height))
        return WhitenedMeasurement(
            tau: corrected(tau), nu: corrected(nu), weightTau: weights.tau, weightNu: weights.nu)
    }

    /// True if all satellites that heard the emitter stand above the horizon of a point.
    func sees(_ point: SurfacePoint) -> Bool {
        targets.allSatisfy { look in
            [look.first, look.second].allSatisfy { index in
                guard let index else { return true }
                return point.sineOfElevation(of: problem.state(index, x).s) >= 0
            }
        }
    }

    /// Starting points for the joint estimate.
    func candidates() -> [SurfacePoint] {
        var points = targets.flatMap { look -> [SurfacePoint] in
            guard let z = whitened(look), let geometry = geometry(look) else { return [] }
            return geometry.roots(z).filter { $0.residual < 6 }.map(\.point)
        }
        if targets.count > 1 || points.isEmpty { points += crossings() }
        return points.isEmpty ? gridMinima() : points
    }

    /// Where the TDOA curve of one look meets a curve of another look.
    private func crossings() -> [SurfacePoint] {
        var points: [SurfacePoint] = []
        for (i, look) in targets.enumerated() {
            guard let tau = look.tau, let geometry = geometry(look) else { continue }
            for (j, other) in targets.enumerated() where j != i {
                guard let second = self.geometry(other) else { continue }
                var last: [Double?] = [nil, nil]
                geometry.scan.curve(tau: corrected(tau))?.walk { _, sample in
                    let o = sample.map { second.observe($0.position) }
                    let now = [
                        zip(o, other.tau).map { $0.tau - corrected($1) },
                        zip(o, other.nu).map { $0.f - corrected($1) },
                    ]
                    for k in 0..<2 {
                        if let sample, let a = now[k], let b = last[k], (a < 0) != (b < 0) {
                            points.append(sample)
                        }
                    }
                    last = now
                }
            }
        }
        return points
    }

    private func zip<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
        guard let a, let b else { return nil }
        return (a, b)
    }

    /// Least sum of squares over all nuisances with the emitter held at a point.
    func profileCost(at point: SurfacePoint) -> Double {
        var system = information
        var rows = [Double](repeating: 0, count: 2 * (problem.nuisances + 3))
        for look in targets {
            let predicted = problem.predict(look, x, at: point, rows: &rows)
            for (datum, value, start) in [
                (look.tau, predicted.tau, 0), (look.nu, predicted.nu, problem.nuisances + 3),
            ] {
                guard let datum else { continue }
                for k in 0..<problem.nuisances { system.row[k] = rows[start + k] / datum.sigma }
                system.row[problem.nuisances] = (datum.z - value) / datum.sigma
                system.fold()
            }
        }
        return system.leftover
    }

    /// Local minima of the profile cost on a grid of about 3 degrees, best first, twelve at most.
    private func gridMinima() -> [SurfacePoint] {
        let (rows, columns) = (59, 120)
        var costs = [Double](repeating: .infinity, count: rows * columns)
        func point(_ i: Int, _ j: Int) -> SurfacePoint {
            SurfacePoint(
                GeodeticPosition(
                    latitude: .degrees(3 * Double(i - 29)),
                    longitude: .degrees(3 * Double(j) - 180),
                    height: Metres(problem.height)))
        }
        for i in 0..<rows {
            for j in 0..<columns where sees(point(i, j)) {
                costs[i * columns + j] = profileCost(at: point(i, j))
            }
        }
        var minima: [(Double, SurfacePoint)] = []
        for i in 0..<rows {
            for j in 0..<columns where costs[i * columns + j].isFinite {
                let cost = costs[i * columns + j]
                let neighbours = [
                    (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1),
                ]
                let isLowest = neighbours.allSatisfy { di, dj in
                    guard (0..<rows).contains(i + di) else { return true }
                    return costs[(i + di) * columns + (j + dj + columns) % columns] >= cost
                }
                if isLowest { minima.append((cost, point(i, j))) }
            }
        }
        return minima.sorted { $0.0 < $1.0 }.prefix(12).map(\.1)
    }
}
