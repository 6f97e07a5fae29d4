// Reading letters as if they had arrived, without storing anything: for people who want to know what
// the desk would make of a letter, and for programs that check the reader.

public import CanonicalJSON
public import Letters
public import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Reads letters in their order, as if they had come in so.
public struct LetterTrial {
    private let knowledge: (MailMessage) throws -> CorrespondenceContext
    private let reader: any MailReading
    /// Letters of this trial, each known to those after it.
    private var seen: [KnownLetter] = []

    /// A trial with the knowledge of a desk.
    public init(_ desk: Desk) {
        reader = desk.mailReader
        knowledge = { message in
            try desk.store.read { try desk.context(for: message, in: $0) }
        }
    }

    /// A trial with knowledge from a file.
    public init(knowing context: CorrespondenceContext, reader: any MailReading) {
        self.reader = reader
        knowledge = { _ in context }
    }

    /// Reads one letter.
    ///
    /// - Parameters:
    ///   - bytes: the raw mail.
    ///   - name: by which later repeats of it name it.
    /// - Returns: the reading as JSON, with the keys of `vigia letter read`.
    /// - Throws: `MIMEFault` if the letter cannot be read at all; `StoreError`, `ReaderUnavailable`.
    public mutating func read(_ bytes: [UInt8], name: String) throws -> JSONValue {
        let message: MailMessage = try reader.read(bytes)
        let digest = ContentDigest.of(message)
        var context = try knowledge(message)
        context.knownLetters += seen
        let reading = LetterReader.read(message, digest: digest, knowing: context)
        if let messageID = message.messageID {
            seen.append(
                KnownLetter(
                    messageID: messageID, order: reading.order, contentDigest: digest, name: name))
        }
        var json = reading.json(message)
        json.set("input", to: .string(name))
        return json
    }
}

extension LetterReading {
    /// The reading with the keys of `vigia letter read`.
    fileprivate func json(_ message: MailMessage) -> JSONValue {
        [
            "input": "", "kind": JSONValue(kind?.name), "order": JSONValue(order?.description),
            "reference": JSONValue(reference?.description), "values": valuesJSON(message),
            "disposition": .string(disposition.rawValue),
            "reasons": JSONValue(reasons.map(\.words)),
            "sender": [
                "address": JSONValue(sender.address?.description), "role": JSONValue(senderRole),
                "authenticated": .bool(sender.isAuthenticated),
            ],
        ]
    }

    private var senderRole: String? {
        if sender.isMailSystem { return "mailSystem" }
        let acting = role.flatMap { sender.roles.contains($0) ? $0 : nil }
        switch acting ?? sender.roles.min(by: { $0.rawValue < $1.rawValue }) {
        case .dispatcher: return "bureau"
        case .stationOperator: return "station"
        case .officer: return "administration"
        case let role: return role?.rawValue
        }
    }

    private func valuesJSON(_ message: MailMessage) -> JSONValue {
        switch kind {
        case .letter(.acknowledgement): times(after: [:])
        case .letter(.update):
            times(after: ["number": JSONValue(values.number)])
        case .letter(.refusal), .letter(.withdrawal): ["reason": JSONValue(values.reason)]
        case .letter(.finalReport), .letter(.revision):
            ["attachments": .array(message.attachments)]
        case .letter(.order): letter.map { LetterJSON.value($0) } ?? [:]
        case .deliveryStatus: delivery?.json ?? [:]
        case .autoReply, nil: [:]
        }
    }

    private func times(after first: JSONValue) -> JSONValue {
        var object = first
        object.set("start", to: JSONValue(values.start?.description))
        object.set("duration", to: JSONValue(values.duration?.iso8601))
        if !values.startCandidates.isEmpty {
            object.set(
                "start_candidates", to: JSONValue(values.startCandidates.map(\.description)))
        }
        return object
    }
}

extension MailMessage {
    /// Attached files but the letter's own data.
    fileprivate var attachments: [JSONValue] {
        parts.compactMap { part in
            guard let name = part.fileName, name != LetterWriter.dataFileName else { return nil }
            return [
                "filename": .string(name), "content_type": .string(part.contentType),
                "bytes": JSONValue(part.content.count),
                "sha256": .string(Digest.sha256(part.content)),
            ]
        }
    }
}

extension DeliveryReport {
    fileprivate var json: JSONValue {
        [
            "original_message_id": JSONValue(originalMessageID),
            "recipients": .array(
                recipients.map { recipient in
                    [
                        "address": .string(recipient.address), "action": .string(recipient.action),
                        "status": JSONValue(recipient.status),
                        "diagnostic": JSONValue(recipient.diagnostic),
                    ]
                }),
        ]
    }
}
