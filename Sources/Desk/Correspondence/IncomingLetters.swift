// From a carrier's mailbox to the order: first the raw bytes are made durable, then they are read,
// then they are judged and take effect in one commit. One bad letter never stops the next.

import Letters
import Logging
public import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// Who takes letters in and judges them.
    var receiver: Actor { Actor(name: "receiver", role: .desk) }

    /// Stores what has arrived and only then confirms it to the carrier.
    ///
    /// - Returns: how many letters were new.
    /// - Throws: `StoreError` if one could not be stored, `CarrierError` if the mailbox failed; what
    ///   was not confirmed comes again.
    @discardableResult
    public func storeArrivals(from carrier: some IncomingCarrier) throws -> Int {
        let arrivals = try carrier.arrivals(limit: Limits.deliveriesPerRound)
        guard !arrivals.isEmpty else { return 0 }
        let now = surroundings.now()
        let new = try store.write { transaction in
            try arrivals.count { arrival in
                try transaction.storeIncoming(
                    bytes: arrival.bytes, carrier: carrier.name, handle: arrival.handle,
                    serverTime: arrival.serverTime, at: now, by: receiver) != nil
            }
        }
        for arrival in arrivals { try carrier.confirm(arrival.handle) }
        return new
    }

    /// Keeps that a mailbox is in trouble, so that people are told if it lasts, or that it no longer is.
    func keep(_ trouble: CarrierError?, of mailbox: String) throws {
        let known = try store.read { try $0.mailboxTroubles() }.first { $0.mailbox == mailbox }
        guard known?.words != trouble?.words else { return }
        let now = surroundings.now()
        try store.write { transaction in
            if let trouble {
                try transaction.noteTrouble(of: mailbox, words: trouble.words, at: now)
            } else {
                try transaction.endTrouble(of: mailbox)
            }
        }
    }

    /// Makes one letter durable.
    ///
    /// - Returns: its number; `nil` if the same letter of the same carrier is stored already.
    @discardableResult
    public func store(_ bytes: [UInt8], from carrier: String, handle: String?) throws -> Int? {
        let now = surroundings.now()
        return try store.write { transaction in
            try transaction.storeIncoming(
                bytes: bytes, carrier: carrier, handle: handle, at: now, by: receiver)?.id
        }
    }

    /// Reads and judges the letters that are stored and not read yet, in the order of their receipt.
    ///
    /// - Returns: how many letters were judged.
    /// - Throws: `StoreError`, `ReaderUnavailable`; letters that are not judged yet stay unread.
    @discardableResult
    public func readStoredLetters() throws -> Int {
        let now = surroundings.now()
        let letters = try store.takeUnreadLetters(
            limit: Limits.deliveriesPerRound, bytes: Limits.lettersInMemory,
            until: now + LeaseKeeper.lease, by: surroundings.newName(), now: now)
        let keeper = LeaseKeeper(self) { transaction, end in
            for letter in letters { try transaction.extendLease(ofLetter: letter.id, until: end) }
        }
        defer { keeper.stop() }
        var rest = letters[...]
        while let first = rest.first {
            // One over which the desk broke before is read alone, so that it takes no other with it.
            let batch = first.attempts == 0 ? rest.prefix { $0.attempts == 0 } : rest.prefix(1)
            try read(Array(batch))
            rest = rest.dropFirst(batch.count)
        }
        return letters.count
    }

    private func read(_ letters: [IncomingLetter]) throws {
        if let letter = letters.first, letter.attempts >= Limits.readingAttempts {
            return try setAside(letter, because: "the desk broke over it \(letter.attempts) times")
        }
        let results = try mailReader.read(letters.map(\.bytes))
        try store.write { transaction in
            for letter in letters { try transaction.beginReading(letter.id) }
        }
        for (letter, result) in zip(letters, results) {
            switch result {
            case .success(let message): try judge(letter, message)
            case .failure(let fault): try setAside(letter, because: fault.description)
            }
        }
    }

    private func setAside(_ letter: IncomingLetter, because reason: String) throws {
        let judgement = LetterJudgement(
            disposition: Disposition.quarantined.rawValue, reasons: [reason])
        let now = surroundings.now()
        let isOurs = try store.write { transaction in
            guard try transaction.isUnread(letter.id) else { return false }
            try transaction.judge(letter.id, as: judgement, at: now, by: receiver)
            return true
        }
        if isOurs { logger.error("letter quarantined", metadata: ["letter": "\(letter.id)"]) }
    }

    /// Judges a parsed letter and carries out what it says, in one commit.
    private func judge(_ letter: IncomingLetter, _ message: MailMessage) throws {
        try store.write { transaction in
            guard try transaction.isUnread(letter.id) else { return }
            let judgement = try judgement(on: letter, message, in: transaction)
            try transaction.judge(
                letter.id, as: judgement, at: surroundings.now(), by: receiver)
        }
    }

    /// What a parsed letter is; what it says is carried out.
    func judgement(
        on letter: IncomingLetter, _ message: MailMessage, in transaction: StoreTransaction
    ) throws -> LetterJudgement {
        let digest = ContentDigest.of(message)
        let context = try context(for: message, of: letter.id, in: transaction)
        let reading = LetterReader.read(message, digest: digest, knowing: context)
        var judgement = LetterJudgement(
            disposition: reading.disposition.rawValue, reasons: reading.reasons.map(\.words))
        judgement.kind = reading.kind?.name
        judgement.order = reading.order
        (judgement.messageID, judgement.contentDigest) = (message.messageID, digest)
        judgement.sender = reading.sender.address?.description
        if isOlderThanDesk(letter) {
            judgement.disposition = Disposition.recorded.rawValue
            judgement.reasons.append("older-than-desk")
        } else if reading.disposition == .accepted {
            try carryOut(reading, letter, message, &judgement, in: transaction)
        }
        return judgement
    }

    /// What lay in the mailbox before the desk began is kept and answered by nobody.
    private func isOlderThanDesk(_ letter: IncomingLetter) -> Bool {
        guard let time = letter.serverTime, let begin = configuration.settings.mail.incoming?.since
        else { return false }
        return time < begin
    }

    /// Asks the rules; if they say no, nothing changes and a person sees the letter with the reason.
    private func carryOut(
        _ reading: LetterReading, _ letter: IncomingLetter, _ message: MailMessage,
        _ judgement: inout LetterJudgement, in transaction: StoreTransaction
    ) throws {
        if let report = reading.delivery { return try carryOut(report, in: transaction) }
        guard let order = reading.order, let role = reading.role,
            let command = reading.command(receipt: letter.receipt, files: message.files)
        else { return }
        let changed = reading.files.filter { !message.files.contains($0) }
        guard changed.isEmpty else {
            judgement.disposition = Disposition.needsHuman.rawValue
            judgement.reasons += changed.map { "file-differs: \($0.fileName)" }
            return
        }
        let actor = Actor(
            name: reading.sender.address?.description ?? "", role: role,
            isSimulated: isSimulation, byLetter: true)
        let act = Act(actor: actor, at: surroundings.now())
        do {
            let before = try transaction.order(order)
            let after = try perform(command, on: order, act, in: transaction)
            let confirms = try confirmCopy(of: reading.letter, by: letter.id, in: transaction)
            guard before == after, !confirms else { return }
            judgement.disposition = Disposition.recorded.rawValue
            judgement.reasons.append(ReadingReason.duplicate(of: "").code)
        } catch let refusal as Refusal {
            judgement.disposition = Disposition.needsHuman.rawValue
            judgement.reasons.append("rule: \(refusal)")
            if let copy = try differingCopy(of: reading.letter, in: transaction) {
                judgement.reasons.append("differs from the copy over HTTP, letter \(copy.id)")
            }
        }
    }
}

extension Desk {
    /// What our own mail system says about a letter of ours. It sends nothing again: a delay passes or ends in
    /// a failure, and a failure waits for a person.
    private func carryOut(_ report: DeliveryReport, in transaction: StoreTransaction) throws {
        let known = try transaction.letters(
            messageIDs: [report.originalMessageID].compactMap(\.self))
        guard let letter = known.first(where: { !$0.isIncoming }) else { return }
        let now = surroundings.now()
        for recipient in report.recipients where ["failed", "delayed"].contains(recipient.action) {
            guard let address = MailAddress(recipient.address) else { continue }
            let failed = recipient.action == "failed"
            let words = [recipient.action, recipient.status, recipient.diagnostic]
                .compactMap(\.self).joined(separator: " ")
            let isNews = try transaction.reportDelivery(
                of: letter.id, to: address, failed: failed, words: words, at: now, by: receiver)
            guard isNews, failed, let order = letter.order,
                let kind = letter.kind.flatMap(LetterKind.init(rawValue:))
            else { continue }
            let fact = Delivery(
                letter: kind, recipient: address, outcome: .refused, serverWords: words)
            try perform(
                .recordDelivery(fact), on: order,
                Act(actor: receiver, at: now), in: transaction)
        }
    }
}
