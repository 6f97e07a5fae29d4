// Reading of an order form as the Bureau enters it: the line MONITORING ORDER, head lines, and the
// particulars of RR Appendix 10 by letter alone. One faulty line costs that line only; every fault
// is named with its line. Nothing that is sent in may trap.

import MonitoringOrders
import Quantities

/// The reader of order forms.
public enum OrderFormReader {
    /// The first line of every form in text.
    public static let title = "MONITORING ORDER"

    /// Reads a form from a file: JSON if it begins with a brace, else text.
    ///
    /// - Parameter bytes: UTF-8, with or without byte order mark, lines ending in LF or CR LF.
    /// - Returns: the form as far as it could be read, and every fault.
    public static func read(_ bytes: [UInt8]) -> OrderFormReading {
        guard bytes.count <= Limits.formBytes else {
            return refusal("the form is larger than \(Limits.formBytes) bytes")
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let content = bytes.dropFirst(hasMark ? 3 : 0)
        guard String(validating: content, as: UTF8.self) != nil else {
            let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
            let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
            return refusal("the text is not UTF-8", line: (bad ?? 0) + 1)
        }
        return read(String(decoding: content, as: UTF8.self))
    }

    /// Reads a form from text that is either of both: JSON if it begins with a brace.
    public static func read(_ text: String) -> OrderFormReading {
        text.utf8.first { $0 > 0x20 } == UInt8(ascii: "{")
            ? OrderFormJSON.read(Array(text.utf8)) : readLines(text)
    }

    private static func readLines(_ text: String) -> OrderFormReading {
        guard text.utf8.count <= Limits.formBytes else {
            return refusal("the form is larger than \(Limits.formBytes) bytes")
        }
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Substring($0.last == 0x0D ? $0.dropLast() : $0) }
        guard lines.count <= Limits.formLines else {
            return refusal("the form has more than \(Limits.formLines) lines")
        }
        var reader = FormLineReader()
        reader.readTitle(lines.first ?? "")
        for (index, line) in lines.enumerated().dropFirst() {
            reader.read(line, number: index + 1)
        }
        return reader.draft.reading(missingAt: 1, name: \.headName)
    }

    private static func refusal(_ message: String, line: Int = 1) -> OrderFormReading {
        let fault = FormFault(line: line, field: title, message: message)
        return OrderFormReading(form: nil, faults: [fault])
    }
}

/// Takes the lines of a form one by one.
private struct FormLineReader {
    var draft = OrderFormDraft()
    private var seenItems: Set<FormItem> = []
    private var seenLetters: Set<ParticularLetter> = []

    init() {}

    mutating func readTitle(_ line: Substring) {
        guard FormScanner(line).whole != OrderFormReader.title else { return }
        complain(1, OrderFormReader.title, "the form begins with the line MONITORING ORDER")
        if line.contains(":") { read(line, number: 1) }
    }

    mutating func read(_ line: Substring, number: Int) {
        let text = line.trimmingBlanks
        guard !text.isEmpty else { return }
        if text.unicodeScalars.contains(where: \.isControl) {
            let visible = text.unicodeScalars.prefix { !$0.isControl }
            let field = String(visible.prefix { $0 != ":" && $0 != ")" })
            return complain(number, field, "the line has a control character")
        }
        if let (letter, value) = Self.letter(text) {
            readLetter(letter, value, number)
        } else if let colon = text.firstIndex(of: ":") {
            let name = String(text[..<colon]).trimmingBlanks
            readHead(name, String(text[text.index(after: colon)...]).trimmingBlanks, number)
        } else {
            complain(number, String(text.prefix(40)), "the line is neither head nor particular")
        }
    }

    /// `a) text`: any single letter before the bracket, so that a wrong one can be named.
    private static func letter(_ text: String) -> (name: String, value: String)? {
        guard let first = text.first, first.isLetter, text.dropFirst().first == ")" else {
            return nil
        }
        return (String(first), String(text.dropFirst(2)).trimmingBlanks)
    }

    private mutating func readLetter(_ name: String, _ text: String, _ line: Int) {
        guard let letter = ParticularLetter(rawValue: name) else {
            return complain(line, name, "RR Appendix 10 has the letters a to x only")
        }
        guard seenLetters.insert(letter).inserted else {
            return complain(line, name, "the letter stands twice")
        }
        draft.particulars[letter] = ParticularReader.read(letter, text)
    }

    private mutating func readHead(_ name: String, _ value: String, _ line: Int) {
        guard let item = FormItem(headName: name) else {
            return complain(line, String(name.prefix(40)), "no such line in an order form")
        }
        guard seenItems.insert(item).inserted || item.isRepeatable else {
            return complain(line, item.headName, "the line stands twice")
        }
        guard !ParticularReader.isUnknown(value) else { return }
        if let message = draft.take(item, value) {
            draft.complain(item, line: line, field: item.headName, message)
        }
    }

    private mutating func complain(_ line: Int, _ field: String, _ message: String) {
        draft.faults.append(FormFault(line: line, field: field, message: message))
    }
}

extension OrderFormDraft {
    /// Takes the value of a head line.
    ///
    /// - Returns: what is wrong with it, `nil` if nothing is.
    fileprivate mutating func take(_ item: FormItem, _ text: String) -> String? {
        switch item {
        case .number, .date, .basis, .deadline, .locationRequested, .citations:
            return takeAdministrative(item, text)
        case .uplink, .downlink, .bandwidth, .polarisation, .orbitalPosition:
            return takeTechnical(item, text)
        case .copy: return takeCopies(text)
        case .satelliteOperator:
            satelliteOperator = MailboxText.readOperator(text)
            return satelliteOperator == nil ? "\(text.quoted) is not a name and an address" : nil
        case .concernedAdministration:
            concernedAdministrations.append(ConcernedAdministration(name: text))
        case .reasonForNoCopy: reasonForNoCopy = text
        case .satellite: satelliteName = text
        case .network: network = text
        case .assignment: assignment = text
        case .service: service = text
        case .request: request = text
        }
        return nil
    }

    private mutating func takeAdministrative(_ item: FormItem, _ text: String) -> String? {
        switch item {
        case .number:
            number = OrderNumber(text)
            return number == nil ? "\(text.quoted) is not a number such as BR/2027/0101" : nil
        case .date:
            guard case .instant(let instant)? = MomentText.read(text) else {
                return "\(text.quoted) is not a date and time in UTC"
            }
            date = instant
        case .basis:
            let words = text.split(separator: " ").joined(separator: " ").lowercased()
            kind = OrderKind.allCases.first { $0.legalBasis.lowercased() == words }
            let known = OrderKind.allCases.map(\.legalBasis).joined(separator: " or ")
            return kind == nil ? "the basis is \(known)" : nil
        case .deadline:
            return takeDeadline(text) ? nil : "\(text.quoted) is not a date or a time in UTC"
        case .citations:
            citations.formUnion(SafetyCitation.cited(in: text))
            return citations.isEmpty ? "\(text.quoted) is not RR No. 15.28, 15.36 or 15.37" : nil
        default:
            guard let answer = ["yes": true, "no": false][text.lowercased()] else {
                return "\(text.quoted) is not yes or no"
            }
            isLocationRequested = answer
        }
        return nil
    }

    private mutating func takeTechnical(_ item: FormItem, _ text: String) -> String? {
        switch item {
        case .polarisation:
            guard let pair = PolarisationText.readPair(text) else {
                return "\(text.quoted) is not a polarisation for uplink and downlink each"
            }
            polarisation = pair
        case .orbitalPosition:
            guard let place = PlaceText.readOrbit(text) else {
                return "\(text.quoted) is not an orbital position"
            }
            position = place
        default:
            guard let frequency = FrequencyText.read(text) else {
                return item == .bandwidth
                    ? "\(text.quoted) is not a bandwidth" : "\(text.quoted) is not a frequency"
            }
            switch item {
            case .uplink: uplink = frequency
            case .downlink: downlink = frequency
            default: bandwidth = frequency
            }
        }
        return nil
    }

    /// Every address of a line, and all that are none in one message.
    private mutating func takeCopies(_ text: String) -> String? {
        var wrong: [String] = []
        for piece in MailboxText.pieces(text) {
            guard let mailbox = MailboxText.read(piece) else {
                wrong.append(piece.quoted)
                continue
            }
            takeCopy(mailbox)
        }
        return wrong.isEmpty ? nil : wrong.joined(separator: ", ") + " is not a mail address"
    }
}

extension StringProtocol {
    /// The text without blanks, tabs and no-break blanks at its ends.
    var trimmingBlanks: String {
        let isBlank = { (scalar: Unicode.Scalar) in
            scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\r"
        }
        guard let start = unicodeScalars.firstIndex(where: { !isBlank($0) }),
            let last = unicodeScalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(self[start..<unicodeScalars.index(after: last)])
    }
}

extension StringProtocol {
    /// The text in quotes for a message, cut where it is long.
    var quoted: String { count > 80 ? "\"\(prefix(80))...\"" : "\"\(self)\"" }
}

extension Unicode.Scalar {
    /// True for control characters other than the tab: they have no place in a line of a form.
    var isControl: Bool {
        switch value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F: true
        default: isLineBreak
        }
    }

    /// True for the separators that some programs take as the end of a line.
    private var isLineBreak: Bool { self == "\u{2028}" || self == "\u{2029}" }
}
