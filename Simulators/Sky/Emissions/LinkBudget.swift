// Up and down: from the power of an emitter to its ratio to the noise of a recording.

import Geolocation
import Glibc
import Quantities

/// The link of one transmission through one satellite.
struct LinkBudget {
    /// Power at the transponder's input relative to saturation.
    let drive: Double

    /// Boltzmann's constant, dBW/(K Hz).
    static let boltzmann = -228.6
    /// How much weaker the other polarisation is heard, dB.
    static let crossPolarIsolation = 25.0

    /// A link from an emitter at a place to a satellite's mean position.
    init(
        _ sender: Transmission, at place: GeodeticPosition, through satellite: SkySatellite,
        axis: SkySatellite
    ) {
        let pattern = AntennaPattern(diameter: sender.diameter, frequency: sender.frequency)
        let here = SIMD3(Position<EarthFixed>(place))
        let toward = satellite.meanPosition - here
        let angle = Angle(toward.angle(to: axis.meanPosition - here))
        var eirp = sender.eirp.value - pattern.peak.value + pattern.gain(at: angle).value
        if sender.polarisation != satellite.transponder.polarisation {
            eirp -= Self.crossPolarIsolation
        }
        let flux = eirp - 10 * log10(4 * .pi * toward.length * toward.length)
        drive = pow(10, (flux - satellite.transponder.saturationFlux.value) / 10)
    }
}

extension SkySatellite {
    /// Where the satellite stands on average, Earth-fixed, m.
    var meanPosition: SIMD3<Double> {
        let r = WGS84.geostationaryRadius.value
        return SIMD3(r * cos(longitude.radians), r * sin(longitude.radians), 0)
    }
}

extension SIMD3<Double> {
    /// The angle between two vectors.
    func angle(to other: Self) -> Double {
        let cross = SIMD3(
            y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
        return atan2(cross.length, (self * other).sum())
    }
}

/// The downlink of one satellite into one recording.
struct DownlinkBudget {
    /// Power of a carrier that saturates the transponder, over the noise of a sample of the receiver.
    let saturatedRatio: Double
    /// Noise of the uplink that a sample holds, relative to saturation.
    let uplinkNoise: Double

    init(
        _ satellite: SkySatellite, uplink: Hertz, to station: GeodeticPosition,
        _ receiver: SkyReceiver
    ) {
        let transponder = satellite.transponder
        let downlink = transponder.downlink(of: uplink)
        let distance = (satellite.meanPosition - SIMD3(Position<EarthFixed>(station))).length
        let gain = AntennaPattern(diameter: receiver.diameter, frequency: downlink).peak.value
        let loss = Self.pathLoss(distance: distance, downlink)
        saturatedRatio = pow(
            10, (transponder.eirp.value - loss + gain - receiver.sampleNoise) / 10)
        // Flux and free-space loss hold the same distance, which cancels.
        let wavelength = speedOfLight.value / uplink.value
        let perHertz =
            10 * log10(4 * .pi / (wavelength * wavelength)) - transponder.saturationFlux.value
            - transponder.gainOverTemperature.value + LinkBudget.boltzmann
        uplinkNoise = pow(10, perHertz / 10) * receiver.sampleRate.value
    }

    /// Free-space loss, dB.
    static func pathLoss(distance: Double, _ frequency: Hertz) -> Double {
        20 * log10(4 * .pi * distance * frequency.value / speedOfLight.value)
    }
}

extension SkyReceiver {
    /// Power of the system's noise in the recorded band, dBW.
    var sampleNoise: Double {
        LinkBudget.boltzmann + 10 * log10(noiseTemperature) + 10 * log10(sampleRate.value)
    }
}
