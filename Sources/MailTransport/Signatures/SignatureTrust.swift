// Whose signatures are believed: certificates of authorities, and lists of what they have revoked. Read before
// the reader is confined, which can open no file afterwards.

import COpenSSL

/// Authorities and their revocations.
public final class SignatureTrust {
    let store: OpaquePointer

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - authorities: certificates in PEM, at least one.
    ///   - revocations: revocation lists in PEM; with them every certificate must be covered by one.
    /// - Throws: ``OpenSSLFault`` if a file cannot be read or holds something else.
    public init(authorities: String, revocations: String?) throws(OpenSSLFault) {
        guard let made = X509_STORE_new() else { throw OpenSSLFault(doing: "certificates") }
        store = made
        guard X509_STORE_load_file(store, authorities) == 1 else {
            throw OpenSSLFault(doing: authorities)
        }
        if let revocations {
            guard X509_STORE_load_file(store, revocations) == 1 else {
                throw OpenSSLFault(doing: revocations)
            }
            X509_STORE_set_flags(
                store, UInt(X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL))
        }
    }

    deinit { X509_STORE_free(store) }

    /// Lets libcrypto read its own configuration, which it cannot once the process is confined.
    static func prepareLibrary() {
        OPENSSL_init_crypto(
            UInt64(OPENSSL_INIT_LOAD_CONFIG | OPENSSL_INIT_LOAD_CRYPTO_STRINGS), nil)
    }
}
