// Letters that people write in their mail programs, read at the Bureau's desk: the station and the
// Administration need no software of ours. Whatever is not certain goes to a person.

import MonitoringOrders
import Quantities

extension LetterReader {
    /// Reads a letter without a data part.
    static func handwritten(_ message: MailMessage, _ context: CorrespondenceContext)
        -> LetterReading
    {
        var reading = LetterReading.empty
        let read = {
            HandwrittenLetter(($0 as String).readablePart, orderSeries: context.orderSeries)
        }
        let plain = AuthorText.plain(message).map(read)
        let html = AuthorText.html(message).map(read)
        guard let hand = plain ?? html else {
            reading.order = LetterThread(message, context).order
            reading.reasons = [.writtenByHand]
            return reading
        }
        let thread = LetterThread(message, context, named: hand.orders)
        (reading.order, reading.reference) = (thread.order, hand.reference)
        reading.kind = kind(of: hand, message, context).map(MailKind.letter)
        reading.values = hand.values
        reading.reasons = faults(of: hand, reading, message)
        if thread.order.map(thread.contradicts) ?? (thread.answered.count > 1) {
            reading.reasons.append(.threadDiffers)
        } else if thread.order == nil {
            reading.reasons.append(.unmatched)
        }
        if let plain, let html, plain.items != html.items {
            reading.reasons.append(.textAndDataDiffer(["what the HTML part says"]))
        }
        let isMarked = message.subject.contains(LetterWriter.simulationMark)
        if isMarked != context.isSimulation, !(context.isSimulation && !thread.answered.isEmpty) {
            reading.reasons.append(.otherRegister)
        }
        reading.letter = reading.reasons.isEmpty ? letter(hand, reading) : nil
        return reading
    }

    /// The kind of letter; the Bureau's own letters are not written by hand.
    private static func kind(
        of hand: HandwrittenLetter, _ message: MailMessage, _ context: CorrespondenceContext
    ) -> LetterKind? {
        guard context.desk == .bureau else { return nil }
        let hasTimes = !hand.startCandidates.isEmpty || hand.duration != nil
        if hand.isRefusal { return .refusal }
        if hand.speaksOfRefusing && !hasTimes { return nil }
        if hand.isFinalReport, !hasTimes || message.subject.lowercased().contains("report") {
            return hand.isRevision ? .revision : .finalReport
        }
        if hand.isUpdate { return .update }
        return hasTimes || hand.hasUndecidedStart || hand.reference != nil ? .acknowledgement : nil
    }

    private static func faults(
        of hand: HandwrittenLetter, _ reading: LetterReading, _ message: MailMessage
    ) -> [ReadingReason] {
        guard case .letter(let kind)? = reading.kind else { return [.writtenByHand] }
        switch kind {
        case .acknowledgement, .update:
            var faults: [ReadingReason] = hand.reference == nil ? [.missing(.reference)] : []
            if hand.start == nil {
                let isWritten = hand.hasUndecidedStart || !hand.startCandidates.isEmpty
                faults.append(isWritten ? .ambiguousDate : .missing(.start))
            }
            if hand.duration == nil { faults.append(.missing(.duration)) }
            if kind == .update, hand.number == nil { faults.append(.missing(.number)) }
            return faults
        case .refusal:
            return hand.start != nil && hand.duration != nil ? [.contradictory] : []
        case .finalReport:
            let hasFile = message.parts.contains { $0.fileName != nil }
            return (hand.reference == nil ? [.missing(.reference)] : [])
                + (hasFile ? [] : [.missing(.attachment)])
        case .revision, .order, .withdrawal: return [.writtenByHand]
        }
    }

    /// The typed letter, once nothing speaks against it.
    private static func letter(_ hand: HandwrittenLetter, _ reading: LetterReading) -> Letter? {
        guard case .letter(let kind)? = reading.kind, let order = reading.order else { return nil }
        if kind == .refusal {
            return .refusal(order: order, reference: hand.reference, reason: hand.refusalReason)
        }
        guard let reference = hand.reference, let start = hand.start, let duration = hand.duration
        else { return nil }
        let acknowledgement = Acknowledgement(
            reference: reference, expectedStart: start, expectedDuration: duration,
            number: kind == .update ? hand.number ?? 0 : 0)
        return kind == .update
            ? .update(order: order, acknowledgement, reason: nil)
            : .acknowledgement(order: order, acknowledgement)
    }
}

extension HandwrittenLetter {
    var values: LetterValues {
        var values = LetterValues()
        (values.start, values.duration, values.number) = (start, duration, number)
        values.startCandidates = start == nil ? startCandidates : []
        values.reason = refusalReason
        return values
    }

    /// What must be the same in the plain text and the HTML of one letter.
    fileprivate var items: [String?] {
        [
            reference?.description, startCandidates.map(\.description).joined(separator: " "),
            duration?.iso8601, isRefusal ? "refusal" : nil,
        ]
    }
}
