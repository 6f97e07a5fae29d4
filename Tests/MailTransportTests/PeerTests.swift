import CanonicalJSON
import Foundation
import Letters
import MailTransport
import TestSupport
import Testing

@Suite("Our reader of letters beside Python's email package")
struct PeerTests {
    @Test("both find the same subject, sender and parts in every letter of the cases")
    func everyLetter() throws {
        let folder = try #require(LetterCaseTests.folder)
        let paths = LetterCaseTests.letters.map { "\(folder)/\($0).eml" }
        let output = try Tool.output(
            "/usr/bin/python3",
            [Repository.path("Tests/MailTransportTests/email_reading.py")] + paths)
        let lines = output.split(separator: "\n")
        try #require(lines.count == paths.count)
        for (path, line) in zip(paths, lines) {
            let name = URL(filePath: path).lastPathComponent
            let theirs = try JSONValue(parsing: Array(line.utf8))
            let ours = try MIMEReader.read(try Repository.bytes(path))
            #expect(oneLine(ours.subject) == oneLine(theirs["subject"]?.string ?? ""), "\(name)")
            let senders = theirs["from"]?.array?.compactMap(\.string)
            #expect(ours.from.map(\.address) == senders, "\(name)")
            let parts = theirs["parts"]?.array ?? []
            #expect(ours.parts.map(\.contentType) == parts.map { $0["type"]?.string }, "\(name)")
            #expect(ours.parts.map(\.fileName) == parts.map { $0["name"]?.string }, "\(name)")
            for (part, other) in zip(ours.parts, parts) {
                guard let digest = other["sha256"]?.string else { continue }
                let content = part.content.split(
                    separator: [0x0D, 0x0A], omittingEmptySubsequences: false)
                #expect(
                    MessageDigest.sha256(Array(content.joined(separator: [0x0A]))) == digest,
                    "\(name)")
            }
        }
    }

    private func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
