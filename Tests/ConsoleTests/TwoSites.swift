// The sites of two desks, joined by a post office in memory.

import CanonicalJSON
import Console
import Desk
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Testing

/// The Bureau's site and the station's, with one order on its way.
struct TwoSites {
    let bureau: SiteOfDesk
    let station: SiteOfDesk
    let clock = TurnedClock()
    private let bureauWorkers: Workers
    private let stationWorkers: Workers

    init() throws {
        let office = LoopbackCarrier()
        bureau = try SiteOfDesk(.bureau, clock: clock)
        station = try SiteOfDesk(.station, clock: clock)
        bureauWorkers = Self.workers(bureau.desk, office)
        stationWorkers = Self.workers(station.desk, office)
    }

    private static func workers(_ desk: Desk, _ office: LoopbackCarrier) -> Workers {
        let settings = desk.configuration.settings
        let outgoing = LocalPostOffice(
            serverName: { _ in settings.mail.serverName }, carrier: { _ in office })
        return Workers(
            desk: desk, incoming: office.mailbox(settings.ownAddress),
            outgoing: desk.guarded(outgoing))
    }

    /// Lets letters travel until nothing moves.
    func settle() throws {
        while try bureauWorkers.round() + stationWorkers.round() > 0 {}
    }

    /// Places an order and lets it arrive.
    func placed(_ serial: Int = 101) throws -> OrderNumber {
        let number = try bureau.place(serial)
        try settle()
        return number
    }

    /// Carries out an act at the station, which must be taken.
    @discardableResult
    func act(
        _ name: String, on number: OrderNumber, as role: AccountRole, _ fields: JSONValue = [:]
    ) throws -> JSONValue {
        let answer = station.ask(
            .post, "/api/v1/orders/\(number)/\(name)", as: role, json: fields)
        #expect(answer.status == 200, "\(name): \(answer.text)")
        return try answer.json()
    }

    static let notLocated: JSONValue = ["class": "notLocated", "reason": "no adjacent satellite"]

    /// Takes an order at the station from receipt to the released report. Two people do, one each for their part.
    func serve(_ number: OrderNumber) throws {
        try act("acknowledgement", on: number, as: .stationOperator, ["duration": "PT1H"])
        try act("start", on: number, as: .stationOperator)
        try act("result", on: number, as: .stationOperator, ["result": Self.notLocated])
        for (name, fields) in [
            ("approval", ["conclusion": "The source was not located."]), ("release", [:]),
        ] as [(String, JSONValue)] {
            let officer = try station.token(.officer)
            let answer = station.ask(
                .post, "/api/v1/orders/\(number)/\(name)", token: officer, json: fields)
            #expect(answer.status == 200, "\(name): \(answer.text)")
        }
    }
}
