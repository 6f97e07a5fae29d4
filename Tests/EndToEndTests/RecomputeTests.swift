import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("A report is computed again at the command line")
struct RecomputeTests {
    private func bundle() throws -> String {
        let out = try Repository.temporaryFolder() + "/demo"
        let run = try Program.run(["demo", "--no-serve", "--seed", "5", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        return out + "/BR-2027-0102"
    }

    private func again(_ bundle: String) throws -> Program.Run {
        try Program.run(["report", "recompute", bundle, "--json"])
    }

    @Test("the same position within a metre; a file that is missing, changed or another is named")
    func recompute() throws {
        let folder = try bundle()
        let run = try again(folder)
        #expect(run.status == 0, "\(run.errors)")
        let answer = try JSONValue(parsing: run.output)
        #expect(answer["agrees"]?.bool == true)
        let distances = try #require(answer["distances_m"]?.array).compactMap(\.double)
        #expect(!distances.isEmpty && distances.allSatisfy { $0 <= 1 })

        let recording = folder + "/recordings/target-victim.sigmf-data"
        let samples = try Repository.bytes(recording)
        var changed = samples
        changed[1000] ^= 1
        try Data(changed).write(to: URL(filePath: recording))
        let differing = try again(folder)
        #expect(differing.status == 1)
        #expect(differing.errors.contains("target-victim.sigmf-data: SHA-256 is "))

        try FileManager.default.removeItem(atPath: recording)
        let missing = try again(folder)
        #expect(missing.status == 66)
        #expect(missing.errors.contains("target-victim.sigmf-data: is missing"))
        try Data(samples).write(to: URL(filePath: recording))

        try shiftPosition(in: folder + "/report.json")
        let moved = try again(folder)
        #expect(moved.status == 1)
        #expect(moved.errors.contains("position 1, m apart: the report says"))
    }

    /// Moves the reported position by some two metres.
    private func shiftPosition(in path: String) throws {
        var report = try JSONValue(parsing: try Repository.bytes(path))
        var result = try #require(report["result"])
        var statement = try #require(result["geolocation"])
        var estimates = try #require(statement["estimates"]?.array)
        let latitude = try #require(estimates[0]["latitude_deg"]?.double)
        estimates[0].set("latitude_deg", to: JSONValue(latitude + 2e-5))
        statement.set("estimates", to: .array(estimates))
        result.set("geolocation", to: statement)
        report.set("result", to: result)
        try Data(report.pretty.utf8).write(to: URL(filePath: path))
    }

    @Test("what is no bundle is refused, with the reason")
    func noBundle() throws {
        let folder = try Repository.temporaryFolder()
        #expect(try again(folder + "/none").status == 66)
        #expect(try again(folder).errors.contains("holds no report.json"))
        let file = folder + "/file.zip"
        try Data("no zip".utf8).write(to: URL(filePath: file))
        #expect(try again(file).status == 65)
    }
}
