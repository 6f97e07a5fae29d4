// Behaviour 12 and its kin: letters made to break a reader are read or refused with a word, and
// the next letter is read as if nothing had been.

import Letters
import MailTransport
import Quantities
import TestSupport
import Testing

@Suite struct HostileLetterTests {
    @Test("T9: the letter of 116 bytes that makes GMime write without end is read")
    func survivesParameterOfTrapT9() throws {
        let head = "Content-Type: multipart/mixed;\n " + String(repeating: "K", count: 72)
        let mail = try MIMEReader.read(Array((head + "=\"\u{45C}\"\n\nbody\n").utf8))
        #expect(mail.contentType == "multipart/mixed")
        #expect(mail.parts.first?.text == "body\n")
        #expect(mail.hasAnomaly("names no boundary"))
    }

    @Test("T9: the same in an embedded letter stays closed")
    func keepsTrapInEmbeddedLetter() throws {
        let trap = "Content-Type: multipart/mixed;\n " + String(repeating: "K", count: 72)
        let inner = Array((trap + "=\"\u{45C}\"\n\nbody").utf8)
        let mail = try MIMEReader.read(
            Mails.multipart([(["Content-Type: message/rfc822"], inner)]))
        #expect(mail.parts.first?.content == inner)
    }

    @Test(
        "bytes that are no letter are refused", arguments: ["", "\u{0}\u{1}\u{2}", "\u{FF}\u{FE}"])
    func refusesGarbage(_ text: String) {
        #expect(throws: MIMEFault.noHeader) { try MIMEReader.read(Array(text.utf8)) }
    }

    /// A letter just over a limit, made when its turn comes: arguments of tests are printed.
    enum TooMuch: String, CaseIterable {
        case fields, line, foldedLine, colons, partLine, partFields, parts, boundaryLines
        case depth, depth2000, bytes

        var limit: MIMEFault.Limit {
            switch self {
            case .fields, .partFields: .headerFields
            case .line, .foldedLine, .colons, .partLine: .headerBytes
            case .parts: .parts
            case .boundaryLines: .boundaryLines
            case .depth, .depth2000: .depth
            case .bytes: .letterBytes
            }
        }

        var letter: [UInt8] {
            let long = String(repeating: "a", count: Limits.headerBytes)
            switch self {
            case .fields:
                return Mails.letter(
                    head: (0...Limits.letterHeaders).map { "X-\($0): v" }, text: "x\r\n")
            case .line: return Mails.letter(head: ["X-Long: " + long], text: "x\r\n")
            case .foldedLine:
                let folds = String(repeating: "\r\n a", count: Limits.headerBytes)
                return Mails.letter(head: ["X-Long: a" + folds], text: "x\r\n")
            case .colons:
                return Mails.letter(
                    head: ["From: " + String(repeating: ":", count: 99_999)], text: "")
            case .partLine: return Mails.multipart([(["X-Long: a" + long], [1])])
            case .partFields:
                return Mails.multipart((0..<100).map { _ in ((0..<100).map { "X-\($0): v" }, [1]) })
            case .parts:
                return Mails.multipart(
                    (0...Limits.letterParts).map { _ in (["Content-Type: text/plain"], [1]) })
            case .boundaryLines:
                return Mails.letter(
                    head: ["Content-Type: multipart/mixed; boundary=p"],
                    text: String(repeating: "--p\r\n\r\nx\r\n", count: 30_000))
            case .depth: return HostileLetterTests.nested(Limits.letterDepth + 1)
            case .depth2000: return HostileLetterTests.nested(2_000)
            case .bytes: return [UInt8](repeating: 0x61, count: Limits.letterBytes + 1)
            }
        }
    }

    /// A letter with multiparts nested so deep.
    static func nested(_ depth: Int) -> [UInt8] {
        var text = ""
        for level in 0..<depth {
            text += "--b\(level)\r\nContent-Type: multipart/mixed; boundary=b\(level + 1)\r\n\r\n"
        }
        text += "--b\(depth)\r\n\r\nbottom\r\n"
        return Mails.letter(head: ["Content-Type: multipart/mixed; boundary=b0"], text: text)
    }

    @Test(
        "behaviour 12: a letter over a limit is refused by the name of the limit",
        arguments: TooMuch.allCases)
    func refusesOverLimit(_ tooMuch: TooMuch) {
        let fault = #expect(throws: MIMEFault.self) { try MIMEReader.read(tooMuch.letter) }
        guard case .overLimit(tooMuch.limit, let found, let allowed) = fault else {
            Issue.record("\(String(describing: fault)) instead of \(tooMuch.limit)")
            return
        }
        #expect(found > allowed)
        #expect(fault?.description.contains(tooMuch.limit.words) == true)
    }

    @Test("a letter at the limits of depth and parts is read")
    func readsAtTheLimit() throws {
        let parts = (0..<Limits.letterParts).map { _ in
            (["Content-Type: text/plain"], [UInt8(0x61)])
        }
        #expect(try MIMEReader.read(Mails.multipart(parts)).parts.count == Limits.letterParts)
        let deep = try MIMEReader.read(Self.nested(Limits.letterDepth - 1))
        #expect(deep.parts.first?.text == "bottom\r\n".replacing("\r\n", with: "\n"))
    }

    @Test("embedded letters nested without end are one leaf")
    func doesNotDescend() throws {
        let inner = String(
            repeating: "Subject: level\r\nContent-Type: message/rfc822\r\n\r\n", count: 1_000)
        let mail = try MIMEReader.read(
            Mails.letter(head: ["Content-Type: message/rfc822"], text: inner))
        #expect(mail.parts.map(\.content) == [Array(inner.utf8)])
    }

    @Test("a boundary of no characters is listed")
    func listsEmptyBoundary() throws {
        let mail = try MIMEReader.read(
            Mails.letter(
                head: ["Content-Type: multipart/mixed; boundary=\"\""],
                text: "--\r\n\r\none\r\n----\r\n"))
        #expect(mail.hasAnomaly("boundary has 0 characters"))
    }

    @Test("comments nested 20 000 deep in From are read")
    func readsNestedComments() throws {
        let comment = String(repeating: "(", count: 20_000) + String(repeating: ")", count: 20_000)
        let mail = try MIMEReader.read(
            Mails.letter(
                without: ["From"], head: ["From: \(comment) <a@sender.example>"], text: "x\r\n"))
        #expect(mail.from.map(\.address) == ["a@sender.example"])
    }

    @Test("2 000 seeded mutations of letters are read or refused, and never crash the reader")
    func survivesMutations() throws {
        var (read, refused) = (0, 0)
        for bytes in try Mails.mutants(2_000, seed: 2_000) {
            do throws(MIMEFault) {
                let mail = try MIMEReader.read(bytes)
                #expect(mail.parts.count <= Limits.letterParts)
                read += 1
            } catch { refused += 1 }
        }
        #expect(read + refused == 2_000)
        #expect(read > 1_500)
    }
}
