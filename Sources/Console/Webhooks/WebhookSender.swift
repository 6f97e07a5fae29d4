// Telling other programs what happens. Each is told one event after the other from its place in the journal; one that
// fails is tried again, ever more seldom, for about three days, and then disabled where everybody sees it.

import CanonicalJSON
import Desk
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Sends events to webhooks.
struct WebhookSender: Sendable {
    let desk: Desk

    /// After how many seconds an event that failed is tried again (Standard Webhooks, section on retries).
    static let pauses: [Int64] = [
        5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]

    private static let actor = Actor(name: "webhooks", role: .desk)

    /// Tells every webhook that is due what it has not been told yet.
    ///
    /// - Throws: `StoreError`.
    func round() throws {
        let (webhooks, last) = try desk.store.read { (try $0.webhooks(), try $0.lastSequence()) }
        for webhook in webhooks
        where webhook.disabledAt == nil && webhook.told < last
            && webhook.dueAt <= desk.surroundings.now()
        {
            try tell(webhook)
        }
    }

    private func tell(_ start: Webhook) throws {
        var webhook = start
        let rows = try desk.store.read {
            try $0.journal(from: webhook.told + 1, limit: Limits.eventsInPiece)
        }
        for row in rows {
            switch send(row, to: webhook) {
            case .taken:
                (webhook.told, webhook.attempt, webhook.words) = (row.sequence, 0, nil)
            case .refusedForGood(let words):
                return try disable(webhook, because: words)
            case .failed(let words):
                guard webhook.attempt < Self.pauses.count else {
                    return try disable(webhook, because: "given up: \(words)")
                }
                webhook.dueAt =
                    desk.surroundings.now() + .seconds(Self.pauses[webhook.attempt])
                (webhook.attempt, webhook.words) = (webhook.attempt + 1, words)
                let failed = webhook
                return try desk.store.write { try $0.keep(failed) }
            }
        }
        let told = webhook
        try desk.store.write { try $0.keep(told) }
    }

    private func disable(_ webhook: Webhook, because words: String) throws {
        let now = desk.surroundings.now()
        _ = try desk.store.write { transaction in
            try transaction.keep(webhook)
            return try transaction.disableWebhook(
                webhook.id, because: words, at: now, by: Self.actor)
        }
    }

    private enum Outcome {
        case taken
        case failed(String)
        /// The receiver says that it is gone, or its address may not be reached.
        case refusedForGood(String)
    }

    /// Sends one event: what happened to what and when; never its contents (R7).
    private func send(_ row: JournalEntry, to webhook: Webhook) -> Outcome {
        let body: JSONValue = [
            "type": .string("vigia.\(row.kind)"), "timestamp": .string(row.at.description),
            "data": ["sequence": JSONValue(row.sequence), "subject": .string(row.subject)],
        ]
        let bytes = Array(body.compact.utf8)
        let identifier = "msg_\(desk.kind.rawValue)_\(row.sequence)"
        let seconds = Int(desk.surroundings.now().nanosecondsSince1970 / 1_000_000_000)
        var request = HTTPExchange(
            "POST", webhook.url,
            headers: [
                ("content-type", "application/json"), ("webhook-id", identifier),
                ("webhook-timestamp", "\(seconds)"),
                (
                    "webhook-signature",
                    WebhookSignature.field(
                        identifier: identifier, seconds: seconds, body: bytes,
                        secrets: webhook.secrets)
                ),
            ], body: bytes)
        request.patience = .seconds(15)
        request.reach = .openInternet(
            besides: Set(desk.configuration.settings.console.webhookHosts))
        do {
            let status = try request.perform().status
            switch status {
            case 200..<300: return .taken
            case 410: return .refusedForGood("the receiver says that it is gone (410)")
            default: return .failed("the receiver answered \(status)")
            }
        } catch {
            return error.kind == .permanent
                ? .refusedForGood(error.words) : .failed(error.words)
        }
    }
}
