// What is measured of one recording: its noise floor and every emission in it, each value with an
// expanded uncertainty and the coverage factor it was expanded by (JCGM 100).

public import Quantities

/// A value with its expanded uncertainty.
public struct Measured<Value: Quantity>: Hashable, Sendable {
    public let value: Value
    /// Half-width of the interval that holds the true value with about 95 %.
    public let expandedUncertainty: Value
    /// The standard uncertainty was multiplied by this.
    public let coverageFactor: Double

    /// A value with its standard uncertainty, expanded by 1.96 (95 % of a normal law).
    public init(_ value: Value, standardUncertainty: Double) {
        self.value = value
        coverageFactor = 1.96
        expandedUncertainty = Value(1.96 * standardUncertainty)
    }
}

/// A pure number, such as a roll-off.
@frozen public struct Ratio: Quantity {
    public var value: Double
    /// A ratio from its value.
    @inlinable public init(_ value: Double) { self.value = value }
}

/// A rate of change of a frequency, in hertz per second.
@frozen public struct HertzPerSecond: Quantity {
    public var value: Double
    /// A rate in hertz per second.
    @inlinable public init(_ value: Double) { self.value = value }
}

/// What an emission seems to be modulated with.
public enum Modulation: String, Hashable, Sendable, CaseIterable {
    case carrier = "cw"
    case bpsk
    case qpsk
    case psk8 = "8psk"
    case qam16 = "16qam"
    case frequencyModulation = "fm"
    case unknown
}

/// One emission; frequencies are relative to the centre of the recording.
public struct Emission: Hashable, Sendable {
    /// Centre of the occupied bandwidth's power; the line itself for a carrier.
    public let centre: Measured<Hertz>
    /// Bandwidth that leaves 0.5 % of the power on either side (ITU-R SM.443, beta/2 = 0.5 %).
    public let occupiedBandwidth: Measured<Hertz>
    /// Bandwidth at 26 dB below the highest density (ITU-R SM.443); `nil` where noise hides it.
    public let bandwidth26dB: Measured<Hertz>?
    /// Power relative to a full-scale complex carrier, dBFS.
    public let level: Measured<Decibels>
    /// Carrier power over the noise in the occupied bandwidth, dB.
    public let carrierToNoise: Measured<Decibels>
    public let symbolRate: Measured<Hertz>?
    public let rollOff: Measured<Ratio>?
    public let modulation: Modulation
    /// How much better the hint fits than the alternatives, 0 to 1.
    public let confidence: Double
    /// Drift of the centre during the recording.
    public let drift: Measured<HertzPerSecond>
}

/// Everything that was measured of one recording.
public struct MeasurementResult: Hashable, Sendable {
    /// Noise power density relative to full scale, dBFS per hertz.
    public let noiseFloor: Measured<Decibels>
    /// Emissions, strongest first.
    public let emissions: [Emission]
    /// Mean power in each bin, dBFS per hertz, from minus to plus half the sample rate.
    public let spectrum: [Double]
    /// Width of a bin of the spectrum.
    public let resolution: Hertz
}
