import Foundation
import Letters
import MailTransport
import MonitoringOrders
import TestSupport
import Testing

@Suite("S/MIME signatures on letters")
struct SignatureTests {
    private let certificates: Certificates
    private let trust: SignatureTrust

    init() throws {
        certificates = try Certificates.shared.get()
        trust = try SignatureTrust(
            authorities: certificates.authorities, revocations: certificates.revocations)
    }

    private func letter(_ text: String = "Reference: EMSAT-RIO/2027/0001\r\nção\r\n") -> [UInt8] {
        Mails.letter(
            head: [
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
            ], text: text)
    }

    private func signed(_ letter: [UInt8], by holder: Certificates.Holder) throws -> [UInt8] {
        let signer = try LetterSigner(
            certificate: certificates.certificate(holder), key: certificates.key(holder))
        return try signer.sign(letter)
    }

    private func signature(_ letter: [UInt8]) throws -> MailSignature? {
        try MIMEReader.read(letter, trust: trust).signature
    }

    @Test("a letter signed by its sender is valid, whole and bound to his address")
    func valid() throws {
        let plain = try MIMEReader.read(letter())
        let mail = try MIMEReader.read(try signed(letter(), by: .station), trust: trust)
        #expect(
            mail.signature
                == MailSignature(
                    signers: ["emsat@anatel.example"], fault: nil, coversWholeLetter: true))
        // What is read is what was signed; the signature is no part of it.
        #expect(mail.parts.map(\.text) == plain.parts.map(\.text))
        #expect(mail.headers.map(\.name).filter { $0 == "Subject" }.count == 1)
        #expect(try signature(letter()) == nil)
    }

    @Test("openssl believes what we sign, and we believe what openssl signs")
    func peer() throws {
        let folder = try Repository.temporaryFolder()
        try Data(try signed(letter(), by: .station)).write(to: URL(filePath: folder + "/ours.eml"))
        let verified = try Tool.run(
            "/usr/bin/openssl",
            [
                "cms", "-verify", "-in", folder + "/ours.eml", "-CAfile", certificates.authorities,
                "-out", "/dev/null",
            ])
        #expect(verified == 0)
        try Data("Content-Type: text/plain\r\n\r\nReference: 1\r\n".utf8)
            .write(to: URL(filePath: folder + "/entity"))
        for (form, options) in [("detached", []), ("opaque", ["-nodetach"])] {
            let out = "\(folder)/\(form).eml"
            let status = try Tool.run(
                "/usr/bin/openssl",
                [
                    "cms", "-sign", "-in", folder + "/entity", "-signer",
                    certificates.certificate(.station), "-inkey", certificates.key(.station),
                    "-out", out, "-from", "emsat@anatel.example", "-subject", "theirs",
                ] + options)
            #expect(status == 0)
            let mail = try MIMEReader.read(try Repository.bytes(out), trust: trust)
            #expect(
                mail.signature?.fault == nil && mail.signature?.coversWholeLetter == true, "\(form)"
            )
            #expect(mail.signature?.signers == ["emsat@anatel.example"], "\(form)")
            #expect(mail.parts.compactMap(\.text) == ["Reference: 1\n"], "\(form)")
        }
    }

    @Test(
        "behaviour 29: a certificate that has run out, was revoked or is nobody's we believe is told with its reason",
        arguments: [
            (Certificates.Holder.expired, "expired"), (.revoked, "revoked"),
            (.untrusted, "unable to get local issuer"),
        ])
    func chain(holder: Certificates.Holder, reason: String) throws {
        let signature = try #require(try signature(try signed(letter(), by: holder)))
        #expect(signature.fault?.contains(reason) == true, "\(signature.fault ?? "")")
    }

    @Test("a changed letter is not valid")
    func changed() throws {
        var bytes = try signed(letter(), by: .station)
        let place = try #require(bytes.firstRange(of: Array("0001".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "9")
        #expect(try signature(bytes)?.fault != nil)
    }

    @Test("line ends that a server changed do not break a signature")
    func lineEnds() throws {
        let bytes = try signed(letter(), by: .station).filter { $0 != 0x0D }
        #expect(try signature(bytes)?.fault == nil)
    }

    @Test("behaviour 28: a signature on an inner part does not cover what stands around it")
    func inPart() throws {
        let inner = try signed(letter(), by: .station)
        let split = try #require(inner.firstRange(of: Array("\r\n\r\n".utf8))).lowerBound
        let head = String(decoding: inner[..<split], as: UTF8.self)
        let content = try #require(head.range(of: "Content-Type")).lowerBound
        let wrapped = Mails.multipart([
            (["Content-Type: text/plain"], Array("unsigned\r\n".utf8)),
            ([String(head[content...])], Array(inner[(split + 4)...])),
        ])
        #expect(try signature(wrapped)?.coversWholeLetter == false)
    }

    @Test("without authorities no signature is believed")
    func withoutTrust() throws {
        let mail = try MIMEReader.read(try signed(letter(), by: .station))
        #expect(mail.signature?.fault != nil)
    }

    @Test("the confined reader checks signatures too")
    func confined() throws {
        let reader = ConfinedReader(
            program: Repository.path(".build/release/vigia"),
            arguments: [
                ReaderChild.command, certificates.authorities, certificates.revocations,
            ])
        let letters = try Certificates.Holder.allCases.map { try signed(letter(), by: $0) }
        let confined = try reader.read(letters).map { try $0.get() }
        #expect(confined == (try letters.map { try MIMEReader.read($0, trust: trust) }))
        #expect(confined.first?.signature?.fault == nil)
    }

    @Test("files that are not what they should be are named")
    func badFiles() throws {
        let note = #expect(throws: OpenSSLFault.self) {
            try SignatureTrust(authorities: Repository.path("README.md"), revocations: nil)
        }
        #expect(note?.description.contains("README.md") == true)
        #expect(throws: OpenSSLFault.self) {
            try LetterSigner(
                certificate: certificates.certificate(.station), key: certificates.key(.other))
        }
    }
}
