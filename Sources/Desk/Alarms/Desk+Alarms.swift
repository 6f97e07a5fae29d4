// The alarms of a desk, found anew from its store whenever somebody asks, so that none can be lost.

import Letters
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// A delivery that has waited longer is an alarm; mail servers use the same time for their
    /// warnings.
    static let deliveryPatience = Duration.seconds(4 * 3600)

    /// A mailbox that cannot be read for longer is an alarm.
    static let mailboxPatience = Duration.seconds(10 * 60)

    /// A copy over HTTP whose letter of record has not come for longer is an alarm.
    static let recordPatience = Duration.seconds(3600)

    /// Everything that waits for a person now, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func alarms() throws -> [Alarm] {
        let now = surroundings.now()
        return try store.read { reader in
            let targets = configuration.settings.targets
            let soonest = min(targets.categoryOne, targets.categoryTwo)
            let open = try reader.openOrdersOfConcern(
                endedBy: now, unansweredSince: now - soonest)
            return try open.flatMap { orderAlarms($0, at: now) }
                + letterAlarms(in: reader) + copyAlarms(in: reader, at: now)
                + deliveryAlarms(in: reader, at: now)
                + mailboxAlarms(in: reader, at: now) + fuseAlarms(in: reader, at: now)
                + restorationAlarms(in: reader)
        }.sorted { $0.since < $1.since }
    }

    private func orderAlarms(_ order: OrderSummary, at now: UTCInstant) -> [Alarm] {
        var alarms: [Alarm] = []
        if let contact = order.irregularContactAt {
            alarms.append(
                Alarm(
                    .contactFlagged, since: contact, order: order.number,
                    words: "the operator was contacted without what clause 3.3.3 asks"))
        }
        if let alarm = acknowledgementAlarm(order, at: now) { alarms.append(alarm) }
        if let end = order.expectedEnd, end < now {
            alarms.append(
                Alarm(
                    .reportOverdue, since: end, order: order.number,
                    words: "no final report; the end was expected at \(end.forPeople)"))
        }
        return alarms
    }

    private func acknowledgementAlarm(_ order: OrderSummary, at now: UTCInstant) -> Alarm? {
        guard order.acknowledgedAt == nil, let category = order.category,
            let begin = order.receipt?.at ?? order.placedAt
        else { return nil }
        let target = configuration.settings.targets.target(for: category)
        guard now > begin + target else { return nil }
        let words = "not acknowledged within \(target.iso8601) (\(HouseTargets.label))"
        let isLong = now > begin + target * 2
        return Alarm(
            isLong ? .acknowledgementEscalated : .acknowledgementOverdue, since: begin + target,
            order: order.number,
            words: isLong ? "\(words); \(counterpart(at: now, for: category))" : words)
    }

    /// Whom to call: the designated contact of the other party (clause 3.3.1), or who stands in.
    private func counterpart(at now: UTCInstant, for category: Category) -> String {
        let party: Party = kind == .bureau ? .administration : .itu
        let contact = configuration.agreement.contacts.contact(of: party, on: now.date)
        return contact?.advice(at: now, category: category)
            ?? "call the designated contact of the other party"
    }

    private func mailboxAlarms(in reader: StoreReader, at now: UTCInstant) throws -> [Alarm] {
        try reader.mailboxTroubles().filter { $0.since + Self.mailboxPatience < now }.map {
            Alarm(.mailboxUnreachable, since: $0.since, words: "\($0.mailbox): \($0.words)")
        }
    }

    private func letterAlarms(in reader: StoreReader) throws -> [Alarm] {
        let causes: [Disposition: Alarm.Cause] = [
            .quarantined: .letterQuarantined, .needsHuman: .letterNeedsPerson,
        ]
        return try reader.letters(dispositions: Set(causes.keys.map(\.rawValue))).compactMap {
            record in
            let cause = record.disposition.flatMap(Disposition.init(rawValue:)).flatMap {
                causes[$0]
            }
            return cause.map {
                Alarm(
                    $0, since: record.storedAt, order: record.order, letter: record.id,
                    words: record.reasons.joined(separator: "; "))
            }
        }
    }

    private func copyAlarms(in reader: StoreReader, at now: UTCInstant) throws -> [Alarm] {
        try reader.letters(dispositions: [LetterRecord.awaitingRecord])
            .filter { $0.storedAt + Self.recordPatience < now }
            .map { copy in
                Alarm(
                    .recordMissing, since: copy.storedAt, order: copy.order, letter: copy.id,
                    words: "no letter of record has followed what came over HTTP")
            }
    }

    private func deliveryAlarms(in reader: StoreReader, at now: UTCInstant) throws -> [Alarm] {
        let latest = now - Self.deliveryPatience
        return try reader.outstandingDeliveries(withoutThoseDueAfter: latest).compactMap {
            delivery in
            let isRefused = delivery.state == "refused"
            guard isRefused || delivery.since < latest else { return nil }
            let words = delivery.serverWords.map { ": \($0)" } ?? ""
            return Alarm(
                isRefused ? .deliveryRefused : .deliveryDelayed, since: delivery.since,
                order: delivery.order, letter: delivery.letter,
                words: "\(delivery.recipient), \(delivery.state)\(words)")
        }
    }
}
