// Watches one desk by its journal alone: each row is read once, as it appears, and held against what
// the memorandum and the house promise. The witness keeps a model of its own and asks no rule.

import MonitoringOrders
import OrderStore
import Quantities

/// A promise that must hold after every step.
public enum Invariant: String, Hashable, Sendable, CaseIterable {
    case journalGapless = "journal-gapless"
    case journalVerifies = "journal-verifies"
    case projectionsEqualReplay = "projections-equal-replay"
    case lettersKept = "letters-kept"
    case lettersHandledOnce = "letters-handled-once"
    case strangersChangeNothing = "strangers-change-nothing"
    case referencesUnique = "references-unique"
    case servedByReceipt = "served-by-receipt"
    case categoryOneFirst = "category-1-first"
    case copiesRight = "copies-right"
    case reportsToITUAlone = "reports-to-itu-alone"
    case lettersBounded = "letters-bounded"
    case contactGated = "contact-gated"
    case everyOrderEndsOrAlarms = "every-order-ends-or-alarms"
}

/// An invariant that did not hold, and where.
struct Breach: Error {
    var invariant: Invariant
    var words: String
}

/// What one desk's journal has shown so far.
struct Witness {
    /// An order as the witness knows it.
    private struct Known {
        var category = 2
        var receipt: Int?
        var isWaiting = false
        var copies: Set<MailAddress> = []
        var reference: ReferenceNumber?
        var letters = 0
        var firstContact: UTCInstant?
        var authorised: Set<String> = []
    }

    /// Letters on one order that a well-behaved life can have, with updates and revisions of people
    /// who change their minds; more means that something writes without end.
    private static let mostLettersOfAnOrder = 60

    private let correspondents: Correspondents
    private(set) var rows = 0
    private(set) var head = ""
    private var orders: [OrderNumber: Known] = [:]
    private var references: [ReferenceNumber: OrderNumber] = [:]
    private var accepted: [String: Int] = [:]
    private var frozen: Set<Int> = []

    init(_ correspondents: Correspondents) { self.correspondents = correspondents }

    /// Reads the rows that are new.
    mutating func look(at store: OrderStore) throws {
        while true {
            let entries = try store.read { try $0.journal(from: rows + 1, limit: 500) }
            guard !entries.isEmpty else { return }
            for entry in entries { try take(entry) }
        }
    }

    private mutating func take(_ entry: JournalEntry) throws {
        guard entry.sequence == rows + 1 else {
            throw Breach(invariant: .journalGapless, words: "row \(rows + 1) is missing")
        }
        (rows, head) = (entry.sequence, entry.hash)
        switch entry.event {
        case .order(let number, let event): try take(event, of: number, at: entry.at)
        case .desk(let event): try take(event)
        case nil:
            throw Breach(
                invariant: .journalVerifies, words: "row \(rows) holds no event: \(entry.content)")
        }
    }

    private mutating func take(_ event: DeskEvent) throws {
        switch event {
        case .letterJudged(let letter, let judgement):
            guard judgement.disposition == "accepted" else { return }
            let identity = judgement.messageID ?? "letter \(letter)"
            if identity.contains(Stranger.mark) {
                throw Breach(
                    invariant: .strangersChangeNothing, words: "\(identity) took effect")
            }
            if let first = accepted.updateValue(letter, forKey: identity), first != letter {
                throw Breach(
                    invariant: .lettersHandledOnce,
                    words: "letters \(first) and \(letter) are both \(identity)")
            }
        case .letterFrozen(_, let envelope, _): try take(envelope)
        default: break
        }
    }

    private mutating func take(_ envelope: Envelope) throws {
        guard let order = envelope.order, let kind = envelope.kind else { return }
        var known = orders[order] ?? Known()
        known.letters += 1
        orders[order] = known
        if known.letters > Self.mostLettersOfAnOrder {
            throw Breach(
                invariant: .lettersBounded,
                words: "\(order) has \(known.letters) outgoing letters")
        }
        let recipients = Set(envelope.recipients)
        switch kind {
        case .order, .withdrawal:
            guard recipients == known.copies.union([correspondents.station]) else {
                throw Breach(
                    invariant: .copiesRight, words: "\(order) went to \(recipients)")
            }
        case .finalReport, .revision, .refusal, .acknowledgement, .update:
            guard recipients == [correspondents.bureau] else {
                throw Breach(
                    invariant: .reportsToITUAlone,
                    words: "\(kind) of \(order) went to \(recipients)")
            }
        }
    }

    private mutating func take(
        _ event: OrderEvent, of number: OrderNumber, at instant: UTCInstant
    ) throws {
        var known = orders[number] ?? Known()
        switch event {
        case .drafted(let form): known.copies = Set(form.copies.map(\.address))
        case .ordered(let decision, _, _): known.category = decision.category.number
        case .received(let version, let receipt):
            (known.category, known.receipt) = (version.category.number, receipt.sequence)
            known.firstContact = version.firstContact?.at
            known.isWaiting = true
        case .revised(let version, _):
            known.category = version.category.number
            known.firstContact = version.firstContact?.at ?? known.firstContact
        case .firstContactRecorded(let contact): known.firstContact = contact.at
        case .acknowledged(let acknowledgement):
            known.reference = acknowledgement.reference
            try note(acknowledgement.reference, of: number)
        case .started:
            try checkTurn(of: number, known)
            known.isWaiting = false
        case .refused, .withdrawn, .suspended: known.isWaiting = false
        case .contactAuthorised(let authorisation):
            known.authorised.insert(authorisation.operatorName)
        case .authorisationWithdrawn(let name): known.authorised.remove(name)
        case .operatorContacted(let contact):
            let isGated = known.firstContact.map { $0 <= contact.at } ?? false
            guard
                !contact.irregularities.isEmpty || contact.direction == .incoming
                    || isGated && known.authorised.contains(contact.operatorName)
            else {
                throw Breach(
                    invariant: .contactGated, words: "\(number): \(contact.operatorName)")
            }
        default: break
        }
        orders[number] = known
    }

    private mutating func note(_ reference: ReferenceNumber, of number: OrderNumber) throws {
        if let other = references.updateValue(number, forKey: reference), other != number {
            throw Breach(
                invariant: .referencesUnique,
                words: "\(reference) is the number of \(other) and of \(number)")
        }
    }

    /// Clause 3.2.1.1, by the witness's own model.
    private func checkTurn(of number: OrderNumber, _ started: Known) throws {
        guard let receipt = started.receipt else { return }
        for (other, known) in orders where other != number && known.isWaiting {
            guard let first = known.receipt else { continue }
            if known.category < started.category {
                throw Breach(
                    invariant: .categoryOneFirst, words: "\(number) began while \(other) waited")
            }
            if known.category == started.category, first < receipt {
                throw Breach(
                    invariant: .servedByReceipt, words: "\(number) began before \(other)")
            }
        }
    }
}
