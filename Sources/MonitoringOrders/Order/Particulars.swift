// The particulars of RR Appendix 10, by letter. Everything is optional: an unknown item stays
// empty, the emptiness is visible and completeness is computed, never enforced (R77).

public import Quantities

/// The letters a) to x) of the report of harmful interference (RR Appendix 10).
public enum ParticularLetter: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }

    /// What the letter asks for, in short English words of our own.
    public var title: String {
        switch self {
        case .a: "Interfering station: name, call sign or other identification"
        case .b: "Frequency measured, with date and time"
        case .c: "Class of emission"
        case .d: "Bandwidth"
        case .e: "Field strength or power flux-density, with date and time"
        case .f: "Observed polarisation"
        case .g: "Class of station and nature of service"
        case .h: "Location, position, area or bearing of the interfering station"
        case .i: "Location of the facility that measured"
        case .j: "Station interfered with: name, call sign or other identification"
        case .k: "Frequency assigned"
        case .l: "Frequency measured, with date and time"
        case .m: "Class of emission"
        case .n: "Bandwidth"
        case .o: "Location, position or area"
        case .p: "Location of the facility that measured"
        case .q: "Receiving station: name"
        case .r: "Location, position or area"
        case .s: "Dates and times of the harmful interference"
        case .t: "Bearings or other particulars"
        case .u: "Nature of the interference"
        case .v: "Level of the wanted emission at the receiving station"
        case .w: "Polarisation of the receiving antenna or observed polarisation"
        case .x: "Action requested"
        }
    }
}

/// One answered letter: the text as written, and the values that could be read from it.
public struct Particular: Hashable, Sendable, Codable {
    /// How a bandwidth is known.
    public enum BandwidthMethod: String, Hashable, Sendable, Codable, CaseIterable {
        case measured, estimated, notified
    }

    /// A level with its unit and the bandwidth it refers to.
    public struct Level: Hashable, Sendable, Codable {
        public var value: Double
        /// For example `dBW/m2`.
        public var unit: String
        public var referenceBandwidth: Hertz?
        /// A level as written.
        public init(value: Double, unit: String, referenceBandwidth: Hertz? = nil) {
            (self.value, self.unit) = (value, unit)
            self.referenceBandwidth = referenceBandwidth
        }
    }

    public var text: String
    public var frequencies: [Hertz]
    public var uplink: Hertz?
    public var downlink: Hertz?
    public var time: UTCInstant?
    public var bandwidth: Hertz?
    public var bandwidthMethod: BandwidthMethod?
    /// Class of emission by RR Appendix 1, for example `3M60G7W`.
    public var designator: String?
    public var polarisation: Polarisation?
    public var latitude: Angle?
    public var longitude: Angle?
    public var level: Level?
    public var from: Moment?
    /// `nil` with a `from`: still present.
    public var to: Moment?

    /// A particular of which only the text is known.
    public init(text: String) {
        self.text = text
        frequencies = []
    }
}

extension Particular {
    /// Writes what is known. By hand: a form has some twenty particulars, and asking each for all that it does not
    /// have took most of the time of writing it. In the order of the names, in which they are stored.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let bandwidth { try container.encode(bandwidth, forKey: .bandwidth) }
        if let bandwidthMethod { try container.encode(bandwidthMethod, forKey: .bandwidthMethod) }
        if let designator { try container.encode(designator, forKey: .designator) }
        if let downlink { try container.encode(downlink, forKey: .downlink) }
        try container.encode(frequencies, forKey: .frequencies)
        if let from { try container.encode(from, forKey: .from) }
        if let latitude { try container.encode(latitude, forKey: .latitude) }
        if let level { try container.encode(level, forKey: .level) }
        if let longitude { try container.encode(longitude, forKey: .longitude) }
        if let polarisation { try container.encode(polarisation, forKey: .polarisation) }
        try container.encode(text, forKey: .text)
        if let time { try container.encode(time, forKey: .time) }
        if let to { try container.encode(to, forKey: .to) }
        if let uplink { try container.encode(uplink, forKey: .uplink) }
    }
}

/// All particulars of a form, by letter.
public struct Particulars: Hashable, Sendable {
    public var byLetter: [ParticularLetter: Particular]

    /// Particulars from answered letters.
    public init(_ byLetter: [ParticularLetter: Particular] = [:]) { self.byLetter = byLetter }

    /// The answer to one letter.
    public subscript(letter: ParticularLetter) -> Particular? {
        get { byLetter[letter] }
        set { byLetter[letter] = newValue }
    }

    /// Answered letters in their order.
    public var present: [ParticularLetter] { byLetter.keys.sorted() }

    /// Letters without an answer, in their order.
    public var missing: [ParticularLetter] {
        ParticularLetter.allCases.filter { byLetter[$0] == nil }
    }

    /// Share of answered letters, 0 to 1.
    public var completeness: Double {
        Double(byLetter.count) / Double(ParticularLetter.allCases.count)
    }
}

extension ParticularLetter: CodingKey {}

extension Particulars: Codable {
    /// Reads an object keyed by letter.
    public init(from decoder: any Decoder) throws {
        let texts = try decoder.singleValueContainer().decode([String: Particular].self)
        byLetter = [:]
        for (key, value) in texts {
            guard let letter = ParticularLetter(rawValue: key) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no letter \(key))"))
            }
            byLetter[letter] = value
        }
    }

    /// Writes an object keyed by letter.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ParticularLetter.self)
        for letter in ParticularLetter.allCases {
            if let particular = byLetter[letter] {
                try container.encode(particular, forKey: letter)
            }
        }
    }
}
