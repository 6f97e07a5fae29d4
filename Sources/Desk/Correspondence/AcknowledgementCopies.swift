// Copies over HTTP of acknowledgements and of their updates (R33). A copy is faster than its letter of record and takes
// effect at once, but never stands in its place: it is kept as a letter that waits for the other of equal content, and
// both together are one acknowledgement, whichever comes first. A copy that differs goes to a person.

import CanonicalJSON
import Letters
import MailTransport
public import MonitoringOrders
public import OrderStore
import Quantities

extension LetterRecord {
    /// What is made of a copy over HTTP until its letter of record arrives.
    public static let awaitingRecord = "awaits-record"

    /// True for a copy over HTTP whose letter of record has not arrived.
    public var awaitsRecord: Bool { disposition == Self.awaitingRecord }
}

/// An acknowledgement, or an update of one, that came over HTTP.
public struct AcknowledgementCopy: Hashable, Sendable {
    public var order: OrderNumber
    /// Its number is 0 for the acknowledgement itself.
    public var acknowledgement: Acknowledgement
    /// Of an update.
    public var reason: String?

    /// A copy of what the letter of record says.
    public init(order: OrderNumber, acknowledgement: Acknowledgement, reason: String? = nil) {
        (self.order, self.acknowledgement, self.reason) = (order, acknowledgement, reason)
    }

    /// The copy that a letter of record would have; `nil` for letters of other kinds.
    init?(of letter: Letter) {
        switch letter {
        case .acknowledgement(let order, var acknowledgement):
            acknowledgement.number = 0
            self.init(order: order, acknowledgement: acknowledgement)
        case .update(let order, let update, let reason):
            self.init(order: order, acknowledgement: update, reason: reason)
        default: return nil
        }
    }

    var kind: LetterKind { acknowledgement.number == 0 ? .acknowledgement : .update }

    var command: OrderCommand {
        acknowledgement.number == 0
            ? .acknowledge(acknowledgement) : .update(acknowledgement, reason: reason)
    }

    /// What must be equal in the letter of record.
    var content: JSONValue {
        [
            "order": .string(order.description), "number": JSONValue(acknowledgement.number),
            "reference": .string(acknowledgement.reference.description),
            "start": .string(acknowledgement.expectedStart.description),
            "duration": .string(acknowledgement.expectedDuration.iso8601),
        ]
    }

    /// SHA-256 of the content.
    var digest: String { Digest.sha256(Array(content.canonical.utf8)) }
}

extension Desk {
    /// Carries out what a copy says, in the role of the one who sent it, as if it had come by letter.
    ///
    /// - Returns: the order as it stands then.
    /// - Throws: `Refusal.unknownOrder` for orders that were never sent, too, because nobody else knows of them (R7);
    ///   another `Refusal` if the rules say no, and then the copy waits for a person.
    @discardableResult
    public func take(_ copy: AcknowledgementCopy, by actor: Actor) throws -> Order {
        let act = Act(actor: actor, at: surroundings.now())
        let outcome: Result<Order, Refusal> = try store.write { transaction in
            guard let before = try transaction.order(copy.order), before.wasSent else {
                throw Refusal.unknownOrder
            }
            let known = try copies(of: copy, in: transaction).first
            do {
                let after = try perform(copy.command, on: copy.order, act, in: transaction)
                if before != after {
                    try keep(copy, known, as: LetterRecord.awaitingRecord, [], act, in: transaction)
                } else if known == nil {
                    let code = ReadingReason.duplicate(of: "").code
                    try keep(
                        copy, nil, as: Disposition.recorded.rawValue, [code], act, in: transaction)
                }
                return .success(after)
            } catch let refusal as Refusal {
                if known == nil {
                    try keep(
                        copy, nil, as: Disposition.needsHuman.rawValue, ["rule: \(refusal)"], act,
                        in: transaction)
                }
                return .failure(refusal)
            }
        }
        return try outcome.get()
    }

    /// A letter of record has come: the copy of equal content waits no longer.
    ///
    /// - Returns: false if there was none.
    func confirmCopy(of letter: Letter?, by record: Int, in transaction: StoreTransaction) throws
        -> Bool
    {
        guard let copy = letter.flatMap(AcknowledgementCopy.init(of:)),
            let waiting = try copies(of: copy, in: transaction).first(where: \.awaitsRecord)
        else { return false }
        var judgement = waiting.judgement ?? LetterJudgement(disposition: "")
        judgement.disposition = Disposition.accepted.rawValue
        judgement.reasons.append("letter of record: letter \(record)")
        try transaction.judge(waiting.id, as: judgement, at: surroundings.now(), by: receiver)
        return true
    }

    /// The copy that waits for a letter of record of this kind and says something else than this one.
    func differingCopy(of letter: Letter?, in reader: StoreReader) throws -> LetterRecord? {
        guard let copy = letter.flatMap(AcknowledgementCopy.init(of:)) else { return nil }
        return try reader.letters(order: copy.order).first {
            $0.awaitsRecord && $0.kind == copy.kind.rawValue && $0.contentDigest != copy.digest
        }
    }

    /// Letters that are copies of the same content.
    private func copies(of copy: AcknowledgementCopy, in reader: StoreReader) throws
        -> [LetterRecord]
    {
        let digest = copy.digest
        return try reader.letters(order: copy.order).filter { $0.contentDigest == digest }
    }

    /// Keeps a copy as a letter, or judges the one that was kept anew.
    private func keep(
        _ copy: AcknowledgementCopy, _ known: LetterRecord?, as disposition: String,
        _ reasons: [String], _ act: Act, in transaction: StoreTransaction
    ) throws {
        let (own, station) = (
            configuration.settings.ownAddress, configuration.settings.correspondents.station
        )
        var letter = known?.id
        if letter == nil {
            let mail = OutgoingMail(
                messageID: "<copy.\(surroundings.newName())@\(own.domain)>", date: act.at,
                from: Mailbox(address: station), to: [Mailbox(address: own)],
                subject: "[\(copy.order)] \(copy.kind.title) (HTTP)", references: [],
                text: copy.content.pretty + "\n")
            letter = try transaction.storeIncoming(
                bytes: try MIMEComposer.compose(mail), carrier: "http", handle: nil, at: act.at,
                by: receiver)?.id
        }
        guard let letter else { preconditionFailure("a letter without a handle is always new") }
        var judgement = LetterJudgement(
            disposition: disposition, reasons: ["http: \(act.actor.name)"] + reasons)
        (judgement.kind, judgement.order) = (copy.kind.rawValue, copy.order)
        (judgement.contentDigest, judgement.sender) = (copy.digest, station.description)
        try transaction.judge(letter, as: judgement, at: act.at, by: receiver)
    }
}
