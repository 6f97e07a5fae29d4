// Values as people read them: units, decimals, uncertainty and coverage factor.

import Letters
import MonitoringOrders
import Quantities

enum ReportWords {
    /// A place on the ground to a hundredth of a degree.
    static func place(_ point: GeodeticPosition) -> String {
        let north = point.latitude.hemispheric(positive: "N", negative: "S", decimals: 2)
        return "\(north), "
            + point.longitude.hemispheric(positive: "E", negative: "W", decimals: 2)
    }

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

    /// `12345.678 kHz ± 0.050 kHz (k = 2.00)`.
    static func value(_ measured: MeasuredValue) -> String {
        let words = ReportValue(ReportTexts.value, measured)
        let factor = words.factor.map { "(k = \($0))" }
        return [words.value, words.uncertainty, factor].compactMap(\.self).joined(separator: " ")
    }

    static func row(_ emission: MeasuredEmission) -> [String] {
        [
            value(emission.centreFrequency), emission.occupiedBandwidth.map(value) ?? "–",
            emission.carrierToNoise.map(value) ?? "–", emission.modulationClass ?? "–",
        ]
    }

    static func category(_ category: Category) -> String {
        let grounds = category.grounds.map { ": " + both($0.words) }
        return "\(category.number)" + (grounds ?? "")
    }

    /// Both languages in one cell.
    static func both(_ text: Bilingual) -> String {
        [text.english, text.portuguese].compactMap(\.self).joined(separator: " · ")
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
