// Looks over GMime's shoulder while it parses: collects its warnings as words and ends the input
// as soon as a limit is broken.

import CGMime
import Quantities

/// What happened during one parse.
final class ParseWatch {
    private(set) var anomalies: [String] = []
    private(set) var fault: MIMEFault?
    private var headerFields = 0
    private let stream: UnsafeMutablePointer<GMimeStream>

    /// Header fields of the letter and of all its parts together.
    private static let allHeaderFields = Limits.letterHeaders + Limits.letterParts * 20

    init(stream: UnsafeMutablePointer<GMimeStream>) { self.stream = stream }

    /// Sets the callbacks; the watch must outlive the parse.
    func attach(to parser: UnsafeMutablePointer<GMimeParser>, options: OpaquePointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        g_mime_parser_options_set_warning_callback(
            options,
            { _, code, _, me in
                guard let me else { return }
                Unmanaged<ParseWatch>.fromOpaque(me).takeUnretainedValue().warn(code)
            }, me)
        g_mime_parser_set_header_regex(
            parser, "^",
            { _, _, value, _, me in
                guard let me, let value else { return }
                Unmanaged<ParseWatch>.fromOpaque(me).takeUnretainedValue().count(strlen(value))
            }, me)
    }

    private func count(_ valueBytes: Int) {
        headerFields += 1
        if valueBytes > Limits.headerBytes {
            stop(.overLimit(.headerBytes, found: valueBytes, allowed: Limits.headerBytes))
        } else if headerFields > Self.allHeaderFields {
            stop(.overLimit(.headerFields, found: headerFields, allowed: Self.allHeaderFields))
        }
    }

    /// GMime has no way to stop; it stops by itself where its input ends.
    private func stop(_ fault: MIMEFault) {
        guard self.fault == nil else { return }
        self.fault = fault
        g_mime_stream_set_bounds(stream, 0, g_mime_stream_tell(stream))
    }

    private func warn(_ code: GMimeParserWarning) {
        guard let words = Self.words[code.rawValue], !anomalies.contains(words) else { return }
        anomalies.append(words)
    }

    private static let words: [UInt32: String] = [
        GMIME_WARN_DUPLICATED_HEADER.rawValue: "a header that may stand once is repeated",
        GMIME_WARN_DUPLICATED_PARAMETER.rawValue: "a header parameter is repeated",
        GMIME_WARN_INVALID_CONTENT_TYPE.rawValue: "a Content-Type cannot be read",
        GMIME_WARN_INVALID_RFC2047_HEADER_VALUE.rawValue: "an encoded word is malformed",
        GMIME_WARN_MALFORMED_MULTIPART.rawValue: "a multipart holds no part",
        GMIME_WARN_TRUNCATED_MESSAGE.rawValue:
            "the letter ends too early: a body or a closing boundary is missing",
        GMIME_WARN_MALFORMED_MESSAGE.rawValue: "the letter is malformed",
        GMIME_CRIT_INVALID_HEADER_NAME.rawValue: "a header name is not valid",
        GMIME_CRIT_CONFLICTING_HEADER.rawValue: "a header stands twice with different values",
        GMIME_CRIT_CONFLICTING_PARAMETER.rawValue:
            "a header parameter stands twice with different values",
        GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY.rawValue: "a multipart names no boundary",
        GMIME_WARN_INVALID_PARAMETER.rawValue: "a header parameter is malformed",
        GMIME_WARN_INVALID_ADDRESS_LIST.rawValue: "an address list is malformed",
        GMIME_CRIT_NESTING_OVERFLOW.rawValue: "the parts are nested too deep",
        GMIME_WARN_PART_WITHOUT_CONTENT.rawValue: "a part has no content",
        GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT.rawValue:
            "a part has neither headers nor content",
    ]
}
