import TestSupport
import Testing

@Suite("What the documents say to type", .serialized)
struct DocumentTests {
    @Test("does what they say", arguments: Document.all)
    func runs(document: Document) async throws {
        try await onOwnThread {
            let commands = try document.commands()
            guard !commands.isEmpty else { return }
            let fault = try DocumentRun().run(commands, of: document.path)
            #expect(fault == nil, "\(fault ?? "")")
        }
    }

    @Test(
        "is left out only with a reason, and only where it needs the machine itself",
        arguments: Document.all)
    func exceptions(document: Document) throws {
        for block in try document.blocks() where block.words.hasPrefix("sh") && block.words != "sh"
        {
            #expect(block.words.hasPrefix("sh no-test: "), "\(document.path):\(block.line)")
            for command in block.commands {
                #expect(
                    command.text.contains(#/^(sudo |make |apt|systemctl |scripts\/|git |swift )/#),
                    "\(document.path):\(command.line) can be run by a test")
            }
        }
    }

    @Test(
        "a wrong exit code, a line that is not shown and an unknown name are told with their line")
    func tells() async throws {
        try await onOwnThread {
            let cases: [(Document.Command, String)] = [
                (
                    .init(line: 7, text: "vigia order check none.txt"),
                    "d.md:7: ended with 66, not with 0"
                ),
                (.init(line: 8, text: "echo a; exit 0"), "d.md:8: the shell ended"),
                (.init(line: 9, text: "echo $UNKNOWN_NAME"), "d.md:9: the shell ended"),
            ]
            for (command, words) in cases {
                let fault = try DocumentRun().run([command], of: "d.md")
                #expect(fault?.contains(words) == true, "\(fault ?? "no fault")")
            }
            let right = Document.Command(
                line: 1, text: "false   # exit 1: no", status: 1, shown: [])
            #expect(try DocumentRun().run([right], of: "d.md") == nil)
        }
    }

    @Test("a line that is shown may leave out what differs from run to run")
    func patterns() throws {
        let pattern = DocumentRun.pattern("BR/2027/0101  2  placed ... (UTC)")
        let expression = try Regex(pattern)
        #expect("BR/2027/0101      2 placed 2027-03-01 (UTC)".contains(expression))
        #expect(!"BR/2027/0101      2 placed 2027-03-01 UTC".contains(expression))
    }
}
