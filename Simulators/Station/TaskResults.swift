// From what the core measured to the result that the officer gets.

import Geolocation
import MonitoringOrders
import Quantities
import Signals
import Sky

extension StationMeasurement.Outcome {
    /// The result of a task.
    func taskResult(
        for form: OrderForm, of scenario: SkyScenario, at time: UTCInstant, files: [FileDigest]
    ) -> TaskResult {
        var result = TaskResult(resultClass: resultClass(for: form), reason: reason(for: form))
        result.emissions = emissions(at: time)
        result.recordings = files
        result.conditions =
            "Simulated station; two receivers at one site, common clock, snapshot of "
            + "\((correlations.first?.result.duration.value ?? 0).fixed(2)) s."
        if form.isLocationRequested { result.geolocation = statement(of: scenario, at: time) }
        return result
    }

    private func resultClass(for form: OrderForm) -> ResultClass {
        guard form.isLocationRequested else { return .measured }
        return switch result.outcome {
        case .located: .located
        case .areaOnly: .areaOnly
        case .lineOfPosition: .lineOfPosition
        case .notLocated: .notLocated
        }
    }

    private func reason(for form: OrderForm) -> String? {
        guard form.isLocationRequested, result.outcome != .located else { return nil }
        let words = (result.reasons + result.warnings).joined(separator: "; ")
        return words.isEmpty ? "the measurement did not fix a position" : words
    }

    /// The emission as the correlation sees it: the band of the common signal.
    private func emissions(at time: UTCInstant) -> [MeasuredEmission] {
        guard let (_, target) = correlations.first else { return [] }
        let end = time + .milliseconds(Int(target.duration.value * 1000))
        let middle = (target.band.lowerBound + target.band.upperBound) / 2
        var emission = MeasuredEmission(
            observedFrom: time, observedTo: end,
            centreFrequency: MeasuredValue(value: victimDownlink.value + middle, unit: "Hz"))
        emission.occupiedBandwidth = MeasuredValue(
            value: target.band.upperBound - target.band.lowerBound, unit: "Hz")
        return [emission]
    }

    private func statement(of scenario: SkyScenario, at time: UTCInstant) -> GeolocationStatement {
        GeolocationStatement(
            estimates: result.solutions.map(PositionEstimate.init), method: result.method.name,
            sources: result.method.sources, satellites: scenario.satellitesUsed,
            observables: correlations.compactMap { observable($0.emitter, $0.result, scenario) },
            time: time, includesEphemerisError: result.ephemerisIncluded, notes: result.warnings)
    }

    private func observable(
        _ emitter: SkyEmitter?, _ correlation: CorrelationResult, _ scenario: SkyScenario
    ) -> MonitoringOrders.Observable? {
        guard let delay = correlation.tdoa, let sigma = correlation.sigmaTDOA else { return nil }
        return MonitoringOrders.Observable(
            emitter: emitter?.name ?? "emitter under investigation", position: emitter?.position,
            uplink: (emitter?.frequencies ?? scenario.reported.target).uplink,
            timeDifference: delay, timeDifferenceSigma: sigma,
            frequencyDifference: correlation.fdoa, frequencyDifferenceSigma: correlation.sigmaFDOA)
    }
}

extension PositionEstimate {
    /// A solution of the locator as the report has it.
    init(_ solution: Solution) {
        self.init(
            position: solution.position,
            ellipse: GroundEllipse(
                semiMajor: solution.ellipse.semiMajor, semiMinor: solution.ellipse.semiMinor,
                azimuth: solution.ellipse.azimuth, confidence: solution.ellipse.confidence),
            residual: solution.residualSigma)
    }
}

extension SkyScenario {
    /// The two satellites as reported.
    fileprivate var satellitesUsed: [SatelliteUsed] {
        let pair = [
            (reported.satellites.victim, reported.target.victimDownlink),
            (reported.satellites.adjacent, reported.target.adjacentDownlink),
        ]
        return pair.map { satellite, downlink in
            SatelliteUsed(
                name: satellite.name, longitude: satellite.state.position.geodetic.longitude,
                downlink: downlink, ephemerisSource: "state vector of the operator, with covariance"
            )
        }
    }
}
