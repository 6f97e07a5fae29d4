// Reports at the desks: who reads them is journalled, what was changed on the way is not filed, and what
// a revision changes is shown.

import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Reports
import Testing

@Suite("Reports at the desks")
struct ReportTests {
    /// Two desks with one order, served up to the released report.
    private static func served(settled: Bool = true) throws -> (DeskPair, OrderNumber) {
        let desks = try DeskPair()
        let form = try desks.form()
        try desks.place(form)
        try desks.settle()
        try desks.serve(form.number)
        if settled { try desks.settle() }
        return (desks, form.number)
    }

    private static func lastEvent(_ desk: Desk) throws -> JournalEntry? {
        try desk.store.read { try $0.journal(from: $0.checkpoint().rows, limit: 1) }.first
    }

    @Test("R7: whoever reads a draft, a report or its differences stands in the journal")
    func readingIsJournalled() throws {
        let (desks, number) = try Self.served()
        let auditor = Actor(name: "Ada", role: .auditor)
        let reference = try #require(try desks.bureau.desk.order(number).reference)
        let station = desks.station.desk
        try station.reviseReport(
            number, result: DeskPair.notLocated, conclusion: "Still not.", by: desks.officer)
        let readings: [(Desk, (Desk) throws -> Void)] = [
            (station, { _ = try $0.draftReport(number, by: auditor) }),
            (station, { _ = try $0.reportFiles(of: number, by: auditor) }),
            (desks.bureau.desk, { _ = try $0.reportFiles(of: number, revision: 0, by: auditor) }),
            (station, { _ = try $0.reportDifferences(of: number, by: auditor) }),
        ]
        for (desk, read) in readings {
            try read(desk)
            let entry = try #require(try Self.lastEvent(desk))
            #expect(entry.event == .desk(.reportRead(reference: reference)))
            #expect(entry.actor == auditor)
        }
    }

    @Test(
        "R51, R52: both desks give the same files of every version, and name a version that is none"
    )
    func files() throws {
        let (desks, number) = try Self.served()
        try desks.station.desk.reviseReport(
            number, result: DeskPair.notLocated, conclusion: "Still not.", by: desks.officer)
        try desks.settle()
        for revision in 0...1 {
            let sent = try desks.station.desk.reportFiles(
                of: number, revision: revision, by: desks.officer)
            let filed = try desks.bureau.desk.reportFiles(
                of: number, revision: revision, by: desks.dispatcher)
            #expect(sent == filed)
            #expect(sent.map(\.fileName).contains("report.json"))
        }
        let missing = #expect(throws: RevisionMissing.self) {
            try desks.bureau.desk.reportFiles(of: number, revision: 2, by: desks.dispatcher)
        }
        #expect(missing?.revision == 2)
    }

    @Test("what a revision changes is shown value by value, and its changed files too")
    func differences() throws {
        let (desks, number) = try Self.served()
        var corrected = DeskPair.notLocated
        corrected.conditions = "rain"
        try desks.station.desk.reviseReport(
            number, result: corrected, conclusion: "Still not.", by: desks.officer)
        try desks.settle()
        let found = try desks.bureau.desk.reportDifferences(of: number, by: desks.dispatcher)
        let conclusion = found.first { $0.place == "conclusion" }
        #expect(conclusion?.before == "\"The source was not located.\"")
        #expect(conclusion?.after == "\"Still not.\"")
        let conditions = found.first { $0.place == "result.conditions" }
        #expect(conditions?.before == nil)
        #expect(conditions?.after == "\"rain\"")
        #expect(found.contains { $0.place == "file report.json" })
        #expect(!found.contains { $0.place == "order" })
        let same = try desks.bureau.desk.reportDifferences(
            of: number, from: 1, to: 1, by: desks.dispatcher)
        #expect(same.isEmpty)
        let missing = #expect(throws: RevisionMissing.self) {
            try desks.bureau.desk.reportDifferences(of: number, to: 3, by: desks.dispatcher)
        }
        #expect(missing?.revision == 3)
    }

    @Test("R52: a report whose file was changed on the way is not filed, and the file is named")
    func changedOnTheWay() throws {
        let (desks, number) = try Self.served(settled: false)
        try desks.station.desk.sendDueLetters(over: desks.station.outgoing)
        let desk = desks.bureau.desk
        let mailbox = desks.office.mailbox(desk.configuration.settings.ownAddress)
        // Some mail filter has touched the page.
        let (page, touched) = ("<!DOCTYPE html>", "<!doctype html>")
        let arrivals = try mailbox.arrivals(limit: 10).map { arrival in
            String(decoding: arrival.bytes, as: UTF8.self).replacingOccurrences(
                of: Data(page.utf8).base64EncodedString(),
                with: Data(touched.utf8).base64EncodedString())
        }
        for letter in arrivals {
            try desk.store(Array(letter.utf8), from: "mailbox", handle: nil)
        }
        try desk.readStoredLetters()
        let report = try desk.store.read { try $0.letters(order: number) }
            .first { $0.kind == LetterKind.finalReport.rawValue }
        #expect(report?.disposition == "needs-human")
        #expect(report?.reasons == ["file-differs: report.html"])
        #expect(try desk.order(number).reports.isEmpty)
    }

    @Test("R48: an approver who may not, or who measured himself, is named, and nothing is written")
    func approvers() throws {
        let desks = try DeskPair()
        let (form, desk) = (try desks.form(), desks.station.desk)
        try desks.place(form)
        try desks.settle()
        try desk.acknowledge(
            form.number, start: desks.clock.now, duration: .seconds(3600), by: desks.stationOperator
        )
        try desk.start(form.number, by: desks.stationOperator)
        try desk.perform(
            .complete(DeskPair.notLocated), on: form.number, by: desks.stationOperator)
        let rows = try desk.store.read { try $0.checkpoint().rows }
        let approve = OrderCommand.approveReport(conclusion: "Not located.")
        #expect(throws: Refusal.notPermitted(.approveReport, .auditor)) {
            try desk.perform(approve, on: form.number, by: Actor(name: "Ada", role: .auditor))
        }
        let otto = Actor(name: desks.stationOperator.name, role: .officer)
        let refusal = Refusal.needsAnotherPerson(
            .approveReport, than: otto.name, whoDid: .complete)
        #expect(throws: refusal) { try desk.perform(approve, on: form.number, by: otto) }
        #expect(refusal.description.contains(otto.name))
        #expect(try desk.store.read { try $0.checkpoint().rows } == rows)
    }

    @Test("a report whose PDF cannot be made is not released, and says why")
    func faultyForms() throws {
        let desks = try DeskPair()
        let (form, desk) = (try desks.form(), desks.station.desk)
        try desks.place(form)
        try desks.settle()
        let broken = try Desk(
            configuration: desk.configuration, store: desk.store, surroundings: desk.surroundings,
            mailReader: desk.mailReader, logger: desk.logger,
            forms: ReportForms(paper: PaperMaker(python: "/no/python", templates: "/no/templates")))
        try desk.acknowledge(
            form.number, start: desks.clock.now, duration: .seconds(3600), by: desks.stationOperator
        )
        try desk.start(form.number, by: desks.stationOperator)
        try desk.perform(
            .complete(DeskPair.notLocated), on: form.number, by: desks.stationOperator)
        try desk.perform(
            .approveReport(conclusion: "Not located."), on: form.number, by: desks.officer)
        let before = try desk.store.read { try $0.checkpoint() }
        #expect(throws: FormsError.self) {
            try broken.releaseReport(form.number, by: desks.officer)
        }
        #expect(try desk.store.read { try $0.checkpoint() } == before)
        try desk.releaseReport(form.number, by: desks.officer)
    }
}
