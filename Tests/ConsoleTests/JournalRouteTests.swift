// The journal over the API, for auditors.

import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Testing

@Suite("The journal over the API")
struct JournalRouteTests {
    @Test("98: an auditor reads the rows page by page and has the chain verified")
    func rows() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.place()
        let first = try bureau.ask(.get, "/api/v1/journal?limit=2", as: .auditor).json()
        let cursor = try #require(first["next_cursor"]?.string)
        let second = try bureau.ask(
            .get, "/api/v1/journal?limit=2&cursor=\(cursor)", as: .auditor
        ).json()
        let rows = (first["rows"]?.array ?? []) + (second["rows"]?.array ?? [])
        #expect(rows.compactMap { $0["sequence"]?.int } == Array(1...rows.count))
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0["hash"] == $1["previous"] })
        let verification = try bureau.ask(
            .get, "/api/v1/journal/verification", as: .auditor
        ).json()
        #expect(verification["holds"]?.bool == true && verification["first_bad"] == .null)
    }

    @Test("99: a checkpoint is signed, and names the head that the verification names")
    func checkpoint() throws {
        let bureau = try SiteOfDesk(.bureau)
        try bureau.place()
        let head = try bureau.ask(.get, "/api/v1/journal/verification", as: .auditor).json()["head"]
        let note = bureau.ask(.get, "/api/v1/journal/checkpoint", as: .auditor).text
        let key = try String(contentsOfFile: bureau.site.folder.checkpointVerifier, encoding: .utf8)
        let signed = try #require(
            CheckpointVerifier(text: key.trimmingCharacters(in: .whitespacesAndNewlines))?
                .checkpoint(in: note))
        #expect(signed.head == head?.string)
    }

    @Test("R7: who reads a report in the journal is noted as its reader")
    func reportsInRows() throws {
        let sites = try TwoSites()
        let number = try sites.placed()
        try sites.serve(number)
        _ = sites.station.ask(.get, "/api/v1/journal?limit=500", as: .auditor)
        let rows = try sites.station.desk.store.read { try $0.journal(from: 1, limit: 1000) }
        #expect(rows.last?.kind == "reportRead")
    }
}
