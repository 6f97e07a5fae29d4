// Webhooks over the API, for administrators.

import CanonicalJSON
import Desk
import Foundation
import OrderStore
import Quantities

/// Routes under `/api/v1/webhooks`.
enum WebhookRoutes {
    private static let keepers = Permission.roles([.administrator])

    static let all: [Route] = [
        Route(.get, "/api/v1/webhooks", keepers) { visit in
            let webhooks = try visit.desk.store.read { try $0.webhooks() }
            return .json(["webhooks": .array(webhooks.map(object))])
        },
        Route(.post, "/api/v1/webhooks", keepers, answer: add),
        Route(.post, "/api/v1/webhooks/{id}/keys", keepers, answer: changeKey),
        Route(.delete, "/api/v1/webhooks/{id}", keepers, answer: disable),
    ]

    private static func object(_ webhook: Webhook) -> JSONValue {
        [
            "webhook": JSONValue(webhook.id), "url": .string(webhook.url),
            "created": .string(webhook.createdAt.description),
            "disabled": JSONValue(webhook.disabledAt?.description),
            "told": JSONValue(webhook.told), "attempts": JSONValue(webhook.attempt),
            "words": JSONValue(webhook.words),
        ]
    }

    /// Adds a webhook; its key is shown this once.
    private static func add(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let url = fields.text("url", upTo: 500)
        let hosts = visit.desk.configuration.settings.console.webhookHosts
        let isOurs = hosts.contains { url.hasPrefix("http://\($0)") }
        if let parts = URL(string: url), parts.host != nil, parts.user == nil,
            parts.scheme == "https" || isOurs
        {
        } else {
            fields.note("url", "must be https://HOST/… without a login")
        }
        try fields.check()
        let (secret, now) = (WebhookSignature.newSecret(), visit.now)
        let id = try visit.desk.store.write {
            try $0.addWebhook(url: url, secret: secret, at: now, by: visit.actor)
        }
        return .json(["webhook": JSONValue(id), "key": .string(secret)], status: 201)
    }

    /// Gives a webhook a new key; the old one signs beside it until the next change.
    private static func changeKey(_ visit: Visit) throws -> SiteResponse {
        let (id, secret) = (try visit.id, WebhookSignature.newSecret())
        try visit.desk.store.write { transaction in
            guard var webhook = try transaction.webhooks().first(where: { $0.id == id }),
                webhook.disabledAt == nil
            else { throw Problem.notFound }
            webhook.secrets = [secret] + webhook.secrets.prefix(1)
            try transaction.keep(webhook)
        }
        return .json(["webhook": JSONValue(id), "key": .string(secret)])
    }

    private static func disable(_ visit: Visit) throws -> SiteResponse {
        let (id, now) = (try visit.id, visit.now)
        let isDone = try visit.desk.store.write {
            try $0.disableWebhook(id, because: "disabled", at: now, by: visit.actor)
        }
        guard isDone else { throw Problem.notFound }
        return SiteResponse(status: 204)
    }
}
