import ConfigurationFiles
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The files of a desk")
struct ConfigurationTests {
    private func folder() throws -> DeskFolder {
        let folder = DeskFolder(try Repository.temporaryFolder() + "/desk")
        try folder.create(
            desk: .bureau, register: .simulation, configuration: Repository.path("Config"))
        return folder
    }

    @Test(
        "R1, R9, R10, R71, R81: the shipped agreement and station are as Annex 2 says, byte for byte"
    )
    func shipped() throws {
        let configuration = try DeskConfiguration.read(try folder())
        let agreement = configuration.agreement
        #expect(agreement.entryIntoForce?.description == "2019-10-31")
        #expect(
            agreement.itu.mailboxes.map(\.description) == [
                "Space.monitoring@itu.int", "brmail@itu.int",
            ])
        #expect(
            agreement.administrationRecord.mailboxes.map(\.description) == [
                "msat@anatel.gov.br", "ain@anatel.gov.br",
            ])
        #expect(agreement.itu.telephone == "+41 22 730 5536")
        #expect(agreement.administrationRecord.telephone == "+55 61 2312 2831")
        #expect(
            agreement.administrationRecord.postalAddress.contains(
                "Superintendência de Fiscalização"))
        #expect(agreement.administrationRecord.postalAddress.contains("Brasília"))
        #expect(agreement.itu.postalAddress.contains("CH-1211 Geneva 20"))
        #expect(configuration.station.name == "EMSAT-RIO")
        #expect(configuration.station.legalForm == .administration)
        #expect(
            configuration.station.operatingBody == "National Telecommunications Agency (ANATEL)")
        #expect(configuration.station.isAssumed)
    }

    @Test("a folder with a desk is not overwritten")
    func noOverwriting() throws {
        let folder = try folder()
        #expect(throws: ConfigurationError.self) {
            try folder.create(
                desk: .station, register: .live, configuration: Repository.path("Config"))
        }
    }

    @Test(
        "every fault of a settings file is told with its line",
        arguments: [
            ("desk: bureau", "desk: burea", "desk"),
            ("production: false", "prodution: false", "prodution"),
            ("  poll: PT2S", "  poll: soon", "mail.poll"),
            (
                "  acknowledge_category_1: PT1H", "  acknowledge_category_1: -1",
                "targets.acknowledge_category_1"
            ),
            ("order_series: BR", "order_series: br", "order_series"),
        ])
    func faults(old: String, new: String, key: String) throws {
        let folder = try folder()
        let text = try Repository.text(folder.settings)
        let before = try #require(text.range(of: old)).lowerBound
        let line = text[..<before].count { $0.isNewline } + 1
        try text.replacingOccurrences(of: old, with: new)
            .write(toFile: folder.settings, atomically: true, encoding: .utf8)
        #expect {
            _ = try DeskConfiguration.read(folder)
        } throws: { error in
            let fault = (error as? ConfigurationError)?.faults.first
            return fault?.key == key && fault?.line == line
        }
    }

    @Test("R70, R73: an agreement file can neither drop the copy nor add a category")
    func noRuleIsASetting() throws {
        let folder = try folder()
        let text = try Repository.text(folder.agreement)
        try (text + "\ncategories: 3\ncopy_to_concerned: false\n")
            .write(toFile: folder.agreement, atomically: true, encoding: .utf8)
        #expect {
            _ = try DeskConfiguration.read(folder)
        } throws: { error in
            (error as? ConfigurationError)?.faults.map(\.key) == [
                "categories", "copy_to_concerned",
            ]
        }
    }

    @Test("faults of several files come together")
    func together() throws {
        let folder = try folder()
        for path in [folder.settings, folder.agreement, folder.station] {
            try "x: [".write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect {
            _ = try DeskConfiguration.read(folder)
        } throws: { error in
            Set((error as? ConfigurationError)?.faults.map(\.file) ?? []).count == 3
        }
    }
}
