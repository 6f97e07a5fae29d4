// From the content of a letter to the mail: subject with number and type only (R7), English text of
// record with Portuguese beside it (R72), the data as `letter.json`, and the files of a report.

import CanonicalJSON
public import MonitoringOrders
public import Quantities

/// Everything that the text and the data of a letter follow from. Neither who gets it nor when is among it, so a letter can
/// be written out beforehand.
public struct LetterContent: Hashable, Sendable {
    public var letter: Letter
    /// Title and date of the agreement (R2).
    public var agreement: String
    /// Marks subject, body and headers (R87).
    public var isSimulation: Bool
    /// Digests of the files that go with it; the letter names them, so that nobody changes them on the way.
    public var files: [FileDigest]

    /// The content of a letter under an agreement.
    public init(
        _ letter: Letter, under agreement: String, isSimulation: Bool,
        naming files: [FileDigest] = []
    ) {
        (self.letter, self.agreement) = (letter, agreement)
        (self.isSimulation, self.files) = (isSimulation, files)
    }
}

/// A letter written out.
public struct WrittenLetter: Hashable, Sendable {
    let content: LetterContent
    let text: String
    /// The data as JSON.
    let data: [UInt8]
}

/// What a mail needs besides what it says.
public struct LetterEnvelope: Hashable, Sendable {
    public var messageID: String
    public var date: UTCInstant
    public var from: Mailbox
    public var to: [Mailbox]
    public var copies: [Mailbox]
    /// Message-IDs of the order's earlier letters, oldest first.
    public var references: [String]
    /// `auto-replied` or `auto-generated` when no person caused the letter.
    public var autoSubmitted: String?
    /// Files beside the letter's data: the forms of a report.
    public var attachments: [OutgoingMail.Attachment]

    /// An envelope with its facts.
    public init(
        messageID: String, date: UTCInstant, from: Mailbox, to: [Mailbox], copies: [Mailbox] = [],
        references: [String] = [], autoSubmitted: String? = nil,
        attachments: [OutgoingMail.Attachment] = []
    ) {
        (self.messageID, self.date, self.from) = (messageID, date, from)
        (self.to, self.copies, self.references) = (to, copies, references)
        (self.autoSubmitted, self.attachments) = (autoSubmitted, attachments)
    }
}

/// Writer of letters.
public enum LetterWriter {
    /// Name of the part that holds the data.
    public static let dataFileName = "letter.json"
    /// Name of the part that holds a checkpoint of the sender's journal (Protocols/JOURNAL.md).
    public static let checkpointFileName = "checkpoint.txt"
    /// What stands before the subject of a letter of an exercise.
    static let simulationMark = "SIMULATION "
    /// Header that marks simulated letters.
    public static let simulationHeader = "X-Vigia-Simulation"

    /// Writes a letter out, before there is an envelope for it.
    public static func write(_ content: LetterContent) -> WrittenLetter {
        WrittenLetter(
            content: content,
            text: body(
                content.letter, agreement: content.agreement, isSimulation: content.isSimulation,
                files: content.files),
            data: Array(LetterJSON.value(content.letter, files: content.files).pretty.utf8))
    }

    /// The mail that carries a letter.
    ///
    /// - Parameters:
    ///   - content: what the letter is written from.
    ///   - foreseen: a letter that was written out beforehand; it is taken if it was written from the same.
    ///   - envelope: from whom, to whom and when.
    /// - Returns: the mail, to be composed.
    public static func mail(
        _ content: LetterContent, foreseen: WrittenLetter? = nil, envelope: LetterEnvelope
    ) -> OutgoingMail {
        let written = foreseen.flatMap { $0.content == content ? $0 : nil } ?? write(content)
        let data = OutgoingMail.Attachment(
            fileName: dataFileName, contentType: "application/json", content: written.data)
        let (letter, isSimulation) = (content.letter, content.isSimulation)
        var headers = [MailMessage.Header(name: "X-Vigia-Letter", value: letter.kind.rawValue)]
        if envelope.autoSubmitted != nil {
            // What some mail systems ask for before they keep their robots quiet (MS-OXCMAIL).
            headers.append(.init(name: "X-Auto-Response-Suppress", value: "All"))
        }
        if isSimulation { headers.append(.init(name: simulationHeader, value: "yes")) }
        return OutgoingMail(
            messageID: envelope.messageID, date: envelope.date, from: envelope.from,
            to: envelope.to, copies: envelope.copies,
            subject: subject(of: letter, isSimulation: isSimulation),
            references: envelope.references, autoSubmitted: envelope.autoSubmitted,
            headers: headers, text: written.text, attachments: [data] + envelope.attachments)
    }

    /// `[BR/2027/0101] EMSAT-RIO/2027/0007 Acknowledgement`: numbers and type, nothing of the case.
    public static func subject(of letter: Letter, isSimulation: Bool) -> String {
        let mark = isSimulation ? simulationMark : ""
        let reference = letter.reference.map { "\($0) " } ?? ""
        return "\(mark)[\(letter.order)] \(reference)\(letter.kind.title)"
    }

    /// The text: English of record, then Portuguese, then which of them prevails.
    public static func body(
        _ letter: Letter, agreement: String, isSimulation: Bool, files: [FileDigest] = []
    ) -> String {
        let named = files.map {
            LetterItem(LetterTexts.file, "\($0.fileName.onOneLine), SHA-256 \($0.sha256)")
        }
        let parts = Language.allCases.map { language in
            text(
                letter, named, agreement: agreement, isSimulation: isSimulation, in: language)
        }
        let prevails = Language.allCases.map { LetterTexts.prevails.text($0) }
        return parts.joined(separator: "\n\(rule)\n\n") + "\n\(rule)\n\n"
            + prevails.joined(separator: " / ") + "\n"
    }

    static let rule = String(repeating: "-", count: 72)

    private static func text(
        _ letter: Letter, _ files: [LetterItem], agreement: String, isSimulation: Bool,
        in language: Language
    ) -> String {
        var lines: [String] = []
        if isSimulation { lines += [LetterTexts.simulation.text(language), ""] }
        lines.append(LetterTexts.title(letter.kind).text(language))
        lines.append("\(LetterTexts.under.text(language)): \(agreement)")
        lines.append("")
        lines += (letter.items + files).map { $0.line(language) }
        if language == .english { lines += particulars(of: letter) }
        if case .order = letter { lines += ["", LetterTexts.request.text(language)] }
        lines += ["", LetterTexts.confidentiality.text(language)]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The form of an order, or the letters a) to x) of a report; they stand once, because names,
    /// numbers and the Bureau's own words are not translated.
    private static func particulars(of letter: Letter) -> [String] {
        switch letter {
        case .order(let version): return ["", OrderFormPrinter.text(version.form)]
        case .report(let report):
            let letters = report.particulars.present.compactMap { letter in
                report.particulars[letter].map { "\(letter.rawValue)) \($0.text)" }
            }
            return ["", "\(LetterTexts.formBasis.english): \(FinalReport.formBasis)"] + letters
        default: return []
        }
    }
}
