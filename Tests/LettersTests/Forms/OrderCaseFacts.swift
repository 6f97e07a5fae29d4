// What the cases assume besides the forms: bands, watch-list, station, agreement and geometry.

import Foundation
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

enum OrderCaseFacts {
    /// The check of a reading as `vigia order check` makes it.
    static func check(_ reading: OrderFormReading) throws -> OrderCheck {
        guard let form = reading.form else {
            return OrderCheck(reading: reading)
        }
        let suggestion = CategorySuggestion(
            for: form, bands: try shippedBands.get(), watchList: try invented.get())
        let station = try station()
        let elevation = form.satellite.longitude.map { height(of: $0, above: station.position) }
        return OrderCheck(
            reading: reading, suggestion: suggestion,
            feasibility: Feasibility(of: form, at: station, elevation: elevation),
            notices: OrderNotice.notices(
                for: form, suggestion: suggestion, agreement: try agreement()))
    }

    private static let shippedBands = Result { try bands() }
    private static let invented = Result { try watchList() }

    static func bands() throws -> [SafetyBand] {
        let table = SafetyBandTable.read(
            try Repository.text(Repository.path("Config/safety-bands.csv")))
        #expect(table.faults.isEmpty)
        return table.bands
    }

    static func watchList() throws -> [WatchListLink] {
        let file = WatchListFile.read(
            try Repository.bytes(Repository.golden("orders/watch-list.json")))
        #expect(file.faults.isEmpty)
        return file.links
    }

    static func station() throws -> Station {
        let address = try #require(MailAddress("station@anatel.example"))
        return Station(
            name: "EMSAT-RIO", city: "Rio de Janeiro", operatingBody: "ANATEL",
            legalForm: .administration, mailbox: Mailbox(address: address),
            position: GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23)),
            isAssumed: true,
            downlinkBands: [
                band("C", 3400, 4200), band("Ku", 10700, 12750), band("Ka", 17700, 20200),
            ],
            uplinkBands: [
                band("C", 5850, 6725), band("Ku", 12750, 14500), band("Ka", 17300, 18400),
                band("Ka", 27500, 31000),
            ],
            lowElevation: .degrees(5))
    }

    static func agreement() throws -> Agreement {
        let address = try #require(MailAddress("office@br.example"))
        let party = PartyRecord(
            name: "Party", representedBy: "Head", headquarters: "Town", postalAddress: "Street",
            telephone: "1", mailboxes: [address])
        let administration = Administration(
            name: "National Telecommunications Agency", country: "Brazil",
            alsoKnownAs: ["ANATEL", "Agência Nacional de Telecomunicações"])
        return Agreement(
            title: "Memorandum", administration: administration, itu: party,
            administrationRecord: party, signatures: [], contacts: ContactList([]))
    }

    private static func band(_ name: String, _ low: Double, _ high: Double) -> FrequencyBand {
        FrequencyBand(name: name, low: .megahertz(low), high: .megahertz(high))
    }

    /// Elevation of a geostationary satellite on a spherical Earth.
    private static func height(of longitude: Angle, above site: GeodeticPosition) -> Angle {
        let cosine =
            cos(site.latitude.radians) * cos(longitude.radians - site.longitude.radians)
        let sine = max(0, 1 - cosine * cosine).squareRoot()
        return Angle(atan2(cosine - 6378.137 / 42164.17, sine))
    }
}
