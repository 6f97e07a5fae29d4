// Gain of an earth station antenna on its axis and off it. The neighbour of the victim hears an emitter
// at all only by what this curve says.

import Geolocation
import Glibc
package import Quantities

/// An earth station antenna: main lobe, plateau and the side lobes of Recommendations ITU-R S.580 (large
/// antennas) and S.465.
package struct AntennaPattern {
    /// Diameter in wavelengths.
    private let size: Double

    /// A pattern of an antenna at a frequency.
    package init(diameter: Metres, frequency: Hertz) {
        size = diameter.value * frequency.value / speedOfLight.value
    }

    /// Gain on the axis at an efficiency of 65 %, dBi.
    package var peak: Decibels { Decibels(10 * log10(0.65) + 20 * log10(.pi * size)) }

    /// Angle at which the side lobes begin, degrees.
    private var firstSidelobe: Double {
        size >= 50 ? max(1, 100 / size) : max(2, 114 * pow(size, -1.09))
    }

    /// Gain at an angle from the axis, dBi.
    package func gain(at angle: Angle) -> Decibels {
        let phi = angle.degrees.magnitude
        let mainLobe = peak.value - 2.5e-3 * (size * phi) * (size * phi)
        let plateau = sidelobes(at: firstSidelobe)
        if phi < firstSidelobe { return Decibels(max(mainLobe, plateau)) }
        return Decibels(sidelobes(at: phi))
    }

    /// The envelope of the side lobes, dBi.
    private func sidelobes(at phi: Double) -> Double {
        if size >= 50 { return sidelobeGain(at: .degrees(phi), peak: peak).value }
        return min(peak.value, phi < 48 ? 32 - 25 * log10(phi) : -10)
    }
}
