// Letters as the API and the command line give them: never their texts, which have a route of their own.

import CanonicalJSON
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
}
