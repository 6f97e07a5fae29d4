// Evidence bags: complete, the same each time, verified by Python alone, and silent about what their
// reader may not see.

import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import Reports
import TestSupport
import Testing

@Suite("Evidence bags")
struct EvidenceTests {
    private static let samples = Array("not really noise".utf8)
    private static let python = "/usr/bin/python3"
    private static let verifier = Repository.path("Sources/Reports/Evidence/verify.py")

    /// Two desks with one reported order and one that only waits, the recordings of the station, and a
    /// folder for bags.
    private struct Case {
        let desks: DeskPair
        let number: OrderNumber
        let recordings: String
        let folder: String

        init() throws {
            desks = try DeskPair()
            let (form, other) = try (desks.form(), desks.form("05-brazil-is-concerned.txt"))
            number = form.number
            folder = try Repository.temporaryFolder()
            recordings = folder + "/recordings"
            for form in [form, other] {
                try desks.place(form)
                try desks.settle()
            }
            let desk = desks.station.desk
            try desk.acknowledge(
                number, start: desks.clock.now, duration: .seconds(3600), by: desks.stationOperator)
            try desk.start(number, by: desks.stationOperator)
            var result = DeskPair.notLocated
            result.recordings = [
                FileDigest(fileName: "a.sigmf-data", sha256: Digest.sha256(samples))
            ]
            try desk.perform(.complete(result), on: number, by: desks.stationOperator)
            try desk.perform(
                .approveReport(conclusion: "The source was not located."), on: number,
                by: desks.officer)
            try desk.releaseReport(number, by: desks.officer)
            try desks.settle()
            let reference = try #require(try desk.order(number).reference)
            let place = DeskFolder.recordings(of: reference, below: recordings)
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            try Data(samples).write(to: URL(filePath: place + "/a.sigmf-data"))
        }

        func export(_ name: String = "bag.zip") throws -> ExportedRecord {
            try desks.station.desk.exportRecord(
                of: number, recordings: recordings, to: folder + "/" + name, by: desks.officer)
        }

        func exportRedacted() throws -> ExportedRecord {
            try desks.bureau.desk.exportRecord(
                of: number, for: .concernedAdministration, recordings: nil,
                to: folder + "/redacted.zip", by: desks.dispatcher)
        }

        /// Unpacks an archive; returns the bag's own folder.
        func unpack(_ path: String) throws -> String {
            let place = try Repository.temporaryFolder()
            #expect(try Tool.run(python, ["-m", "zipfile", "-e", path, place]) == 0)
            return place + "/" + (try #require(try Repository.names(in: place).first))
        }
    }

    private static func verify(_ arguments: String...) throws -> String {
        try Tool.output(python, [verifier] + arguments)
    }

    @Test(
        "R52, R88: the record of either desk holds the whole case and is verified by Python alone")
    func verifies() throws {
        let made = try Case()
        let station = try made.export()
        #expect(station.withheld.isEmpty)
        let words = try Self.verify(station.path)
        #expect(words.hasSuffix("\nholds\n"), "\(words)")
        let bureau = try made.desks.bureau.desk.exportRecord(
            of: made.number, recordings: nil, to: made.folder + "/bureau.zip",
            by: made.desks.dispatcher)
        #expect(bureau.withheld.map(\.name) == ["a.sigmf-data"])
        #expect(try Self.verify(bureau.path).hasSuffix("\nholds\n"))
        let bag = try made.unpack(station.path)
        let own = try Tool.output(Self.python, ["-B", bag + "/verify.py"])
        #expect(own.hasSuffix("\nholds\n"), "\(own)")
        let names = try #require(FileManager.default.enumerator(atPath: bag))
            .compactMap { $0 as? String }
        for name in [
            "data/report/revision-0/report.html", "data/report/revision-0/report.json",
            "data/letters/letters.json", "data/measurement/a.sigmf-data",
            "data/journal/journal.jsonl", "data/journal/checkpoint.txt", "index-en.txt",
            "index-pt.txt",
        ] {
            #expect(names.contains(name), "\(name)")
        }
        let list = try Repository.text(bag + "/data/letters/letters.json")
        #expect(list.contains("delivered as loopback-"))
    }

    @Test("the same record gives the same bytes, and taking it out is journalled with their digest")
    func sameBytes() throws {
        let made = try Case()
        let first = try made.export("first.zip")
        let second = try made.export("second.zip")
        #expect(try Repository.bytes(first.path) == Repository.bytes(second.path))
        #expect(Digest.sha256(try Repository.bytes(first.path)) == first.sha256)
        let store = made.desks.station.desk.store
        let entry = try #require(
            try store.read { try $0.journal(from: $0.checkpoint().rows, limit: 1) }.first)
        #expect(
            entry.event
                == .desk(
                    .recordExported(
                        order: made.number, audience: "parties", sha256: first.sha256)))
        #expect(entry.actor == made.desks.officer)
    }

    @Test("R7: a record says nothing of another order")
    func silent() throws {
        let made = try Case()
        let bytes = try Repository.bytes(try made.export().path)
        let other = try made.desks.form("05-brazil-is-concerned.txt")
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(made.number.description))
        #expect(!text.contains(other.number.description))
    }

    @Test(
        "whatever was changed in a record is named, also when the manifests were written anew",
        arguments: [
            ("data/journal/journal.jsonl", "not located", "now located"),
            ("data/journal/journal.jsonl", "\"sequence\":", "\"sequence\":1"),
            ("data/letters/0001-received-order.eml", "Subject:", "Subject: x"),
            ("data/measurement/a.sigmf-data", "noise", "voice"),
            ("data/journal/checkpoint.txt", "vigia-journal station", "vigia-journal bureau"),
        ])
    func tampering(name: String, old: String, new: String) throws {
        let made = try Case()
        let bag = try made.unpack(try made.export().path)
        let text = try Repository.text(bag + "/" + name)
        let place = try #require(text.range(of: old))
        let changed = text.replacingCharacters(in: place, with: new)
        try changed.write(toFile: bag + "/" + name, atomically: true, encoding: .utf8)
        let words = try Self.verify(bag)
        #expect(words.contains("FAULT \(name): is not the file that manifest-sha256.txt names"))
        #expect(words.hasSuffix("does not hold\n"))
        for (manifest, file) in [
            ("manifest-sha256.txt", name), ("tagmanifest-sha256.txt", "manifest-sha256.txt"),
        ] {
            let digest = Digest.sha256(try Repository.bytes(bag + "/" + file))
            let lines = try Repository.text(bag + "/" + manifest).split(separator: "\n")
            let fresh = lines.map { $0.hasSuffix("  " + file) ? "\(digest)  \(file)" : "\($0)" }
            try (fresh.joined(separator: "\n") + "\n").write(
                toFile: bag + "/" + manifest, atomically: true, encoding: .utf8)
        }
        let again = try Self.verify(bag)
        #expect(!again.contains("is not the file that"))
        #expect(again.contains("FAULT ") && again.hasSuffix("does not hold\n"), "\(again)")
    }

    @Test("a key of somebody else does not make a record hold")
    func foreignKey() throws {
        let made = try Case()
        let key = made.folder + "/foreign.vkey"
        try CheckpointSigner(name: "vigia-station").verifier.text.write(
            toFile: key, atomically: true, encoding: .utf8)
        let words = try Self.verify(try made.export().path, "--key", key)
        #expect(words.contains("checkpoint.txt: its seal is not signed by the desk's key"))
    }

    @Test(
        "a recording that is not the one of the report stops the export, and nothing is left of it")
    func wrongRecording() throws {
        let made = try Case()
        let desk = made.desks.station.desk
        let reference = try #require(try desk.order(made.number).reference)
        let place = DeskFolder.recordings(of: reference, below: made.recordings)
        try Data("other noise".utf8).write(to: URL(filePath: place + "/a.sigmf-data"))
        let before = try desk.store.read { try $0.checkpoint() }
        let fault = #expect(throws: EvidenceFault.self) { try made.export() }
        #expect(fault?.code == .wrongDigest)
        #expect(fault?.description.hasPrefix("measurement/a.sigmf-data:") == true)
        #expect(try Repository.names(in: made.folder) == ["recordings"])
        #expect(try desk.store.read { try $0.checkpoint() } == before)
    }

    @Test("an existing file is not overwritten, and a folder that is not there is named")
    func places() throws {
        let made = try Case()
        let first = try made.export()
        let exists = #expect(throws: ExportExists.self) { try made.export() }
        #expect(exists?.path == first.path)
        let fault = #expect(throws: EvidenceFault.self) { try made.export("nowhere/bag.zip") }
        #expect(fault?.code == .cannotWrite)
    }

    @Test(
        "R49, A15: a Concerned Administration gets a redacted copy, which says so, from the Bureau alone"
    )
    func redacted() throws {
        let made = try Case()
        let exported = try made.exportRedacted()
        #expect(try Self.verify(exported.path).hasSuffix("\nholds\n"))
        let bag = try made.unpack(exported.path)
        let text = String(decoding: try Repository.bytes(exported.path), as: UTF8.self)
        for name in [made.desks.officer.name, made.desks.stationOperator.name] {
            #expect(!text.contains(name), "\(name)")
        }
        #expect(!text.contains("delivered as loopback-"))
        let letters = try Repository.names(in: bag + "/data/letters")
        #expect(letters == ["0001-sent-order.eml", "letters.json"])
        #expect(!FileManager.default.fileExists(atPath: bag + "/data/journal/journal.jsonl"))
        #expect(!FileManager.default.fileExists(atPath: bag + "/data/measurement"))
        #expect(try Repository.text(bag + "/index-en.txt").contains("REDACTED COPY"))
        #expect(try Repository.text(bag + "/index-pt.txt").contains("CÓPIA COM SUPRESSÕES"))
        let report = try Repository.text(
            bag + "/data/report/revision-0-redacted/report.json")
        #expect(report.contains("(name withheld)"))
        let page = try Repository.text(
            bag + "/data/report/revision-0-redacted/report.html")
        #expect(page.contains("REDACTED COPY") && page.contains("CÓPIA COM SUPRESSÕES"))
        let kept = exported.withheld.map(\.name)
        #expect(kept.contains("a.sigmf-data") && kept.contains("journal/journal.jsonl"))
        #expect(kept.contains("report/revision-0/report.json"))
        let station = made.desks.station.desk
        #expect(throws: ExportNotPermitted.self) {
            try station.exportRecord(
                of: made.number, for: .concernedAdministration, recordings: nil,
                to: made.folder + "/no.zip", by: made.desks.officer)
        }
    }

    @Test("an operator takes no record out, and an order that is none has none")
    func permissions() throws {
        let made = try Case()
        let desk = made.desks.station.desk
        let refused = #expect(throws: ExportNotPermitted.self) {
            try desk.exportRecord(
                of: made.number, recordings: nil, to: made.folder + "/no.zip",
                by: made.desks.stationOperator)
        }
        #expect(refused?.role == .stationOperator)
        let none = OrderNumber(series: "BR", year: 2027, serial: 9999)
        #expect(throws: Refusal.unknownOrder) {
            try desk.exportRecord(
                of: none, recordings: nil, to: made.folder + "/no.zip", by: made.desks.officer)
        }
        #expect(try Repository.names(in: made.folder) == ["recordings"])
    }
}
