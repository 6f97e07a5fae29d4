// The letter that carries a checkpoint of the sender's journal on days on which no other letter does. It is a program's:
// whoever gets it keeps it, and nobody answers.

extension LetterWriter {
    /// The mail that carries a checkpoint. It says nothing of any case, and has none of the marks of a letter on an order.
    ///
    /// - Parameters:
    ///   - note: the signed checkpoint (Protocols/JOURNAL.md).
    ///   - isSimulation: marks subject, body and headers (R87).
    ///   - envelope: from whom and to whom.
    /// - Returns: the mail, to be composed.
    public static func notice(
        of note: String, isSimulation: Bool, envelope: LetterEnvelope
    ) -> OutgoingMail {
        var headers = [MailMessage.Header(name: "X-Auto-Response-Suppress", value: "All")]
        if isSimulation { headers.append(.init(name: simulationHeader, value: "yes")) }
        let texts = (isSimulation ? [LetterTexts.simulation] : []) + [LetterTexts.checkpoint]
        let parts = Language.allCases.map { language in
            texts.map { $0.text(language) }.joined(separator: "\n\n")
        }
        return OutgoingMail(
            messageID: envelope.messageID, date: envelope.date, from: envelope.from,
            to: envelope.to,
            subject: (isSimulation ? simulationMark : "") + "Checkpoint of the journal",
            autoSubmitted: "auto-generated", headers: headers,
            text: parts.joined(separator: "\n\(rule)\n\n") + "\n", attachments: [checkpoint(note)])
    }

    /// The part of a letter that holds a checkpoint.
    public static func checkpoint(_ note: String) -> OutgoingMail.Attachment {
        OutgoingMail.Attachment(
            fileName: checkpointFileName, contentType: "text/plain", content: Array(note.utf8))
    }
}
