// The station record (R9, R10): what it is, where it is, what it can receive. The shipped
// configuration contains exactly one; its position and limits are marked as assumed.

public import Quantities

/// A monitoring station under RR No. 16.2.
public struct Station: Hashable, Sendable, Codable {
    /// Who operates a station (RR No. 16.2).
    public enum LegalForm: String, Hashable, Sendable, Codable, CaseIterable {
        case administration
        case authorisedEnterprise
        case commonService
        case internationalOrganisation
    }

    public var name: String
    public var city: String
    public var operatingBody: String
    public var legalForm: LegalForm
    /// Where orders are sent.
    public var mailbox: Mailbox
    public var position: GeodeticPosition
    /// True while position and bands are not confirmed by the station.
    public var isAssumed: Bool
    /// Bands in which satellites' downlinks can be received.
    public var downlinkBands: [FrequencyBand]
    /// Uplink bands in which an emitter can be located through satellites.
    public var uplinkBands: [FrequencyBand]
    /// Below this elevation a measurement is doubtful.
    public var lowElevation: Angle
    /// At least one; together they receive the downlink bands.
    public var antennas: [Antenna]

    /// A station record; without antennas one receives all bands.
    public init(
        name: String, city: String, operatingBody: String, legalForm: LegalForm, mailbox: Mailbox,
        position: GeodeticPosition, isAssumed: Bool, downlinkBands: [FrequencyBand],
        uplinkBands: [FrequencyBand], lowElevation: Angle, antennas: [Antenna] = []
    ) {
        (self.name, self.city, self.operatingBody) = (name, city, operatingBody)
        (self.legalForm, self.mailbox, self.position) = (legalForm, mailbox, position)
        (self.isAssumed, self.downlinkBands) = (isAssumed, downlinkBands)
        (self.uplinkBands, self.lowElevation) = (uplinkBands, lowElevation)
        self.antennas = antennas.isEmpty ? [Antenna(name: name, bands: downlinkBands)] : antennas
    }
}

/// A closed interval of frequencies.
public struct FrequencyBand: Hashable, Sendable, Codable {
    /// `C`, `Ku`, `Ka`, or what else the band is called.
    public var name: String
    public var low: Hertz
    public var high: Hertz

    /// A band from its edges, both included.
    public init(name: String, low: Hertz, high: Hertz) {
        (self.name, self.low, self.high) = (name, low, high)
    }

    /// True if the frequency lies in the band, edges included.
    public func contains(_ frequency: Hertz) -> Bool { (low...high).contains(frequency) }
}
