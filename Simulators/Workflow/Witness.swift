// Watches one desk by its journal alone: each row is read once, as it appears, and held against what
// the memorandum and the house promise. The witness keeps a model of its own and asks no rule.

import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// What one desk's journal has shown so far.
struct Witness {
    /// An order as the witness knows it.
    struct Known {
        var category = 2
        var receipt: Int?
        var copies: Set<MailAddress> = []
        var reference: ReferenceNumber?
        /// When programs and simulated people wrote letters on it.
        var letters: [UTCInstant] = []
        /// Addresses whose server has taken the order letter.
        var taken: Set<MailAddress> = []
        var firstContact: UTCInstant?
        /// For each operator when the Administration allowed contact, and until when.
        var authorised: [String: [(from: UTCInstant, to: UTCInstant?)]] = [:]
    }

    let correspondents: Correspondents
    /// Orders that the Bureau's people wanted from this station.
    var expected: Set<OrderNumber> = []
    private(set) var rows = 0
    private(set) var head = ""
    var orders: [OrderNumber: Known] = [:]
    /// Orders whose turn has not come.
    var waiting: Set<OrderNumber> = []
    var references: [ReferenceNumber: OrderNumber] = [:]
    /// Numbers of orders that the desk has forgotten, with its disk.
    private var forgotten: [OrderNumber: Set<ReferenceNumber>] = [:]
    private var accepted: [String: Int] = [:]
    /// Letters that were judged, and how.
    private var judged: [Int: String] = [:]
    /// The row before, if a letter brought it about: of which order; or that a copy over HTTP found its letter.
    private var cause: Cause?
    /// Letters in the outbox.
    private(set) var frozen: [Frozen] = []
    private var frozenDigests: Set<DeliveryLedger.Handed> = []
    /// Acknowledged orders since the last asking.
    var fresh: [OrderNumber] = []
    /// Rows since the last asking, in words.
    private var story: [String] = []
    private(set) var waits = Waits()

    /// A letter of the outbox.
    struct Frozen {
        var id: Int
        var sha256: String
        var recipients: [MailAddress]
    }

    private enum Cause: Equatable {
        case letter(OrderNumber)
        case copyConfirmed
    }

    init(_ correspondents: Correspondents) { self.correspondents = correspondents }

    /// From now on the desk may take up an order.
    mutating func expect(_ order: OrderNumber) { expected.insert(order) }

    /// Reads the rows that are new, at an instant of the world.
    mutating func look(at store: OrderStore, _ now: UTCInstant) throws {
        while true {
            let entries = try store.read { try $0.journal(from: rows + 1, limit: 500) }
            guard !entries.isEmpty else { return }
            for entry in entries { try take(entry, now) }
        }
    }

    /// Checks that what servers were given stood in the outbox.
    func check(_ handed: [DeliveryLedger.Handed]) throws {
        for letter in handed where !frozenDigests.contains(letter) {
            throw Breach(
                invariant: .sentAfterCommit,
                words: "\(letter.recipient) was sent bytes that no commit holds")
        }
    }

    /// Orders that were acknowledged since the last asking, with their reference numbers.
    mutating func takeAcknowledged() -> [(order: OrderNumber, reference: ReferenceNumber)] {
        defer { fresh = [] }
        return fresh.compactMap { order in orders[order]?.reference.map { (order, $0) } }
    }

    /// Reference numbers that the desk has ever given, also on a disk that was lost.
    var givenReferences: [ReferenceNumber] { Array(references.keys) }

    /// True if an order has, or had on a disk that was lost, a reference number.
    func hasNumbered(_ order: OrderNumber, as reference: ReferenceNumber) -> Bool {
        orders[order]?.reference == reference || forgotten[order]?.contains(reference) == true
    }

    /// This witness of a backup, who remembers what must stay true although the desk has forgotten it.
    func remembering(_ lost: Witness) -> Witness {
        var heir = self
        (heir.references, heir.forgotten) = (lost.references, lost.forgotten)
        heir.expected = lost.expected
        for (order, known) in lost.orders {
            if let reference = known.reference {
                heir.forgotten[order, default: []].insert(reference)
            }
        }
        return heir
    }

    /// Rows since the last asking, in words.
    mutating func takeStory() -> [String] {
        defer { story = [] }
        return story
    }

    private mutating func take(_ entry: JournalEntry, _ now: UTCInstant) throws {
        guard entry.sequence == rows + 1 else {
            throw Breach(invariant: .journalGapless, words: "row \(rows + 1) is missing")
        }
        (rows, head) = (entry.sequence, entry.hash)
        story.append("\(entry.subject) \(entry.kind)")
        switch entry.event {
        case .order(let number, let event):
            try take(event, of: number, at: entry.at)
            waits.note(event, of: number, at: now)
            cause = entry.actor.byLetter ? .letter(number) : nil
        case .desk(let event):
            try take(event, at: entry.at)
            cause = event.confirmsCopy ? .copyConfirmed : nil
        case nil:
            throw Breach(
                invariant: .journalVerifies, words: "row \(rows) holds no event: \(entry.content)")
        }
    }

    private mutating func take(_ event: DeskEvent, at instant: UTCInstant) throws {
        switch event {
        case .letterJudged(let letter, let judgement): try take(judgement, of: letter)
        case .letterFrozen(let letter, let envelope, let sha256):
            frozen.append(Frozen(id: letter, sha256: sha256, recipients: envelope.recipients))
            for recipient in envelope.recipients {
                frozenDigests.insert(.init(sha256: sha256, recipient: recipient))
            }
            try take(envelope, at: instant)
        default: break
        }
    }

    private mutating func take(_ judgement: LetterJudgement, of letter: Int) throws {
        let identity = judgement.messageID ?? "letter \(letter)"
        // What waits for a person may be judged once more.
        let before = judged.updateValue(judgement.disposition, forKey: letter)
        if !judgement.isAfterthought, let before, before != Disposition.needsHuman.rawValue {
            throw Breach(
                invariant: .lettersHandledOnce, words: "letter \(letter) was judged twice")
        }
        if identity.hasPrefix(Stranger.replyMark), judgement.disposition != "recorded" {
            throw Breach(
                invariant: .autoRepliesRecorded, words: "\(identity): \(judgement.disposition)")
        }
        guard judgement.disposition == "accepted" else { return }
        if identity.contains(Stranger.mark) {
            throw Breach(invariant: .strangersChangeNothing, words: "\(identity) took effect")
        }
        if let first = accepted.updateValue(letter, forKey: identity), first != letter {
            throw Breach(
                invariant: .lettersHandledOnce,
                words: "letters \(first) and \(letter) are both \(identity)")
        }
        let isCaused =
            cause == .copyConfirmed || judgement.order.map { cause == .letter($0) } ?? true
        guard isCaused || judgement.isAfterthought else {
            throw Breach(
                invariant: .acceptedTakesEffect, words: "\(identity) is accepted and did nothing")
        }
    }

    private mutating func take(_ envelope: Envelope, at instant: UTCInstant) throws {
        guard let order = envelope.order, let kind = envelope.kind else { return }
        var known = orders[order] ?? Known()
        known.letters = known.letters.filter { $0 > instant - .seconds(3600) } + [instant]
        orders[order] = known
        if known.letters.count > Limits.automaticLettersPerHour {
            throw Breach(
                invariant: .lettersBounded,
                words: "\(order) has \(known.letters.count) letters of programs within an hour")
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
}

extension LetterJudgement {
    /// True for what is judged again because a letter of record has followed a copy over HTTP.
    fileprivate var isAfterthought: Bool { reasons.contains { $0.hasPrefix("letter of record") } }
}

extension DeskEvent {
    fileprivate var confirmsCopy: Bool {
        guard case .letterJudged(_, let judgement) = self else { return false }
        return judgement.isAfterthought
    }
}
