import ConfigurationFiles
import Foundation
import Quantities
import Sky
import Testing

@Suite("Scenario files")
struct ScenarioFileTests {
    @Test("every shipped scenario can be read and has a page", arguments: SkyFixture.names)
    func shipped(name: String) throws {
        let scenario = try SkyFixture.scenario(name)
        #expect(!scenario.title.isEmpty)
        #expect(scenario.references.count >= 4)
        let page = try String(contentsOfFile: SkyFixture.folder + name + ".md", encoding: .utf8)
        #expect(page.hasPrefix("# \(scenario.title)\n"), "\(name).md has another title")
    }

    @Test("all faults of a file are told with line and key")
    func allFaults() throws {
        let path = try SkyFixture.path(
            "safety-carrier",
            replacing: [
                ("purpose: category-1", "purpose: category-3"),
                ("  diameter: 9\n", "  diametre: 9\n"),
                ("inclination: 0.06", "inclination: steep"),
                ("roll_off: 0.35 }", "roll_off: 7 }"),
            ])
        let error = #expect(throws: ConfigurationError.self) { try ScenarioFile.read(path) }
        let faults = try #require(error).faults
        #expect(
            faults.map(\.key) == [
                "purpose", "receiver.diameter", "receiver.diametre", "satellites[1].inclination",
                "victim_carrier.waveform.roll_off",
            ])
        #expect(faults.allSatisfy { ($0.line ?? 0) > 0 })
        #expect(faults[2].suggestion == "did you mean diameter?")
    }

    static let nonsense: [(old: String, new: String, key: String, word: String)] = [
        (
            "longitude: -61.6", "longitude: 60", "satellites[2].longitude",
            "below the station's horizon"
        ),
        ("longitude: -70.5", "longitude: -65", "satellites[3].longitude", "victim's own position"),
        (
            "  bandwidth: 75e3", "  bandwidth: 175e3", "target.bandwidth",
            "above the receiver's sample rate"
        ),
        ("  uplink: 14237.5e6", "  uplink: 14437.5e6", "target.uplink", "outside the band"),
        (
            "symbol_rate: 16e3", "symbol_rate: 160e3", "victim_carrier.waveform",
            "above the receiver's sample rate"
        ),
        (
            "  longitude: -52.10\n", "  longitude: 52.10\n", "victim_carrier.latitude",
            "does not see TESTSAT L-1"
        ),
    ]

    @Test("physical nonsense is named as such", arguments: 0..<nonsense.count)
    func physics(index: Int) throws {
        let change = Self.nonsense[index]
        let path = try SkyFixture.path("safety-carrier", replacing: [(change.old, change.new)])
        let error = #expect(throws: ConfigurationError.self) { try ScenarioFile.read(path) }
        let fault = try #require(error?.faults.first)
        #expect(fault.key == change.key)
        #expect(fault.message.contains(change.word), "\(fault)")
        #expect(fault.line != nil)
    }

    @Test("a recording that would fill the memory is refused")
    func tooLong() throws {
        let path = try SkyFixture.path(
            "safety-carrier",
            replacing: [
                ("sample_rate: 125e3", "sample_rate: 50e6"), ("duration: 1.048576", "duration: 60"),
            ])
        let error = #expect(throws: ConfigurationError.self) { try ScenarioFile.read(path) }
        #expect(error?.faults.first?.key == "receiver.duration")
    }

    @Test(
        "a file that is no scenario is refused without a trap",
        arguments: ["", "a", "- 1", "a: [", "title: 1"])
    func hostile(text: String) throws {
        let path = try SkyFixture.path("safety-carrier", replacing: [])
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(throws: ConfigurationError.self) { try ScenarioFile.read(path) }
    }
}
