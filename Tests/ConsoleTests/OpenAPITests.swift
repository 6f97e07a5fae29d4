// The description of the API against the server: the same routes, and every answer as it is described.

import CanonicalJSON
import Console
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The description of the API")
struct OpenAPITests {
    private static let file = Repository.path("Protocols/HTTP/openapi.yaml")
    private static let beside = Repository.path("Tests/ConsoleTests/")

    /// Method, path and desks of every operation in the file.
    private static func described() throws -> [(operation: String, desks: Set<DeskKind>)] {
        var (path, found) = ("", [(operation: String, desks: Set<DeskKind>)]())
        for line in try Repository.text(file).split(separator: "\n") {
            if let match = line.wholeMatch(of: #/  (/\S*):/#) {
                path = String(match.1)
            } else if let match = line.wholeMatch(of: #/    (get|post|patch|delete|put):/#) {
                found.append(("\(match.1.uppercased()) \(path)", [.bureau, .station]))
            } else if let match = line.wholeMatch(of: #/      x-desks: \[(.*)\]/#), !found.isEmpty {
                let names = match.1.split(separator: ", ").map(String.init)
                found[found.count - 1].desks = Set(names.compactMap(DeskKind.init(rawValue:)))
            }
        }
        return found
    }

    @Test(
        "77: the file names the routes that are served, at the desks where they are",
        arguments: DeskKind.allCases)
    func sameRoutes(desk: DeskKind) throws {
        let described = try Self.described().filter { $0.desks.contains(desk) }.map(\.operation)
        let served = try SiteOfDesk(desk).site.served.filter {
            $0.contains(" /api/") || ["GET /healthz", "GET /readyz", "GET /metrics"].contains($0)
        }
        #expect(Set(described).count == described.count)
        #expect(Set(served).subtracting(described).sorted() == [])
        #expect(Set(described).subtracting(served).sorted() == [])
    }

    @Test("77: the file is valid OpenAPI 3.1, and the one that is served")
    func valid() throws {
        let status = try Tool.run(".venv/bin/openapi-spec-validator", [Self.file])
        #expect(status == 0)
        let served = try SiteOfDesk(.bureau).ask(.get, "/openapi.yaml", token: nil)
        let file = try Repository.bytes(Self.file)
        #expect(served.bytes == file)
        #expect(served.header("content-type")?.hasPrefix("application/yaml") == true)
    }

    /// Who asks for what: a member for everything, then those for whom alone some routes are.
    static let questions: [(desk: DeskKind, role: String, tag: String?)] = [
        (.bureau, "dispatcher", nil), (.bureau, "administrator", "access"),
        (.bureau, "auditor", "journal"), (.station, "operator", nil),
        (.station, "officer", "acts"), (.station, "auditor", "journal"),
    ]

    @Test(
        "77: every route answers as the file says, whatever is sent",
        arguments: questions)
    func everyRoute(desk: DeskKind, role: String, tag: String?) async throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        try sites.serve(number)
        _ = try sites.placed(102)
        try sites.settle()
        let site = desk == .bureau ? sites.bureau : sites.station
        let description = try Self.description(at: desk)
        let chosen = [description] + (tag.map { ["--include-tag", $0] } ?? [])
        let report = try await ServedSite.with(site.site) { port in
            try await onOwnThread {
                try Self.schemathesis(
                    with: site.site.localToken,
                    chosen + [
                        "--url", "http://127.0.0.1:\(port)",
                        "--header", "X-Vigia-Name:dora", "--header", "X-Vigia-Role:\(role)",
                    ])
            }
        }
        #expect(report.status == 0, "\(report.words)")
    }

    /// The file without what is only at the other desk.
    private static func description(at desk: DeskKind) throws -> String {
        var (kept, block, isForeign) = ([Substring](), [Substring](), false)
        for line in try Repository.text(file).split(separator: "\n") {
            if line.prefixMatch(of: #/ {0,4}[^ ]/#) != nil {
                if !isForeign { kept += block }
                (block, isForeign) = ([], false)
            }
            block.append(line)
            if let match = line.wholeMatch(of: #/      x-desks: \[(.*)\]/#) {
                isForeign = !match.1.contains(desk.rawValue)
            }
        }
        kept += block
        // A path whose every method is at the other desk.
        let isEmpty = { (index: Int) in
            kept[index].hasPrefix("  /")
                && (index + 1 == kept.count || !kept[index + 1].hasPrefix("    "))
        }
        let lines = kept.indices.filter { !isEmpty($0) }.map { kept[$0] }
        let path = try Repository.temporaryFolder() + "/openapi.yaml"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Runs schemathesis with the settings beside this file; its chance has a fixed seed.
    private static func schemathesis(with token: String, _ arguments: [String]) throws -> (
        status: Int32, words: String
    ) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: Repository.path(".venv/bin/schemathesis"))
        process.currentDirectoryURL = URL(filePath: NSTemporaryDirectory())
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SCHEMATHESIS_HOOKS": beside + "schemathesis_hooks.py", "VIGIA_TOKEN": token,
        ]) { $1 }
        process.arguments =
            [
                "--config-file", beside + "schemathesis.toml", "run", "--no-color",
                "--max-examples", "2", "--seed", "1", "--exclude-operation-id", "streamEvents",
                "--phases", "examples,coverage,fuzzing",
            ] + arguments
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data.suffix(60_000), as: UTF8.self))
    }
}
