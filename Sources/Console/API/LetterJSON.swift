// Letters as the API and the command line give them: never their texts, which have a route of their own.

import CanonicalJSON
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Objects for letters.
enum LetterJSON {
    static func object(_ letter: LetterRecord) -> JSONValue {
        [
            "letter": JSONValue(letter.id), "direction": .string(letter.isIncoming ? "in" : "out"),
            "stored": .string(letter.storedAt.description), "sender": JSONValue(letter.sender),
            "kind": JSONValue(letter.kind), "order": JSONValue(letter.order?.description),
            "message_id": JSONValue(letter.messageID), "sha256": .string(letter.sha256),
            "disposition": JSONValue(letter.disposition), "reasons": JSONValue(letter.reasons),
        ]
    }

    static func object(_ delivery: DeliveryRecord) -> JSONValue {
        [
            "recipient": .string(delivery.recipient.description), "state": .string(delivery.state),
            "attempts": JSONValue(delivery.attempt),
            "server_words": JSONValue(delivery.serverWords),
            "settled": JSONValue(delivery.settledAt?.description),
        ]
    }

    /// An attachment under its number in the letter, counted from 1.
    static func object(_ part: MailMessage.Part, number: Int) -> JSONValue {
        [
            "part": JSONValue(number), "name": JSONValue(part.fileName),
            "type": .string(part.contentType), "bytes": JSONValue(part.content.count),
            "sha256": .string(Digest.sha256(part.content)),
        ]
    }
}
