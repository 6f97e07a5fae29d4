// After a restore. What was given and sent since the backup is known to the other desk alone, so the desk goes on with
// everything but new numbers until a person has compared (R18, R19).

public import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// The reference number of an acknowledgement: the order's own; after a restore the one that a person read off an
    /// earlier letter; or the next.
    func reference(
        for order: Order, given: ReferenceNumber?, at now: UTCInstant,
        in transaction: StoreTransaction
    ) throws -> ReferenceNumber {
        let series = configuration.settings.referenceSeries
        let areInDoubt = try transaction.areNumbersInDoubt
        if let given {
            guard areInDoubt else { throw Refusal.numbersNotInDoubt }
            if let reference = order.reference, reference != given {
                throw Refusal.alreadyAcknowledged(reference)
            }
            let holder = try transaction.orderNumber(of: given)
            guard isOfOurs(given, at: now), holder == nil || holder == order.number else {
                throw Refusal.numberNotFree(given)
            }
            try transaction.noteGiven(given)
            return given
        }
        if let reference = order.reference { return reference }
        guard !areInDoubt else { throw Refusal.numbersUnconfirmed }
        return try transaction.nextReference(series: series, year: now.date.year)
    }

    /// True for a number that this desk can have given, written as it writes them.
    private func isOfOurs(_ reference: ReferenceNumber, at now: UTCInstant) -> Bool {
        let (series, year, serial) = (reference.series, reference.year, reference.serial)
        return series == configuration.settings.referenceSeries && year <= now.date.year
            && (1...Limits.serialsInYear).contains(serial)
            && reference == ReferenceNumber(series: series, year: year, serial: serial)
    }

    /// A person has compared orders and numbers with the other desk; from now on new numbers are given. A number that is
    /// named counts as given in any case, also where a server lost its last moments and nobody restored anything.
    ///
    /// - Parameters:
    ///   - last: at the station the last reference number of each year in which some were given after the backup; none
    ///     where none were, and at the Bureau, which gives none.
    ///   - actor: who has compared.
    /// - Throws: `Refusal`, `StoreError`; nothing has happened.
    public func confirmNumbers(last: [ReferenceNumber], by actor: Actor) throws {
        guard OrderAct.note.permittedRoles.contains(actor.role) else {
            throw Refusal.notPermitted(.note, actor.role)
        }
        guard kind == .station || last.isEmpty else { throw Refusal.numbersAreTheStations }
        let now = surroundings.now()
        try store.write { transaction in
            let areInDoubt = try transaction.areNumbersInDoubt
            guard areInDoubt || !last.isEmpty else { throw Refusal.numbersNotInDoubt }
            for given in last {
                guard isOfOurs(given, at: now) else { throw Refusal.numberNotFree(given) }
                let known = try transaction.lastReference(series: given.series, year: given.year)
                if let known, known.serial > given.serial {
                    throw Refusal.numberIsNotLast(given: given, known: known)
                }
            }
            try transaction.confirmNumbers(last: last, at: now, by: actor)
        }
    }

    /// The alarm of a restored desk.
    func restorationAlarms(in reader: StoreReader) throws -> [Alarm] {
        guard let since = try reader.unconfirmedRestoration() else { return [] }
        let words =
            kind == .station
            ? "no reference number is given before somebody has compared with the Bureau"
            : "orders that went out after the backup are missing until somebody has compared with the station"
        return [Alarm(.restoredFromBackup, since: since, words: words)]
    }
}
