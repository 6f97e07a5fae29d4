// A scenario with everything drawn that the seed decides. What is true stays inside; the station gets a
// briefing and receivers, and the truth is opened only when all is over.

import Geolocation
import Glibc
public import Quantities

/// A sky made from a scenario by a seed.
public struct SimulatedSky: Sendable {
    public let scenario: SkyScenario
    public let seed: UInt64
    /// The victim first.
    let satellites: [OrbitingTransponder]
    let victimCarrier, interferer: PlacedTransmission?
    let references: [PlacedTransmission]
    /// Delay of the adjacent chain after the victim's.
    let chainDelay: Seconds

    /// Draws a sky; the same scenario and seed give the same one.
    public init(_ scenario: SkyScenario, seed: UInt64) {
        (self.scenario, self.seed) = (scenario, seed)
        var random = SkyGenerator(seed: seed, stream: 1)
        satellites = ([scenario.victim] + scenario.candidates).map {
            OrbitingTransponder($0, &random)
        }
        victimCarrier = scenario.victimCarrier.map { PlacedTransmission($0, stream: 2, &random) }
        interferer = scenario.interferer.map { PlacedTransmission($0, stream: 3, &random) }
        var placed: [PlacedTransmission] = []
        for (index, reference) in scenario.references.enumerated() {
            placed.append(PlacedTransmission(reference, stream: 4 + UInt64(index), &random))
        }
        references = placed
        chainDelay = random.normal() * scenario.receiver.delaySigma
    }

    /// Everything that transmits.
    var transmissions: [PlacedTransmission] {
        [victimCarrier, interferer].compactMap(\.self) + references
    }

    /// The satellite that a transmission looks at; the victim where the name is unknown.
    func axis(of transmission: Transmission) -> SkySatellite {
        satellites.first { $0.settings.name == transmission.pointedAt }?.settings
            ?? scenario.victim
    }

    /// Where the interferer truly stands; `nil` where there is none.
    public var emitter: GeodeticPosition? { interferer?.position }
}

/// A transmission at the place where the seed has put it.
struct PlacedTransmission {
    let settings: Transmission
    let position: GeodeticPosition
    /// Number of its stream of symbols.
    let stream: UInt64

    init(_ settings: Transmission, stream: UInt64, _ random: inout SkyGenerator) {
        (self.settings, self.stream) = (settings, stream)
        position = GeodeticPosition(
            latitude: .degrees(random.uniform(settings.place.latitude)),
            longitude: .degrees(random.uniform(settings.place.longitude)),
            height: Metres(random.uniform(settings.place.height)))
    }
}

/// A satellite in its orbit, with the oscillator of its transponder and the error of its ephemeris.
struct OrbitingTransponder {
    let settings: SkySatellite
    let orbit: GeostationaryOrbit
    let oscillator: Oscillator
    /// Error of the reported state at the start: metres, then metres per second.
    let error: [Double]

    init(_ settings: SkySatellite, _ random: inout SkyGenerator) {
        self.settings = settings
        let phase = random.uniform(settings.phase ?? 0...360) * .pi / 180
        orbit = GeostationaryOrbit(
            longitude: settings.longitude, inclination: settings.inclination,
            eccentricity: settings.eccentricity, drift: settings.drift * .pi / 180 / 86_400,
            latitudePhase: phase, anomaly: random.uniform(0...(2 * .pi)))
        oscillator = Oscillator(
            offset: random.normal() * settings.transponder.offsetSigma.value,
            wander: settings.transponder.wander.value, &random)
        let sigmas = [settings.positionSigma.value, settings.velocitySigma.value]
        error = (0..<6).map { _ in random.normal() }.enumerated().map {
            $0.element * sigmas[$0.offset / 3]
        }
    }
}

/// The translation oscillator of a transponder: a constant offset and slow swings about it.
struct Oscillator {
    /// Hertz above nominal.
    let offset: Double
    private struct Swing { let frequency, period, phase: Double }
    private let swings: [Swing]

    init(offset: Double, wander: Double, _ random: inout SkyGenerator) {
        self.offset = offset
        swings = [60...120, 300...900, 3000...9000].map { (periods: ClosedRange<Double>) in
            Swing(
                frequency: wander * random.uniform(0.3...0.6), period: random.uniform(periods),
                phase: random.uniform(0...1))
        }
    }

    /// Cycles gained since the start of the scenario, up to a constant.
    func cycles(at time: Double) -> Double {
        swings.reduce(offset * time) { sum, swing in
            let turn = 2 * .pi * (time / swing.period + swing.phase)
            return sum - swing.frequency * swing.period / (2 * .pi) * cos(turn)
        }
    }
}
