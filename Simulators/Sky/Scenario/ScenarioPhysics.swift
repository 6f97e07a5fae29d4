// What a scenario asks that physics or the station's receivers do not allow.

import ConfigurationFiles
import Geolocation
import Quantities

/// The checks of a scenario whose values are each in range.
struct ScenarioPhysics {
    private let scenario: SkyScenario
    private let top: YAMLSection

    init(_ scenario: SkyScenario, _ top: YAMLSection) {
        (self.scenario, self.top) = (scenario, top)
    }

    /// Notes every fault at its key.
    func check() {
        let sections = top.sections("satellites")
        for (satellite, section) in zip([scenario.victim] + scenario.candidates, sections) {
            check(satellite, section)
        }
        checkTarget()
        let carriers =
            [(scenario.victimCarrier, top.optionalSection("victim_carrier"))]
            + [(scenario.interferer, top.optionalSection("interferer"))]
            + zip(scenario.references, top.sections("references")).map { ($0, $1) }
        for case (let carrier?, let section?) in carriers { check(carrier, section) }
    }

    private func check(_ satellite: SkySatellite, _ section: YAMLSection) {
        let state = GeostationaryOrbit(
            longitude: satellite.longitude, inclination: .zero, eccentricity: 0, drift: 0,
            latitudePhase: 0, anomaly: 0
        ).state(at: 0)
        let elevation = SkyDirection(from: scenario.station, to: state.position).elevation
        if elevation.degrees < 0 {
            section.note(
                "the satellite stands \((-elevation.degrees).fixed(1)) degrees below the station's horizon",
                at: "longitude")
        }
        let transponder = satellite.transponder
        if transponder.downlink(of: transponder.centre).value < 1e9 {
            section.note("puts the downlink below 1 GHz", at: "transponder")
        }
        let isSame =
            satellite.name != scenario.victim.name
            && satellite.longitude == scenario.victim.longitude
        if isSame { section.note("is the victim's own position", at: "longitude") }
    }

    private func checkTarget() {
        guard let target = top.optionalSection("target") else { return }
        if scenario.bandwidth > scenario.receiver.sampleRate {
            target.note("is above the receiver's sample rate", at: "bandwidth")
        }
        if !scenario.victim.transponder.passes(scenario.uplink) {
            target.note("is outside the band of the victim's transponder", at: "uplink")
        }
        if scenario.receiver.sampleCount > Limits.simulatedSamples,
            let receiver = top.optionalSection("receiver")
        {
            receiver.note(
                "times the sample rate makes more than \(Limits.simulatedSamples) samples",
                at: "duration")
        }
    }

    private func check(_ carrier: Transmission, _ section: YAMLSection) {
        let width = carrier.waveform.bandwidth
        if width > scenario.receiver.sampleRate {
            section.note(
                "has a bandwidth of \(width.value.fixed(0)) Hz, above the receiver's sample rate",
                at: "waveform")
        }
        if !carrier.isTerrestrial, !scenario.victim.transponder.passes(carrier.frequency) {
            section.note("is outside the band of the victim's transponder", at: "frequency")
        }
        let axis = [scenario.victim] + scenario.candidates
        guard let satellite = axis.first(where: { $0.name == carrier.pointedAt }),
            !carrier.isTerrestrial
        else { return }
        let elevation = SkyDirection(
            from: carrier.place.middle, to: Position(satellite.meanPosition)
        ).elevation
        if elevation.degrees < 0 {
            section.note(
                "does not see \(satellite.name): it stands below the horizon there", at: "latitude")
        }
    }
}

extension Position<EarthFixed> {
    init(_ vector: SIMD3<Double>) { self.init(x: vector.x, y: vector.y, z: vector.z) }
}
