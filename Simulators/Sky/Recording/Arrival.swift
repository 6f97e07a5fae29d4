// One transmission as it arrives at one receiver: how strong, how late, and how far its phase has run.

import Geolocation
import Glibc
import Quantities

/// A transmission within the band of a recording.
struct Arrival {
    let waveform: Waveform
    /// Power at the transponder relative to saturation; of a terrestrial one, over a sample's noise.
    let drive: Double
    let isInverted: Bool
    let isTerrestrial: Bool
    private let schedule: [ClosedRange<Double>]
    private let delay: Parabola
    /// Cycles that the path adds: uplink frequency times uplink delay, and so on.
    private let pathCycles: Parabola
    private let offset: Double
    private let oscillator: Oscillator?
    private let chainDelay: Double

    /// Delay and phase at an instant of reception.
    struct Place {
        var delay, cycles: Double
    }

    /// `nil` for a transmission that this receiver does not hear in its band.
    init?(
        _ sender: PlacedTransmission, in sky: SimulatedSky, through number: Int, centre: Hertz,
        during span: ClosedRange<Double>
    ) {
        let (settings, receiver) = (sender.settings, sky.scenario.receiver)
        let satellite = sky.satellites[number]
        let transponder = satellite.settings.transponder
        guard settings.isTerrestrial || transponder.passes(settings.frequency) else { return nil }
        let arriving =
            settings.isTerrestrial
            ? settings.frequency : transponder.downlink(of: settings.frequency)
        // The receiver's local oscillator stands too high by its offset.
        offset = (arriving - centre - receiver.oscillatorOffset).value
        // A receiver's filter keeps out what does not fit into its band.
        guard
            offset.magnitude + settings.waveform.bandwidth.value / 2 <= receiver.sampleRate.value
                / 2
        else { return nil }
        (schedule, isTerrestrial) = (settings.schedule, settings.isTerrestrial)
        chainDelay = number == 0 ? 0 : sky.chainDelay.value
        // Signals are on their way for a quarter of a second.
        waveform = Waveform(
            settings.waveform, seed: SkyGenerator.mixed(sky.seed, sender.stream),
            during: span.lowerBound - 0.4...span.upperBound + 0.1)
        guard !settings.isTerrestrial else {
            let path = TerrestrialPath(from: sender, to: sky.scenario)
            guard let path else { return nil }
            (drive, isInverted, oscillator) = (path.ratio, false, nil)
            delay = Parabola(over: span) { _ in path.delay }
            pathCycles = Parabola(over: span) { _ in 0 }
            return
        }
        let link = LinkBudget(
            settings, at: sender.position, through: satellite.settings,
            axis: sky.axis(of: settings))
        (drive, isInverted, oscillator) = (
            link.drive, transponder.invertsSpectrum, satellite.oscillator
        )
        let path = SignalPath(
            from: sender.position, through: satellite.orbit, to: sky.scenario.station)
        delay = Parabola(over: span) { path.delays(at: $0).total }
        let up = (transponder.invertsSpectrum ? 1 : -1) * settings.frequency.value
        pathCycles = Parabola(over: span) { time in
            let delays = path.delays(at: time)
            return up * delays.up - arriving.value * delays.down
        }
    }

    /// Where the signal stands at an instant of reception.
    func place(at time: Double) -> Place {
        let reached = time - chainDelay
        let wait = delay(reached)
        let wander = oscillator?.cycles(at: reached - wait / 2) ?? 0
        return Place(
            delay: wait + chainDelay, cycles: offset * reached + pathCycles(reached) + wander)
    }

    /// Whether the emitter is on the air at an instant of sending.
    func isSending(at time: Double) -> Bool {
        schedule.isEmpty || schedule.contains { $0.contains(time) }
    }

    /// Power over a sample's noise.
    func recordedPower(_ budget: DownlinkBudget) -> Double {
        isTerrestrial ? drive : drive * budget.saturatedRatio
    }
}

/// A transmitter on the ground that the station's antenna hears with its far side lobes.
private struct TerrestrialPath {
    let delay: Double
    /// Power over a sample's noise.
    let ratio: Double

    /// Beyond this no terrestrial transmitter is heard.
    private static let horizon = 60_000.0
    /// Gain of the station's antenna far off its axis, dBi.
    private static let farSidelobe = -10.0

    init?(from sender: PlacedTransmission, to scenario: SkyScenario) {
        let there = SIMD3(Position<EarthFixed>(sender.position))
        let distance = max((there - SIMD3(Position<EarthFixed>(scenario.station))).length, 10)
        guard distance < Self.horizon else { return nil }
        delay = distance / speedOfLight.value
        let loss = DownlinkBudget.pathLoss(distance: distance, sender.settings.frequency)
        let noise = scenario.receiver.sampleNoise
        ratio = pow(10, (sender.settings.eirp.value - loss + Self.farSidelobe - noise) / 10)
    }
}
