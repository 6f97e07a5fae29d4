import CanonicalJSON
import Foundation
import Geolocation
import Measuring
import MonitoringOrders
import Quantities
import Signals
import SimulatedStation
import Sky
import TestSupport
import Testing

@Suite("A task is measured again from its files")
struct RecomputationTests {
    /// A task's outcome and the procedure as it was written down.
    private func measured(_ scenario: String, seed: UInt64, in folder: String) throws
        -> (StationMeasurement.Outcome, MeasurementProcedure)
    {
        let sky = SimulatedSky(try SkyFixture.scenario(scenario), seed: seed)
        let briefing = try sky.briefing()
        let outcome = try StationMeasurement(
            briefing, plan: try TaskPlanner(briefing).plan(), receivers: SkyReceivers(sky),
            folder: folder
        ).run()
        let text = outcome.procedure.json.pretty
        return (outcome, try MeasurementProcedure(json: try JSONValue(parsing: text)))
    }

    @Test(
        "the written procedure gives every position again within a metre",
        arguments: ["safety-carrier", "hidden-carrier", "wrong-polarisation", "mirror-solutions"])
    func positions(scenario: String) throws {
        let folder = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (outcome, procedure) = try measured(scenario, seed: 2, in: folder)
        #expect(procedure == outcome.procedure.withoutThreads.placed(as: procedure))
        let again = try TaskMeasurement(procedure, in: folder, threads: 1)
        let solutions = again.location?.solutions.map { Position<EarthFixed>($0.position) } ?? []
        for claimed in outcome.location?.solutions ?? [] {
            let place = Position<EarthFixed>(claimed.position)
            let nearest = solutions.map { ($0 - place).distance }.min()
            #expect(try #require(nearest) < Recomputation.tolerance)
        }
        #expect(again.emissions.emissions.count == outcome.emissions.emissions.count)
    }

    @Test("where only the downlink was measured, that is measured again")
    func monitoringData() throws {
        let folder = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (outcome, procedure) = try measured("monitoring-data", seed: 1, in: folder)
        let again = try TaskMeasurement(procedure, in: folder)
        #expect(again.location == nil && again.target == nil)
        #expect(again.emissions == outcome.emissions)
    }

    @Test("an ephemeris that is not there is named")
    func missingEphemeris() throws {
        let folder = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (_, procedure) = try measured("safety-carrier", seed: 1, in: folder)
        let path = folder + "/" + procedure.victim.ephemeris
        try FileManager.default.removeItem(atPath: path)
        let fault = #expect(throws: ProcedureFault.self) {
            try TaskMeasurement(procedure, in: folder)
        }
        #expect(fault?.description == "\(path): cannot be read")
    }

    @Test("a procedure that leads out of its folder or lacks a part is refused by the key")
    func faults() throws {
        let folder = try Repository.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let whole = try measured("safety-carrier", seed: 1, in: folder).1.json
        var outside = whole
        outside.set(
            "victim",
            to: ["name": "x", "ephemeris": "../../etc/passwd", "inverts_spectrum": false])
        var lacking = whole
        lacking.set("middle", to: nil)
        for (json, key) in [(outside, "victim"), (lacking, "middle")] {
            let fault = #expect(throws: ProcedureFault.self) {
                try MeasurementProcedure(json: json)
            }
            #expect(fault?.description.hasPrefix(key) == true)
        }
    }
}

extension MeasurementProcedure {
    /// Threads are no part of what is written down.
    fileprivate var withoutThreads: MeasurementProcedure {
        func plain(_ step: Step) -> Step {
            var step = step
            step.search.settings.threads = 1
            for index in step.search.known.indices { step.search.known[index].settings.threads = 1 }
            return step
        }
        var procedure = self
        procedure.target = plain(target)
        procedure.references = references.map(plain)
        return procedure
    }
}

extension MeasurementProcedure {
    /// The procedure with the positions of another that lie within a micrometre of its own: degrees are written, and
    /// an angle comes back from them with its last bit changed.
    fileprivate func placed(as other: MeasurementProcedure) -> MeasurementProcedure {
        var placed = self
        func isSame(_ one: GeodeticPosition, _ other: GeodeticPosition) -> Bool {
            (Position<EarthFixed>(one) - Position<EarthFixed>(other)).distance < Metres(1e-6)
        }
        if isSame(station, other.station) { placed.station = other.station }
        for (index, step) in other.references.enumerated() where references.indices.contains(index)
        {
            guard let own = references[index].position, let position = step.position,
                isSame(own, position)
            else { continue }
            placed.references[index].position = position
        }
        return placed
    }
}
