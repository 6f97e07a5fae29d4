// The cases that arise at the Bureau: forms as a dispatcher would enter them, of both kinds, with one
// Concerned Administration or several, on satellites that the station sees.

import MonitoringOrders
import Quantities

/// Makes forms, one after the other.
struct Cases {
    private var dice: Dice
    /// Cases so far.
    private(set) var count = 0
    /// The administration that brings most cases of an angry year.
    private static let angry = 7

    init(seed: UInt64) { dice = Dice(seed: seed, stream: "cases") }

    /// The next case's form and the category its dispatcher will choose.
    mutating func next(
        at instant: UTCInstant, _ settings: WorkflowSettings
    ) -> (form: OrderForm, category: MonitoringOrders.Category) {
        count += 1
        let isCoordination = dice.falls(settings.shareOfCoordination)
        let longitude = Double(Int.random(in: -95...5, using: &dice))
        var form = OrderForm(
            number: OrderNumber(series: "BR", year: instant.date.year, serial: count),
            kind: isCoordination ? .coordinationMonitoring : .harmfulInterference,
            date: instant,
            satellite: VictimSatellite(
                name: "SIMSAT-\(count)", network: "SIMNET-\(count)",
                position: .geostationary(longitude: .degrees(longitude))))
        let lands = dice.falls(0.1) ? 2 : 1
        let isAngry = dice.falls(settings.scenario.shareOfOne)
        for land in 0..<lands {
            let number = (isAngry ? Self.angry : count % 40) + land
            let name = "Land \(number)"
            form.concernedAdministrations.append(ConcernedAdministration(name: name))
            if let address = MailAddress("spectrum@land\(number).adm.example") {
                form.copies.append(Mailbox(name: name, address: address))
            }
        }
        if isCoordination { form.assignmentUnder1141 = "SIMNET-\(count)" }
        form.satelliteOperator = SatelliteOperator(name: "Simsat Ltd.")
        form.uplink = .megahertz(14_000 + Double(Int.random(in: 0...480, using: &dice)))
        form.downlink = .megahertz(11_700 + Double(Int.random(in: 0...480, using: &dice)))
        form.bandwidth = .kilohertz(Double(Int.random(in: 100...36_000, using: &dice)))
        form.isLocationRequested = !isCoordination
        let share = settings.scenario.shareOfCategory1(
            settings.shareOfCategory1, at: settings.part(at: instant))
        let isSafety = !isCoordination && dice.falls(share)
        let grounds: Grounds = dice.falls(0.5) ? .safetyOfFlight : .distressOrSafetyOfLife
        return (form, isSafety ? .one(grounds) : .two)
    }
}
