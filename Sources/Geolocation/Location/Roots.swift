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
        var found: [Root] = []
        var (before, beforeThat): ((SurfacePoint, Double)?, Double?) = (nil, nil)
        scan.walk(tau: z.tau) { sample in
            guard let sample else {
                (before, beforeThat) = (nil, nil)
                return
            }
            let e = sample.position
            let g = scan.second.observe(e).f - scan.first.observe(e).f - z.nu
            if let (last, gLast) = before {
                if (g < 0) != (gLast < 0) {
                    let share = gLast / (gLast - g)
                    let n = (1 - share) * last.n + share * sample.n
                    add(SurfacePoint(normal: n.unit, height: h), z, to: &found)
                } else if let beforeThat, abs(gLast) <= abs(g), abs(gLast) <= abs(beforeThat) {
                    // Two roots may hide between samples, or the curve may just miss one.
                    add(last, z, to: &found)
                    addBeside(last, z, to: &found)
                }
            }
            (beforeThat, before) = (before?.1, (sample, g))
        }
        return found
    }

    private func add(_ start: SurfacePoint, _ z: WhitenedMeasurement, to found: inout [Root]) {
        let end = polish(z, from: start)
        guard end.converged || end.residual < 1e-3, sees(end.point) else { return }
        let place = end.point.position
        guard found.allSatisfy({ ($0.point.position - place).norm > 10 }) else { return }
        found.append(Root(point: end.point, residual: end.residual))
    }

    /// Looks on both sides of a near miss for the two roots of a narrow mirror pair.
    private func addBeside(
        _ start: SurfacePoint, _ z: WhitenedMeasurement, to found: inout [Root]
    ) {
        for north in [-1.5e5, 1.5e5] {
            add(start.moved(east: 0, north: north, axes: start.axes), z, to: &found)
        }
    }
}
