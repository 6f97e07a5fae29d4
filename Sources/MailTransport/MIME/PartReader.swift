// The MIME tree of a letter as a flat list of its leaf parts, each with its exact content and, for
// text, its text. Embedded letters are leaves.

import CGMime
import Letters
import Quantities

/// Collects the leaf parts of a MIME tree.
struct PartReader {
    private(set) var parts: [MailMessage.Part] = []
    private(set) var anomalies: [String] = []

    /// Reads the tree below an object, depth first.
    mutating func read(
        _ object: UnsafeMutablePointer<GMimeObject>, depth: Int
    ) throws(MIMEFault) {
        try MIMEFault.Limit.depth.check(depth)
        if vigia_gmime_is_multipart(object) != 0, let multipart = vigia_gmime_multipart(object) {
            let count = g_mime_multipart_get_count(multipart)
            noteBoundary(of: object)
            if count == 0 { try keepProlog(of: multipart, depth: depth) }
            for place in 0..<count {
                guard let child = g_mime_multipart_get_part(multipart, place) else { continue }
                try read(child, depth: depth + 1)
            }
        } else if vigia_gmime_is_part(object) != 0, let part = vigia_gmime_part(object) {
            try append(Self.leaf(part, object, depth: depth, &anomalies))
        }
    }

    /// RFC 2046 section 5.1.1: 1 to 70 characters.
    private mutating func noteBoundary(of object: UnsafeMutablePointer<GMimeObject>) {
        let boundary = GMimeLibrary.text(
            g_mime_object_get_content_type_parameter(object, "boundary"))
        guard let boundary, !(1...70).contains(boundary.utf8.count) else { return }
        anomalies.append("a boundary has \(boundary.utf8.count) characters, not 1 to 70")
    }

    /// `type/subtype` of an object in small letters.
    static func contentType(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        let type = g_mime_object_get_content_type(object)
        let media = GMimeLibrary.text(g_mime_content_type_get_media_type(type)) ?? "text"
        let subtype = GMimeLibrary.text(g_mime_content_type_get_media_subtype(type)) ?? "plain"
        return "\(media)/\(subtype)".lowercased()
    }

    private mutating func append(_ part: MailMessage.Part) throws(MIMEFault) {
        try MIMEFault.Limit.parts.check(parts.count + 1)
        parts.append(part)
    }

    /// A multipart without a single boundary: what stands there is kept as a text.
    private mutating func keepProlog(
        of multipart: UnsafeMutablePointer<GMimeMultipart>, depth: Int
    ) throws(MIMEFault) {
        anomalies.append("a multipart holds no part; its content is kept as text")
        guard let prolog = g_mime_multipart_get_prologue(multipart) else { return }
        let content = [UInt8](UnsafeRawBufferPointer(start: prolog, count: strlen(prolog)))
        let text = Self.lines(CharsetDecoder(content, label: "utf-8").text)
        try append(
            .init(contentType: "text/plain", content: content, text: text, depth: depth + 1))
    }

    private static func leaf(
        _ part: UnsafeMutablePointer<GMimePart>, _ object: UnsafeMutablePointer<GMimeObject>,
        depth: Int, _ anomalies: inout [String]
    ) -> MailMessage.Part {
        var leaf = MailMessage.Part(contentType: contentType(of: object), content: [], depth: depth)
        leaf.parameters = parameters(of: object)
        leaf.charset = leaf.parameters["charset"]?.lowercased()
        leaf.transferEncoding = transferEncoding(of: object)
        let disposition = GMimeLibrary.text(g_mime_object_get_disposition(object))
        leaf.isAttachment = disposition?.lowercased() == "attachment"
        if let name = fileName(of: object) {
            leaf.fileName = AttachmentName.safe(name)
            if leaf.fileName != name { anomalies.append("the name of an attachment was made safe") }
        }
        let (content, anomaly) = content(of: part, encoding: leaf.transferEncoding)
        leaf.content = content
        if let anomaly { anomalies.append(anomaly) }
        if leaf.contentType.hasPrefix("text/") {
            let readable = content.prefix(Limits.partTextBytes)
            let decoded = CharsetDecoder(Array(readable), label: leaf.charset)
            leaf.text = lines(decoded.text)
            if let anomaly = decoded.anomaly { anomalies.append(anomaly) }
            if readable.count < content.count {
                anomalies.append("only the first \(Limits.partTextBytes) bytes are shown as text")
            }
        }
        return leaf
    }

    /// The name of the disposition, else of the type; its encoded words are not for parameters by
    /// RFC 2047, but common.
    private static func fileName(of object: UnsafeMutablePointer<GMimeObject>) -> String? {
        if let header = hiddenHeader("Content-Disposition", of: object),
            let disposition = g_mime_content_disposition_parse(nil, header)
        {
            defer { vigia_gmime_unref(disposition) }
            let list = g_mime_content_disposition_get_parameters(disposition)
            if let name = parameters(list)["filename"] { return name }
        }
        return parameters(of: object)["name"]
    }

    private static func parameters(
        of object: UnsafeMutablePointer<GMimeObject>
    ) -> [String: String] {
        guard let header = hiddenHeader("Content-Type", of: object),
            let type = g_mime_content_type_parse(nil, header)
        else { return [:] }
        defer { vigia_gmime_unref(type) }
        return parameters(g_mime_content_type_get_parameters(type))
    }

    /// The parameters of a list, names in small letters; of repeated names the first counts.
    private static func parameters(
        _ list: UnsafeMutablePointer<GMimeParamList>?
    ) -> [String: String] {
        guard let list else { return [:] }
        var result: [String: String] = [:]
        for place in 0..<g_mime_param_list_length(list) {
            let parameter = g_mime_param_list_get_parameter_at(list, place)
            guard let name = GMimeLibrary.text(g_mime_param_get_name(parameter))?.lowercased(),
                result[name] == nil
            else { continue }
            let value = GMimeLibrary.text(g_mime_param_get_value(parameter)) ?? ""
            result[name] = EncodedWords.revealed(value)
        }
        return result
    }

    /// A header of a part, unfolded, with its encoded words hidden from GMime.
    private static func hiddenHeader(
        _ name: String, of object: UnsafeMutablePointer<GMimeObject>
    ) -> String? {
        guard let list = g_mime_object_get_header_list(object),
            let header = g_mime_header_list_get_header(list, name)
        else { return nil }
        return EncodedWords.hidden(GMimeLibrary.unfolded(g_mime_header_get_raw_value(header)))
    }

    private static func transferEncoding(
        of object: UnsafeMutablePointer<GMimeObject>
    ) -> String? {
        GMimeLibrary.text(g_mime_object_get_header(object, "Content-Transfer-Encoding"))?
            .split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "(" }).first
            .map { $0.lowercased() }
    }

    /// The content after undoing the transfer encoding, and what was wrong with it.
    private static func content(
        of part: UnsafeMutablePointer<GMimePart>, encoding: String?
    ) -> ([UInt8], String?) {
        guard let wrapper = g_mime_part_get_content(part) else { return ([], nil) }
        let content = bytes { g_mime_data_wrapper_write_to_stream(wrapper, $0) }
        guard let encoding, TransferEncodingCheck.changesBytes(encoding) else {
            return (content, TransferEncodingCheck.anomaly(content, encoding: encoding))
        }
        let encoded = bytes { copy in
            guard let source = g_mime_data_wrapper_get_stream(wrapper) else { return }
            g_mime_stream_reset(source)
            g_mime_stream_write_to_stream(source, copy)
        }
        return (content, TransferEncodingCheck.anomaly(encoded, encoding: encoding))
    }

    /// What is written to a stream in memory.
    private static func bytes(
        _ write: (UnsafeMutablePointer<GMimeStream>) -> Void
    ) -> [UInt8] {
        guard let stream = g_mime_stream_mem_new() else { return [] }
        defer { vigia_gmime_unref(stream) }
        write(stream)
        return GMimeLibrary.bytes(of: stream)
    }

    /// Text with LF for every CR LF.
    private static func lines(_ text: consuming String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var bytes = Array(text.utf8)
        var written = 0
        for place in bytes.indices {
            let isLineEnd =
                bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
            guard !isLineEnd else { continue }
            bytes[written] = bytes[place]
            written += 1
        }
        bytes.removeLast(bytes.count - written)
        return String(decoding: bytes, as: UTF8.self)
    }
}
