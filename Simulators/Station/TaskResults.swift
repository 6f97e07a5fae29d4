// From what the core measured to the result that the officer gets.

import Geolocation
import Glibc
import MonitoringOrders
import Quantities
import Signals
import Sky

extension StationMeasurement.Outcome {
    /// The result of a task.
    func taskResult(of briefing: StationBriefing, files: [FileDigest]) -> TaskResult {
        var result = TaskResult(
            resultClass: resultClass(of: briefing), reason: reason(of: briefing))
        result.emissions = measuredEmissions
        result.recordings = files
        result.conditions =
            "Simulated station; antenna of \(briefing.receiver.diameter.value.fixed(1)) m for each "
            + "satellite, common clock, snapshot of \(duration.value.fixed(2)) s; plan: \(plan.words)."
        if briefing.purpose != .monitoringData { result.geolocation = statement(of: briefing) }
        return result
    }

    /// The class as the contract writes it.
    func className(_ briefing: StationBriefing) -> String { resultClass(of: briefing).rawValue }

    private func resultClass(of briefing: StationBriefing) -> ResultClass {
        guard briefing.purpose != .monitoringData else {
            return emissions.emissions.isEmpty ? .notObserved : .measured
        }
        return switch location?.outcome {
        case .located: .located
        case .areaOnly: .areaOnly
        case .lineOfPosition: .lineOfPosition
        case .notLocated, nil: emissions.emissions.isEmpty ? .notObserved : .notLocated
        }
    }

    private func reason(of briefing: StationBriefing) -> String? {
        switch resultClass(of: briefing) {
        case .located, .measured: return nil
        case .notObserved where reasons.isEmpty: return "no emission was observed in the band"
        default:
            let words = reasons.joined(separator: "; ")
            return words.isEmpty ? "the measurement did not fix a position" : words
        }
    }

    /// The strongest emissions of the victim's downlink, as measured.
    private var measuredEmissions: [MeasuredEmission] {
        let end = recordedFrom + .milliseconds(Int(duration.value * 1000))
        return emissions.emissions.prefix(8).map { emission in
            var measured = MeasuredEmission(
                observedFrom: recordedFrom, observedTo: end,
                centreFrequency: MeasuredValue(emission.centre, plus: downlink.value, unit: "Hz"))
            measured.occupiedBandwidth = MeasuredValue(emission.occupiedBandwidth, unit: "Hz")
            measured.carrierToNoise = MeasuredValue(emission.carrierToNoise, unit: "dB")
            measured.modulationClass =
                emission.confidence > 0.8 && emission.modulation != .unknown
                ? emission.modulation.rawValue.uppercased() : nil
            return measured
        }
    }

    private func statement(of briefing: StationBriefing) -> GeolocationStatement? {
        guard let location, let observation else { return nil }
        return GeolocationStatement(
            estimates: location.solutions.map(PositionEstimate.init), method: location.method.name,
            sources: location.method.sources, satellites: satellites(of: observation),
            observables: ([target].compactMap(\.self) + references).compactMap(observable),
            time: observation.time ?? recordedFrom,
            includesEphemerisError: location.ephemerisIncluded, notes: location.warnings + notes)
    }

    private func satellites(of observation: Observation) -> [SatelliteUsed] {
        [
            (observation.satellites.victim, observation.frequencies.victimDownlink),
            (observation.satellites.adjacent, observation.frequencies.adjacentDownlink),
        ].map { satellite, downlink in
            SatelliteUsed(
                name: satellite.name, longitude: satellite.state.position.geodetic.longitude,
                downlink: downlink,
                ephemerisSource: "orbit ephemeris message of the operator, with covariance")
        }
    }

    private func observable(_ one: StationMeasurement.Correlated) -> MonitoringOrders.Observable? {
        guard let delay = one.measurement.tdoa, let frequency = one.measurement.fdoa else {
            return nil
        }
        return MonitoringOrders.Observable(
            emitter: one.carrier.position == nil ? "emitter under investigation" : one.carrier.name,
            position: one.carrier.position, uplink: one.frequencies.uplink,
            timeDifference: delay.value, timeDifferenceSigma: delay.sigma,
            frequencyDifference: frequency.value, frequencyDifferenceSigma: frequency.sigma)
    }
}

extension MeasuredValue {
    /// A measured value with its expanded uncertainty.
    fileprivate init<Value: Quantity>(
        _ measured: Signals.Measured<Value>, plus offset: Double = 0, unit: String
    ) {
        self.init(value: measured.value.value + offset, unit: unit)
        expandedUncertainty = measured.expandedUncertainty.value
        coverageFactor = measured.coverageFactor
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
