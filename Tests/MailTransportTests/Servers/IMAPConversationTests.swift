import MailTransport
import Quantities
import TestSupport
import Testing

@Suite("The conversation with a mailbox")
struct IMAPConversationTests {
    /// A server's answer to the first command: a letter whose text imitates answers.
    private static let letter =
        "Subject: x\r\n\r\nV1 OK done\r\n* 2 FETCH (UID 2 BODY[] {3}\r\nabc)\r\n* BYE\r\n"
    private static let fetch =
        "* 1 FETCH (UID 7 RFC822.SIZE \(letter.utf8.count) BODY[] {\(letter.utf8.count)}\r\n"
        + letter + ")\r\n* 3 EXISTS\r\nV1 OK FETCH completed\r\n"

    private func result(of answer: String, pieces: [Int] = []) throws -> IMAPCommandResult? {
        var conversation = IMAPConversation()
        _ = conversation.command("UID FETCH 7 (UID RFC822.SIZE BODY.PEEK[])")
        var bytes = Array(answer.utf8)[...]
        var found: IMAPCommandResult?
        for size in pieces + [bytes.count] {
            found = try conversation.take(Array(bytes.prefix(size))) ?? found
            bytes = bytes.dropFirst(size)
        }
        return found
    }

    @Test("a letter is taken by its announced size, wherever the stream is cut")
    func everyCut() throws {
        for place in 0...Self.fetch.utf8.count {
            let found = try #require(try result(of: Self.fetch, pieces: [place]))
            #expect(found.status == .ok)
            #expect(try found.letter(uid: 7)?.bytes == Array(Self.letter.utf8), "cut at \(place)")
        }
        let single = try result(
            of: Self.fetch, pieces: [Int](repeating: 1, count: Self.fetch.utf8.count))
        #expect(try single?.letter(uid: 7)?.bytes == Array(Self.letter.utf8))
    }

    @Test("a letter of another size than announced, or of another UID, is not taken")
    func wrongLetter() throws {
        let cut = Self.fetch.replacing(
            "RFC822.SIZE \(Self.letter.utf8.count)", with: "RFC822.SIZE 9999")
        let found = try #require(try result(of: cut))
        #expect(throws: IMAPFault.self) { try found.letter(uid: 7) }
        #expect(try result(of: Self.fetch)?.letter(uid: 8) == nil)
        #expect(try result(of: "V1 OK nothing\r\n")?.letter(uid: 7) == nil)
        let noLiteral = "* 1 FETCH (UID 7 RFC822.SIZE 3 BODY[] NIL)\r\nV1 OK done\r\n"
        #expect(try result(of: noLiteral)?.letter(uid: 7) == nil)
    }

    static let hostile = [
        "* BYE shutting down\r\n", "V9 OK to nothing\r\n", "V1 MAYBE\r\n",
        "* 1 FETCH (BODY[] {99999999999999}\r\n", String(repeating: "x", count: 1 << 21),
        "* LIST " + String(repeating: "{0}\r\n ", count: 80) + "\r\n",
    ]

    @Test("what no server may send ends the conversation", arguments: 0..<hostile.count)
    func endsOnHostile(index: Int) {
        #expect(throws: IMAPFault.self) { try result(of: Self.hostile[index]) }
    }

    @Test("a letter that is too large is passed over, and the next answer is read")
    func tooLarge() throws {
        var scanner = IMAPScanner(largestLiteral: 10)
        let answers = try scanner.feed(
            Array(
                "* 1 FETCH (UID 7 BODY[] {11}\r\nhello world)\r\n* 2 FETCH (UID 8 BODY[] {2}\r\nok)\r\n"
                    .utf8))
        #expect(answers.map(\.literals) == [[nil], [Array("ok".utf8)]])
        #expect(!scanner.isInside)
    }

    @Test("noise of any kind never traps")
    func noise() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<3000 {
            var conversation = IMAPConversation()
            _ = conversation.command("NOOP")
            let alphabet = Array("*V1 OKFETCH{}0123456789()[]\r\n\"\\".utf8)
            let bytes = (0..<60).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            _ = try? conversation.take(bytes)?.letter(uid: 1)
        }
    }

    @Test("a mailbox without UIDVALIDITY is not opened, searches are read in order")
    func mailbox() throws {
        let open =
            "* 3 EXISTS\r\n* OK [UIDVALIDITY 42] x\r\n* OK [UIDNEXT 9] x\r\nV1 OK [READ-ONLY] done\r\n"
        let state = try #require(try result(of: open)?.mailbox)
        #expect(state.validity == 42 && state.nextUID == 9)
        #expect(try result(of: "* 3 EXISTS\r\nV1 OK done\r\n")?.mailbox == nil)
        #expect(try result(of: "* SEARCH 5 3 8\r\nV1 OK done\r\n")?.searched == [3, 5, 8])
        #expect(try result(of: "V1 NO [UNAVAILABLE] later\r\n")?.status == .no)
    }
}
