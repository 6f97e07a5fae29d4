// Protocols/README.md shows the life of an order and which test proves which requirement. Both parts
// are made from what they describe: the table that `decide` asks, and the names of the tests.
// `make diagram` (VIGIA_RECORD=1) writes them anew.

import Foundation
import MonitoringOrders
import TestSupport
import Testing

@Suite("ProtocolsPage: the page of the exchange")
struct ProtocolsPageTests {
    private static let page = Repository.path("Protocols/README.md")
    /// Requirements whose subject is not built yet.
    private static let notYet: Set<String> = ["R33"]

    private static let parts = ["state diagram", "requirements"]

    private static func generated(_ part: String) throws -> String {
        switch part {
        case "state diagram": "```mermaid\n" + OrderLifeTable.diagram + "\n```"
        default: try Requirement.table()
        }
    }

    @Test("shows what the code says", arguments: parts)
    func isUpToDate(part: String) throws {
        let (begin, end) = ("<!-- generated: \(part) -->\n", "\n<!-- end of \(part) -->")
        var text = try Repository.text(Self.page)
        let start = try #require(text.range(of: begin)).upperBound
        let stop = try #require(text.range(of: end, range: start..<text.endIndex)).lowerBound
        let fresh = try Self.generated(part)
        if ProcessInfo.processInfo.environment["VIGIA_RECORD"] == "1" {
            text.replaceSubrange(start..<stop, with: fresh)
            try text.write(toFile: Self.page, atomically: true, encoding: .utf8)
            return
        }
        #expect(String(text[start..<stop]) == fresh, "make diagram writes \(part) anew")
    }

    @Test("every requirement has a test that names it")
    func everyRequirementIsTested() throws {
        let requirements = try Requirement.all()
        #expect(requirements.map(\.number) == (1...91).map { "R\($0)" })
        for requirement in requirements where !Self.notYet.contains(requirement.number) {
            #expect(!requirement.tests.isEmpty, "\(requirement.number): \(requirement.rule)")
        }
    }

    @Test("R85: every part of the house stands where its name says")
    func layout() {
        for part in ["Package.swift", "Sources", "Tests", "Protocols", "Simulators", "Config"] {
            #expect(FileManager.default.fileExists(atPath: Repository.path(part)), "\(part)")
        }
    }

    @Test("R4: no text of the program speaks of writing to the Master Register")
    func masterRegister() {
        for file in SourceFile.code {
            let strings = file.lines.filter { !$0.trimmed.hasPrefix("//") && $0.contains("\"") }
            #expect(!strings.contains { $0.contains("Master Register") }, "\(file.path)")
        }
    }
}

/// One requirement with the files of the tests that name it.
private struct Requirement {
    var number, clause, rule: String
    var tests: [SourceFile]

    static func all() throws -> [Requirement] {
        let named = SourceFile.tests.map { (file: $0, numbers: $0.requirements) }
        let lines = try Repository.text(Repository.path("Protocols/requirements.csv"))
            .split(separator: "\n").dropFirst()
        return try lines.map { line in
            let cells = line.split(separator: ",", maxSplits: 2).map(String.init)
            try #require(cells.count == 3, "\(line)")
            return Requirement(
                number: cells[0], clause: cells[1],
                rule: cells[2].trimmingCharacters(in: ["\""]),
                tests: named.filter { $0.numbers.contains(cells[0]) }.map(\.file))
        }
    }

    static func table() throws -> String {
        let head = ["| clause | requirement | rule | tests |", "| --- | --- | --- | --- |"]
        return try (head + all().map(\.row)).joined(separator: "\n")
    }

    private var row: String {
        let links = tests.map { file in
            let name = file.path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
            return "[\(name)](../\(file.path))"
        }
        return "| \(clause) | \(number) | \(rule) | \(links.joined(separator: ", ")) |"
    }
}

extension SourceFile {
    fileprivate static var tests: [SourceFile] { all.filter { $0.path.hasPrefix("Tests/") } }

    /// Numbers of requirements in the titles of the file's tests; `R37-R39` names three.
    fileprivate var requirements: Set<String> {
        let text = lines.joined(separator: "\n")
        let titles = text.matches(of: /@Test\(\s*"([^"]*)"/).map(\.output.1)
        var found: Set<String> = []
        for title in titles {
            for match in title.matches(of: /\bR(\d+)(?:-R(\d+))?\b/) {
                guard let first = Int(match.output.1) else { continue }
                let last = match.output.2.flatMap { Int($0) } ?? first
                found.formUnion((first...max(first, last)).map { "R\($0)" })
            }
        }
        return found
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
