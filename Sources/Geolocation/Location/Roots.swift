// All positions on the visible Earth that reproduce a TDOA and an FDOA.

public import Quantities

extension PairGeometry {
    /// Every point of the visible Earth, at the height of the geometry, whose observables equal
    /// the given ones to rounding. A mirror pair gives two points.
    ///
    /// - Parameter observables: what was measured, offsets taken away.
    /// - Returns: the points in no particular order; empty if no point in view of both
    ///   satellites reproduces the observables.
    public func allRoots(_ observables: Observables) -> [GeodeticPosition] {
        let z = WhitenedMeasurement(
            tau: observables.tdoa.value, nu: observables.fdoa.value, weightTau: 1e8,
            weightNu: 1e3)
        return roots(z).filter(\.isExact).map(\.point.geodetic)
    }

    /// The point that reproduces the observables nearest to a start, by damped Newton steps.
    ///
    /// - Parameters:
    ///   - observables: what was measured, offsets taken away.
    ///   - start: a rough position; its height is replaced by the geometry's.
    /// - Returns: `nil` if the steps do not reach a root, as where the observables have none.
    public func root(
        _ observables: Observables, from start: GeodeticPosition
    ) -> GeodeticPosition? {
        let from = SurfacePoint(normal: SurfacePoint(start).n, height: h)
        let z = WhitenedMeasurement(
            tau: observables.tdoa.value, nu: observables.fdoa.value, weightTau: 1e8,
            weightNu: 1e3)
        let end = polish(z, from: from)
        return end.residual < 1e-3 ? end.point.geodetic : nil
    }

    /// A candidate of the search: an exact root, or the nearest miss between two of them.
    struct Root {
        var point: SurfacePoint
        /// Misfit in sigmas; rounding only at an exact root.
        var residual: Double
        var isExact: Bool { residual < 1e-3 }
    }

    /// Roots and near misses of a measurement in view of both satellites.
    func roots(_ z: WhitenedMeasurement) -> [Root] {
        guard let curve = scan.curve(tau: z.tau) else { return [] }
        var search = RootSearch(geometry: self, curve: curve, z: z)
        search.run()
        return search.found
    }
}

/// Watches the FDOA along the curve of the TDOA: where it passes its measured value there is a
/// root, and where it only comes near there may be two, or none by the noise alone.
private struct RootSearch {
    let geometry: PairGeometry
    let curve: DelayCurve
    let z: WhitenedMeasurement
    var found: [PairGeometry.Root] = []

    private struct Sample {
        var t, g: Double
        var point: SurfacePoint
    }

    /// Excess in Hz up to which the cheap model's sign is not believed: four times what 0.1 mHz
    /// and 10 ns at 14 GHz can make of it.
    private let doubt: Double

    init(geometry: PairGeometry, curve: DelayCurve, z: WhitenedMeasurement) {
        (self.geometry, self.curve, self.z) = (geometry, curve, z)
        doubt = 1.5e-13 * geometry.first.fUp
    }

    mutating func run() {
        var (before, last): (Sample?, Sample?) = (nil, nil)
        curve.walk { t, point in
            guard let point else {
                if let last { add(last.point) }
                (before, last) = (nil, nil)
                return
            }
            var sample = Sample(t: t, g: roughExcess(point), point: point)
            if abs(sample.g) < doubt, let exact = self.sample(t) { sample.g = exact.g }
            if let last {
                if (last.g < 0) != (sample.g < 0) {
                    addCrossing(from: last.t, to: sample.t)
                } else if let before, abs(last.g) <= abs(sample.g), abs(last.g) <= abs(before.g),
                    (before.g < 0) == (last.g < 0)
                {
                    addBesideExtremum(before, last, sample)
                }
            } else {
                add(point)
            }
            (before, last) = (last, sample)
        }
        if let last { add(last.point) }
    }

    /// FDOA less its measured value by the cheap model.
    private func roughExcess(_ point: SurfacePoint) -> Double {
        let e = point.position
        return geometry.scan.second.observe(e).f - geometry.scan.first.observe(e).f - z.nu
    }

    /// The point at t, moved onto the curve of the exact model, and what the FDOA has in excess.
    private func sample(_ t: Double) -> Sample? {
        var R = SurfacePoint.a + geometry.h
        guard var point = curve.point(t, R: &R) else { return nil }
        var o = geometry.observe(point.position)
        for _ in 0..<2 {
            let axes = point.axes
            let (east, north) = (o.gradTau.dot(axes.east), o.gradTau.dot(axes.north))
            let k = (z.tau - o.tau) / (east * east + north * north)
            guard k.isFinite else { return nil }
            point = point.moved(east: k * east, north: k * north, axes: axes)
            o = geometry.observe(point.position)
        }
        return Sample(t: t, g: o.f - z.nu, point: point)
    }

    /// A change of sign in the cheap model; where the exact one has none between the same ends, it
    /// has an extremum near zero there.
    private mutating func addCrossing(from tLow: Double, to tHigh: Double) {
        guard let low = sample(tLow), let high = sample(tHigh) else { return }
        if (low.g < 0) != (high.g < 0) {
            narrow(low, high)
        } else {
            let middle = abs(low.g) < abs(high.g) ? low : high
            searchExtremum(
                from: max(-1, tLow - DelayCurve.spacing), middle,
                to: min(1, tHigh + DelayCurve.spacing))
        }
    }

    /// Narrows a change of sign in the exact model down to a root by Illinois steps.
    private mutating func narrow(_ low: Sample, _ high: Sample) {
        var (low, high) = (low, high)
        let lowIsNegative = low.g < 0
        var (gLow, gHigh) = (low.g, high.g)
        for _ in 0..<40 where min(abs(low.g), abs(high.g)) > 1e-7 {
            let t = (low.t * gHigh - high.t * gLow) / (gHigh - gLow)
            guard let middle = sample(t) else { break }
            if (middle.g < 0) == lowIsNegative {
                (low, gLow, gHigh) = (middle, middle.g, gHigh / 2)
            } else {
                (high, gHigh, gLow) = (middle, middle.g, gLow / 2)
            }
        }
        add(abs(low.g) < abs(high.g) ? low.point : high.point)
    }

    /// Three samples of one sign, the middle one nearest to zero.
    private mutating func addBesideExtremum(_ a: Sample, _ middle: Sample, _ b: Sample) {
        // The parabola through the three says how near the extremum comes.
        let (slope, bend) = (b.g - a.g, a.g + b.g - 2 * middle.g)
        let extremum = middle.g - (bend == 0 ? 0 : slope * slope / (8 * bend))
        let stays = (extremum < 0) == (middle.g < 0) && abs(extremum) > 0.5 * abs(middle.g)
        if stays && abs(extremum) > 0.01 {
            add(middle.point)
        } else {
            guard let exact = sample(middle.t) else { return }
            searchExtremum(from: a.t, exact, to: b.t)
        }
    }

    /// Finds the extremum in the exact model by golden sections; beyond zero it makes two roots.
    private mutating func searchExtremum(from tA: Double, _ middle: Sample, to tB: Double) {
        guard let a = sample(tA), let b = sample(tB) else {
            add(middle.point)
            return
        }
        let isNegative = a.g < 0
        if (b.g < 0) != isNegative {
            narrow(a, b)
            return
        }
        var (left, best, right) = (tA, middle, tB)
        for _ in 0..<30 {
            if (best.g < 0) != isNegative {
                narrow(a, best)
                narrow(best, b)
                return
            }
            let toRight = right - best.t > best.t - left
            let t = best.t + 0.381966011250105 * ((toRight ? right : left) - best.t)
            guard let trial = sample(t) else { break }
            if abs(trial.g) < abs(best.g) || (trial.g < 0) != isNegative {
                if toRight { left = best.t } else { right = best.t }
                best = trial
            } else if toRight {
                right = t
            } else {
                left = t
            }
        }
        add(best.point)
    }

    private mutating func add(_ start: SurfacePoint) {
        let end = geometry.polish(z, near: start)
        guard end.converged || end.residual < 1e-3, geometry.sees(end.point) else { return }
        let place = end.point.position
        guard found.allSatisfy({ ($0.point.position - place).norm > 10 }) else { return }
        found.append(PairGeometry.Root(point: end.point, residual: end.residual))
    }
}
