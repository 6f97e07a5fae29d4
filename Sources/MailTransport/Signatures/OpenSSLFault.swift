// What libcrypto says when it refuses: the reason and its details, taken from its list of errors.

import COpenSSL

/// Something that libcrypto could not do or did not believe.
public struct OpenSSLFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason in libcrypto's words, never with anything secret.
    public let description: String

    init(_ description: String) { self.description = description }

    /// The latest reason, with details where there are any; empties the list.
    init(doing deed: String) {
        var words: [String] = []
        var (details, flags): (UnsafePointer<CChar>?, Int32) = (nil, 0)
        while true {
            let code = ERR_get_error_all(nil, nil, nil, &details, &flags)
            guard code != 0 else { break }
            let reason = ERR_reason_error_string(code).map { String(cString: $0) }
            let text = flags & ERR_TXT_STRING != 0 ? details.map { String(cString: $0) } : nil
            words = [reason, text].compactMap(\.self).filter { !$0.isEmpty }
        }
        description = ([deed] + words).joined(separator: ": ")
    }
}

/// Bytes in memory for libcrypto.
final class MemoryBIO {
    let bio: OpaquePointer

    /// An empty one, to be written to, or a copy of bytes.
    init(_ bytes: [UInt8] = []) {
        guard let made = BIO_new(BIO_s_mem()) else { preconditionFailure("there is no memory") }
        bio = made
        if !bytes.isEmpty { BIO_write(bio, bytes, Int32(bytes.count)) }
    }

    deinit { BIO_free(bio) }

    var bytes: [UInt8] {
        var start: UnsafeMutablePointer<CChar>?
        let count = vigia_bio_bytes(bio, &start)
        return [UInt8](UnsafeRawBufferPointer(start: start, count: max(0, count)))
    }
}
