// What the briefing lets the station expect of a recording: where to look for each peak, what an
// inverting transponder does to a frequency difference, and the observation that the locator gets.

import Geolocation
import Measuring
import Quantities
import Signals
import Sky

/// The geometry of one task by the operators' ephemerides.
struct TaskGeometry {
    private let briefing: StationBriefing
    private let neighbour: BriefedSatellite
    private let satellites: SatellitePair
    private let middle: UTCInstant
    private let sense: TransponderSense

    init(_ briefing: StationBriefing, adjacent: Int, middle: UTCInstant) throws(PropagationError) {
        (self.briefing, self.middle) = (briefing, middle)
        neighbour = briefing.candidates[adjacent]
        satellites = SatellitePair(
            victim: try briefing.victim.observed(at: middle),
            adjacent: try neighbour.observed(at: middle))
        sense = try TransponderSense(
            station: briefing.station,
            victim: (briefing.victim.ephemeris, briefing.victim.transponder.invertsSpectrum),
            adjacent: (neighbour.ephemeris, neighbour.transponder.invertsSpectrum), at: middle)
    }

    /// Nominal frequencies of a carrier through the pair.
    func frequencies(of carrier: BriefedCarrier) -> LinkFrequencies {
        briefing.frequencies(of: carrier, through: neighbour)
    }

    /// What the pair would show of a carrier sent from a place.
    private func predicted(_ carrier: BriefedCarrier, from place: GeodeticPosition) -> Observables {
        let frequencies = frequencies(of: carrier)
        var observables = PairGeometry(
            station: briefing.station, victim: satellites.victim.state,
            adjacent: satellites.adjacent.state, frequencies: frequencies
        ).observables(of: place)
        observables.fdoa = sense.asReceived(observables.fdoa, frequencies)
        return observables
    }

    /// The observables that are significant, with their standard uncertainties.
    func measurement(_ result: CorrelationResult, _ frequencies: LinkFrequencies) -> Measurement {
        Measurement(result, frequencies, through: sense)
    }

    // MARK: Where to look

    private func settings(around expected: Observables) -> CorrelationSettings {
        var settings = CorrelationSettings()
        (settings.delayCentre, settings.dopplerCentre) = (expected.tdoa, expected.fdoa)
        settings.spectrumSense =
            briefing.victim.transponder.invertsSpectrum == neighbour.transponder.invertsSpectrum
            ? .direct : .inverted
        // One false peak in ten thousand tasks.
        settings.falseAlarmProbability = 1e-4
        settings.threads = 2
        return settings
    }

    /// A known place: only offsets and the errors of the ephemerides are open.
    func referenceSettings(_ carrier: BriefedCarrier) -> CorrelationSettings {
        let place = carrier.position ?? briefing.coverage.middle
        var settings = settings(around: predicted(carrier, from: place))
        settings.delayWindow = 5 * briefing.biasPrior.tdoa + .microseconds(60)
        settings.dopplerWindow = 4 * briefing.biasPrior.fdoa + Hertz(20)
        return settings
    }

    /// Anywhere in the beam.
    func targetSettings() -> CorrelationSettings {
        var settings = settings(
            around: predicted(briefing.target, from: briefing.coverage.middle))
        settings.delayWindow = Seconds(1.5e-3)
        settings.dopplerWindow = 4 * briefing.biasPrior.fdoa + Hertz(30)
        if briefing.target.bandwidth > .zero {
            let half = briefing.target.bandwidth.value / 2
            settings.band = -half...half
        }
        return settings
    }

    // MARK: The victim's own users

    /// The peak of a known carrier.
    struct KnownPeak {
        let user: BriefedCarrier
        /// The part of his band that the target shares, relative to the centre of the victim's recording.
        let band: ClosedRange<Double>
        /// Settings that find this peak and nothing else.
        let settings: CorrelationSettings
        /// The cells that it fills.
        let region: CorrelationSettings.Excluded
    }

    /// Where the peak of a known user's carrier stands: reference emitters tell the offsets, so that it is
    /// known to a fraction of its width.
    ///
    /// - Returns: `nil` without reference emitters, or where the carrier is not in the target's band.
    func knownPeak(of carrier: BriefedCarrier, references: [StationMeasurement.Correlated])
        -> KnownPeak?
    {
        guard let expected = expectedPeak(of: carrier, references),
            let band = bandWithinTarget(carrier)
        else { return nil }
        let width = Seconds(1 / max(carrier.bandwidth.value, 1e3))
        var settings = settings(around: expected)
        settings.band = band
        settings.delayWindow = 0.5 * width + .microseconds(1)
        settings.dopplerWindow = resolution + Hertz(0.3)
        let region = CorrelationSettings.Excluded(
            tdoa: expected.tdoa, fdoa: expected.fdoa, delayReach: width + .microseconds(1),
            dopplerReach: 2 * resolution + Hertz(0.3))
        return KnownPeak(user: carrier, band: band, settings: settings, region: region)
    }

    /// The part of a carrier's band that the target shares, from the centre of the victim's recording.
    private func bandWithinTarget(_ carrier: BriefedCarrier) -> ClosedRange<Double>? {
        let transponder = briefing.victim.transponder
        let offset =
            transponder.downlink(of: carrier.uplink)
            - transponder.downlink(of: briefing.target.uplink)
        let half = carrier.bandwidth.value / 2
        let reach = max(briefing.target.bandwidth.value / 2, 1)
        let (low, high) = (max(offset.value - half, -reach), min(offset.value + half, reach))
        return low < high ? low...high : nil
    }

    /// Doppler resolution of a snapshot.
    private var resolution: Hertz { Hertz(1 / briefing.receiver.duration.value) }

    private func expectedPeak(
        of carrier: BriefedCarrier, _ references: [StationMeasurement.Correlated]
    ) -> Observables? {
        guard let offset = meanOffset(of: references), let place = carrier.position else {
            return nil
        }
        let expected = predicted(carrier, from: place)
        return Observables(tdoa: expected.tdoa + offset.tdoa, fdoa: expected.fdoa + offset.fdoa)
    }

    /// Measured less predicted, on average over the reference emitters, as received.
    private func meanOffset(of references: [StationMeasurement.Correlated]) -> Observables? {
        var (tdoa, fdoa, count) = (0.0, 0.0, 0.0)
        for reference in references {
            guard let place = reference.carrier.position, let delay = reference.result.tdoa else {
                continue
            }
            let expected = predicted(reference.carrier, from: place)
            tdoa += (delay - expected.tdoa).value
            fdoa += (reference.result.fdoa - expected.fdoa).value
            count += 1
        }
        guard count > 0 else { return nil }
        return Observables(tdoa: Seconds(tdoa / count), fdoa: Hertz(fdoa / count))
    }

    // MARK: The procedure

    /// What was done, for whoever does it again.
    func procedure(
        of target: MeasurementProcedure.Step, references: [MeasurementProcedure.Step],
        height: HeightPrior
    ) -> MeasurementProcedure {
        var procedure = MeasurementProcedure(
            station: briefing.station, middle: middle, victim: .init(briefing.victim),
            adjacent: .init(neighbour), target: target, height: height,
            biasPrior: briefing.biasPrior)
        procedure.references = references
        return procedure
    }

    // MARK: The observation

    /// What the locator gets: any usual height at first.
    func observation(
        of target: StationMeasurement.Correlated, references: [StationMeasurement.Correlated]
    ) -> Observation {
        Observation(
            id: "target", time: middle, station: briefing.station, satellites: satellites,
            frequencies: target.frequencies, measurement: target.measurement,
            height: HeightPrior(Metres(500), sigma: Metres(800)), biasPrior: briefing.biasPrior,
            references: references.compactMap { reference in
                reference.carrier.position.map {
                    ReferenceEmitter(
                        name: reference.carrier.name, position: $0,
                        frequencies: reference.frequencies, measurement: reference.measurement)
                }
            })
    }
}

extension MeasurementProcedure.Satellite {
    /// A satellite with the file in which its operator's message is kept.
    init(_ satellite: BriefedSatellite) {
        let plain = satellite.name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        self.init(
            name: satellite.name, ephemeris: "ephemeris-" + String(plain) + ".oem",
            invertsSpectrum: satellite.transponder.invertsSpectrum)
    }
}
