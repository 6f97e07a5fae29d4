// Observation files: what is read, what is said of faults, and that nothing traps.

import CanonicalJSON
import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("Observation file")
struct ObservationFileTests {
    @Test("a broken epoch of a single satellite is named with line and path")
    func brokenEpoch() {
        let text = """
            {"id": "x", "station": {"latitude_deg": 0, "longitude_deg": 0, "height_m": 0},
             "height_m": 0, "epochs": [{"time": "noon"},
              {}, 5]}
            """
        let faults = ObservationFile(text.utf8).faults
        #expect(faults.contains { $0.line == 2 && $0.field == "epochs[0].time" })
        #expect(faults.contains { $0.field == "epochs[1].satellite" })
        #expect(faults.contains { $0.field == "epochs[2].offset_hz" })
        let few = ObservationFile(text.replacing("{}, 5", with: "{}").utf8).faults
        #expect(few.contains { $0.field == "epochs" })
    }

    private func scenario() throws -> Scenario { try #require(PublicScenarios.calibration.first) }

    @Test("an observation is read as it was written", arguments: PublicScenarios.calibration)
    func roundTrip(scenario: Scenario) throws {
        let text = ObservationText.json(scenario).pretty
        let file = ObservationFile(text.utf8)
        #expect(file.faults.isEmpty)
        let read = try #require(file.observations.first)
        let expected = scenario.calibrated
        #expect(read.id == expected.id)
        #expect(read.satellites == expected.satellites)
        #expect(read.measurement == expected.measurement)
        #expect(read.references.map(\.measurement) == expected.references.map(\.measurement))
        #expect(read.biasPrior == expected.biasPrior)
        #expect(read.model == expected.model)
        #expect((read.station.latitude - expected.station.latitude).magnitude < Angle(1e-15))
    }

    @Test("JSON Lines give an observation for each line, blank lines apart")
    func lines() {
        let lines = PublicScenarios.calibration.map { ObservationText.json($0).compact }
        let file = ObservationFile(lines.joined(separator: "\n\n").utf8)
        #expect(file.faults.isEmpty)
        #expect(file.observations.map(\.id) == PublicScenarios.calibration.map(\.id))
    }

    @Test("without a model the light-time one is meant, without options none is made up")
    func defaults() throws {
        var json = ObservationText.json(try scenario())
        for key in ["model", "references", "bias_prior"] { json.set(key, to: nil) }
        let read = try #require(ObservationFile(json.compact.utf8).observations.first)
        #expect(read.model == .lightTime)
        #expect(read.references.isEmpty)
        #expect(read.biasPrior == nil)
        #expect(read.height.sigma == nil)
    }

    @Test("all faults are said at once, each with line and path of keys")
    func faults() throws {
        var json = ObservationText.json(try scenario())
        json.set("station", to: nil)
        json.set("uplink_hz", to: "fourteen")
        json.set("downlink_hz", to: [1, 2, 3])
        json.set("model", to: "flat-earth")
        let text = json.pretty
        let file = ObservationFile(text.utf8)
        #expect(file.observations.isEmpty)
        #expect(Set(file.faults.map(\.field)) == ["station", "uplink_hz", "downlink_hz", "model"])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for fault in file.faults where fault.field != "station" {
            let line = try #require(fault.line)
            #expect(lines[line - 1].contains("\"\(fault.field)\""))
        }
    }

    @Test("a fault deep inside names its line")
    func deepFault() throws {
        var text = ObservationText.json(try scenario()).pretty
        let line = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("\"velocity_ecef_mps\"")
            })
        text = text.replacing("\"velocity_ecef_mps\": [", with: "\"velocity_ecef_mps\": [null,")
        let file = ObservationFile(text.utf8)
        let fault = try #require(file.faults.first)
        #expect(fault.field == "satellites[0].velocity_ecef_mps")
        #expect(fault.line == line + 1)
    }

    @Test("values beyond all reason are named with their path")
    func absurd() throws {
        let text = ObservationText.json(try scenario()).compact
            .replacing("\"uplink_hz\":14231000000", with: "\"uplink_hz\":-5")
            .replacing("\"sigma_tdoa_s\":0.0000002", with: "\"sigma_tdoa_s\":0")
            .replacing("\"sigma_tdoa_s\":2e-07", with: "\"sigma_tdoa_s\":0")
        let fields = ObservationFile(text.utf8).faults.map(\.field)
        #expect(fields.contains("uplink_hz"))
        #expect(fields.contains("measurement.sigma_tdoa_s"))
    }

    @Test("a broken line of JSON Lines is named and the others are read")
    func brokenLine() {
        var lines = PublicScenarios.calibration.map { ObservationText.json($0).compact }
        lines[2] = "{\"id\":"
        let file = ObservationFile(lines.joined(separator: "\n").utf8)
        #expect(file.observations.count == lines.count - 1)
        #expect(file.faults.map(\.line) == [3])
    }

    @Test("a matrix that is no covariance is refused")
    func notCovariance() throws {
        let good = [1.0, 0, 0, 0, 0, 0]
        var rows = (0..<6).map { i in (0..<6).map { good[abs($0 - i)] } }
        #expect(StateCovariance(rows: rows) != nil)
        rows[0][1] = 2
        rows[1][0] = 2
        #expect(StateCovariance(rows: rows) == nil)
        rows[0][1] = .nan
        #expect(StateCovariance(rows: rows) == nil)
        #expect(StateCovariance(rows: [[1]]) == nil)
    }

    @Test("2000 mutated files never trap, and what is read is located or refused with reasons")
    func mutations() {
        var generator = SeededGenerator(seed: 99)
        let originals = PublicScenarios.calibration.map {
            Array(ObservationText.json($0).compact.utf8)
        }
        for _ in 0..<2000 {
            guard var bytes = generator.pick(originals) else { continue }
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                Mutation.apply(to: &bytes, &generator)
            }
            let file = ObservationFile(bytes)
            #expect(!file.faults.isEmpty || !file.observations.isEmpty)
            for observation in file.observations {
                let result = Locator().locate(observation)
                #expect(result.outcome == .located || !result.reasons.isEmpty)
                let text = result.json.compact + result.geoJSON.compact
                #expect(!text.contains("null"))
            }
        }
    }
}

/// Damage as it happens to files: bytes, digits, numbers, pieces.
enum Mutation {
    private static let numbers = [
        "0", "-1", "1e308", "-1e308", "1e-320", "null", "\"x\"", "[]", "9223372036854775807", "1e9",
        "true", "{}", "0.0000001", "-0.0", "6378137", "42164000",
    ]

    static func apply(to bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard bytes.count > 2 else { return }
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: at)
        case 2:
            let end = min(bytes.count, at + Int.random(in: 1...40, using: &generator))
            bytes.removeSubrange(at..<end)
        default: replaceNumber(in: &bytes, from: at, &generator)
        }
    }

    /// Puts something else in place of the next number, so that the JSON stays well-formed.
    private static func replaceNumber(
        in bytes: inout [UInt8], from start: Int, _ generator: inout SeededGenerator
    ) {
        let marks = Set(":[,".utf8)
        let digits = Set("0123456789.eE+-".utf8)
        var at = start
        while at + 1 < bytes.count, !(marks.contains(bytes[at]) && digits.contains(bytes[at + 1])) {
            at += 1
        }
        guard at + 1 < bytes.count else { return }
        var end = at + 1
        while end < bytes.count, digits.contains(bytes[end]) { end += 1 }
        let replacement = generator.pick(numbers) ?? "0"
        bytes.replaceSubrange((at + 1)..<end, with: replacement.utf8)
    }
}
