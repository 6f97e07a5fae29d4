// Answers that are kept as long as what they follow from is the same.

import Quantities

/// Answers on one basis, few of them.
package struct AnswerMemory<Basis: Equatable & Sendable, Question: Hashable & Sendable>: Sendable {
    private var basis: Basis?
    private var answers: [Question: any Sendable] = [:]

    /// A memory without answers.
    package init() {}

    /// What was answered to a question on a basis.
    package func answer<Answer>(to question: Question, on basis: Basis) -> Answer? {
        self.basis == basis ? answers[question] as? Answer : nil
    }

    /// Keeps an answer; those on another basis are forgotten, and all when there are too many.
    package mutating func keep(_ answer: some Sendable, to question: Question, on basis: Basis) {
        if self.basis != basis || answers.count >= Limits.cachedAnswers {
            (self.basis, answers) = (basis, [:])
        }
        answers[question] = answer
    }

    /// Forgets every answer.
    package mutating func forget() { self = AnswerMemory() }
}
