// Values as people read them: units, decimals, uncertainty and coverage factor.

import MonitoringOrders
import Quantities

enum ReportWords {
    static func position(_ point: GeodeticPosition) -> String {
        let (north, east) = (point.latitude.degrees, point.longitude.degrees)
        let latitude = "\(abs(north).fixed(4))° \(north < 0 ? "S" : "N")"
        let longitude = "\(abs(east).fixed(4))° \(east < 0 ? "W" : "E")"
        return "\(latitude), \(longitude), height \(point.height.value.fixed(0)) m"
    }

    static func ellipse(_ ellipse: GroundEllipse) -> String {
        "semi-axes \(ellipse.semiMajor.kilometres.fixed(2)) km and "
            + "\(ellipse.semiMinor.kilometres.fixed(2)) km, major axis "
            + "\(ellipse.azimuth.degrees.fixed(1))° from true north, "
            + "\((ellipse.confidence * 100).fixed(0)) %"
    }

    static func satellite(_ satellite: VictimSatellite) -> String {
        [satellite.name, satellite.network, satellite.longitude?.asLongitude].compactMap(\.self)
            .joined(separator: ", ")
    }

    static func span(_ begin: UTCInstant, _ end: UTCInstant) -> String {
        "\(begin.forPeople) – \(end.forPeople)"
    }

    /// `12 345.678 ± 0.050 kHz (k = 2.00)`; frequencies are printed in kHz.
    static func value(_ value: MeasuredValue) -> String {
        let isFrequency = value.unit == "Hz"
        let scale = isFrequency ? 1e-3 : 1
        let uncertainty = value.expandedUncertainty.map { " ± \(($0 * scale).fixed(3))" } ?? ""
        let factor = value.coverageFactor.map { " (k = \($0.fixed(2)))" } ?? ""
        return "\((value.value * scale).fixed(3))\(uncertainty) "
            + (isFrequency ? "kHz" : value.unit) + factor
    }

    static func row(_ emission: MeasuredEmission) -> [String] {
        [
            span(emission.observedFrom, emission.observedTo), value(emission.centreFrequency),
            emission.occupiedBandwidth.map(value) ?? "–",
            emission.carrierToNoise.map(value) ?? "–", emission.polarisation?.rawValue ?? "–",
            emission.modulationClass ?? "–",
        ]
    }

    static func row(_ observable: Observable) -> [String] {
        let delay = observable.timeDifference.microseconds.fixed(3)
        let delaySigma = observable.timeDifferenceSigma.microseconds.fixed(3)
        let shift = observable.frequencyDifference.value.fixed(4)
        let shiftSigma = observable.frequencyDifferenceSigma.value.fixed(4)
        return [
            observable.emitter, observable.uplink.inMegahertz, "\(delay) ± \(delaySigma)",
            "\(shift) ± \(shiftSigma)",
        ]
    }

    static func row(_ satellite: SatelliteUsed) -> [String] {
        [
            satellite.name, satellite.longitude.asLongitude, satellite.downlink.inMegahertz,
            satellite.ephemerisSource,
        ]
    }
}
