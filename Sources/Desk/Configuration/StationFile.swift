// Reads Config/stations/*.yaml: what a station is, where it is and what it can receive (R9, R10).

public import ConfigurationFiles
public import MonitoringOrders
import Quantities

/// Reader of station files.
public enum StationFile {
    /// Reads a station record.
    ///
    /// - Throws: ``ConfigurationError`` with all faults of the file.
    public static func read(_ path: String) throws(ConfigurationError) -> Station {
        let faults = FaultCollector(file: path)
        let top = try YAMLSection.read(path, into: faults)
        top.allow(only: [
            "name", "city", "operating_body", "legal_form", "mailbox", "position",
            "downlink_bands", "uplink_bands", "low_elevation_deg", "antennas",
        ])
        let position = top.section("position")
        let (name, city) = (top.text("name"), top.text("city"))
        let body = top.text("operating_body")
        let mailbox = top.address("mailbox")
        let legalForm = top.word("legal_form", as: Station.LegalForm.self)
        let (downlinks, uplinks) = (bands(top, "downlink_bands"), bands(top, "uplink_bands"))
        let lowElevation = top.number("low_elevation_deg")
        let antennas = antennas(top, receiving: downlinks)
        let site = place(position)
        let isAssumed = position?.flag("assumed", fallback: false) ?? true
        try faults.finish()
        guard let mailbox, let legalForm else {
            preconditionFailure("a missing value is a fault")
        }
        return Station(
            name: name, city: city, operatingBody: body, legalForm: legalForm,
            mailbox: Mailbox(name: name, address: mailbox), position: site, isAssumed: isAssumed,
            downlinkBands: downlinks, uplinkBands: uplinks,
            lowElevation: .degrees(lowElevation), antennas: antennas)
    }

    /// Antennas with the names of the bands they receive and when they are out of use.
    private static func antennas(_ top: YAMLSection, receiving bands: [FrequencyBand]) -> [Antenna]
    {
        top.sections("antennas").map { section in
            section.allow(only: ["name", "bands", "maintenance"])
            let names = section.texts("bands")
            for name in names where !bands.contains(where: { $0.name == name }) {
                section.note("\"\(name)\" is none of the downlink_bands", at: "bands")
            }
            return Antenna(
                name: section.text("name"), bands: bands.filter { names.contains($0.name) },
                maintenance: section.sections("maintenance").compactMap(span))
        }
    }

    private static func span(_ section: YAMLSection) -> TimeSpan? {
        section.allow(only: ["from", "to"])
        let (from, to) = (section.instant("from"), section.instant("to"))
        guard let from, let to else { return nil }
        let span = TimeSpan(from: from, to: to)
        if span == nil { section.note("must be after from", at: "to") }
        return span
    }

    private static func place(_ section: YAMLSection?) -> GeodeticPosition {
        guard let section else { return GeodeticPosition(latitude: .zero, longitude: .zero) }
        section.allow(only: ["latitude_deg", "longitude_deg", "height_m", "assumed"])
        let latitude = section.number("latitude_deg")
        let longitude = section.number("longitude_deg")
        if latitude.magnitude > 90 { section.note("is beyond 90 degrees", at: "latitude_deg") }
        if longitude.magnitude > 180 { section.note("is beyond 180 degrees", at: "longitude_deg") }
        return GeodeticPosition(
            latitude: .degrees(latitude), longitude: .degrees(longitude),
            height: Metres(section.number("height_m")))
    }

    private static func bands(_ top: YAMLSection, _ key: String) -> [FrequencyBand] {
        let sections = top.sections(key)
        if sections.isEmpty { top.note("must list at least one band", at: key) }
        return sections.map { section in
            section.allow(only: ["name", "low_mhz", "high_mhz"])
            let (low, high) = (section.number("low_mhz"), section.number("high_mhz"))
            if low >= high { section.note("must be above low_mhz", at: "high_mhz") }
            return FrequencyBand(
                name: section.text("name"), low: .megahertz(low), high: .megahertz(max(low, high)))
        }
    }
}
