// The description of the API against the server: the same routes, and every answer as it is described.

import CanonicalJSON
import Console
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The description of the API", .timeLimit(.minutes(5)))
struct OpenAPITests {
    private static let file = Repository.path("Protocols/HTTP/openapi.yaml")

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
        let served = try SiteOfDesk(desk).site.served.filter { $0.contains(" /api/") }
        #expect(Set(described).count == described.count)
        #expect(Set(served).subtracting(described).sorted() == [])
        #expect(Set(described).subtracting(served).sorted() == [])
    }

    @Test("77: the file is valid OpenAPI 3.1, and the one that is served")
    func valid() throws {
        #expect(try Tool.run(".venv/bin/openapi-spec-validator", [Self.file]) == 0)
        let served = try SiteOfDesk(.bureau).ask(.get, "/openapi.yaml", token: nil)
        #expect(served.bytes == (try Repository.bytes(Self.file)))
        #expect(served.header("content-type")?.hasPrefix("application/yaml") == true)
    }

    @Test(
        "77: every route answers as the file says, whatever is sent", arguments: DeskKind.allCases)
    func everyRoute(desk: DeskKind) async throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        try sites.serve(number)
        _ = try sites.placed(102)
        try sites.settle()
        let (site, role) =
            desk == .bureau ? (sites.bureau, "dispatcher") : (sites.station, "operator")
        let report = try await ServedSite.with(site.site) { port in
            await Self.schemathesis([
                "run", Self.file, "--url", "http://127.0.0.1:\(port)",
                "--header", "Authorization:Bearer \(site.site.localToken)",
                "--header", "X-Vigia-Name:dora", "--header", "X-Vigia-Role:\(role)",
                "--exclude-operation-id", "streamEvents", "--max-examples", "5", "--seed", "1",
                "--phases", "examples,coverage,fuzzing", "--no-color",
            ])
        }
        #expect(report.status == 0, "\(report.words)")
    }

    /// Runs schemathesis with the settings beside this file.
    private static func schemathesis(_ arguments: [String]) async -> (status: Int32, words: String)
    {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let (process, pipe) = (Process(), Pipe())
                process.executableURL = URL(filePath: Repository.path(".venv/bin/schemathesis"))
                process.currentDirectoryURL = URL(filePath: NSTemporaryDirectory())
                process.arguments =
                    ["--config-file", Repository.path("Tests/ConsoleTests/schemathesis.toml")]
                    + arguments
                (process.standardOutput, process.standardError) = (pipe, pipe)
                do {
                    try process.run()
                } catch {
                    return continuation.resume(returning: (-1, "\(error)"))
                }
                let data = pipe.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                let words = String(decoding: data, as: UTF8.self)
                continuation.resume(
                    returning: (process.terminationStatus, String(words.suffix(8_000))))
            }
        }
    }
}
