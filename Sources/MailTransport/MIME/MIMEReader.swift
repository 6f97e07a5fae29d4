// Reads a received letter: raw bytes to MailMessage, by GMime. It is a pure function of the bytes,
// so that it can run in a confined child process. It decides nothing about the letter, repairs
// nothing in silence and opens nothing: no file, no address, no attachment.
//
// Refused with a MIMEFault: a letter over a limit, and bytes that are no letter. Everything else is
// read, and what was not right is listed in `anomalies`.

import CGMime
public import Letters
import Quantities

/// The reader of received letters.
public enum MIMEReader {
    /// Reads a letter from its raw bytes as they came from the server or the file.
    ///
    /// Headers are unfolded and decoded (RFC 2047, RFC 2231, raw 8-bit tolerated), transfer
    /// encodings undone, charsets decoded. Line ends in the *text* of a part are LF; its *content*
    /// is exact.
    ///
    /// - Parameters:
    ///   - bytes: the raw letter.
    ///   - trust: whose signatures are believed; without it none is.
    /// - Returns: the letter, with its signature checked if it has one.
    /// - Throws: `MIMEFault` for bytes over a limit, or that are no letter.
    public static func read(
        _ bytes: [UInt8], trust: SignatureTrust? = nil
    ) throws(MIMEFault) -> MailMessage {
        try MIMEFault.Limit.letterBytes.check(bytes.count)
        let shape = LetterShape(bytes)
        try shape.checkLimits()
        GMimeLibrary.ready
        guard let stream = GMimeLibrary.stream(bytes) else { throw .noHeader }
        defer { vigia_gmime_unref(stream) }
        var (mail, boundary) = try read(stream, shape)
        checkSignature(of: &mail, boundary: boundary, raw: bytes, trust: trust)
        return mail
    }

    private static func read(
        _ stream: UnsafeMutablePointer<GMimeStream>, _ shape: LetterShape
    ) throws(MIMEFault) -> (MailMessage, boundary: String?) {
        guard let options = g_mime_parser_options_new(),
            let parser = g_mime_parser_new_with_stream(stream)
        else { throw .noHeader }
        defer {
            vigia_gmime_unref(parser)
            g_mime_parser_options_free(options)
        }
        let watch = ParseWatch(stream: stream)
        return try withExtendedLifetime(watch) {
            () throws(MIMEFault) -> (MailMessage, boundary: String?) in
            watch.attach(to: parser, options: options)
            guard let message = g_mime_parser_construct_message(parser, options) else {
                throw watch.fault ?? .noHeader
            }
            defer { vigia_gmime_unref(message) }
            if let fault = watch.fault { throw fault }
            var mail = MailMessage()
            var parts = PartReader()
            var boundary: String?
            if let body = g_mime_message_get_mime_part(message) {
                boundary = GMimeLibrary.text(
                    g_mime_object_get_content_type_parameter(body, "boundary"))
                mail.contentType = PartReader.contentType(of: body)
                try parts.read(body, depth: 0)
            }
            HeaderReader(message: message, options: options).fill(&mail)
            mail.parts = parts.parts
            mail.anomalies = shape.anomalies + watch.anomalies + mail.anomalies + parts.anomalies
            return (mail, boundary)
        }
    }
}
