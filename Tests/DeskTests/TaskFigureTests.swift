import CanonicalJSON
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import Reports
import Testing

@Suite("The measurement behind a report")
struct TaskFigureTests {
    private static let noon = UTCInstant(secondsSince1970: 1_803_900_000)

    /// A measurement with a spectrum, as its file.
    private static var file: [UInt8] {
        var record = MeasurementRecord(
            conditions: MeasurementConditions(
                begin: noon, end: noon + .seconds(1), sampleRate: .megahertz(1),
                integration: Seconds(1), resolution: Hertz(122)))
        record.spectra = [
            SpectrumRecord(
                path: .victim, centre: .megahertz(11_937.5), step: .kilohertz(10),
                levels: [-98, -97, -62, -97])
        ]
        return Array(MeasurementJSON.value(record).compact.utf8)
    }

    /// A task that was worked on, its result naming a measurement that lies in the task's folder.
    private func completed(_ desks: DeskPair, keeping kept: [UInt8]?) throws -> OrderNumber {
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        let desk = desks.station.desk
        try desk.acknowledge(
            form.number, start: desks.clock.now, duration: .seconds(3600),
            by: desks.stationOperator)
        try desk.start(form.number, by: desks.stationOperator)
        let reference = try #require(try desk.order(form.number).reference)
        let folder = DeskFolder.recordings(of: reference, below: desks.recordings)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        if let kept {
            try Data(kept).write(to: URL(filePath: folder + "/measurement.json"))
        }
        var result = DeskPair.notLocated
        result.measurement = FileDigest(
            fileName: "measurement.json", sha256: Digest.sha256(Self.file))
        try desk.perform(.complete(result), on: form.number, by: desks.stationOperator)
        try desk.perform(
            .approveReport(conclusion: "Not located."), on: form.number, by: desks.officer)
        return form.number
    }

    @Test("both desks show its figures, and the Bureau journals that they were read (R7)")
    func figures() throws {
        let desks = try DeskPair()
        let number = try completed(desks, keeping: Self.file)
        let before = try desks.station.desk.figures(of: number, by: desks.stationOperator)
        #expect(before.map(\.name) == ["spectrum", "timeline"])
        try desks.station.desk.releaseReport(number, by: desks.officer)
        try desks.settle()
        let filed = try desks.bureau.desk.figures(of: number, by: desks.dispatcher)
        #expect(filed.first { $0.name == "spectrum" } == before.first { $0.name == "spectrum" })
        let files = try desks.bureau.desk.reportFiles(of: number, by: desks.dispatcher)
        #expect(files.first { $0.fileName == "measurement.json" }?.content == Self.file)
    }

    @Test(
        "one that is missing, another, or holds more than it may is named, and nothing is released",
        arguments: [
            (nil, "is missing"), (Array("{}".utf8), "is not the file whose SHA-256"),
        ] as [([UInt8]?, String)])
    func refused(kept: [UInt8]?, reason: String) throws {
        let desks = try DeskPair()
        let number = try completed(desks, keeping: kept)
        let fault = #expect(throws: TaskFileFault.self) {
            try desks.station.desk.releaseReport(number, by: desks.officer)
        }
        #expect(fault?.description.contains("measurement.json: " + reason) == true)
        #expect(try desks.station.desk.order(number).state == .reportApproved)
    }
}
