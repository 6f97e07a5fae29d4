// The letters of the cases against their `parse` facts: what any correct MIME parser finds in them.

import CanonicalJSON
import Letters
import MailTransport
import TestSupport
import Testing

@Suite struct LetterCaseTests {
    /// The golden copies, or the shared folder until they are there.
    static let folder: String? = {
        let golden = Repository.golden("letters")
        return (try? Repository.names(in: golden)) != nil
            ? golden : Repository.shared("cases/letters")
    }()

    static let letters: [String] = {
        guard let folder else { return [] }
        let names = (try? Repository.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }
    }()

    @Test("all 24 letters of the cases are there", .enabled(if: folder != nil))
    func findsLetters() { #expect(Self.letters.count == 24) }

    @Test("a letter of the cases is read as its facts say", arguments: letters)
    func agreesWithFacts(_ name: String) throws {
        let folder = try #require(Self.folder)
        let mail = try MIMEReader.read(try Repository.bytes("\(folder)/\(name).eml"))
        let json = try JSONValue(parsing: try Repository.bytes("\(folder)/\(name).json"))
        let facts = try #require(json["parse"])
        #expect(mail.subject == facts["subject"]?.string)
        #expect(mail.from.map(\.address) == [facts["from"]?.string])
        let identifier = try #require(facts["message_id"]?.string)
        #expect(mail.messageID == MessageIdentifier.list(identifier).first)
        #expect(mail.contentType == facts["content_type"]?.string)
        let single = mail.parts.count == 1 ? mail.parts.first : nil
        #expect(single?.charset == facts["charset"]?.string)
        #expect(single?.transferEncoding == facts["transfer_encoding"]?.string)
        if let count = facts["leaf_parts"]?.int { #expect(mail.parts.count == count) }
        for text in facts["text_contains"]?.array ?? [] {
            let words = try #require(text.string)
            #expect(mail.parts.contains { $0.text?.contains(words) == true })
        }
        let attachments = facts["attachments"]?.array ?? []
        let found = mail.parts.filter(\.isAttachment)
        #expect(found.map(\.fileName) == attachments.map { $0["filename"]?.string })
        #expect(found.map(\.contentType) == attachments.map { $0["content_type"]?.string })
        #expect(found.map(\.content.count) == attachments.map { $0["bytes"]?.int })
        #expect(
            found.map { MessageDigest.sha256($0.content) }
                == attachments.map { $0["sha256"]?.string })
        #expect(mail.anomalies == [])
    }
}
