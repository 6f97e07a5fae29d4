import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("Every command")
struct CommandHelpTests {
    /// A command as the program describes itself.
    struct Command {
        var path: [String]
        var abstract: String
        var discussion: String
        var options: Set<String>
        var hasCommands: Bool
        var isShown: Bool
    }

    static func all() throws -> [Command] {
        let run = try Program.run(["--experimental-dump-help"])
        let top = try #require(try JSONValue(parsing: run.output)["command"])
        return commands(top, [])
    }

    private static func commands(_ value: JSONValue, _ above: [String]) -> [Command] {
        let path = above + [value["commandName"]?.string ?? ""]
        let children = (value["subcommands"]?.array ?? []).filter {
            $0["commandName"]?.string != "help"
        }
        let names = (value["arguments"]?.array ?? []).flatMap { $0["names"]?.array ?? [] }
        let own = Command(
            path: path, abstract: value["abstract"]?.string ?? "",
            discussion: value["discussion"]?.string ?? "",
            options: Set(names.compactMap { $0["name"]?.string }), hasCommands: !children.isEmpty,
            isShown: value["shouldDisplay"]?.bool ?? true)
        return [own] + children.flatMap { commands($0, path) }
    }

    @Test("behaviour 112: every command has help with an example")
    func examples() throws {
        let all = try Self.all()
        #expect(all.count > 60)
        for command in all where command.isShown {
            #expect(!command.abstract.isEmpty, "\(command.path)")
            guard !command.hasCommands else { continue }
            let example = "vigia " + command.path.dropFirst().joined(separator: " ")
            #expect(
                command.discussion.contains("Example: ")
                    || command.discussion.contains("Example:\n"),
                "\(command.path)")
            #expect(command.discussion.contains(example), "\(command.path)")
        }
    }

    @Test("behaviour 112: every command that prints a result can print it as JSON")
    func json() throws {
        for command in try Self.all() where command.isShown && !command.hasCommands {
            #expect(command.options.contains("json"), "\(command.path)")
            #expect(command.options.contains("help"), "\(command.path)")
        }
    }

    @Test("behaviour 112: the help of the program names every exit code, and its version is said")
    func exitCodes() throws {
        let help = try Program.run(["--help"])
        #expect(help.status == 0)
        for code in ["0", "1", "64", "65", "66", "69", "70", "73", "75", "77", "78"] {
            #expect(help.output.contains("\n  \(code) "), "\(code)")
        }
        let version = try Program.run(["--version"])
        #expect(version.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
    }

    @Test("behaviour 112: completions for three shells, without a fault of the shell")
    func completions() throws {
        for shell in ["bash", "zsh", "fish"] {
            let script = try Program.run(["--generate-completion-script", shell])
            #expect(script.status == 0 && script.output.contains("check-config"), "\(shell)")
        }
        let bash = try Program.run(["--generate-completion-script", "bash"]).output
        let checked = try Program.run(["-n"], input: bash, program: "/bin/bash")
        #expect(checked.status == 0, "\(checked.errors)")
    }

    @Test("behaviour 112: a manual page for every command, and one for every key of the settings")
    func manual() throws {
        let folder = try Repository.temporaryFolder() + "/man"
        let made = try Program.run(
            [Program.path, folder], program: Repository.path("scripts/man-pages"),
            environment: ["PATH": "/usr/bin:/bin"])
        #expect(made.status == 0, "\(made.errors)")
        for command in try Self.all() where command.isShown {
            let page = try Repository.text(
                "\(folder)/man1/\(command.path.joined(separator: "-")).1")
            for part in ["NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO"]
            where !command.hasCommands || part != "DESCRIPTION" {
                #expect(page.contains(".SH \(part)\n"), "\(command.path) \(part)")
            }
        }
        let keys = try Program.run(["settings", "--json"])
        let entries = try #require(try JSONValue(parsing: keys.output)["settings"]?.array)
        #expect(entries.count > 50)
        let page = try Repository.text("\(folder)/man5/vigia-settings.5")
        for entry in entries {
            let key = entry["key"]?.string ?? ""
            #expect(page.contains("\\fB\(key)\\fP"), "\(key)")
        }
    }

    @Test("NO_COLOR or not, nothing coloured and no progress is written where no terminal is")
    func plain() throws {
        let run = try Program.run(["simulate", "workflow", "--seeds", "1..2", "--days", "1"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty && !run.output.contains("\u{1B}"))
    }
}
