import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("vigia simulate sky and station")
struct SkyCommandTests {
    private static let scenario = Repository.path("Simulators/Scenarios/no-adjacent-satellite.yaml")
    private static let located = Repository.path("Simulators/Scenarios/mountain-site.yaml")

    @Test(
        "a scenario becomes recordings, ephemerides, an observation to fill in, and the truth apart"
    )
    func files() throws {
        let folder = try Repository.temporaryFolder() + "/sky"
        let run = try Program.run([
            "simulate", "sky", Self.scenario, "--seed", "3", "--out", folder,
        ])
        #expect(run.status == 0, "\(run.errors)")
        let names = Set(try Repository.names(in: folder))
        #expect(
            names.isSuperset(of: [
                "ephemeris-victim.oem", "ephemeris-adjacent-1.oem", "observation.json",
                "target-victim.sigmf-meta",
                "target-adjacent.sigmf-meta", "reference-1-victim.sigmf-meta", "truth.json",
            ]))
        let metas = names.filter { $0.hasSuffix("sigmf-meta") }.map { "\(folder)/\($0)" }.sorted()
        #expect(try Tool.run(".venv/bin/sigmf_validate", metas) == 0)
        let orbit = try Program.run([
            "orbit", "propagate", "--elements", folder + "/ephemeris-victim.oem", "--at",
            "2027-03-01T02:00:30Z",
            "--json",
        ])
        #expect(orbit.status == 0, "\(orbit.errors)")
        // The same seed writes the same bytes.
        let again = try Repository.temporaryFolder() + "/sky"
        #expect(
            try Program.run(["simulate", "sky", Self.scenario, "--seed", "3", "--out", again])
                .status == 0)
        for name in names {
            #expect(
                try Repository.bytes("\(folder)/\(name)") == Repository.bytes("\(again)/\(name)"),
                "\(name)")
        }
    }

    @Test("the station measures a scenario, and the answer is JSON with the claim beside the truth")
    func station() throws {
        let run = try Program.run([
            "simulate", "station", Self.located, "--seeds", "1..2", "--json",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            let result = try JSONValue(parsing: Array(line.utf8))
            #expect(result["outcome"]?.string == "located")
            #expect(result["error_m"]?.double != nil)
        }
    }

    @Test("a faulty scenario ends with 65 and all its faults, a missing one too")
    func faulty() throws {
        let path = try Repository.temporaryFolder() + "/bad.yaml"
        let text = try Repository.text(Self.scenario)
            .replacingOccurrences(of: "purpose: category-2", with: "purpose: none")
            .replacingOccurrences(of: "sample_rate: 125e3", with: "sample_rate: fast")
        try Data(text.utf8).write(to: URL(filePath: path))
        let run = try Program.run(["simulate", "sky", path, "--out", path + ".out"])
        #expect(run.status == 65)
        #expect(run.errors.contains("bad.yaml:3: purpose:"), "\(run.errors)")
        #expect(run.errors.contains("receiver.sample_rate:"))
        #expect(!FileManager.default.fileExists(atPath: path + ".out"))
        let missing = try Program.run(["simulate", "station", "/nonexistent.yaml"])
        #expect(missing.status == 65)
    }
}
