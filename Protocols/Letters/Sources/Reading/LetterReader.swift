// Judging a parsed letter by what the desk knows. Pure: no store, no clock. Nothing of the letter
// itself says who sent it; only our own mail server's topmost result does.

public import MonitoringOrders

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
        let sender = sender(of: message, context)
        func judged(_ disposition: Disposition, _ reasons: ReadingReason..., letter: Letter? = nil)
            -> LetterReading
        {
            LetterReading(
                letter: letter, order: letter?.order ?? subjectTag(message.subject),
                disposition: disposition, reasons: reasons, sender: sender)
        }
        if let repeated = repetition(of: message, digest, context) {
            return judged(repeated == .duplicate ? .recorded : .quarantined, repeated)
        }
        if let address = sender.address, context.ownAddresses.contains(address) {
            return judged(.recorded, .ownLetter)
        }
        guard !isAutomatic(message) else { return judged(.recorded, .autoSubmitted) }
        guard !sender.roles.isEmpty else { return judged(.needsHuman, .senderUnknown) }
        guard sender.isAuthenticated else {
            return judged(.needsHuman, authenticationFault(message, context))
        }
        return content(of: message, sender, context)
    }

    /// What the letter says, once it is known who sent it.
    private static func content(
        of message: MailMessage, _ sender: LetterSender, _ context: CorrespondenceContext
    ) -> LetterReading {
        var reading = LetterReading(
            letter: nil, order: subjectTag(message.subject), disposition: .needsHuman,
            reasons: [], sender: sender)
        guard let data = message.parts.first(where: { $0.fileName == LetterWriter.dataFileName })
        else {
            reading.reasons = [.writtenByHand]
            return reading
        }
        let (letter, faults) = LetterJSON.read(data.content)
        guard let letter else {
            reading.reasons = [.faultyData(faults)]
            return reading
        }
        (reading.letter, reading.order) = (letter, letter.order)
        reading.reasons = objections(to: letter, in: message, sender, context)
        if reading.reasons.isEmpty { reading.disposition = .accepted }
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

    private static func objections(
        to letter: Letter, in message: MailMessage, _ sender: LetterSender,
        _ context: CorrespondenceContext
    ) -> [ReadingReason] {
        var objections: [ReadingReason] = []
        if !sender.roles.contains(role(for: letter.kind)) { objections.append(.roleNotPermitted) }
        let isMarked = message.subject.hasPrefix("SIMULATION ")
        if isMarked != context.isSimulation { objections.append(.otherRegister) }
        let missing = linesMissing(from: message, of: letter)
        if !missing.isEmpty { objections.append(.textAndDataDiffer(missing)) }
        let named = Set(message.inReplyTo + message.references)
        let threads = Set(
            context.knownLetters.filter { named.contains($0.messageID) }.compactMap(\.order))
        let isOtherThread = !threads.isEmpty && !threads.contains(letter.order)
        let isOtherTag = subjectTag(message.subject).map { $0 != letter.order } ?? false
        if isOtherThread || isOtherTag { objections.append(.threadDiffers) }
        return objections
    }

    /// Lines of the text of record that the text part does not hold; what a gateway adds around
    /// them does no harm.
    private static func linesMissing(from message: MailMessage, of letter: Letter) -> [String] {
        let text = message.parts.filter { $0.contentType == "text/plain" && !$0.isAttachment }
            .compactMap(\.text).joined(separator: "\n").onOneLine
        return letter.items.map { $0.line(.english) }.filter { !text.contains($0.onOneLine) }
    }

    /// The order named in the subject as `[BR/2027/0101]`.
    static func subjectTag(_ subject: String) -> OrderNumber? {
        subject.split(separator: "[").dropFirst().lazy.compactMap { rest in
            rest.firstIndex(of: "]").flatMap { OrderNumber(String(rest[..<$0])) }
        }.first
    }

    private static func repetition(
        of message: MailMessage, _ digest: String, _ context: CorrespondenceContext
    ) -> ReadingReason? {
        let known = context.knownLetters.filter {
            $0.messageID == message.messageID && $0.contentDigest != nil
        }
        guard !known.isEmpty else { return nil }
        return known.contains { $0.contentDigest == digest } ? .duplicate : .messageIDReused
    }

    /// True for what RFC 3834 calls an automatic message; it is kept and never answered.
    static func isAutomatic(_ message: MailMessage) -> Bool {
        let submitted = message.header("Auto-Submitted")?.lowercased() ?? "no"
        let isVigia = message.header("X-Vigia-Letter") != nil
        if message.contentType == "multipart/report" || message.returnPath == "" { return true }
        return !isVigia && !submitted.hasPrefix("no")
    }
}
