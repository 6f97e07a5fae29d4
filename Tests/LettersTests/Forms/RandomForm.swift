// Seeded order forms with every item present or absent.

import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

enum RandomForm {
    static func form(_ generator: inout SeededGenerator) throws -> OrderForm {
        let base = OrderFormReader.read(SampleForm.text(letters: letters(&generator)))
        var form = try #require(base.form)
        form.number = OrderNumber(
            series: "BR", year: 2027, serial: .random(in: 1...99_999, using: &generator))
        form.date = instant(&generator)
        if Bool.random(using: &generator) {
            form.kind = .coordinationMonitoring
            form.assignmentUnder1141 = "network X, 11 471.0 MHz"
            form.reasonForNoCopy = "nobody asked"
        }
        form.concernedAdministrations = (0...Int.random(in: 0...2, using: &generator)).map {
            ConcernedAdministration(name: "Agência \($0)")
        }
        form.satellite.network = maybe("NET-1", &generator)
        form.satellite.position = position(&generator)
        let address = try #require(MailAddress("noc@sat.example"))
        form.satelliteOperator = maybe(
            SatelliteOperator(name: "Sat, Inc.", address: maybe(address, &generator)), &generator)
        (form.uplink, form.downlink) = (frequency(&generator), frequency(&generator))
        form.bandwidth = frequency(&generator)
        form.uplinkPolarisation = generator.pick(Polarisation.allCases)
        form.downlinkPolarisation = maybe(.horizontal, &generator)
        form.service = maybe("fixed-satellite", &generator)
        form.request = maybe("Locate it (No. 15.36).", &generator)
        let text = form.request == nil ? form.particulars[.x]?.text : form.request
        form.citations = text?.contains("15.36") == true ? ["15.36"] : []
        if Bool.random(using: &generator) { form.citations.insert("15.28", at: 0) }
        form.isLocationRequested = Bool.random(using: &generator)
        form.deadline = maybe(.instant(instant(&generator)), &generator)
        if form.deadline == nil { form.deadlineWords = maybe("at once", &generator) }
        return form
    }

    private static func letters(_ generator: inout SeededGenerator) -> [String] {
        let all = [
            "a) STN 1", "b) 11 938.120 MHz, 2027-02-27 14:05 UTC", "c) 3M60G7W",
            "d) 3.6 MHz, measured",
            "e) -118.5 dB(W/m2) in 4 kHz, 2027-02-27 14:05 UTC", "f) H", "h) GSO 65.0 W",
            "i) Peñón, 36.10 N 5.30 W", "k) 14 237.5 MHz up / 11 937.5 MHz down", "q) محطة",
            "s) since 2027-03-01 22:04 UTC, still present", "u) it is  there: x) not a letter",
            "x) Measure.",
        ]
        return all.filter { _ in Bool.random(using: &generator) }
    }

    static func maybe<T>(_ value: T, _ generator: inout SeededGenerator) -> T? {
        Bool.random(using: &generator) ? value : nil
    }

    static func instant(_ generator: inout SeededGenerator) -> UTCInstant {
        UTCInstant(
            nanosecondsSince1970: .random(in: 0...6_000_000_000_000_000_000, using: &generator))
    }

    private static func frequency(_ generator: inout SeededGenerator) -> Hertz? {
        let digits = Int.random(in: 0...12, using: &generator)
        let highest = (0..<digits).reduce(3) { power, _ in power * 10 }
        return maybe(Hertz(Double(Int.random(in: 1...highest, using: &generator))), &generator)
    }

    private static func position(_ generator: inout SeededGenerator) -> OrbitalPosition {
        let degrees = Double(Int.random(in: -180_000...180_000, using: &generator)) / 1000
        let choices: [OrbitalPosition] = [
            .geostationary(longitude: .degrees(degrees)), .geostationary(longitude: nil),
            .nonGeostationary("non-GSO, circular 1 200 km"),
        ]
        return generator.pick(choices) ?? .geostationary(longitude: nil)
    }
}
