// The question to a person whose letter does not say everything, drafted for another person to look through and
// send: nothing is guessed, and nothing of this kind is sent by a program.

import MonitoringOrders
import Quantities

/// A drafted question about a letter.
public struct QuestionDraft: Hashable, Sendable {
    /// What is asked, each in both languages.
    public var questions: [Bilingual]
    /// The text to send: both languages, one after the other.
    public var text: String

    /// The question about a reading; `nil` if nothing that its author could say is missing.
    public init?(about reading: LetterReading) {
        questions = reading.reasons.compactMap { Self.question($0, reading.values) }
        guard !questions.isEmpty else { return nil }
        let questions = questions
        text =
            Language.allCases.map { language in
                let order =
                    reading.order.map { " (\(LetterTexts.order.text(language)) \($0))" } ?? ""
                let lines = questions.enumerated().map {
                    "\($0.offset + 1). \($0.element.text(language))"
                }
                return LetterTexts.questionBegins.text(language) + order + ":\n\n"
                    + lines.joined(separator: "\n")
            }.joined(separator: "\n\n---\n\n") + "\n"
    }

    private static func question(_ reason: ReadingReason, _ values: LetterValues) -> Bilingual? {
        switch reason {
        case .ambiguousDate where !values.startCandidates.isEmpty:
            let choices = values.startCandidates.map(\.forPeople)
            return LetterTexts.whichStart(
                choices.joined(separator: " or "), choices.joined(separator: " ou "))
        case .ambiguousDate: return LetterTexts.questionStart
        case .missing(.start): return LetterTexts.questionStart
        case .missing(.duration): return LetterTexts.questionDuration
        case .missing(.reference): return LetterTexts.questionReference
        case .missing(.number): return LetterTexts.questionNumber
        case .missing(.attachment): return LetterTexts.questionAttachment
        case .contradictory: return LetterTexts.questionRefusal
        case .unmatched: return LetterTexts.questionOrder
        default: return nil
        }
    }
}
