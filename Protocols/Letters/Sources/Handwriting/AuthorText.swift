// What the author of a mail wrote: without what is quoted from earlier letters, without the
// signature, with flowed lines (RFC 3676) joined. Only this text is read for values, because a quoted
// order holds dates and durations too.

import Quantities

/// The author's own text of a mail.
enum AuthorText {
    /// The own text of the plain part; `nil` where there is none or it says nothing.
    static func plain(_ message: MailMessage) -> String? {
        let part = part(of: message, "text/plain")
        return part.flatMap { part in
            part.text.map { own($0, isFlowed: part.parameters["format"]?.lowercased() == "flowed") }
        }.flatMap(\.ifNotBlank)
    }

    /// The own text of the HTML part; `nil` where there is none or it says nothing.
    static func html(_ message: MailMessage) -> String? {
        part(of: message, "text/html").flatMap(\.text)
            .map { own(HTMLText.plain($0), isFlowed: false) }.flatMap(\.ifNotBlank)
    }

    private static func part(of message: MailMessage, _ type: String) -> MailMessage.Part? {
        message.parts.first { $0.contentType == type && !$0.isAttachment && $0.fileName == nil }
    }

    /// The text without quotations and signature.
    static func own(_ text: String, isFlowed: Bool) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        let flowed = isFlowed ? joined(lines) : lines
        var kept: [String] = []
        var index = 0
        while index < flowed.count, flowed[index] != "-- " {
            if isQuoted(flowed[index]) {
                index += 1
            } else if let end = quotationHeader(flowed, at: index) {
                // An inline quotation ends with its marked lines; an unmarked one with the letter.
                guard let next = flowed[end...].first(where: { $0.ifNotBlank != nil }),
                    isQuoted(next)
                else { break }
                index = end
            } else {
                kept.append(flowed[index])
                index += 1
            }
        }
        return kept.joined(separator: "\n")
    }

    private static func isQuoted(_ line: String) -> Bool {
        line.first { $0 != " " } == ">"
    }

    /// Joins lines that end in a soft break. A quoted line is joined with nothing: it goes anyway.
    private static func joined(_ lines: [String]) -> [String] {
        var joined: [String] = []
        var isOpen = false
        for line in lines {
            if isOpen, !isQuoted(line), line != "-- ", let last = joined.popLast() {
                joined.append(last + line)
            } else {
                joined.append(line)
            }
            isOpen = line.hasSuffix(" ") && line != "-- " && !isQuoted(line)
        }
        return joined
    }

    /// The end of the header that a mail program sets above a quotation, if one begins at the line:
    /// a rule or a line of a sender followed by one of a date, or "On ..., somebody wrote:".
    private static func quotationHeader(_ lines: [String], at index: Int) -> Int? {
        let line = lines[index].lowercased().onOneLine
        if line.hasPrefix("-----"), rules.contains(where: line.contains) { return index + 1 }
        if line.count >= 10, line.allSatisfy({ $0 == "_" }) { return index + 1 }
        if senders.contains(where: line.hasPrefix) {
            let following = lines[index...].dropFirst().prefix(3).map { $0.lowercased().onOneLine }
            let isHeader = following.contains { line in dates.contains(where: line.hasPrefix) }
            return isHeader ? index + 1 : nil
        }
        guard openings.contains(where: line.hasPrefix) else { return nil }
        // Long ones are broken over two or three lines.
        for end in index..<min(index + 3, lines.count) {
            let last = lines[end].lowercased().onOneLine
            if closings.contains(where: last.hasSuffix) { return end + 1 }
            if last.isEmpty { return nil }
        }
        return nil
    }

    private static let rules = [
        "original message", "mensagem original", "forwarded", "encaminhada",
    ]
    private static let senders = ["from: ", "de: ", "*from:* ", "*de:* "]
    private static let dates = [
        "sent:", "date:", "enviado:", "enviada:", "enviada em:", "enviado em:", "data:", "*sent:*",
        "*enviado:*",
    ]
    private static let openings = ["on ", "em ", "no dia ", "el ", "le "]
    private static let closings = ["wrote:", "escreveu:", "escribió:", "a écrit :"]
}

extension String {
    /// The text, unless it holds nothing but blanks.
    var ifNotBlank: String? { allSatisfy(\.isWhitespace) ? nil : self }

    /// The first bytes, as many as are read for values.
    var readablePart: String {
        String(decoding: utf8.prefix(Limits.readableTextBytes), as: UTF8.self)
    }
}
