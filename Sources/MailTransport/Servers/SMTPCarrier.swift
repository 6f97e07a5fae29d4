// Letters out, through a submission server (RFC 6409). One transaction for each recipient, so that one
// refused address never keeps a letter from the others. The server's own words decide what happens next.

import CCurl
public import MonitoringOrders
import Quantities

/// A carrier that submits letters by SMTP.
public struct SMTPCarrier: OutgoingCarrier {
    private let server: MailServer

    /// A carrier to a submission server.
    public init(_ server: MailServer) { self.server = server }

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        // libcurl sends bytes as they are, and servers differ in what they make of a bare CR or LF.
        do {
            try OutgoingCheck.checkWire(bytes)
        } catch {
            throw CarrierError(kind: .permanent, words: "not sent: \(error)")
        }
        let transfer = Submission(bytes, needsSMTPUTF8: from.needsSMTPUTF8 || to.needsSMTPUTF8)
        let failure = transfer.run(over: server, from: from, to: to)
        let last = transfer.replies.last
        guard let failure else { return last?.text ?? "accepted without a word" }
        if transfer.lacksSMTPUTF8 {
            throw CarrierError(
                kind: .permanent,
                words: "not sent: \(to) needs SMTPUTF8 (RFC 6531), which the server does not offer")
        }
        throw CarrierError(
            kind: transfer.kind(of: failure), words: transfer.words(of: failure))
    }
}

/// One line of the server.
struct SMTPReply {
    let text: String
    /// True for what came after the last byte of the letter was handed to libcurl.
    let isAfterLetter: Bool
    /// Three digits, or `nil` for a line that is no reply.
    var code: Int? { Int(text.prefix(3)) }
}

/// A transaction under way, as libcurl's callbacks see it.
private final class Submission {
    private let bytes: [UInt8]
    private var sent = 0
    private var isAllSent = false
    private(set) var replies: [SMTPReply] = []
    private let needsSMTPUTF8: Bool

    init(_ bytes: [UInt8], needsSMTPUTF8: Bool) {
        (self.bytes, self.needsSMTPUTF8) = (bytes, needsSMTPUTF8)
    }

    /// Whether an address has letters that the server has not said it takes.
    var lacksSMTPUTF8: Bool {
        needsSMTPUTF8 && !replies.contains { $0.text.dropFirst(4).uppercased() == "SMTPUTF8" }
    }

    /// Runs the transaction.
    ///
    /// - Returns: `nil` when the server took responsibility.
    func run(over server: MailServer, from: MailAddress, to: MailAddress) -> CurlFailure? {
        let handle = CurlHandle()
        handle.use(server, scheme: "smtp", path: from.domain)
        // The address type holds neither line ends nor brackets, so nothing can leave its command.
        handle.set(CURLOPT_MAIL_FROM, "<\(from)>")
        let recipients = curl_slist_append(nil, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        handle.set(CURLOPT_MAIL_RCPT, recipients)
        handle.set(CURLOPT_UPLOAD, 1)
        let own = Unmanaged.passUnretained(self).toOpaque()
        handle.set(CURLOPT_READDATA, pointer: own)
        handle.set(CURLOPT_READFUNCTION) { target, size, count, context in
            guard let target, let context else { return 0 }
            let room = UnsafeMutableRawBufferPointer(start: target, count: size * count)
            return Unmanaged<Submission>.fromOpaque(context).takeUnretainedValue().give(room)
        }
        handle.set(CURLOPT_HEADERDATA, pointer: own)
        handle.set(CURLOPT_HEADERFUNCTION) { line, size, count, context in
            guard let line, let context else { return 0 }
            let text = UnsafeRawBufferPointer(start: line, count: size * count)
            Unmanaged<Submission>.fromOpaque(context).takeUnretainedValue().take(text)
            return size * count
        }
        do {
            try handle.perform()
            return nil
        } catch {
            return error
        }
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        guard !lacksSMTPUTF8 else { return Int(CURL_READFUNC_ABORT) }
        let part = bytes[sent...].prefix(room.count)
        guard !part.isEmpty else {
            isAllSent = true
            return 0
        }
        room.copyBytes(from: part)
        sent += part.count
        // The server may answer the last byte before libcurl asks again.
        isAllSent = isAllSent || sent == bytes.count
        return part.count
    }

    private func take(_ line: UnsafeRawBufferPointer) {
        let text = String(decoding: line.prefix(512), as: UTF8.self)
            .unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let reply = SMTPReply(
            text: String(String.UnicodeScalarView(text)), isAfterLetter: isAllSent)
        // libcurl takes leave even of a server that has refused; that answer says nothing of the letter.
        if reply.code != 221 { replies.append(reply) }
    }

    /// What to do about a failure.
    func kind(of failure: CurlFailure) -> CarrierError.Kind {
        // A refused login, a certificate or a missing STARTTLS is no fault of the letter.
        guard
            ![
                CURLE_LOGIN_DENIED, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED,
                CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_AUTH_ERROR,
            ].contains(failure.code)
        else { return .temporary }
        // Nobody knows what became of a letter whose last byte was sent and not answered.
        if isAllSent, !replies.contains(where: \.isAfterLetter) { return .uncertain }
        switch replies.last?.code {
        case .some(500...599) where failure.code != CURLE_OPERATION_TIMEDOUT: return .permanent
        default: return .temporary
        }
    }

    func words(of failure: CurlFailure) -> String {
        guard let last = replies.last, (last.code ?? 0) >= 400 else { return failure.words }
        return last.text
    }
}
