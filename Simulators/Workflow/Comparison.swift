// What people do after their desk was restored from a backup, as docs/mail.md asks: they call the other desk, enter by
// hand what the backup does not know, and only then let new numbers be given.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// A form on paper, and the category that was chosen for it.
typealias Paper = (form: OrderForm, category: MonitoringOrders.Category)

extension Staff {
    /// At the Bureau: orders that the backup does not know are placed again, and letters that came for them meanwhile
    /// are read again.
    mutating func compare(_ desk: Desk, with papers: [Paper]) throws {
        guard try desk.store.read({ try $0.areNumbersInDoubt }) else { return }
        let known = try summaries(at: desk)
        for (form, category) in papers where known[form.number] == nil {
            try place(form, category, at: desk)
        }
        let waiting = try desk.store.read {
            try $0.letters(dispositions: [Disposition.needsHuman.rawValue])
        }
        for letter in waiting { try desk.readAgain(letter.id, by: dispatcher) }
        try desk.confirmNumbers(last: [], by: dispatcher)
    }

    /// At the station: what the Bureau has acknowledgements of is acknowledged again under the same numbers. Others may be
    /// on their way, so the Bureau's last number and one for each of its orders without a number count as given.
    mutating func compare(_ desk: Desk, with bureau: Desk, orders: Int) throws {
        guard try desk.store.read({ try $0.areNumbersInDoubt }) else { return }
        let numbered = try bureau.store.read { try $0.orders(states: nil) }
            .filter { $0.reference != nil }
        let known = try summaries(at: desk)
        for summary in numbered {
            // Its letter comes again; until then nobody can say more.
            guard let order = known[summary.number] else { return }
            guard order.state == .received,
                let given = try bureau.order(summary.number).acknowledgements.first
            else { continue }
            try desk.acknowledge(
                order.number, start: given.expectedStart, duration: given.expectedDuration,
                as: given.reference, by: stationOperator)
        }
        let last = try lastNumbers(
            at: desk, knowing: numbered.compactMap(\.reference), orders: orders)
        try desk.confirmNumbers(last: last, by: stationOperator)
    }

    private func summaries(at desk: Desk) throws -> [OrderNumber: OrderSummary] {
        let orders = try desk.store.read { try $0.orders(states: nil) }
        return Dictionary(uniqueKeysWithValues: orders.map { ($0.number, $0) })
    }

    private func lastNumbers(
        at desk: Desk, knowing references: [ReferenceNumber], orders: Int
    ) throws -> [ReferenceNumber] {
        let series = desk.configuration.settings.referenceSeries
        let years = Set(references.map(\.year) + [desk.surroundings.now().date.year])
        return try years.sorted().compactMap { year in
            let own = try desk.store.read { try $0.lastReference(series: series, year: year) }
            let known = (references + [own].compactMap(\.self)).filter { $0.year == year }
            let highest = known.map(\.serial).max() ?? 0
            let serial = highest + orders - references.count
            return serial > 0 ? ReferenceNumber(series: series, year: year, serial: serial) : nil
        }
    }
}
