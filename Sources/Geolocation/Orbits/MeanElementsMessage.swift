// What the four notations of the CCSDS Orbit Mean-Elements Message (CCSDS 502.0-B-3) have in
// common: a set of keywords with values, judged here and turned into an element set. Everything
// that would not be SGP4 about the Earth in UTC is refused by name.

import Quantities

/// The keywords of one object, as a notation's reader found them.
struct MeanElementsMessage {
    private var fields: [String: PlacedText] = [:]
    /// The line on which the object begins, for what is missing.
    private let line: Int
    /// True for the notations that must state frame, time system and theory.
    private let isFull: Bool
    private(set) var faults: [FileFault] = []

    init(line: Int, isFull: Bool) { (self.line, self.isFull) = (line, isFull) }

    mutating func set(_ key: String, _ value: String, line: Int) {
        guard fields[key] == nil else { return say(key, "the keyword stands twice", line) }
        fields[key] = PlacedText(text: value, line: line)
    }

    mutating func say(_ key: String, _ message: String, _ line: Int? = nil) {
        let line = line ?? fields[key]?.line ?? self.line
        faults.append(FileFault(line: line, field: key, message: message))
    }

    /// The element set, or `nil` with faults said.
    mutating func elementSet() -> ElementSet? {
        checkKind()
        let epoch = time("EPOCH")
        let set = ElementSet(
            name: fields["OBJECT_NAME"]?.text ?? "", catalogNumber: count("NORAD_CAT_ID"),
            internationalDesignator: fields["OBJECT_ID"]?.text ?? "",
            classification: fields["CLASSIFICATION_TYPE"]?.text ?? "U",
            epoch: epoch ?? UTCInstant(secondsSince1970: 0),
            meanMotion: number("MEAN_MOTION", ["rev/day"], in: 0...20, above: 0),
            eccentricity: number("ECCENTRICITY", [], in: 0...0.99999999),
            inclination: angle("INCLINATION", to: 180),
            rightAscensionOfAscendingNode: angle("RA_OF_ASC_NODE"),
            argumentOfPericentre: angle("ARG_OF_PERICENTER"), meanAnomaly: angle("MEAN_ANOMALY"),
            bstar: number("BSTAR", ["1/ER"], in: -1e6...1e6),
            meanMotionDot: number(
                "MEAN_MOTION_DOT", ["rev/day**2"], in: -1e6...1e6, isRequired: false),
            meanMotionDotDot: number(
                "MEAN_MOTION_DDOT", ["rev/day**3"], in: -1e6...1e6, isRequired: false),
            elementSetNumber: count("ELEMENT_SET_NO"), revolutionAtEpoch: count("REV_AT_EPOCH"))
        return faults.isEmpty ? set : nil
    }

    /// What the message must be: SGP4, TEME, UTC, the Earth.
    private mutating func checkKind() {
        let wanted = [
            ("CENTER_NAME", ["EARTH"]), ("REF_FRAME", ["TEME"]), ("TIME_SYSTEM", ["UTC"]),
            ("MEAN_ELEMENT_THEORY", ["SGP4", "SGP/SGP4"]),
        ]
        for (key, values) in wanted {
            guard let text = fields[key]?.text.uppercased() else {
                if isFull { say(key, "the keyword is missing") }
                continue
            }
            if !values.contains(text) { say(key, "\(text) is refused: only \(values[0]) is read") }
        }
        guard let type = fields["EPHEMERIS_TYPE"]?.text, !["", "0", "2", "3"].contains(type) else {
            return
        }
        say(
            "EPHEMERIS_TYPE",
            type == "4"
                ? "type 4 is SGP4-XP, which is not SGP4" : "\(type) is not a type of SGP4")
    }

    private mutating func required(_ key: String, _ isRequired: Bool = true) -> String? {
        if let text = fields[key]?.text, !text.isEmpty { return text }
        if isRequired { say(key, "the keyword is missing or has no value") }
        return nil
    }

    private mutating func time(_ key: String) -> UTCInstant? {
        guard let text = required(key) else { return nil }
        guard let time = FieldText.time(text) else {
            say(key, FieldText.timeWanted)
            return nil
        }
        return time
    }

    private mutating func angle(_ key: String, to high: Double = 360) -> Angle {
        .degrees(number(key, ["deg"], in: 0...high))
    }

    private mutating func number(
        _ key: String, _ units: [String], in range: ClosedRange<Double>,
        above low: Double = -.infinity, isRequired: Bool = true
    ) -> Double {
        guard let text = required(key, isRequired) else { return 0 }
        let (digits, unit) = Self.withoutUnit(text)
        if let unit, !units.contains(unit) { say(key, "the unit [\(unit)] is not understood") }
        guard let value = FieldText.decimal(digits) else {
            say(key, "a decimal number is expected")
            return 0
        }
        if !range.contains(value) || value <= low {
            say(key, "\(value) is not within \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    private mutating func count(_ key: String) -> Int {
        guard let text = required(key, false) else { return 0 }
        guard let value = FieldText.integer(text) else {
            say(key, "a number of at most nine digits is expected")
            return 0
        }
        return value
    }

    /// `1.0 [deg]` as its number and its unit.
    static func withoutUnit(_ text: String) -> (digits: String, unit: String?) {
        guard text.hasSuffix("]"), let open = text.firstIndex(of: "[") else { return (text, nil) }
        let digits = FieldText.text(Array(text[..<open].utf8)[...])
        return (digits, String(text[text.index(after: open)...].dropLast()))
    }
}
