import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("A desk that was restored from a backup")
struct AfterRestoreTests {
    private let desks: DeskPair
    private let first: OrderForm, second: OrderForm

    init() throws {
        desks = try DeskPair()
        (first, second) = (try desks.form(), try desks.form("05-brazil-is-concerned.txt"))
    }

    /// A desk as it was at the backup; what it did since is forgotten.
    private func restored(_ lost: Desk, from backup: String) throws -> Desk {
        let path = backup + "-restored"
        _ = try OrderStore.restore(from: backup, to: path, at: desks.clock.now)
        return try Desk(
            configuration: lost.configuration, store: OrderStore.open(at: path),
            surroundings: lost.surroundings, mailReader: UnconfinedReader(), logger: lost.logger)
    }

    private func backUp(_ desk: Desk) throws -> String {
        let path = try Repository.temporaryFolder() + "/backup.sqlite"
        _ = try desk.store.backUp(to: path)
        return path
    }

    private func acknowledge(
        _ form: OrderForm, at desk: Desk, as reference: ReferenceNumber? = nil
    ) throws -> ReferenceNumber? {
        try desk.acknowledge(
            form.number, start: UTCInstant(secondsSince1970: 1_804_000_000),
            duration: .seconds(3600), as: reference, by: desks.stationOperator
        ).reference
    }

    /// A station that has acknowledged the first of two orders, and then lost its disk.
    private func stationWithLostNumber() throws -> (desk: Desk, lost: ReferenceNumber) {
        try desks.place(first)
        try desks.place(second)
        try desks.settle()
        let backup = try backUp(desks.station.desk)
        let lost = try #require(try acknowledge(first, at: desks.station.desk))
        try desks.settle()
        return (try restored(desks.station.desk, from: backup), lost)
    }

    @Test("R18, R19: it gives no number before a person has compared, and then none a second time")
    func noNumberTwice() throws {
        let (station, lost) = try stationWithLostNumber()
        #expect(try station.alarms().map(\.cause).contains(.restoredFromBackup))
        #expect(throws: Refusal.numbersUnconfirmed) { try acknowledge(second, at: station) }
        #expect(try acknowledge(first, at: station, as: lost) == lost)
        #expect(throws: Refusal.numbersUnconfirmed) { try acknowledge(second, at: station) }
        try station.confirmNumbers(last: [lost], by: desks.stationOperator)
        #expect(try !station.alarms().map(\.cause).contains(.restoredFromBackup))
        #expect(try acknowledge(second, at: station)?.serial == lost.serial + 1)
    }

    @Test("R34: the acknowledgement that it writes again is kept at the Bureau without effect")
    func writtenAgain() throws {
        let (station, lost) = try stationWithLostNumber()
        let before = try desks.bureau.desk.order(first.number)
        #expect(before.reference == lost)
        _ = try acknowledge(first, at: station, as: lost)
        let serverName = station.configuration.settings.mail.serverName
        let sent = try station.sendDueLetters(
            over: LocalPostOffice(serverName: { _ in serverName }, carrier: { _ in desks.office }))
        #expect(sent == 1)
        try desks.bureau.round()
        #expect(try desks.bureau.desk.order(first.number) == before)
        let letters = try desks.bureau.desk.store.read { try $0.letters(order: first.number) }
        #expect(letters.filter(\.isIncoming).map(\.disposition) == ["accepted", "recorded"])
    }

    @Test("R19: numbers up to the last one that a person names count as given")
    func lettersUnderWay() throws {
        let (station, lost) = try stationWithLostNumber()
        let last = ReferenceNumber(series: lost.series, year: lost.year, serial: lost.serial + 4)
        try station.confirmNumbers(last: [last], by: desks.stationOperator)
        #expect(try acknowledge(second, at: station)?.serial == lost.serial + 5)
        let journal = try station.store.read { try $0.journal(from: 1, limit: 999) }
        #expect(journal.contains { $0.event == .desk(.numbersConfirmed(last: [last])) })
    }

    @Test("R18: only numbers of its own series that no other order has are taken over by hand")
    func foreignNumbers() throws {
        let (station, lost) = try stationWithLostNumber()
        let (series, year) = (lost.series, lost.year)
        let impossible =
            [
                ReferenceNumber(series: "OTHER", year: year, serial: 1),
                ReferenceNumber(series: series, year: year + 1, serial: 1),
                ReferenceNumber(series: series, year: year, serial: 0),
                ReferenceNumber(series: series, year: year, serial: Limits.serialsInYear + 1),
            ]
            + ["00001", "99999999999999999999"].compactMap { serial in
                ReferenceNumber("\(series)/\(year)/\(serial)")
            }
        #expect(impossible.count == 6)
        for number in impossible {
            #expect(throws: Refusal.numberNotFree(number)) {
                try acknowledge(first, at: station, as: number)
            }
            #expect(throws: Refusal.numberNotFree(number)) {
                try station.confirmNumbers(last: [number], by: desks.stationOperator)
            }
        }
        let later = ReferenceNumber(series: series, year: year, serial: lost.serial + 1)
        _ = try acknowledge(first, at: station, as: later)
        #expect(throws: Refusal.numberNotFree(later)) {
            try acknowledge(second, at: station, as: later)
        }
        #expect(throws: Refusal.alreadyAcknowledged(later)) {
            try acknowledge(first, at: station, as: lost)
        }
        #expect(throws: Refusal.numberIsNotLast(given: lost, known: later)) {
            try station.confirmNumbers(last: [lost], by: desks.stationOperator)
        }
        let auditor = Actor(name: "Aldo", role: .auditor)
        #expect(throws: Refusal.notPermitted(.note, .auditor)) {
            try station.confirmNumbers(last: [later], by: auditor)
        }
        // A desk whose numbers nobody doubts takes none over.
        #expect(throws: Refusal.numbersNotInDoubt) {
            try acknowledge(second, at: desks.station.desk, as: lost)
        }
        #expect(throws: Refusal.numbersNotInDoubt) {
            try desks.bureau.desk.confirmNumbers(last: [], by: desks.dispatcher)
        }
        #expect(throws: Refusal.numbersAreTheStations) {
            try desks.bureau.desk.confirmNumbers(last: [lost], by: desks.dispatcher)
        }
    }

    @Test("R18: the Bureau reads an acknowledgement again when the order is entered again")
    func readAgain() throws {
        let backup = try backUp(desks.bureau.desk)
        try desks.place(first)
        try desks.settle()
        let reference = try acknowledge(first, at: desks.station.desk)
        try desks.station.round()
        let address = desks.bureau.desk.configuration.settings.ownAddress
        let arrival = try #require(try desks.office.mailbox(address).arrivals(limit: 9).first)

        let bureau = try restored(desks.bureau.desk, from: backup)
        let letter = try #require(
            try bureau.store(arrival.bytes, from: "test", handle: arrival.handle))
        try bureau.readStoredLetters()
        #expect(try bureau.alarms().map(\.cause).contains(.letterNeedsPerson))
        try bureau.placeOrder(first, as: CategoryDecision(category: .two), by: desks.dispatcher)
        let stranger = Actor(name: "Aldo", role: .auditor)
        #expect(throws: Refusal.self) { try bureau.readAgain(letter, by: stranger) }
        try bureau.readAgain(letter, by: desks.dispatcher)
        #expect(try bureau.order(first.number).reference == reference)
        let record = try #require(try bureau.store.read { try $0.letter(letter) })
        #expect(record.disposition == "accepted")
        #expect(record.reasons.last == "read again by Dora")
        #expect(throws: LetterDoesNotWait.self) {
            try bureau.readAgain(letter, by: desks.dispatcher)
        }
    }
}
