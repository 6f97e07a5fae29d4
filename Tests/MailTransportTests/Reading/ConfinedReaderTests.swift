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

    /// A reader of the shell's: it says that it is ready, and then does what it should not.
    private func reader(doing script: String) -> ConfinedReader {
        let greeting = "head -c 8 /dev/zero >&0"
        return ConfinedReader(program: "/bin/sh", arguments: ["-c", "\(greeting); \(script)"])
    }

    @Test("a reader that dies costs the letter, not the desk")
    func dies() throws {
        let letters = [Mails.letter(text: "x")]
        let crash = try reader(doing: "head -c 9 > /dev/null; kill -SEGV $$").read(letters)
        #expect(words(crash.first) == "the reader was ended by signal 11")
        let end = try reader(doing: "exit 3").read(letters)
        #expect(words(end.first).contains("status 3"))
    }

    @Test("a reader that answers what no reader answers is not believed")
    func malformed() throws {
        let letters = [Mails.letter(text: "x")]
        // It gives the letter itself back as its answer, or announces more than anybody may say.
        for script in ["exec cat >&0", "head -c 8 /dev/zero | tr '\\0' '\\177' >&0"] {
            let answers = try reader(doing: script).read(letters)
            #expect(words(answers.first).hasPrefix("the reader"))
        }
    }

    @Test(
        "a reader that cannot be started, or does not begin, is no fault of the letter",
        arguments: ["/nonexistent/reader", "/bin/false"])
    func unavailable(program: String) {
        #expect(throws: ReaderUnavailable.self) {
            try ConfinedReader(program: program).read([Mails.letter(text: "x")])
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
