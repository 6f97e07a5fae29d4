// Turns an outgoing mail into its frozen bytes, by GMime. The same mail gives the same bytes: no
// clock, no randomness, boundaries come from the Message-ID. What cannot be written safely is
// refused with a ComposeFault; nothing is repaired.

import CGMime
public import Letters
import MonitoringOrders
import Quantities

/// The composer of outgoing letters.
public enum MIMEComposer {
    /// Composes a mail.
    ///
    /// The bytes have CR LF line ends only, no line over 998 bytes and ASCII only: text is UTF-8 in
    /// quoted-printable or base64, headers follow RFC 2047, attachment names RFC 2231, attachments
    /// are base64, the date is UTC. A text that does not end in a line end gets one.
    public static func compose(_ mail: OutgoingMail) throws(ComposeFault) -> [UInt8] {
        try OutgoingCheck.check(mail)
        GMimeLibrary.ready
        guard let message = g_mime_message_new(0), let format = g_mime_format_options_new() else {
            preconditionFailure("GMime gives a message or ends the process")
        }
        defer {
            vigia_gmime_unref(message)
            g_mime_format_options_free(format)
        }
        g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS)
        fillHeader(of: message, from: mail)
        let body = try body(of: mail)
        g_mime_message_set_mime_part(message, body)
        vigia_gmime_unref(body)
        let bytes = written(message, format)
        try OutgoingCheck.checkWire(bytes)
        return bytes
    }

    private static func written(
        _ message: UnsafeMutablePointer<GMimeMessage>, _ format: OpaquePointer
    ) -> [UInt8] {
        guard let stream = g_mime_stream_mem_new() else { return [] }
        defer { vigia_gmime_unref(stream) }
        g_mime_object_write_to_stream(vigia_gmime_object(message), format, stream)
        return GMimeLibrary.bytes(of: stream)
    }

    private static func fillHeader(
        of message: UnsafeMutablePointer<GMimeMessage>, from mail: OutgoingMail
    ) {
        let list = g_mime_object_get_header_list(vigia_gmime_object(message))
        func set(_ name: String, _ raw: (String) -> String) {
            g_mime_header_list_append(list, name, "", "utf-8")
            let place = g_mime_header_list_get_count(list) - 1
            g_mime_header_set_raw_value(g_mime_header_list_get_header_at(list, place), raw(name))
        }
        func set(_ name: String, text: String) { set(name) { HeaderText.text(text, field: $0) } }
        func set(_ name: String, mailboxes: [Mailbox]) {
            guard !mailboxes.isEmpty else { return }
            set(name) { HeaderText.mailboxes(mailboxes, field: $0) }
        }
        set("From", mailboxes: [mail.from])
        set("To", mailboxes: mail.to)
        set("Cc", mailboxes: mail.copies)
        set("Subject", text: mail.subject)
        set("Date", text: dateText(mail.date))
        set("Message-ID") { HeaderText.tokens([mail.messageID], field: $0) }
        if let last = mail.references.last {
            set("In-Reply-To") { HeaderText.tokens([last], field: $0) }
            set("References") { HeaderText.tokens(mail.references, field: $0) }
        }
        if let autoSubmitted = mail.autoSubmitted { set("Auto-Submitted", text: autoSubmitted) }
        for header in mail.headers { set(header.name, text: header.value) }
        set("MIME-Version", text: "1.0")
    }

    /// A date by RFC 5322 in UTC, cut to whole seconds.
    private static func dateText(_ instant: UTCInstant) -> String {
        let seconds = instant.nanosecondsSince1970.floored(by: 1_000_000_000)
        let date = g_date_time_new_from_unix_utc(gint64(seconds))
        defer { g_date_time_unref(date) }
        guard let text = g_mime_utils_header_format_date(date) else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }

    /// The text alone, or a multipart/mixed of the text and the attachments.
    private static func body(
        of mail: OutgoingMail
    ) throws(ComposeFault) -> UnsafeMutablePointer<GMimeObject>? {
        let text = textPart(mail.text)
        guard !mail.attachments.isEmpty else { return vigia_gmime_object(text) }
        let multipart = g_mime_multipart_new_with_subtype("mixed")
        g_mime_multipart_set_boundary(multipart, boundary(mail.messageID))
        g_mime_multipart_add(multipart, vigia_gmime_object(text))
        vigia_gmime_unref(text)
        for attachment in mail.attachments {
            let part = attachmentPart(attachment)
            g_mime_multipart_add(multipart, vigia_gmime_object(part))
            vigia_gmime_unref(part)
        }
        return vigia_gmime_object(multipart)
    }

    /// `=_` stands neither in quoted-printable nor in base64, so no part can hold the boundary.
    private static func boundary(_ messageID: String) -> String {
        "=_" + MessageDigest.sha256(Array(messageID.utf8)).prefix(32)
    }

    private static func textPart(_ text: String) -> UnsafeMutablePointer<GMimePart>? {
        let part = g_mime_part_new_with_type("text", "plain")
        let object = vigia_gmime_object(part)
        g_mime_object_set_content_type_parameter(object, "charset", "utf-8")
        var bytes = Array(text.utf8)
        if bytes.last != 0x0A { bytes.append(0x0A) }
        let isMostlyASCII = bytes.count { $0 >= 0x80 } * 6 <= bytes.count
        if isMostlyASCII {
            setContent(bytes, of: part, as: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        } else {
            let canonical = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            setContent(canonical, of: part, as: GMIME_CONTENT_ENCODING_BASE64)
        }
        return part
    }

    private static func attachmentPart(
        _ attachment: OutgoingMail.Attachment
    ) -> UnsafeMutablePointer<GMimePart>? {
        let part = g_mime_part_new()
        let object = vigia_gmime_object(part)
        let type = g_mime_content_type_parse(nil, attachment.contentType)
        g_mime_object_set_content_type(object, type)
        vigia_gmime_unref(type)
        // Without a name for it, a text counts as ASCII (RFC 2045 section 5.2).
        if attachment.contentType.hasPrefix("text/"),
            String(validating: attachment.content, as: UTF8.self) != nil
        {
            g_mime_object_set_content_type_parameter(object, "charset", "utf-8")
        }
        g_mime_object_set_disposition(object, "attachment")
        g_mime_object_set_content_disposition_parameter(object, "filename", attachment.fileName)
        let disposition = g_mime_object_get_content_disposition(object)
        let parameters = g_mime_content_disposition_get_parameters(disposition)
        let name = g_mime_param_list_get_parameter(parameters, "filename")
        g_mime_param_set_charset(name, "utf-8")
        setContent(attachment.content, of: part, as: GMIME_CONTENT_ENCODING_BASE64)
        return part
    }

    private static func setContent(
        _ bytes: [UInt8], of part: UnsafeMutablePointer<GMimePart>?,
        as encoding: GMimeContentEncoding
    ) {
        let stream = GMimeLibrary.stream(bytes)
        let wrapper = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
        g_mime_part_set_content(part, wrapper)
        g_mime_part_set_content_encoding(part, encoding)
        vigia_gmime_unref(wrapper)
        vigia_gmime_unref(stream)
    }
}

extension Int64 {
    /// Division that rounds down, also before 1970.
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
