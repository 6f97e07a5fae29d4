// The measuring commands as their users call them: orbit, correlate, measure, locate, predict, bench.

import CanonicalJSON
import Foundation
import Quantities
import Signals
import TestSupport
import Testing

@Suite("The measuring commands")
struct MeasurementCommandTests {
    private let orbits = Repository.golden("orbit/")

    private func lines(_ run: Program.Run) throws -> [JSONValue] {
        try run.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private func numbers(_ value: JSONValue?) -> [Double] {
        (value?.array ?? []).compactMap(\.double)
    }

    private func file(_ text: String, _ name: String = "file") throws -> String {
        let path = try Repository.temporaryFolder() + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(
        "orbit propagate: the five forms of one element set give the published states",
        arguments: ["alpha5.tle", "omm.kvn", "omm.xml", "omm.json", "omm.csv"])
    func propagate(form: String) throws {
        let answers = try JSONValue(parsing: Repository.text(orbits + "sample_states.json"))
        let states = try #require(answers["states"]?.array)
        let minutes = states.compactMap { $0["minutes"]?.double.map { "\($0)" } }
        let run = try Program.run([
            "orbit", "propagate", "--elements", orbits + "sample_" + form, "--minutes",
            minutes.joined(separator: ","), "--json",
        ])
        #expect(run.status == 0)
        let found = try lines(run)
        #expect(found.count == states.count)
        for (line, state) in zip(found, states) {
            for key in ["position_km", "velocity_kmps"] {
                let pairs = zip(numbers(line[key]), numbers(state[key]))
                #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 }, "\(key)")
            }
        }
    }

    @Test("orbit propagate: where the theory fails the line says so, and the end is 65")
    func failingTheory() throws {
        let path = try file(
            """
            1 90002U 27901A   27060.25000000  .00000600  00000-0  10000-3 0   106
            2 90002  68.0000 230.0000 5600000 120.0000 300.0000  0.00001000   101
            """)
        let arguments = ["orbit", "propagate", "--elements", path, "--json"]
        let run = try Program.run(arguments + ["--minutes", "0:10:10"])
        #expect(run.status == 65)
        #expect(try lines(run).map { $0["error"]?["code"]?.int } == [3, 3])
        #expect(try Program.run(arguments).status == 64)
        #expect(try Program.run(arguments + ["--minutes", "0:1:0"]).status == 64)
        #expect(try Program.run(arguments + ["--at", "2027-03-01 12:00"]).status == 64)
        let missing = ["orbit", "propagate", "--elements", "/nowhere", "--minutes", "0"]
        #expect(try Program.run(missing).status == 66)
        let broken = try file("1 90002U 27901A\n2 90002")
        let faults = try Program.run(
            ["orbit", "propagate", "--elements", broken, "--minutes", "0"])
        #expect(faults.status == 65)
        #expect(faults.errors.contains(broken + ":1: line 1: the line has 15 columns, not 69"))
    }

    @Test("orbit look: a satellite over the site stands in the zenith")
    func look() throws {
        let run = try Program.run([
            "orbit", "look", "--site", "0,-65,0", "--longitude", "-65", "--json",
        ])
        let line = try #require(try lines(run).first)
        #expect(abs((line["elevation_deg"]?.double ?? 0) - 90) < 1e-6)
        #expect(abs((line["range_m"]?.double ?? 0) - 35_786_033) < 10)
        #expect(line["visible"]?.bool == true)
        let other = try Program.run([
            "orbit", "look", "--site", "0,-65", "--longitude", "115", "--json",
        ])
        #expect(try lines(other).first?["visible"]?.bool == false)
        #expect(
            try Program.run(["orbit", "look", "--site", "95,0", "--longitude", "0"]).status == 65)
    }

    /// Two recordings of one noise, the second 37 samples later, or of two noises.
    private func recordings(related: Bool, in folder: String) throws -> [String] {
        var generator = SeededGenerator(seed: 4)
        let count = 1 << 15
        func noise(_ count: Int) -> [Float] {
            (0..<2 * count).map { _ in
                (0..<4).reduce(Float(0)) { sum, _ in
                    sum + Float.random(in: -0.1...0.1, using: &generator)
                }
            }
        }
        let source = noise(count + 37)
        let second = related ? Array(source[..<(2 * count)]) : noise(count)
        return try [Array(source[74...]), second].enumerated().map { index, samples in
            let recording = Recording(
                name: "channel", samples: ComplexSamples(interleaved: samples),
                sampleRate: Hertz(1e6), centreFrequency: Hertz(11.95e9))
            return try recording.write(to: "\(folder)/ch\(index)", format: .complexFloatLittle)
        }
    }

    @Test("correlate: delay found, noise alone ends with 1, a cut file with 65, none with 66")
    func correlation() throws {
        let folder = try Repository.temporaryFolder()
        let paths = try recordings(related: true, in: folder)
        let run = try Program.run(["correlate"] + paths + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        let found = try #require(try lines(run).first)
        #expect(abs((found["tdoa_s"]?.double ?? 0) - 37e-6) < 1e-9)
        #expect(abs(found["fdoa_hz"]?.double ?? 9) < 0.1)
        #expect(found["significant"]?.bool == true)
        #expect(found["covariance"]?.array?.count == 2)
        let data = URL(filePath: "\(folder)/ch1.sigmf-data")
        try Data(contentsOf: data).prefix(1_001).write(to: data)
        let cut = try Program.run(["correlate"] + paths)
        #expect(cut.status == 65)
        #expect(cut.errors.contains("ch1.sigmf"))
        #expect(try Program.run(["correlate", folder + "/none.sigmf-meta", paths[0]]).status == 66)
        let other = try Repository.temporaryFolder()
        let unrelated = try recordings(related: false, in: other)
        let noise = try Program.run(["correlate"] + unrelated + ["--json"])
        #expect(noise.status == 1)
        #expect(try lines(noise).first?["significant"]?.bool == false)
        #expect(try Program.run(["correlate"] + unrelated + ["--band", "5:1"]).status == 64)
    }

    @Test("measure: the keys of the contract, uncertainties, flux-density and EIRP")
    func measuring() throws {
        let folder = try Repository.temporaryFolder()
        let path = try recordings(related: true, in: folder)[0]
        let run = try Program.run([
            "measure", path, "--json", "--antenna-gain", "45,0.3", "--full-scale", "-90,0.5",
            "--distance", "38e6",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let found = try #require(try lines(run).first)
        #expect(found["noise_floor_dbfs_per_hz"]?.double != nil)
        #expect(found["emissions"]?.array != nil)
        #expect(try Program.run(["measure", path, "--antenna-gain", "45,0.3"]).status == 64)
    }

    private func observations() throws -> String {
        let document = try JSONValue(
            parsing: Repository.text(Repository.golden("geolocation/public-scenarios.json")))
        let station = document["station"] ?? .null
        let scenarios =
            (document["scenarios"]?.array ?? []) + (document["ambiguous_scenarios"]?.array ?? [])
        return try file(
            scenarios.map { scenario in
                let satellites = ["sat_victim", "sat_adjacent"].map { key -> JSONValue in
                    [
                        "name": .string(key),
                        "position_ecef_m": scenario[key]?["position_ecef_m"] ?? .null,
                        "velocity_ecef_mps": scenario[key]?["velocity_ecef_mps"] ?? .null,
                    ]
                }
                let value: JSONValue = [
                    "id": scenario["id"] ?? .null, "time": "2027-03-01T12:00:00Z",
                    "station": [
                        "latitude_deg": station["lat_deg"] ?? .null,
                        "longitude_deg": station["lon_deg"] ?? .null,
                        "height_m": station["h_m"] ?? .null,
                    ], "satellites": .array(satellites),
                    "uplink_hz": scenario["f_uplink_hz"] ?? .null,
                    "downlink_hz": [
                        scenario["f_downlink_victim_hz"] ?? .null,
                        scenario["f_downlink_adjacent_hz"] ?? .null,
                    ],
                    "measurement": [
                        "tdoa_s": scenario["model_I"]?["tdoa_s"] ?? .null,
                        "fdoa_hz": scenario["model_I"]?["fdoa_hz"] ?? .null,
                        "sigma_tdoa_s": scenario["sigma"]?["tdoa_s"] ?? 1e-7,
                        "sigma_fdoa_hz": scenario["sigma"]?["fdoa_hz"] ?? 1e-3,
                    ], "height_m": scenario["emitter"]?["h_m"] ?? .null,
                    "model": "instantaneous",
                ]
                return value.compact
            }.joined(separator: "\n"), "observations.jsonl")
    }

    @Test("locate: a line for each observation, all solutions, whatever the number of threads")
    func locating() throws {
        let path = try observations()
        let run = try Program.run(["locate", path, "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let results = try lines(run)
        #expect(results.count == 17)
        #expect(results.allSatisfy { $0["result"]?.string == "located" })
        #expect(results.suffix(3).allSatisfy { $0["solutions"]?.array?.count == 2 })
        #expect(results.allSatisfy { $0["sources"]?.array?.isEmpty == false })
        let parallel = try Program.run(["locate", path, "--json", "--jobs", "3"])
        #expect(parallel.output == run.output)
        let shapes = try lines(try Program.run(["locate", path, "--geojson"]))
        #expect(shapes.allSatisfy { $0["type"]?.string == "FeatureCollection" })
    }

    @Test("locate: a TDM that was written gives the same answers when it is read")
    func trackingData() throws {
        let path = try observations()
        let written = try Program.run(["locate", path, "--tdm"])
        #expect(written.output.hasPrefix("CCSDS_TDM_VERS = 2.0"))
        let message = try file(written.output, "observations.tdm")
        let plain = try Program.run(["locate", path, "--json"])
        let again = try Program.run(["locate", path, "--json", "--measurements", message])
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output == plain.output)
    }

    @Test(
        "locate: broken observations are named with file, line and key; the good ones are located")
    func brokenObservations() throws {
        let good = try Repository.text(try observations()).split(separator: "\n")
        let broken = good[1].replacing("\"uplink_hz\"", with: "\"uplink\"")
        let path = try file(good[0] + "\n" + broken + "\n{")
        let run = try Program.run(["locate", path, "--json"])
        #expect(run.status == 65)
        #expect(try lines(run).count == 1)
        #expect(run.errors.contains(path + ":2: uplink_hz: the key is missing"))
        #expect(run.errors.contains(path + ":3:"))
        #expect(try Program.run(["locate", "/nowhere"]).status == 66)
    }

    @Test("predict: neighbours come best first, with their ellipse and what speaks against them")
    func predicting() throws {
        let run = try Program.run([
            "predict", "--station", "-22.91,-43.23,0", "--victim", orbits + "sample_alpha5.tle",
            "--adjacent", "-55", "--adjacent", "100", "--emitter", "-15,-50", "--bandwidth", "1e6",
            "--integration", "10", "--snr", "15,-25", "--at", "2027-03-01T12:00:00Z", "--json",
        ])
        #expect(run.status == 0, "\(run.errors)")
        let found = try lines(run)
        #expect(found.map { $0["visible"]?.bool } == [true, false])
        #expect((found.first?["ellipse"]?["semi_major_m"]?.double ?? 0) > 1)
        #expect(found.first?["ephemeris_included"]?.bool == false)
    }

    @Test("bench: one line for each name, and an unknown name is refused")
    func bench() throws {
        let run = try Program.run(["bench", "locate-monte-carlo-10k", "--runs", "2", "--json"])
        let line = try #require(try lines(run).first)
        #expect(line["unit"]?.string == "ms")
        #expect(line["runs"]?.int == 2)
        #expect((line["median"]?.double ?? 0) > 0)
        #expect(try Program.run(["bench", "nothing"]).status == 64)
    }
}
