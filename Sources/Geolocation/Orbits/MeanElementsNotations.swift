// The four notations of the orbit mean-elements message: key-value lines, XML, JSON and CSV. Each
// reader only finds keywords, values and lines; what they mean is judged in one place.

import CanonicalJSON

/// What a reader of mean elements gives: every object that is right, and every fault.
struct MeanElementsReading {
    private(set) var sets: [ElementSet] = []
    private(set) var faults: [FileFault] = []

    mutating func take(_ message: MeanElementsMessage) {
        var message = message
        if let set = message.elementSet() { sets.append(set) }
        faults += message.faults
    }

    mutating func say(_ line: Int?, _ field: String, _ message: String) {
        faults.append(FileFault(line: line, field: field, message: message))
    }

    /// Objects in key-value notation, each begun by its version.
    static func keyValues(_ bytes: [UInt8]) -> MeanElementsReading {
        var reading = MeanElementsReading()
        var message: MeanElementsMessage?
        for (index, line) in FieldText.lines(bytes).enumerated() {
            let text = FieldText.text(line)
            guard !text.isEmpty, !text.hasPrefix("COMMENT") else { continue }
            guard let (key, value) = keyValue(text) else {
                reading.say(index + 1, "", "\"KEY = value\" is expected")
                continue
            }
            if key == "CCSDS_OMM_VERS" {
                if let message { reading.take(message) }
                message = MeanElementsMessage(line: index + 1, isFull: true)
                if !value.hasPrefix("2.") && !value.hasPrefix("3.") {
                    message?.say(key, "version 2.0 or 3.0 is expected", index + 1)
                }
            }
            message?.set(key, value, line: index + 1)
        }
        if let message { reading.take(message) }
        return reading
    }

    /// A line of key-value notation, blanks cut.
    static func keyValue(_ text: String) -> (key: String, value: String)? {
        let bytes = Array(text.utf8)
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 else { return nil }
        return (FieldText.text(bytes[..<equals]), FieldText.text(bytes[(equals + 1)...]))
    }

    /// Objects in XML: the root is `omm`, or `ndm` around several of them.
    static func xml(_ root: XMLElement) -> MeanElementsReading {
        var reading = MeanElementsReading()
        for omm in root.name == "omm" ? [root] : root.children {
            guard omm.name == "omm" else {
                if omm.name != "COMMENT" && omm.name != "MESSAGE_ID" {
                    reading.say(omm.line, omm.name, "only omm is read beside omm")
                }
                continue
            }
            var message = MeanElementsMessage(line: omm.line, isFull: true)
            for leaf in omm.leaves
            where leaf.name != "COMMENT" && leaf.name != "USER_DEFINED" {
                let unit = leaf.attributes["units"].map { " [\($0)]" } ?? ""
                message.set(leaf.name, leaf.text + unit, line: leaf.line)
            }
            reading.take(message)
        }
        return reading
    }

    /// Objects in JSON: one, or an array of them; numbers may stand in quotes.
    static func json(_ bytes: [UInt8]) -> MeanElementsReading {
        var reading = MeanElementsReading()
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONValue(parsing: bytes)
        } catch {
            reading.say(error.line, "JSON", "column \(error.column): \(error.message)")
            return reading
        }
        let places = JSONPlaces(bytes, firstLine: 1)
        for (index, object) in (value.array ?? [value]).enumerated() {
            let path = value.array == nil ? "" : "[\(index)]"
            let line = places.line(of: path) ?? 1
            guard let members = object.members else {
                reading.say(line, "", "an object is expected")
                continue
            }
            var message = MeanElementsMessage(line: line, isFull: false)
            for member in members where !member.value.isNull {
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                let line = places.line(of: place) ?? line
                guard let text = plain(member.value) else {
                    message.say(member.name, "a number or a text is expected", line)
                    continue
                }
                message.set(member.name, text, line: line)
            }
            reading.take(message)
        }
        return reading
    }

    private static func plain(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): number.description
        default: nil
        }
    }

    /// Objects in CSV: a row of keywords, then a row for each object; fields may stand in quotes.
    static func csv(_ bytes: [UInt8]) -> MeanElementsReading {
        var reading = MeanElementsReading()
        var header: [String]?
        for (index, line) in FieldText.lines(bytes).enumerated()
        where !FieldText.trimmed(line).isEmpty {
            guard let values = fields(of: line) else {
                reading.say(index + 1, "CSV", "a quoted field does not end")
                continue
            }
            guard let keys = header else {
                header = values
                continue
            }
            guard keys.count == values.count else {
                reading.say(
                    index + 1, "CSV", "\(values.count) fields stand under \(keys.count) names")
                continue
            }
            var message = MeanElementsMessage(line: index + 1, isFull: false)
            for (key, value) in zip(keys, values) where !value.isEmpty {
                message.set(key, value, line: index + 1)
            }
            reading.take(message)
        }
        return reading
    }

    /// The fields of a line (RFC 4180); `nil` when a quote has no end.
    private static func fields(of line: ArraySlice<UInt8>) -> [String]? {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                let isDoubled = index < line.endIndex && line[index] == byte && isQuoted
                if isDoubled {
                    field.append(byte)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == UInt8(ascii: ","), !isQuoted {
                fields.append(FieldText.text(field[...]))
                field = []
            } else {
                field.append(byte)
            }
        }
        fields.append(FieldText.text(field[...]))
        return isQuoted ? nil : fields
    }
}
