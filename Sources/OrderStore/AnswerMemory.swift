// Answers that are kept as long as what they follow from is the same.

import Quantities
import Synchronization

/// Answers on one basis, few of them.
package final class AnswerMemory<Basis, Question>: Sendable
where Basis: Equatable & Sendable, Question: Hashable & Sendable {
    private struct Answers {
        var basis: Basis?
        var kept: [Question: any Sendable] = [:]
    }

    private let answers = Mutex(Answers())

    /// A memory without answers.
    package init() {}

    /// What was answered to a question on a basis.
    package func answer<Answer>(to question: Question, on basis: Basis) -> Answer? {
        // Many ask at the same time, so the lock is held for no longer than a copy of both parts takes.
        let answers = answers.withLock(\.self)
        return answers.basis == basis ? answers.kept[question] as? Answer : nil
    }

    /// Keeps an answer; those on another basis are forgotten, and all when there are too many.
    package func keep(_ answer: some Sendable, to question: Question, on basis: Basis) {
        answers.withLock { answers in
            if answers.basis != basis || answers.kept.count >= Limits.cachedAnswers {
                answers = Answers(basis: basis)
            }
            answers.kept[question] = answer
        }
    }

    /// Forgets every answer.
    package func forget() { answers.withLock { $0 = Answers() } }
}
