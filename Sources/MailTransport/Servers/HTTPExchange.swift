// One request to a web server by libcurl and its answer: for copies of acknowledgements, for webhooks, and for
// commands that speak to a serving desk. Redirections are not followed, answers have a limit, and addresses inside a
// network are refused where the address was given by somebody else.

import CCurl
import Glibc
import Quantities

/// A request to a web server.
public struct HTTPExchange: Sendable {
    /// An answer.
    public struct Answer: Hashable, Sendable {
        public var status: Int
        /// Names in small letters; of equal names the last.
        public var headers: [String: String]
        public var body: [UInt8]
    }

    /// Which addresses a connection may be made to.
    public enum Reach: Hashable, Sendable {
        /// Those that our own settings or commands name.
        case anywhere
        /// Addresses of the open Internet only, and hosts that our own settings name besides.
        case openInternet(besides: Set<String>)
    }

    public var method: String
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// A file of certificates to believe instead of the system's.
    public var authorities: String?
    public var reach = Reach.anywhere
    /// How long the whole exchange may take.
    public var patience = Duration.seconds(30)

    /// A request.
    public init(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        (self.method, self.url, self.headers, self.body) = (method, url, headers, body)
    }

    /// Sends the request and takes the answer. It blocks.
    ///
    /// - Throws: `CarrierError`: `permanent` for an address that is none or may not be reached, `temporary` if nobody
    ///   answers, `uncertain` if the connection ended after the request was sent.
    public func perform() throws(CarrierError) -> Answer {
        guard url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
            headers.allSatisfy({ !($0.name + $0.value).utf8.contains { $0 < 32 || $0 == 127 } })
        else {
            throw CarrierError(
                kind: .permanent, words: "\(method): the address or a field cannot be sent")
        }
        let handle = CurlHandle()
        let sink = Sink()
        handle.set(CURLOPT_URL, url)
        handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_CUSTOMREQUEST, method)
        handle.set(CURLOPT_TIMEOUT_MS, patience.milliseconds)
        if let authorities { handle.set(CURLOPT_CAINFO, authorities) }
        if case .openInternet(let besides) = reach, !besides.contains(host) {
            handle.allowOpenInternetOnly()
        }
        return try exchange(over: handle, into: sink)
    }

    /// The host of the address.
    private var host: String {
        let afterScheme = url.split(separator: "/", maxSplits: 2).dropFirst().first ?? ""
        let afterLogin = afterScheme.split(separator: "@").last ?? ""
        return String(afterLogin.split(separator: ":").first ?? "")
    }

    private func exchange(over handle: CurlHandle, into sink: Sink) throws(CarrierError) -> Answer {
        var list: UnsafeMutablePointer<curl_slist>?
        // Without this an answer of "continue" is waited for.
        for (name, value) in headers + [("Expect", "")] {
            list = curl_slist_append(list, value.isEmpty ? "\(name):" : "\(name): \(value)")
        }
        defer { curl_slist_free_all(list) }
        handle.set(CURLOPT_HTTPHEADER, list)
        handle.set(CURLOPT_HEADERFUNCTION, Sink.takeHeader)
        handle.set(CURLOPT_WRITEFUNCTION, Sink.takeBody)
        let pointer = Unmanaged.passUnretained(sink).toOpaque()
        handle.set(CURLOPT_HEADERDATA, pointer: pointer)
        handle.set(CURLOPT_WRITEDATA, pointer: pointer)
        do {
            try withExtendedLifetime(sink) { () throws(CurlFailure) in
                try send(over: handle)
            }
        } catch {
            throw CarrierError(
                kind: Self.kind(of: error.code, wasSent: !body.isEmpty), words: error.words)
        }
        return Answer(status: sink.status, headers: sink.headers, body: sink.body)
    }

    private func send(over handle: CurlHandle) throws(CurlFailure) {
        guard !body.isEmpty || method == "POST" || method == "PATCH" else {
            try handle.perform()
            return
        }
        var bytes = body
        bytes.append(0)
        handle.set(CURLOPT_POSTFIELDSIZE, body.count)
        // The copy is libcurl's own.
        bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            handle.set(CURLOPT_COPYPOSTFIELDS, pointer: start)
        }
        try handle.perform()
    }

    private static func kind(of code: CURLcode, wasSent: Bool) -> CarrierError.Kind {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .permanent
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR,
            CURLE_PEER_FAILED_VERIFICATION:
            .temporary
        default: wasSent ? .uncertain : .temporary
        }
    }
}

/// Where an answer is collected.
private final class Sink {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    static let takeHeader: vigia_curl_callback = { bytes, size, count, sink in
        guard let bytes, let sink else { return 0 }
        Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().header(
            String(
                decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self))
        return size * count
    }

    static let takeBody: vigia_curl_callback = { bytes, size, count, sink in
        guard let bytes, let sink else { return 0 }
        let sinkObject = Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
        guard sinkObject.body.count + size * count <= Limits.webAnswerBytes else { return 0 }
        sinkObject.body += UnsafeRawBufferPointer(start: bytes, count: size * count)
        return size * count
    }

    private func header(_ line: String) {
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            headers = [:]
            return
        }
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\r\n" || $0 == "\n" || $0 == "\t" }
        var value = parts[1].drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        headers[parts[0].lowercased()] = String(value)
    }
}

/// Addresses of the open Internet, as opposed to those of this machine, of a network behind it, and of nobody.
enum OpenInternet {
    /// True if a connection to the address leaves every private network (RFC 6890).
    static func contains(_ address: UnsafePointer<sockaddr>) -> Bool {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                containsIPv4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin6_addr) { containsIPv6(Array($0)) }
            }
        default: return false
        }
    }

    static func containsIPv4(_ address: UInt32) -> Bool {
        let closed: [(UInt32, Int)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8),
            (0xA9FE_0000, 16), (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24),
            (0xC0A8_0000, 16), (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24),
            (0xE000_0000, 3),
        ]
        return !closed.contains { prefix, length in
            address >> (32 - UInt32(length)) == prefix >> (32 - UInt32(length))
        }
    }

    /// Only 2000::/3 is given out; what carries an IPv4 address in it is judged by that.
    static func containsIPv6(_ bytes: [UInt8]) -> Bool {
        func ipv4(at place: Int) -> UInt32 {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return containsIPv4(ipv4(at: 12))
        }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return containsIPv4(ipv4(at: 2)) }
        let isDocumentation = Array(bytes.prefix(4)) == [0x20, 0x01, 0x0D, 0xB8]
        let isTeredo = Array(bytes.prefix(4)) == [0x20, 0x01, 0x00, 0x00]
        return bytes[0] & 0xE0 == 0x20 && !isDocumentation && !isTeredo
    }
}
