// Judging a parsed letter by what the desk knows. Pure: no store, no clock. Nothing of the letter
// itself says who sent it; only our own mail server's topmost result does.

public import MonitoringOrders
import Quantities

/// Reader of letters.
public enum LetterReader {
    /// Reads and judges a letter.
    ///
    /// - Parameters:
    ///   - message: the parsed mail.
    ///   - digest: digest of its content without the trace of its way here.
    ///   - context: what the desk knows.
    /// - Returns: the judgement; nothing has been done yet.
    public static func read(
        _ message: MailMessage, digest: String, knowing context: CorrespondenceContext
    ) -> LetterReading {
        var reading = contents(of: message, context)
        reading.sender = sender(of: message, context)
        if let repeated = repetition(of: message, digest, context) {
            reading.reasons = [repeated]
        } else if let address = reading.sender.address, context.ownAddresses.contains(address) {
            reading.reasons = [.ownLetter]
        } else if reading.kind == .autoReply {
            reading.reasons = [.autoSubmitted]
        } else {
            reading.reasons = senderFaults(reading, message, context) + reading.reasons
        }
        reading.disposition = reading.reasons.disposition
        return reading
    }

    /// What the letter says, whoever sent it; its reasons are those that its content gives.
    private static func contents(of message: MailMessage, _ context: CorrespondenceContext)
        -> LetterReading
    {
        if let report = DeliveryReport(message) { return delivery(report, context) }
        if message.headers("Received").count > Limits.receivedHeaders {
            var reading = LetterReading.empty
            (reading.order, reading.reasons) = (LetterThread(message, context).order, [.mailLoop])
            return reading
        }
        if isAutomatic(message) {
            var reading = LetterReading.empty
            (reading.kind, reading.order) = (.autoReply, LetterThread(message, context).order)
            return reading
        }
        guard let data = message.data else {
            var reading = handwritten(message, context)
            if isBulk(message) { reading.reasons.append(.sentInBulk) }
            return reading
        }
        return typed(data, message, context)
    }

    /// A letter with a data part.
    private static func typed(
        _ data: MailMessage.Part, _ message: MailMessage, _ context: CorrespondenceContext
    ) -> LetterReading {
        var reading = LetterReading.empty
        let (letter, files, faults) = LetterJSON.read(data.content)
        guard let letter else {
            reading.order = LetterThread(message, context).order
            reading.reasons = [.faultyData(faults)]
            return reading
        }
        (reading.kind, reading.letter) = (.letter(letter.kind), letter)
        (reading.order, reading.reference) = (letter.order, letter.reference)
        (reading.values, reading.files) = (letter.values, files)
        let isMarked = message.subject.hasPrefix(LetterWriter.simulationMark)
        if isMarked != context.isSimulation { reading.reasons.append(.otherRegister) }
        let missing = linesMissing(from: message, of: letter)
        if !missing.isEmpty { reading.reasons.append(.textAndDataDiffer(missing)) }
        let thread = LetterThread(message, context)
        if thread.contradicts(letter.order) { reading.reasons.append(.threadDiffers) }
        return reading
    }

    private static func delivery(_ report: DeliveryReport, _ context: CorrespondenceContext)
        -> LetterReading
    {
        var reading = LetterReading.empty
        (reading.kind, reading.delivery) = (.deliveryStatus, report)
        reading.order =
            context.knownLetters.first {
                $0.messageID == report.originalMessageID && $0.contentDigest == nil
            }?.order
        reading.reasons = report.reasons + (reading.order == nil ? [.unmatched] : [])
        return reading
    }

    /// The role in which a kind of letter is written.
    public static func role(for kind: LetterKind) -> Role {
        switch kind {
        case .order, .withdrawal: .dispatcher
        case .acknowledgement, .update: .stationOperator
        case .refusal, .finalReport, .revision: .officer
        }
    }

    /// What speaks against the sender: he is unknown or not believed, or may not write such a letter.
    private static func senderFaults(
        _ reading: LetterReading, _ message: MailMessage, _ context: CorrespondenceContext
    ) -> [ReadingReason] {
        let sender = reading.sender
        if sender.isMailSystem {
            return reading.kind == .deliveryStatus ? [] : [.senderUnknown]
        }
        if reading.kind == .deliveryStatus { return [.senderNotAuthenticated] }
        guard !sender.roles.isEmpty else { return [.senderUnknown] }
        var faults = sender.doubts
        if let role = reading.role, !sender.roles.contains(role) {
            faults.append(.roleNotPermitted)
        }
        return faults
    }

    /// Lines of the text of record that the text part does not hold; what a gateway adds around
    /// them does no harm.
    private static func linesMissing(from message: MailMessage, of letter: Letter) -> [String] {
        let text = message.parts.filter { $0.contentType == "text/plain" && !$0.isAttachment }
            .compactMap(\.text).joined(separator: "\n").onOneLine
        // One line mostly follows the other, so that the text is gone through once.
        var rest = text[...]
        return letter.items.map { $0.line(.english) }.filter { line in
            let words = line.onOneLine
            guard let place = rest.firstRange(of: words) else { return !text.contains(words) }
            rest = rest[place.upperBound...]
            return false
        }
    }

    private static func repetition(
        of message: MailMessage, _ digest: String, _ context: CorrespondenceContext
    ) -> ReadingReason? {
        let known = context.knownLetters.filter {
            $0.messageID == message.messageID && $0.contentDigest != nil
        }
        guard !known.isEmpty else { return nil }
        return known.first { $0.contentDigest == digest }.map { .duplicate(of: $0.name) }
            ?? .messageIDReused
    }

    /// True for what comes from lists and programs that send to many; a person looks whether it is meant here.
    private static func isBulk(_ message: MailMessage) -> Bool {
        let precedence = message.header("Precedence")?.lowercased() ?? ""
        let names: Set = ["mailer-daemon", "postmaster", "noreply", "no-reply"]
        let sender = message.from.first?.address.lowercased().split(separator: "@").first ?? ""
        return ["bulk", "list", "junk"].contains(precedence) || names.contains(String(sender))
            || ["List-Id", "List-Unsubscribe", "X-Auto-Response-Suppress"].contains {
                message.header($0) != nil
            }
    }

    /// True for what RFC 3834 calls an automatic message; it is kept and never answered.
    static func isAutomatic(_ message: MailMessage) -> Bool {
        let submitted = message.header("Auto-Submitted")?.lowercased() ?? "no"
        let isVigia = message.header("X-Vigia-Letter") != nil
        if message.contentType == "multipart/report" || message.returnPath == "" { return true }
        return !isVigia && !submitted.hasPrefix("no")
    }
}

extension LetterReading {
    /// A reading that has found nothing yet.
    static let empty = LetterReading(
        values: LetterValues(), disposition: .needsHuman, reasons: [],
        sender: .nobody)
}

extension Letter {
    /// The items that other kinds of letters have too.
    var values: LetterValues {
        var values = LetterValues()
        switch self {
        case .acknowledgement(_, let acknowledgement):
            (values.start, values.duration) = (
                acknowledgement.expectedStart, acknowledgement.expectedDuration
            )
        case .update(_, let update, let reason):
            (values.start, values.duration) = (update.expectedStart, update.expectedDuration)
            (values.number, values.reason) = (update.number, reason)
        case .refusal(_, _, let reason): values.reason = reason
        case .withdrawal(_, _, let reason): values.reason = reason
        case .order, .report: break
        }
        return values
    }
}
