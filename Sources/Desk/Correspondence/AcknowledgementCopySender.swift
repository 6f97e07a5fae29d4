// The station's acknowledgements over HTTP, as faster copies of the letters that were put into the outbox in the same
// commit. The letter is the act of record; a copy that does not get through is not tried again, and nothing is lost
// (R33).

import CanonicalJSON
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Sends copies of new acknowledgements and updates to the Bureau's desk.
public struct AcknowledgementCopySender: Sendable {
    private let desk: Desk
    private let settings: Settings.CopySettings
    /// The last row of the journal that was looked at.
    private var seen: Int

    /// Copies from now on; `nil` where the settings ask for none.
    ///
    /// - Throws: `StoreError`.
    public init?(of desk: Desk) throws {
        guard let settings = desk.configuration.settings.acknowledgementCopies else { return nil }
        (self.desk, self.settings) = (desk, settings)
        seen = try desk.store.read { try $0.lastSequence() }
    }

    /// Sends a copy of every acknowledgement since the last call.
    ///
    /// - Throws: `StoreError`.
    public mutating func send() throws {
        let from = seen + 1
        let rows = try desk.store.read { try $0.journal(from: from, limit: 500) }
        for row in rows {
            seen = row.sequence
            guard !row.actor.byLetter, case .order(let order, let event) = row.event else {
                continue
            }
            switch event {
            case .acknowledged(let acknowledgement): post(acknowledgement, nil, of: order)
            case .acknowledgementUpdated(let update, let reason): post(update, reason, of: order)
            default: continue
            }
        }
    }

    private func post(
        _ acknowledgement: Acknowledgement, _ reason: String?, of order: OrderNumber
    ) {
        let body: JSONValue = [
            "reference": .string(acknowledgement.reference.description),
            "start": .string(acknowledgement.expectedStart.description),
            "duration": .string(acknowledgement.expectedDuration.iso8601),
            "number": JSONValue(acknowledgement.number), "reason": JSONValue(reason),
        ]
        var request = HTTPExchange(
            "POST", "\(settings.url)/api/v1/orders/\(order)/acknowledgement",
            headers: [
                ("content-type", "application/json"),
                ("authorization", "Bearer \(settings.token.text)"),
                ("idempotency-key", "\(order) \(acknowledgement.number)"),
            ], body: Array(body.compact.utf8))
        request.authorities = settings.authorities
        request.patience = .seconds(10)
        do {
            let answer = try request.perform()
            desk.logger.info(
                "copy of an acknowledgement: \(answer.status)", metadata: ["order": "\(order)"])
        } catch {
            desk.logger.notice(
                "no copy of an acknowledgement: \(error.words)", metadata: ["order": "\(order)"])
        }
    }
}
