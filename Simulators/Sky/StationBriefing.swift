// What the station is told before a task: the order's facts, the operators' ephemerides and frequency
// plans, reference emitters, its own map. Nothing here comes from the truth except through the errors
// that were drawn for it.

public import Geolocation
public import Quantities

/// Everything that the measuring side knows.
public struct StationBriefing: Sendable {
    public var purpose: SkyScenario.Purpose
    public var start: UTCInstant
    /// Hours in which a window may be chosen.
    public var hours: Double
    public var station: GeodeticPosition
    public var receiver: SkyReceiver
    public var victim: BriefedSatellite
    public var candidates: [BriefedSatellite]
    /// The emission under investigation.
    public var target: BriefedCarrier
    /// Where the victim's uplink beam reaches, and an emitter can stand.
    public var coverage: Transmission.Place
    /// Emitters whose places are known, on frequencies beside the target.
    public var references: [BriefedCarrier]
    /// Carriers of the victim's own users within the band of the target.
    public var knownCarriers: [BriefedCarrier]
    /// What is known of the constant offsets of transponders and receiving chains.
    public var biasPrior: BiasPrior
    public var terrain: [TerrainHeight]

    /// The nominal frequencies of a carrier through the victim and a neighbour.
    public func frequencies(of carrier: BriefedCarrier, through adjacent: BriefedSatellite)
        -> LinkFrequencies
    {
        LinkFrequencies(
            uplink: carrier.uplink, victimDownlink: victim.transponder.downlink(of: carrier.uplink),
            adjacentDownlink: adjacent.transponder.downlink(of: carrier.uplink))
    }
}

/// A satellite as its operator describes it.
public struct BriefedSatellite: Sendable {
    public var name: String
    public var ephemeris: OrbitPropagator
    /// The operator's message from which the ephemeris was read.
    public var message: String
    public var transponder: Transponder

    /// The reported state at an instant.
    ///
    /// - Throws: `PropagationError` outside the span of the ephemeris.
    public func observed(at time: UTCInstant) throws(PropagationError) -> ObservedSatellite {
        var propagator = ephemeris
        return ObservedSatellite(
            name: name, state: try propagator.earthFixed(at: time),
            covariance: ephemeris.covariance(at: time))
    }
}

/// A carrier that the station knows of.
public struct BriefedCarrier: Hashable, Sendable {
    public var name: String
    /// Where it is sent from; `nil` for the emission under investigation.
    public var position: GeodeticPosition?
    public var uplink: Hertz
    public var bandwidth: Hertz
}

extension SimulatedSky {
    /// Ephemeris messages of the operators, the victim's first.
    public var ephemerides: [(satellite: String, text: String)] {
        satellites.map {
            (
                $0.settings.name,
                ReportedEphemeris($0, start: scenario.start, hours: scenario.hours).text
            )
        }
    }

    /// The briefing of the station. Ephemerides are read from the operators' messages.
    ///
    /// - Throws: `FileFaults` if a message of ours cannot be read, which is a defect.
    public func briefing() throws(FileFaults) -> StationBriefing {
        var briefed: [BriefedSatellite] = []
        for (settings, message) in zip([scenario.victim] + scenario.candidates, ephemerides) {
            let file = try ElementsFile(reading: Array(message.text.utf8))
            guard let object = file.objects.first else {
                preconditionFailure("a message without faults has an object")
            }
            briefed.append(
                BriefedSatellite(
                    name: settings.name, ephemeris: OrbitPropagator(object),
                    message: message.text, transponder: settings.transponder))
        }
        let victim = briefed.removeFirst()
        return StationBriefing(
            purpose: scenario.purpose, start: scenario.start, hours: scenario.hours,
            station: scenario.station, receiver: scenario.receiver, victim: victim,
            candidates: briefed,
            target: BriefedCarrier(
                name: "target", uplink: scenario.uplink, bandwidth: scenario.bandwidth),
            coverage: scenario.coverage, references: references.map(BriefedCarrier.init),
            knownCarriers: [victimCarrier].compactMap(\.self).map(BriefedCarrier.init),
            biasPrior: biasPrior, terrain: scenario.terrain)
    }

    /// Deviations of the offsets, as operators and the station's own tests would state them.
    private var biasPrior: BiasPrior {
        let offsets = ([scenario.victim] + scenario.candidates).map(\.transponder.offsetSigma.value)
        let largest = offsets.max() ?? 0
        return BiasPrior(
            tdoa: 1.5 * scenario.receiver.delaySigma, fdoa: Hertz(2 * largest.magnitude + 10))
    }
}

extension BriefedCarrier {
    fileprivate init(_ placed: PlacedTransmission) {
        self.init(
            name: placed.settings.name, position: placed.position,
            uplink: placed.settings.frequency, bandwidth: placed.settings.waveform.bandwidth)
    }
}
