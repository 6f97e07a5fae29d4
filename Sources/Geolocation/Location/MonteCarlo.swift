// Does the ellipse hold what it promises? Noise is added to the observables of a known emitter and
// each draw located anew; the scatter and the share inside the ellipse are the answer.

import Glibc
public import Quantities

/// What many noisy locations of one emitter show.
public struct MonteCarloResult: Hashable, Sendable {
    public var trials: Int
    /// Trials that ended on no root near the emitter.
    public var lost: Int
    /// Mean error of the others in metres east and north.
    public var meanEast, meanNorth: Metres
    /// Scatter of the others about their mean.
    public var covariance: HorizontalCovariance
    /// Share of the others inside the 95 % ellipse of the Cramer-Rao bound.
    public var coverage: Double
}

extension PairGeometry {
    /// Locates an emitter again and again with fresh noise, at the height of the geometry.
    ///
    /// - Parameters:
    ///   - emitter: the true place.
    ///   - tdoa: standard deviation of the TDOA.
    ///   - fdoa: standard deviation of the FDOA.
    ///   - trials: how many times; at least two.
    ///   - seed: the same seed gives the same result.
    /// - Returns: scatter, and coverage of the bound's ellipse.
    public func monteCarlo(
        at emitter: GeodeticPosition, tdoa: Seconds, fdoa: Hertz, trials: Int, seed: UInt64
    ) -> MonteCarloResult {
        precondition(trials >= 2, "a scatter needs two trials")
        let truth = SurfacePoint(normal: SurfacePoint(emitter).n, height: h)
        let o = observe(truth.position)
        let bound = crlb(at: truth, tdoa: tdoa.value, fdoa: fdoa.value)
        let axes = truth.axes
        let origin = truth.position
        var noise = NormalDeviates(seed: seed)
        var scatter = Scatter()
        for _ in 0..<trials {
            let (a, b) = noise.next()
            let z = WhitenedMeasurement(
                tau: o.tau + tdoa.value * a, nu: o.f + fdoa.value * b,
                weightTau: 1 / tdoa.value, weightNu: 1 / fdoa.value)
            let end = polish(z, near: truth)
            guard end.residual < 1e-2 else { continue }
            let d = end.point.position - origin
            scatter.add(d.dot(axes.east), d.dot(axes.north), bound)
        }
        return scatter.result(trials: trials)
    }

    /// The Cramer-Rao bound in east and north at fixed height.
    private func crlb(at point: SurfacePoint, tdoa: Double, fdoa: Double) -> HorizontalCovariance {
        let o = observe(point.position)
        let axes = point.axes
        let t = (o.gradTau.dot(axes.east) / tdoa, o.gradTau.dot(axes.north) / tdoa)
        let f = (o.gradF.dot(axes.east) / fdoa, o.gradF.dot(axes.north) / fdoa)
        let cross = t.0 * t.1 + f.0 * f.1
        return HorizontalCovariance(
            information: [[t.0 * t.0 + f.0 * f.0, cross], [cross, t.1 * t.1 + f.1 * f.1]])
    }
}

/// Sums over the trials.
private struct Scatter {
    var kept = 0
    var inside = 0
    var (e, n, ee, en, nn) = (0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ east: Double, _ north: Double, _ bound: HorizontalCovariance) {
        kept += 1
        (e, n) = (e + east, n + north)
        (ee, en, nn) = (ee + east * east, en + east * north, nn + north * north)
        let (a, b, c) = (bound.eastEast, bound.eastNorth, bound.northNorth)
        let square = (c * east * east - 2 * b * east * north + a * north * north) / (a * c - b * b)
        if square <= ErrorEllipse.chiSquare95 { inside += 1 }
    }

    func result(trials: Int) -> MonteCarloResult {
        let count = Double(max(kept, 2))
        let (meanE, meanN) = (e / count, n / count)
        let k = count / (count - 1)
        return MonteCarloResult(
            trials: trials, lost: trials - kept, meanEast: Metres(meanE),
            meanNorth: Metres(meanN),
            covariance: HorizontalCovariance(
                eastEast: k * (ee / count - meanE * meanE),
                eastNorth: k * (en / count - meanE * meanN),
                northNorth: k * (nn / count - meanN * meanN)),
            coverage: Double(inside) / count)
    }
}

/// Pairs of independent standard normal deviates by the polar method (Marsaglia & Bray 1964).
private struct NormalDeviates {
    private var words: SplitMix64

    init(seed: UInt64) { words = SplitMix64(seed: seed) }

    private mutating func uniform() -> Double { Double(words.next() >> 11) * 0x1p-52 - 1 }

    mutating func next() -> (Double, Double) {
        while true {
            let (u, v) = (uniform(), uniform())
            let s = u * u + v * v
            guard s > 0, s < 1 else { continue }
            let k = (-2 * log(s) / s).squareRoot()
            return (u * k, v * k)
        }
    }
}
