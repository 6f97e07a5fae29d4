// One transfer of libcurl, with typed options. Knows no protocol.

import CCurl
import Glibc
import Quantities

/// Something that libcurl could not do, in its words.
struct CurlFailure: Error {
    let code: CURLcode
    let words: String
}

/// A handle; used by one thread at a time.
final class CurlHandle {
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>

    /// libcurl asks to be set up once, before any other call.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init() {
        guard Self.isReady, let made = curl_easy_init() else {
            preconditionFailure("libcurl cannot be set up")
        }
        handle = made
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        vigia_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        set(CURLOPT_NOSIGNAL, 1)
    }

    deinit {
        curl_easy_cleanup(handle)
        errorText.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) {
        check(vigia_curl_set_long(handle, option, value))
    }

    func set(_ option: CURLoption, _ value: String) {
        precondition(!value.utf8.contains(0), "libcurl's texts end at the first zero")
        check(vigia_curl_set_text(handle, option, value))
    }

    func set(_ option: CURLoption, _ list: UnsafeMutablePointer<curl_slist>?) {
        check(vigia_curl_set_list(handle, option, list))
    }

    func set(_ option: CURLoption, _ callback: @escaping vigia_curl_callback) {
        check(vigia_curl_set_callback(handle, option, callback))
    }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
        check(vigia_curl_set_pointer(handle, option, pointer))
    }

    /// Lets connections be made to addresses of the open Internet only, whatever names stand for.
    func allowOpenInternetOnly() {
        let open: vigia_curl_open_socket = { _, _, address in
            guard let address, OpenInternet.contains(&address.pointee.addr) else {
                return CURL_SOCKET_BAD
            }
            return Glibc.socket(
                address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        }
        check(vigia_curl_set_open_socket(handle, open))
    }

    /// Gives the transfer up when the process has to end.
    private func endWithProcess(at isEnd: @escaping vigia_curl_progress) {
        set(CURLOPT_NOPROGRESS, 0)
        check(vigia_curl_set_progress(handle, isEnd))
    }

    /// An option that this libcurl does not know is a defect of the build.
    private func check(_ code: CURLcode) {
        precondition(code == CURLE_OK, "libcurl \(String(cString: curl_version())) lacks an option")
    }

    /// Options that every connection to a mail server has.
    func use(_ server: MailServer, scheme: String, path: String) {
        let secure = server.security == .tls ? scheme + "s" : scheme
        set(CURLOPT_URL, "\(secure)://\(server.host):\(server.port)/\(path)")
        set(CURLOPT_PROTOCOLS_STR, secure)
        set(
            CURLOPT_USE_SSL,
            Int(
                server.security == .none
                    ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let authorities = server.authorities { set(CURLOPT_CAINFO, authorities) }
        if let login = server.login {
            set(CURLOPT_USERNAME, login.user)
            set(CURLOPT_PASSWORD, login.password.text)
        }
        if scheme == "smtp" {
            endWithProcess { _, _, _, _, _ in ConnectionsEnd.isLettersEnd ? 1 : 0 }
        } else {
            endWithProcess { _, _, _, _, _ in ConnectionsEnd.isNear ? 1 : 0 }
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, server.connectTime.milliseconds)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, server.silence.milliseconds / 1000))
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, max(1, server.silence.milliseconds / 1000))
    }

    /// Runs the transfer.
    func perform() throws(CurlFailure) { try checked(curl_easy_perform(handle)) }

    /// The socket of a connection that was only made.
    func socket() throws(CurlFailure) -> Int32 {
        var socket: curl_socket_t = CURL_SOCKET_BAD
        try checked(vigia_curl_get_socket(handle, &socket))
        return socket
    }

    /// Sends bytes over a connection that was only made; `nil` when it would have to wait.
    func send(_ bytes: ArraySlice<UInt8>) throws(CurlFailure) -> Int? {
        var sent = 0
        let code = bytes.withUnsafeBytes { curl_easy_send(handle, $0.baseAddress, $0.count, &sent) }
        if code == CURLE_AGAIN { return nil }
        try checked(code)
        return sent
    }

    /// Receives bytes over a connection that was only made; `nil` when it would have to wait, none at its
    /// end.
    func receive(_ limit: Int) throws(CurlFailure) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        var received = 0
        let code = buffer.withUnsafeMutableBytes {
            curl_easy_recv(handle, $0.baseAddress, $0.count, &received)
        }
        if code == CURLE_AGAIN { return nil }
        try checked(code)
        return Array(buffer.prefix(received))
    }

    private func checked(_ code: CURLcode) throws(CurlFailure) {
        guard code != CURLE_OK else { return }
        let own = String(cString: errorText)
        throw CurlFailure(
            code: code, words: own.isEmpty ? String(cString: curl_easy_strerror(code)) : own)
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int { Int(wholeNanoseconds / 1_000_000) }
}
