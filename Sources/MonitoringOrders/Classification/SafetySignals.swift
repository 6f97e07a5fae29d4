// What in the words of an order speaks for a safety service: its declared service, the provisions
// it cites, and a short list of words. The lists are the house's reading of the RR, not a setting.

/// The declared services that are safety services (RR Nos. 1.59 and 4.10; R38, R44).
enum SafetyService: CaseIterable {
    case aeronauticalMobileRoute
    case aeronauticalMobileSatelliteRoute
    case aeronauticalMobileSatellite
    case aeronauticalRadionavigation
    case radionavigationSatellite
    case maritimeDistress

    /// The safety service that a text declares, by its abbreviation or its name in full.
    init?(declaredIn text: String) {
        let words = WordSequence(text)
        guard let service = Self.allCases.first(where: { $0.isNamed(in: words) }) else {
            return nil
        }
        self = service
    }

    private func isNamed(in words: WordSequence) -> Bool {
        names.contains { words.contains(WordSequence($0)) }
    }

    private var names: [String] {
        switch self {
        case .aeronauticalMobileRoute: ["AM(R)S", "aeronautical mobile (R)"]
        case .aeronauticalMobileSatelliteRoute: ["AMS(R)S", "aeronautical mobile-satellite (R)"]
        case .aeronauticalMobileSatellite: ["AMSS", "aeronautical mobile-satellite"]
        case .aeronauticalRadionavigation: ["ARNS", "aeronautical radionavigation"]
        case .radionavigationSatellite: ["RNSS", "radionavigation-satellite"]
        case .maritimeDistress: ["GMDSS", "MMSS distress", "distress and safety"]
        }
    }

    /// The limb of clause 3.2.1.2 the service stands for. Radionavigation-satellite serves ships,
    /// aircraft and many others, so there the dispatcher chooses.
    var grounds: Grounds? {
        switch self {
        case .aeronauticalMobileRoute, .aeronauticalMobileSatelliteRoute,
            .aeronauticalMobileSatellite, .aeronauticalRadionavigation:
            .safetyOfFlight
        case .radionavigationSatellite: nil
        case .maritimeDistress: .distressOrSafetyOfLife
        }
    }
}

/// Words by which an order speaks of a safety service (R44).
enum SafetyWord: String, CaseIterable {
    case distress
    case gmdss = "GMDSS"
    case cospasSarsat = "Cospas-Sarsat"
    case safetyOfLife = "safety of life"
    case airTrafficControl = "air traffic control"
    case atc = "ATC"

    /// True if one of the texts has the word, in any inflection unless it is an abbreviation.
    func isSpoken(in texts: [WordSequence]) -> Bool {
        let phrase = WordSequence(rawValue)
        return texts.contains { $0.contains(phrase, asStem: self != .atc) }
    }

    var grounds: Grounds {
        switch self {
        case .distress, .gmdss, .cospasSarsat, .safetyOfLife: .distressOrSafetyOfLife
        case .airTrafficControl, .atc: .safetyOfFlight
        }
    }
}

/// The provisions of RR Article 15 on safety services whose citation suggests category 1 (R44).
public enum SafetyCitation: String, Hashable, Sendable, Codable, CaseIterable {
    case immediateAction = "15.28"
    case safetyService = "15.36"
    case directCommunication = "15.37"

    /// What the provision is about, in our own words, to be checked against the RR in force.
    public var words: String {
        switch self {
        case .immediateAction:
            "immediate action on harmful interference to distress and safety frequencies and to "
                + "those for the safety and regularity of flight"
        case .safetyService: "harmful interference suffered by a safety service"
        case .directCommunication: "direct communication in cases that concern a safety service"
        }
    }

    /// The provisions a text cites. A frequency, level or position of the same digits (`15.28 GHz`)
    /// is no citation.
    public static func cited(in text: String) -> [SafetyCitation] {
        let scalars = Array(text.unicodeScalars)
        return allCases.filter { citation in
            let number = Array(citation.rawValue.unicodeScalars)
            return scalars.indices.contains { start in
                scalars[start] == number[0] && scalars[start...].starts(with: number)
                    && isProvision(scalars, start..<start + number.count)
            }
        }
    }

    private static func isProvision(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
        if let before = text[..<range.lowerBound].last {
            guard !isWordLike(before), before != ".", before != ",", before != "-" else {
                return false
            }
        }
        var rest = text[range.upperBound...]
        if let next = rest.first, isWordLike(next) || next == "°" { return false }
        if rest.first == "." || rest.first == ",", let after = rest.dropFirst().first,
            ("0"..."9").contains(after)
        {
            return false
        }
        rest = rest.drop { $0 == " " || $0 == "\u{A0}" }
        let unit = String(String.UnicodeScalarView(rest.prefix { isWordLike($0) || $0 == "°" }))
        let units = [
            "hz", "khz", "mhz", "ghz", "n", "s", "e", "w", "db", "degrees", "degree", "km",
        ]
        return !unit.hasPrefix("°") && !units.contains(unit.lowercased())
            && !unit.lowercased().hasPrefix("db")
    }

    private static func isWordLike(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}

extension OrderForm {
    /// All texts of a form in which a person may have written words: the names and free lines of
    /// the head, and the particulars in the order of their letters.
    public var texts: [String] {
        let head = [
            satellite.name, satellite.network, satelliteOperator?.name, assignmentUnder1141,
            service, request, deadlineWords, reasonForNoCopy,
        ]
        return concernedAdministrations.map(\.name) + head.compactMap(\.self)
            + particulars.present.compactMap { particulars[$0]?.text }
    }
}
