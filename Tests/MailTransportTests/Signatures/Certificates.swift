// An authority of the tests' own, made once by openssl: certificates that hold, and such that do not.

import Foundation
import TestSupport
import Testing

/// Files in PEM of an authority and of those it vouches for.
struct Certificates {
    /// Whose certificate.
    enum Holder: String, CaseIterable {
        /// EMSAT-RIO, as it should be.
        case station
        /// EMSAT-RIO, whose certificate has run out.
        case expired
        /// EMSAT-RIO, whose certificate was revoked.
        case revoked
        /// Somebody else with a good certificate.
        case other
        /// EMSAT-RIO by an authority that nobody believes.
        case untrusted
    }

    static let shared = Result { try Certificates() }

    private let folder: String

    var authorities: String { folder + "/authority.pem" }
    var revocations: String { folder + "/revocations.pem" }
    func certificate(_ holder: Holder) -> String { "\(folder)/\(holder.rawValue).pem" }
    func key(_ holder: Holder) -> String { "\(folder)/\(holder.rawValue).key" }

    private init() throws {
        folder = try Repository.temporaryFolder()
        try makeAuthority("authority")
        try makeAuthority("stranger")
        for holder in Holder.allCases {
            let address = holder == .other ? "other@else.example" : "emsat@anatel.example"
            let end = holder == .expired ? "20200102000000Z" : "20990101000000Z"
            try issue(holder, address, by: holder == .untrusted ? "stranger" : "authority", end)
        }
        try authority("authority", ["-revoke", certificate(.revoked)])
        try authority("authority", ["-gencrl", "-crldays", "30000", "-out", revocations])
    }

    private func openssl(_ arguments: [String]) throws {
        try #require(try Tool.run("/usr/bin/openssl", arguments) == 0, "\(arguments)")
    }

    private func authority(_ name: String, _ arguments: [String]) throws {
        try openssl(["ca", "-batch", "-notext", "-config", "\(folder)/\(name).conf"] + arguments)
    }

    private func makeAuthority(_ name: String) throws {
        let configuration = """
            [ca]
            default_ca = own
            [own]
            database = \(folder)/\(name).index
            serial = \(folder)/\(name).serial
            new_certs_dir = \(folder)
            certificate = \(folder)/\(name).pem
            private_key = \(folder)/\(name).key
            default_md = sha256
            policy = any
            copy_extensions = copy
            unique_subject = no
            [any]
            commonName = supplied

            """
        for (suffix, text) in [("conf", configuration), ("index", ""), ("serial", "01\n")] {
            try text.write(toFile: "\(folder)/\(name).\(suffix)", atomically: true, encoding: .utf8)
        }
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem", "-days", "30000",
            "-subj", "/CN=\(name)", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        ])
    }

    private func issue(
        _ holder: Holder, _ address: String, by name: String, _ end: String
    ) throws {
        let request = "\(folder)/\(holder.rawValue).request"
        try openssl([
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key(holder), "-out", request,
            "-subj", "/CN=\(holder.rawValue)", "-addext", "subjectAltName=email:\(address)",
            "-addext", "keyUsage=digitalSignature", "-addext", "extendedKeyUsage=emailProtection",
        ])
        try authority(
            name,
            [
                "-in", request, "-out", certificate(holder), "-startdate", "20200101000000Z",
                "-enddate", end,
            ])
    }
}
