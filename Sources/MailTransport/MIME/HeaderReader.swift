// The header fields of the letter itself: decoded, in their order, and the few that every reader
// of letters asks for as values.

import CGMime
import Letters
import Quantities

/// Reads the header of a parsed letter.
struct HeaderReader {
    let message: UnsafeMutablePointer<GMimeMessage>
    let options: OpaquePointer

    /// A header field before decoding.
    private struct Field {
        let name: String
        let raw: String
        let offset: Int64
    }

    /// Fields that may stand once only (RFC 5322 section 3.6, RFC 2045).
    private static let singular = [
        "from", "sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references",
        "subject", "date", "content-type", "content-transfer-encoding",
    ]

    /// Fills in headers, addresses, identifiers and date, and lists what was not right.
    func fill(_ mail: inout MailMessage) {
        let fields = fields()
        for field in fields {
            let decoded = EncodedWords.decoded(field.raw.trimmedBlanks)
            if let anomaly = decoded.anomaly { mail.anomalies.append("\(field.name): \(anomaly)") }
            let value = Self.withoutControls(decoded.text)
            if value != decoded.text.trimmedBlanks {
                mail.anomalies.append("\(field.name) holds controls")
            }
            if field.raw.utf8.contains(where: { $0 >= 0x80 }) {
                mail.anomalies.append("\(field.name) holds bytes above 127")
            }
            mail.headers.append(.init(name: field.name, value: value))
        }
        let values = Dictionary(grouping: fields) { $0.name.lowercased() }.mapValues {
            $0.map(\.raw)
        }
        func raw(_ name: String) -> [String] { values[name] ?? [] }
        for name in Self.singular where raw(name).count > 1 {
            mail.anomalies.append("the header \(name) stands \(raw(name).count) times")
        }
        mail.subject = mail.header("subject") ?? ""
        mail.messageID = raw("message-id").first.flatMap { MessageIdentifier.list($0).first }
        mail.inReplyTo = raw("in-reply-to").flatMap(MessageIdentifier.list)
        mail.references = raw("references").flatMap(MessageIdentifier.list)
        mail.from = raw("from").flatMap(senders)
        mail.to = raw("to").flatMap(senders)
        mail.copies = raw("cc").flatMap(senders)
        mail.returnPath = raw("return-path").first.map { senders($0).first?.address ?? "" }
        readDate(raw("date").first, into: &mail)
        if mail.messageID == nil { mail.anomalies.append("there is no Message-ID") }
    }

    /// All fields of the letter; GMime keeps the Content- fields with the body.
    private func fields() -> [Field] {
        var owners = [vigia_gmime_object(message)]
        if let body = g_mime_message_get_mime_part(message) { owners.append(body) }
        var fields: [Field] = []
        for case let owner? in owners {
            guard let list = g_mime_object_get_header_list(owner) else { continue }
            for place in 0..<g_mime_header_list_get_count(list) {
                guard let header = g_mime_header_list_get_header_at(list, place) else { continue }
                fields.append(field(header))
            }
        }
        return fields.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element)
    }

    private func field(_ header: UnsafeMutablePointer<GMimeHeader>) -> Field {
        Field(
            name: GMimeLibrary.text(g_mime_header_get_name(header)) ?? "",
            raw: GMimeLibrary.unfolded(g_mime_header_get_raw_value(header)),
            offset: Int64(g_mime_header_get_offset(header)))
    }

    private func senders(_ value: String) -> [MailMessage.Sender] {
        let hidden = EncodedWords.hidden(value)
        guard let list = internet_address_list_parse(options, hidden) else { return [] }
        defer { vigia_gmime_unref(list) }
        return senders(list, depth: 0)
    }

    /// The members of groups stand in the place of their group.
    private func senders(
        _ list: UnsafeMutablePointer<InternetAddressList>, depth: Int
    ) -> [MailMessage.Sender] {
        (0..<internet_address_list_length(list)).flatMap { place -> [MailMessage.Sender] in
            guard let entry = internet_address_list_get_address(list, place) else { return [] }
            if vigia_gmime_is_group(entry) != 0, depth < Limits.letterDepth {
                let members = internet_address_group_get_members(vigia_gmime_group(entry))
                return members.map { senders($0, depth: depth + 1) } ?? []
            }
            guard vigia_gmime_is_mailbox(entry) != 0 else { return [] }
            let name = GMimeLibrary.text(internet_address_get_name(entry))
                .map { EncodedWords.revealed(Self.singleBlanks($0)) }.map(Self.withoutControls)
            let address = internet_address_mailbox_get_addr(vigia_gmime_mailbox(entry))
            return [
                MailMessage.Sender(
                    name: name.flatMap { $0.isEmpty ? nil : $0 },
                    address: Self.withoutControls(
                        EncodedWords.revealed(GMimeLibrary.text(address) ?? "")))
            ]
        }
    }

    private func readDate(_ value: String?, into mail: inout MailMessage) {
        guard let value else {
            mail.anomalies.append("there is no Date")
            return
        }
        guard let date = g_mime_utils_header_decode_date(value) else {
            mail.anomalies.append("the Date cannot be read")
            return
        }
        defer { g_date_time_unref(date) }
        let seconds = g_date_time_to_unix(date)
        guard (-9_200_000_000...9_200_000_000).contains(seconds) else {
            mail.anomalies.append("the Date is out of range")
            return
        }
        mail.date = UTCInstant(secondsSince1970: Int64(seconds))
    }

    /// A name with one blank between its words: folding leaves tabs and runs of blanks.
    private static func singleBlanks(_ name: String) -> String {
        name.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }

    /// Controls that an encoded word may smuggle in become blanks: a value stays one line.
    private static func withoutControls(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: {
                $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F
            })
        else { return text.trimmedBlanks }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return String(scalars).trimmedBlanks
    }
}

extension String {
    /// Without blanks and tabs at both ends.
    fileprivate var trimmedBlanks: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
