// One situation of the simulated sky as its file describes it: who is where, sends what, and receives
// how. A seed makes a sky of it; places and phases that the file leaves open are drawn then.

public import Quantities

/// A situation in the sky.
public struct SkyScenario: Hashable, Sendable {
    public var title: String
    /// Orders of this kind and category fit the situation.
    public var purpose: Purpose
    /// When the task may begin.
    public var start: UTCInstant
    /// Hours after the start within which the station may choose its window.
    public var hours: Double
    public var station: GeodeticPosition
    public var receiver: SkyReceiver
    public var victim: SkySatellite
    /// Neighbours of the victim that the station may choose from.
    public var candidates: [SkySatellite]
    /// Nominal uplink of the emission under investigation, as the order says.
    public var uplink: Hertz
    /// Bandwidth of that emission, as the order says.
    public var bandwidth: Hertz
    /// Where the victim's uplink beam reaches, and an emitter can stand.
    public var coverage: Transmission.Place
    /// The carrier that suffers, with the known site that sends it.
    public var victimCarrier: Transmission?
    public var interferer: Transmission?
    public var references: [Transmission]
    /// Heights that the station reads off its map.
    public var terrain: [TerrainHeight]

    /// What an order in this situation is about.
    public enum Purpose: String, Hashable, Sendable, CaseIterable {
        case category1 = "category-1"
        case category2 = "category-2"
        /// Monitoring data under RR No. 11.41; nothing is to be located.
        case monitoringData = "monitoring-data"
    }
}

/// The receivers of the station: one antenna and chain for each satellite, one clock.
public struct SkyReceiver: Hashable, Sendable {
    public var diameter: Metres
    /// Noise temperature of the system, K.
    public var noiseTemperature: Double
    public var sampleRate: Hertz
    public var duration: Seconds
    /// One of `cf32_le`, `ci16_le`, `ci8`.
    public var format: String
    /// Gain of the adjacent chain over that of the victim's.
    public var gainError: Decibels
    /// By how much the common local oscillator stands too high.
    public var oscillatorOffset: Hertz
    /// Standard deviation of the delay between the two chains.
    public var delaySigma: Seconds

    /// Samples of one recording.
    public var sampleCount: Int { Int((sampleRate.value * duration.value).rounded()) }
}

/// A satellite of a scenario.
public struct SkySatellite: Hashable, Sendable {
    public var name: String
    public var longitude: Angle
    public var inclination: Angle
    public var eccentricity: Double
    /// Drift to the east, degrees a day.
    public var drift: Double
    /// Argument of latitude at the start; drawn where it is `nil`.
    public var phase: ClosedRange<Double>?
    /// Standard deviations of the reported state, each axis.
    public var positionSigma: Metres
    public var velocitySigma: MetresPerSecond
    public var transponder: Transponder
}

/// What a satellite makes of an uplink.
public struct Transponder: Hashable, Sendable {
    /// Uplink less downlink; uplink plus downlink if it inverts.
    public var translation: Hertz
    /// True if the translation turns the spectrum round.
    public var invertsSpectrum: Bool
    /// Middle of the uplink band.
    public var centre: Hertz
    public var bandwidth: Hertz
    public var polarisation: LinearPolarisation
    /// Standard deviation of the offset of the translation oscillator.
    public var offsetSigma: Hertz
    /// How far the oscillator wanders about that offset.
    public var wander: Hertz
    /// Power flux density that saturates it, dBW/m^2.
    public var saturationFlux: Decibels
    /// Saturated EIRP towards the station, dBW.
    public var eirp: Decibels
    /// Figure of merit towards the emitters, dB/K.
    public var gainOverTemperature: Decibels
    /// Power of other traffic, relative to saturation.
    public var load: Double

    /// The downlink of an uplink.
    public func downlink(of uplink: Hertz) -> Hertz {
        invertsSpectrum ? translation - uplink : uplink - translation
    }

    /// Whether the transponder passes an uplink.
    public func passes(_ uplink: Hertz) -> Bool {
        (uplink - centre).magnitude.value <= bandwidth.value / 2
    }
}

/// A linear polarisation; the other one is heard 25 dB weaker.
public enum LinearPolarisation: String, Hashable, Sendable, CaseIterable {
    case horizontal, vertical
}

/// A station that transmits.
public struct Transmission: Hashable, Sendable {
    public var name: String
    public var place: Place
    /// Carrier frequency of its uplink; of a terrestrial one, the frequency it is received on.
    public var frequency: Hertz
    public var waveform: WaveformShape
    /// On the axis of its antenna, dBW.
    public var eirp: Decibels
    public var diameter: Metres
    public var polarisation: LinearPolarisation
    /// The satellite that its antenna looks at.
    public var pointedAt: String
    /// Seconds after the start during which it sends; always if empty.
    public var schedule: [ClosedRange<Double>]
    /// True if it disturbs the downlink directly, without a satellite.
    public var isTerrestrial: Bool

    /// A fixed place, or an area in which the seed picks one.
    public struct Place: Hashable, Sendable {
        /// Degrees north.
        public var latitude: ClosedRange<Double>
        /// Degrees east.
        public var longitude: ClosedRange<Double>
        /// Metres above the ellipsoid.
        public var height: ClosedRange<Double>

        /// Whether a position lies in the area, whatever its height.
        public func contains(_ position: GeodeticPosition) -> Bool {
            latitude.contains(position.latitude.degrees)
                && longitude.contains(position.longitude.degrees)
        }

        /// The middle of the area.
        public var middle: GeodeticPosition {
            func middle(_ range: ClosedRange<Double>) -> Double {
                (range.lowerBound + range.upperBound) / 2
            }
            return GeodeticPosition(
                latitude: .degrees(middle(latitude)), longitude: .degrees(middle(longitude)),
                height: Metres(middle(height)))
        }
    }
}

/// The height of a region, as a map says it.
public struct TerrainHeight: Hashable, Sendable {
    /// Degrees north and east.
    public var latitude, longitude: ClosedRange<Double>
    public var height: Metres
    public var sigma: Metres

    /// Whether the region holds a position.
    public func holds(_ position: GeodeticPosition) -> Bool {
        latitude.contains(position.latitude.degrees)
            && longitude.contains(position.longitude.degrees)
    }
}

/// What a transmission looks like.
public enum WaveformShape: Hashable, Sendable {
    /// A digital carrier with root-raised-cosine pulses; in bursts if a pattern is given.
    case phaseKeyed(Constellation, symbolRate: Hertz, rollOff: Double, bursts: BurstPattern?)
    case unmodulated
    /// A carrier that sweeps up and down over a width in a period.
    case swept(width: Hertz, period: Seconds)
    /// An analogue signal up to a top frequency, with energy dispersal of an eighth of the deviation.
    case frequencyModulated(deviation: Hertz, topFrequency: Hertz)

    /// Width of the spectrum.
    public var bandwidth: Hertz {
        switch self {
        case .phaseKeyed(_, let rate, let rollOff, _): (1 + rollOff) * rate
        case .unmodulated: .zero
        case .swept(let width, _): width
        // Carson's rule.
        case .frequencyModulated(let deviation, let top): 2 * (deviation + top)
        }
    }
}

/// Bursts of a TDMA station: on for a part of every frame.
public struct BurstPattern: Hashable, Sendable {
    public var frame: Seconds
    public var burst: Seconds
}

/// Constellations of DVB-S and DVB-S2.
public enum Constellation: String, Hashable, Sendable, CaseIterable {
    case qpsk
    case psk8 = "8psk"
    case apsk16 = "16apsk"
    case apsk32 = "32apsk"
}
