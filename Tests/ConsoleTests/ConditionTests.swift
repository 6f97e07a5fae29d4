// Versions, keys and cursors: what keeps two people, two attempts and two pages from getting in each other's way.

import CanonicalJSON
import Console
import Desk
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import Synchronization
import Testing

@Suite("Versions, keys and cursors")
struct ConditionTests {
    @Test("73: a change says which version it is of; who has the present one gets no other")
    func versions() throws {
        let bureau = try SiteOfDesk(.bureau)
        let path = "/api/v1/orders/\(try bureau.place())"
        let change: JSONValue = ["category": 2, "reason": "looked again"]
        let tag = try #require(bureau.ask(.get, path, as: .auditor).header("etag"))
        #expect(bureau.ask(.patch, path, as: .dispatcher, json: change).status == 428)
        for stale in ["\"0\"", "\"0\", \"1\"", "W/\(tag)", "tag"] {
            let answer = bureau.ask(
                .patch, path, as: .dispatcher, headers: ["if-match": stale], json: change)
            #expect(answer.status == 412 && answer.header("etag") == tag, "\(stale)")
        }
        let known = ["if-none-match": tag]
        let same = bureau.ask(.get, path, as: .auditor, headers: known)
        #expect(same.status == 304 && same.bytes.isEmpty && same.header("etag") == tag)
        let changed = bureau.ask(
            .patch, path, as: .dispatcher, headers: ["if-match": tag], json: change)
        #expect(changed.status == 200 && changed.header("etag") != tag, "\(changed.text)")
        #expect(bureau.ask(.get, path, as: .auditor, headers: known).status == 200)
    }

    @Test("73: an act that names an older version does nothing")
    func actOnOlderVersion() throws {
        let bureau = try SiteOfDesk(.bureau)
        let path = "/api/v1/orders/\(try bureau.place())"
        let tag = try #require(bureau.ask(.get, path, as: .auditor).header("etag"))
        let note: JSONValue = ["text": "called"]
        let first = bureau.ask(
            .post, path + "/notes", as: .dispatcher, headers: ["if-match": tag], json: note)
        let second = bureau.ask(
            .post, path + "/notes", as: .dispatcher, headers: ["if-match": tag], json: note)
        #expect(first.status == 200 && second.status == 412)
        #expect(try bureau.ask(.get, path, as: .auditor).json()["notes"]?.array?.count == 1)
    }

    @Test("72: of many requests at once under one key one is carried out")
    func atOnce() throws {
        let bureau = try SiteOfDesk(.bureau)
        let path = "/api/v1/orders/\(try bureau.place())/notes"
        let answers = Mutex<[SiteResponse]>([])
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            let answer = bureau.ask(
                .post, path, as: .dispatcher, headers: ["idempotency-key": "one"],
                json: ["text": "called"])
            answers.withLock { $0.append(answer) }
        }
        let given = answers.withLock { $0 }
        #expect(Set(given.map(\.status)).isSubset(of: [200, 409]))
        let taken = given.filter { $0.status == 200 }
        #expect(!taken.isEmpty && Set(taken.map(\.bytes)).count == 1)
        #expect(given.allSatisfy { $0.status == 200 || $0.problem == "key-in-use" })
    }

    @Test("72: keys of two principals never meet, and a key is needed")
    func keys() throws {
        let bureau = try SiteOfDesk(.bureau)
        let path = "/api/v1/orders/\(try bureau.place())/notes"
        for token in [try bureau.token(.dispatcher), try bureau.token(.dispatcher)] {
            let answer = bureau.ask(
                .post, path, token: token, headers: ["idempotency-key": "one"],
                json: ["text": .string(token)])
            #expect(answer.status == 200)
        }
        let without = bureau.ask(
            .post, path, as: .dispatcher, headers: ["idempotency-key": ""], json: ["text": "x"])
        #expect(without.status == 400)
    }

    @Test("74: pages over 10 000 orders miss none and give none twice while new ones arrive")
    func paging() throws {
        let bureau = try SiteOfDesk(.bureau, inMemory: true)
        let template = try bureau.form()
        try bureau.draft(template, serials: stride(from: 2, through: 20_000, by: 2))
        var (seen, target, pages) = ([String](), "/api/v1/orders?limit=500", 0)
        while true {
            let answer = bureau.ask(.get, target, as: .auditor)
            let page = try answer.json()
            seen += page["orders"]?.array?.compactMap { $0["order"]?.string } ?? []
            pages += 1
            // Others arrive before, within and after what was read.
            try bureau.draft(
                template, serials: [pages * 2 - 1, 20_000 - pages * 2 + 1, 20_000 + pages])
            guard let cursor = page["next_cursor"]?.string else { break }
            let link = try #require(answer.header("link"))
            #expect(link.hasSuffix("; rel=\"next\"") && link.contains(cursor))
            target = String(link.dropFirst().prefix { $0 != ">" })
        }
        #expect(Set(seen).count == seen.count)
        let expected = stride(from: 2, through: 20_000, by: 2).map {
            OrderNumber(series: "BR", year: 2027, serial: $0).description
        }
        #expect(Set(expected).isSubset(of: seen))
        #expect(pages >= 20)
    }

    @Test("74: a cursor that no list gave is refused", arguments: ["x", "%00", "AAAA", "!"])
    func foreignCursor(cursor: String) throws {
        let bureau = try SiteOfDesk(.bureau)
        let answer = bureau.ask(.get, "/api/v1/letters?cursor=\(cursor)", as: .auditor)
        #expect(answer.status == 422 || cursor == "%00")
    }
}

extension SiteOfDesk {
    func form() throws -> OrderForm {
        let reading = desk.configuration.checker.check(form: try Self.form()).reading
        return try #require(reading.form)
    }

    /// Drafts a form under many numbers, in one commit.
    func draft(_ form: OrderForm, serials: some Sequence<Int>) throws {
        let (actor, now) = (Actor(name: "dora", role: .dispatcher), clock.now)
        try desk.store.write { transaction in
            for serial in serials {
                var form = form
                form.number = OrderNumber(series: "BR", year: 2027, serial: serial)
                try transaction.append(.drafted(form: form), to: form.number, at: now, by: actor)
            }
        }
    }
}
