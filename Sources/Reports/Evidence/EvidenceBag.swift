// The bag of a record (BagIt 1.0, RFC 8493): payload with manifests of SHA-256, an index in both
// languages and a verifier that needs nothing but Python.

import Foundation
import Letters
import MonitoringOrders
import Quantities

/// A record, packed.
public struct EvidenceBag: Sendable {
    private let record: EvidenceRecord

    /// The bag of a record.
    public init(_ record: EvidenceRecord) { self.record = record }

    /// The folder inside the archive: order, desk and audience, for example `BR-2027-0101-station`.
    public var name: String {
        let order = record.order.description.replacingOccurrences(of: "/", with: "-")
        let copy = record.audience == .parties ? "" : "-" + record.audience.rawValue
        return "\(order)-\(record.desk.rawValue)\(copy)"
    }

    /// Writes the bag as a ZIP archive.
    ///
    /// - Parameter path: a file that does not exist yet; after a fault it is removed again.
    /// - Returns: SHA-256 of the archive.
    /// - Throws: ``EvidenceFault`` naming the file that is to blame.
    public func write(to path: String) throws(EvidenceFault) -> String {
        var archive = try StoredArchive(path: path, at: record.at)
        do throws(EvidenceFault) {
            let payload = try self.payload()
            for file in payload { try archive.add(name + "/" + file.path, file.content, file.sums) }
            let tags = try self.tags(payload)
            let manifest = try Packed("tagmanifest-sha256.txt", .bytes(Self.manifest(tags)))
            for file in tags + [manifest] {
                try archive.add(name + "/" + file.path, file.content, file.sums)
            }
            return try archive.finish()
        } catch {
            unlink(path)
            throw error
        }
    }

    /// A file with its place in the bag.
    private struct Packed {
        var path: String
        var content: EvidenceContent
        var sums: Checksums

        init(_ path: String, _ content: EvidenceContent) throws(EvidenceFault) {
            (self.path, self.content) = (path, content)
            sums = try Checksums(of: content)
        }
    }

    private func payload() throws(EvidenceFault) -> [Packed] {
        var payload: [Packed] = []
        for file in record.files.sorted(by: { $0.path < $1.path }) {
            let packed = try Packed("data/" + file.path, file.content)
            if let stated = file.statedDigest, stated.lowercased() != packed.sums.sha256 {
                throw EvidenceFault(
                    .wrongDigest,
                    "\(file.path): is not the file of which SHA-256 \(stated) was stated; "
                        + "it has \(packed.sums.sha256)")
            }
            payload.append(packed)
        }
        return payload
    }

    private func tags(_ payload: [Packed]) throws(EvidenceFault) -> [Packed] {
        let digests = Dictionary(
            payload.map { (String($0.path.dropFirst(5)), $0.sums.sha256) }, uniquingKeysWith: { $1 }
        )
        var texts: [(String, [UInt8])] = [
            ("bag-info.txt", Array(information(payload).utf8)),
            (
                "bagit.txt",
                Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
            ),
        ]
        for language in Language.allCases {
            let index = EvidenceIndex(record, digests: digests, language: language)
            texts.append((index.fileName, Array(index.text.utf8)))
        }
        texts.append(("manifest-sha256.txt", Self.manifest(payload)))
        texts.append(("verify.py", PackageResources.verify_py))
        var tags: [Packed] = []
        for (path, content) in texts { tags.append(try Packed(path, .bytes(content))) }
        return tags
    }

    /// Lines of digest and path; the three characters that would break a line are encoded.
    private static func manifest(_ files: [Packed]) -> [UInt8] {
        let lines = files.map { file in
            let path = file.path.replacingOccurrences(of: "%", with: "%25")
                .replacingOccurrences(of: "\r", with: "%0D")
                .replacingOccurrences(of: "\n", with: "%0A")
            return "\(file.sums.sha256)  \(path)\n"
        }
        return Array(lines.joined().utf8)
    }

    private func information(_ payload: [Packed]) -> String {
        let bytes = payload.map(\.sums.size).reduce(0, +)
        let lines = [
            ("Bag-Software-Agent", "Vigia"),
            ("External-Identifier", record.order.description),
            ("External-Description", EvidenceTexts.title.english),
            ("Payload-Oxum", "\(bytes).\(payload.count)"),
            ("Vigia-Agreement", record.agreement),
            ("Vigia-Audience", record.audience.rawValue),
            ("Vigia-Desk", record.desk.rawValue),
            ("Vigia-Record-Of", record.at.description),
            ("Vigia-Reference", record.reference?.description ?? "none"),
            ("Vigia-Register", record.isSimulation ? "simulation" : "live"),
        ]
        return lines.map { "\($0): \($1)\n" }.joined()
    }
}
