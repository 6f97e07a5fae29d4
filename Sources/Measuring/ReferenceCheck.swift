// What the reference emitters say of a measurement: their residuals, and how far from their known places they would
// be found if they were unknown.

import Geolocation
import MonitoringOrders
import Quantities

/// The check of one observation by its reference emitters.
struct ReferenceCheck {
    private let observation: Observation

    init(_ observation: Observation) { self.observation = observation }

    /// A record for each reference emitter of which both differences were measured.
    var records: [ReferenceRecord] {
        let residuals = observation.references.compactMap(residual)
        guard !residuals.isEmpty else { return [] }
        let count = Double(residuals.count)
        let time = residuals.reduce(0) { $0 + $1.time.value.value } / count
        let shift = residuals.reduce(0) { $0 + $1.shift.value.value } / count
        return residuals.map { one in
            let found = find(one.emitter)
            return ReferenceRecord(
                emitter: one.emitter.name, timeResidual: one.time.value - Seconds(time),
                timeSigma: one.time.sigma, frequencyResidual: one.shift.value - Hertz(shift),
                frequencySigma: one.shift.sigma, distance: found?.distance,
                isInside: found?.isInside)
        }
    }

    private typealias Residual = (
        emitter: ReferenceEmitter, time: Measured<Seconds>, shift: Measured<Hertz>
    )

    /// Measured less predicted from the stated ephemerides.
    private func residual(_ emitter: ReferenceEmitter) -> Residual? {
        guard let tdoa = emitter.measurement.tdoa, let fdoa = emitter.measurement.fdoa else {
            return nil
        }
        let expected = PairGeometry(
            station: observation.station, victim: observation.satellites.victim.state,
            adjacent: observation.satellites.adjacent.state, frequencies: emitter.frequencies,
            model: observation.model
        ).observables(of: emitter.position)
        return (
            emitter, Measured(tdoa.value - expected.tdoa, sigma: tdoa.sigma),
            Measured(fdoa.value - expected.fdoa, sigma: fdoa.sigma)
        )
    }

    /// The emitter as if it were unknown, with the others as references.
    private func find(_ emitter: ReferenceEmitter) -> (distance: Metres, isInside: Bool)? {
        var check = observation
        check.references.removeAll { $0.name == emitter.name }
        guard !check.references.isEmpty else { return nil }
        (check.frequencies, check.measurement) = (emitter.frequencies, emitter.measurement)
        check.height = HeightPrior(emitter.position.height, sigma: Metres(30))
        let axes = LocalAxes(at: emitter.position)
        let solutions = Locator().locate(check).solutions.map { solution in
            (solution, axes.local(Position(solution.position)))
        }
        func distance(_ place: Position<LocalHorizon>) -> Double {
            (place.x * place.x + place.y * place.y).squareRoot()
        }
        guard let nearest = solutions.min(by: { distance($0.1) < distance($1.1) }) else {
            return nil
        }
        let (c, e, n) = (nearest.0.covariance, nearest.1.x, nearest.1.y)
        let determinant = c.eastEast * c.northNorth - c.eastNorth * c.eastNorth
        let square =
            (c.northNorth * e * e - 2 * c.eastNorth * e * n + c.eastEast * n * n) / determinant
        return (Metres(distance(nearest.1)), square <= ErrorEllipse.chiSquare95)
    }
}
