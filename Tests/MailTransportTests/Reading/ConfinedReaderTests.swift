import Foundation
import Letters
import MailTransport
import Quantities
import TestSupport
import Testing

@Suite("Reading letters in a confined process")
struct ConfinedReaderTests {
    /// The program as the tests were built with it.
    private static let program = Repository.path(".build/release/vigia")

    private func reader(_ program: String, _ arguments: String...) -> ConfinedReader {
        ConfinedReader(program: program, arguments: arguments)
    }

    private func words(_ result: Result<MailMessage, MIMEFault>?) -> String {
        if case .failure(let fault)? = result { return fault.description }
        return "read"
    }

    @Test("the confined reader reads what the unconfined one reads, to the last field")
    func same() throws {
        let letters = try Mails.mutants(500, seed: 1)
        let confined = try ConfinedReader(program: Self.program).read(letters)
        let direct = try UnconfinedReader().read(letters)
        for (left, right) in zip(confined, direct) { #expect(left == right) }
    }

    @Test(
        "behaviour 11: of many letters the one that cannot be read is told, and the others are read"
    )
    func oneOfMany() throws {
        let good = Mails.letter(text: "x\r\n")
        let letters = (0..<40).map { $0 == 37 ? [] : good }
        let results = try ConfinedReader(program: Self.program, width: 3).read(letters)
        #expect(words(results[37]) == MIMEFault.noHeader.description)
        #expect(results.count { words($0) == "read" } == 39)
    }

    @Test("a reader that dies costs the letter, not the desk")
    func dies() throws {
        let crash = reader("/bin/sh", "-c", "head -c 9 > /dev/null; kill -SEGV $$")
        #expect(
            words(try crash.read([Mails.letter(text: "x")]).first)
                == "the reader was ended by signal 11")
        let end = reader("/bin/sh", "-c", "exit 3")
        #expect(words(try end.read([Mails.letter(text: "x")]).first).contains("status 3"))
    }

    @Test("a reader that answers what no reader answers is not believed")
    func malformed() throws {
        // It gives the letter itself back as its answer.
        let echo = reader("/bin/sh", "-c", "exec cat >&0")
        let answers = try echo.read([Mails.letter(text: "x")])
        #expect(words(answers.first).hasPrefix("the reader"))
        let boast = reader("/bin/sh", "-c", "printf '\\377\\377\\377\\377\\377\\377\\377\\177' >&0")
        #expect(words(try boast.read([Mails.letter(text: "x")]).first).hasPrefix("the reader"))
    }

    @Test("a reader that cannot be started is no fault of the letter")
    func unavailable() {
        #expect(throws: ReaderUnavailable.self) {
            try reader("/nonexistent/reader").read([Mails.letter(text: "x")])
        }
    }

    @Test("behaviour 12: a letter of 30 MB is read within two seconds")
    func large() throws {
        let line = [UInt8](repeating: 0x61, count: 76) + [0x0D, 0x0A]
        let body = [UInt8]((0..<400_000).map { _ in line }.joined())
        let letter = Mails.letter(text: "") + body
        let begin = ContinuousClock.now
        let mail: MailMessage = try ConfinedReader(program: Self.program).read(letter)
        #expect(ContinuousClock.now - begin < .seconds(Limits.readerSeconds))
        #expect(mail.parts.first?.content.count ?? 0 >= body.count)
        #expect(mail.parts.first?.text?.utf8.count ?? 0 <= Limits.partTextBytes)
    }
}
