import MonitoringOrders
import Quantities
import Testing

@Suite("Parties, addresses and who may do what")
struct PartiesTests {
    @Test(
        "R83: an address that could become a header or a command is no address",
        arguments: [
            "a@b\r\nRCPT TO:<evil@x>", "a@b\0", "<a@b>", "a b@c", "a@b@c", "a@", "@b", "a@b c",
            "\"a\"@b.example", "a..b@c", ".a@c", "a@-b.example", "a@b..c", "a,b@c", "a@b>",
            String(repeating: "a", count: 65) + "@b.example",
        ])
    func hostileAddresses(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test(
        "ordinary addresses are accepted as written",
        arguments: [
            "Space.monitoring@itu.int", "brmail@itu.int", "msat@anatel.gov.br",
            "o'neil+tag@adm.example", "joão@lusânia.example",
        ])
    func ordinaryAddresses(text: String) throws {
        let address = try #require(MailAddress(text))
        #expect(address.description == text)
        #expect(address == MailAddress(text.uppercased()))
    }

    @Test("a domain holds itself and what lies below it, and no look-alike")
    func domains() throws {
        #expect(Fixture.address("a@mail.itu.int").isWithin(domain: "itu.int"))
        #expect(Fixture.address("a@ITU.INT").isWithin(domain: "itu.int"))
        #expect(!Fixture.address("a@notitu.int").isWithin(domain: "itu.int"))
    }

    @Test("R18: the two numbers are different types and keep their form")
    func numbers() {
        #expect(OrderNumber("BR/2027/0101") == OrderNumber(series: "BR", year: 2027, serial: 101))
        for text in [
            "", "BR/27/0101", "br/2027/0101", "BR/2027/1", "BR/2027/0101/2", "BR/2027/01O1",
        ] {
            #expect(OrderNumber(text) == nil)
            #expect(ReferenceNumber(text) == nil)
        }
        #expect(
            ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: 12_345).description
                == "EMSAT-RIO/2027/12345")
    }

    @Test("R22, R28, R44, R48, R53, R60, R91: each act belongs to its role, in person at its desk")
    func permissions() {
        let home: [Role: DeskKind] = [
            .dispatcher: .bureau, .stationOperator: .station, .officer: .station,
        ]
        for act in OrderAct.allCases {
            for role in Role.allCases {
                for desk in DeskKind.allCases {
                    let actor = Actor(name: "N", role: role)
                    let isHome = home[role].map { $0 == desk } ?? true
                    let expected = act.permittedRoles.contains(role) && isHome
                    #expect(actor.may(act, at: desk) == expected)
                }
            }
            #expect(!act.permittedRoles.contains(.auditor), "an auditor changes nothing")
        }
        #expect(OrderAct.place.permittedRoles == [.dispatcher])
        #expect(OrderAct.acknowledge.permittedRoles == [.stationOperator])
        #expect(OrderAct.refuse.permittedRoles == [.officer])
        #expect(OrderAct.releaseReport.permittedRoles == [.officer])
        #expect(OrderAct.recordFirstContact.permittedRoles == [.dispatcher])
        #expect(OrderAct.revise.permittedRoles == [.dispatcher])
    }

    @Test("a letter acts at the other desk only, so that one's own letter coming back does nothing")
    func letters() {
        let refusal = Fixture.byLetter(Fixture.officer)
        #expect(refusal.may(.refuse, at: .bureau))
        #expect(!refusal.may(.refuse, at: .station))
        #expect(!Fixture.byLetter(Fixture.desk).may(.recordDelivery, at: .bureau))
    }

    @Test("R16: a Concerned Administration is not an Administration")
    func differentTypes() {
        #expect(
            ObjectIdentifier(ConcernedAdministration.self) != ObjectIdentifier(Administration.self))
    }
}
