// The commands of a document, made into a script that runs them as a reader would.
//
// A block ```sh is run, in the order of the document, in one shell in a fresh folder with the program on the path and
// `Config`, `Protocols` and `Simulators` beside it. A block ```output after it is what its last command shows, line by
// line; `...` stands for anything, and what comes only after a while is waited for. A comment `# exit N` at the end of a
// command is the exit code it ends with. A block ```sh no-test: REASON is not run.

import Foundation
import Glibc
import TestSupport

/// A document with the blocks of its fences.
struct Document: Sendable, CustomStringConvertible {
    /// One fenced block.
    struct Block {
        /// The line of the fence.
        var line: Int
        var words: String
        var lines: [String] = []
    }

    /// One command as it is run.
    struct Command {
        var line: Int
        var text: String
        var status = 0
        var shown: [String] = []
    }

    let path: String

    var description: String { path }

    /// The README and everything in `docs`.
    static let all: [Document] = {
        let names = (try? Repository.names(in: Repository.path("docs"))) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
    }().map(Document.init(path:))

    func blocks() throws -> [Block] {
        var (blocks, open): ([Block], Block?) = ([], nil)
        let lines = try Repository.text(Repository.path(path))
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.hasPrefix("```") else {
                open?.lines.append(String(line))
                continue
            }
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = Block(line: index + 1, words: String(line.dropFirst(3)))
            }
        }
        return blocks
    }

    /// The commands that are run, each with what it is to show.
    func commands() throws -> [Command] {
        var commands: [Command] = []
        for block in try blocks() {
            switch block.words {
            case "sh": commands += block.commands
            case "output" where !commands.isEmpty:
                commands[commands.count - 1].shown = block.lines.filter { !$0.isEmpty }
            default: break
            }
        }
        return commands
    }
}

extension Document.Block {
    /// A command is a line with those that follow a backslash or belong to what it is given (`<<'END'`).
    var commands: [Document.Command] {
        var (commands, lines, end): ([Document.Command], [String], String?) = ([], [], nil)
        for (index, line) in self.lines.enumerated() {
            lines.append(line)
            if let word = end {
                if line == word { end = nil }
            } else if let word = line.firstMatch(of: #/<<'(\w+)'/#)?.1 {
                end = String(word)
            }
            guard end == nil, !line.hasSuffix("\\") else { continue }
            let text = lines.joined(separator: "\n")
            let first = self.line + 1 + index - (lines.count - 1)
            lines = []
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            let status = text.firstMatch(of: #/#.*\bexit (\d+)/#).flatMap { Int($0.1) }
            commands.append(.init(line: first, text: text, status: status ?? 0))
        }
        return commands
    }
}

/// A folder in which the commands of a document are run.
struct DocumentRun {
    private let folder: String
    private let ports: [String: Int]

    init() throws {
        folder = try Repository.temporaryFolder()
        let listeners = try ["8440", "8441"].map { ($0, try Loopback.listen()) }
        defer { listeners.forEach { close($0.1.socket) } }
        ports = Dictionary(uniqueKeysWithValues: listeners.map { ($0.0, $0.1.port) })
        let files = FileManager.default
        for name in ["work", "bin", "steps"] {
            try files.createDirectory(
                atPath: folder + "/" + name, withIntermediateDirectories: true)
        }
        for name in ["Config", "Protocols", "Simulators"] {
            try files.createSymbolicLink(
                atPath: folder + "/work/" + name, withDestinationPath: Repository.path(name))
        }
        try program.write(toFile: folder + "/bin/vigia", atomically: true, encoding: .utf8)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/vigia")
    }

    /// The program; a new desk gets a port that is free on this machine.
    private var program: String {
        let exchanges = ports.map { "-e 's/port: \($0.key)/port: \($0.value)/'" }
        return """
            #!/bin/bash
            [ "${1-}" = init ] || exec '\(Program.path)' "$@"
            '\(Program.path)' "$@" || exit
            while [ "$1" != --data ]; do shift; done
            sed -i \(exchanges.joined(separator: " ")) "$2/settings.yaml"
            """
    }

    /// Runs commands one after the other in one shell, which ends with everything it started.
    ///
    /// - Returns: `nil`, or the line of the command that went wrong and what it said.
    func run(_ commands: [Document.Command], of path: String) throws -> String? {
        let script = folder + "/script"
        try ([Self.preamble] + commands.map(step) + ["trap - EXIT", "end_jobs"])
            .joined(separator: "\n").write(toFile: script, atomically: true, encoding: .utf8)
        let run = try Program.run(
            ["--kill-after=5", "280", "/bin/bash", script], program: "/usr/bin/timeout",
            environment: [
                "PATH": "\(folder)/bin:/usr/local/bin:/usr/bin:/bin", "ROOM": folder,
                "DOCUMENT": path,
            ])
        return run.status == 0 ? nil : run.output + run.errors
    }

    private func step(_ command: Document.Command) -> String {
        var text = command.text
        for (port, free) in ports { text = text.replacing(":\(port)", with: ":\(free)") }
        let patterns = command.shown.map { quoted(Self.pattern($0)) }.joined(separator: " ")
        return "step \(command.line) \(command.status) \(quoted(text)) \(patterns)"
    }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// A regular expression for a line that is shown.
    static func pattern(_ line: String) -> String {
        let special = Set("\\^$.|?*+()[]{}")
        let pieces = line.split(separator: "...", omittingEmptySubsequences: false).map { piece in
            piece.split(separator: " ", omittingEmptySubsequences: false).map { word in
                String(word.flatMap { special.contains($0) ? ["\\", $0] : [$0] })
            }.joined(separator: " *")
        }
        return pieces.joined(separator: ".*")
    }

    /// What the shell knows beforehand. Exit code 75 means that one shall try again, and so does this reader.
    private static let preamble = #"""
        set -u
        cd "$ROOM/work"
        exec 3>&1
        end_jobs() { kill $(jobs -p) 2>/dev/null; wait; }
        stop() { { echo "$DOCUMENT:$line: $1"; cat "$ROOM/steps/$line"; } >&3; end_jobs; exit 1; }
        trap 'trap - EXIT; stop "the shell ended"' EXIT
        wrong() {
            [ "$status" = "$1" ] || { echo "ended with $status, not with $1"; return; }
            shift
            for pattern in "$@"; do
                grep -qE -- "$pattern" "$ROOM/steps/$line" || { echo "does not show $pattern"; return; }
            done
        }
        step() {
            line=$1 expected=$2 command=$3
            shift 3
            local end=$((SECONDS + 90)) fault
            while :; do
                eval "$command" < /dev/null > "$ROOM/steps/$line" 2>&1
                status=$?
                fault=$(wrong "$expected" "$@")
                [ -n "$fault" ] || return 0
                if [ "$status" = "$expected" ] || [ "$status" = 75 ]; then
                    if [ $SECONDS -lt $end ]; then sleep 0.3; continue; fi
                fi
                trap - EXIT
                stop "$fault"
            done
        }
        """#
}
