// From dBFS to the field: power flux-density at the antenna and EIRP at the source, when antenna and
// receiver are described. Free space, far field, no atmosphere.

import Glibc
public import Quantities

/// What lies between the field and the samples.
public struct ReceiverChain: Hashable, Sendable {
    /// Gain of the antenna towards the source, dBi, and its standard uncertainty, dB.
    public var antennaGain: Decibels
    public var antennaGainUncertainty: Decibels
    /// Power at the antenna's port, dBW, that gives a full-scale carrier, and its standard
    /// uncertainty, dB.
    public var fullScalePower: Decibels
    public var fullScaleUncertainty: Decibels

    /// A chain from its gain and calibration.
    public init(
        antennaGain: Decibels, antennaGainUncertainty: Decibels, fullScalePower: Decibels,
        fullScaleUncertainty: Decibels
    ) {
        (self.antennaGain, self.antennaGainUncertainty) = (antennaGain, antennaGainUncertainty)
        (self.fullScalePower, self.fullScaleUncertainty) = (fullScalePower, fullScaleUncertainty)
    }

    /// Power flux-density, dBW/m^2: received power over the effective area G lambda^2/(4 pi).
    ///
    /// - Parameters:
    ///   - level: measured level, dBFS.
    ///   - frequency: radio frequency, above zero.
    /// - Returns: dBW/m^2.
    public func powerFluxDensity(
        level: Measured<Decibels>, frequency: Hertz
    ) -> Measured<Decibels> {
        precondition(frequency.value > 0, "a radio frequency is above zero")
        let wavelength = speedOfLight.value / frequency.value
        let area = 10 * log10(wavelength * wavelength / (4 * Double.pi))
        let standard = level.expandedUncertainty.value / level.coverageFactor
        let gain = antennaGainUncertainty.value
        let scale = fullScaleUncertainty.value
        return Measured(
            level.value + fullScalePower - antennaGain - Decibels(area),
            standardUncertainty: (standard * standard + gain * gain + scale * scale).squareRoot())
    }

    /// Equivalent isotropically radiated power, dBW, of a source at a distance in free space.
    ///
    /// - Parameters:
    ///   - level: measured level, dBFS.
    ///   - frequency: radio frequency, above zero.
    ///   - distance: to the source, above zero.
    /// - Returns: dBW.
    public func equivalentRadiatedPower(
        level: Measured<Decibels>, frequency: Hertz, distance: Metres
    ) -> Measured<Decibels> {
        precondition(distance.value > 0, "a distance is above zero")
        let density = powerFluxDensity(level: level, frequency: frequency)
        let spreading = 10 * log10(4 * Double.pi * distance.value * distance.value)
        return Measured(
            density.value + Decibels(spreading),
            standardUncertainty: density.expandedUncertainty.value / density.coverageFactor)
    }
}
