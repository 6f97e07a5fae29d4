// Things a person is shown before placing an order. A notice never hinders: what hinders is a fault
// of the form or a refusal by the rules.

public import Quantities

/// Something to show with an order.
public enum OrderNotice: Hashable, Sendable, Codable {
    /// The Administration itself asks for help: the record then has both roles (R17).
    case administrationIsAlsoConcerned(String)
    /// The deadline is words, kept as written, from which no time follows.
    case deadlineIsNotATime(String)
    /// So few particulars are given that the Bureau should be asked for more (R77).
    case askBureauForParticulars(missing: Int)
    /// Category 1 is suggested, but not which of its two grounds (R38).
    case groundsMustBeChosen
    /// The expected end lies after the day on which the agreement ends (R68).
    case endsAfterTermination(CalendarDate)

    /// Share of answered letters below which the Bureau is asked; a value of this house.
    public static let lowCompleteness = 0.25

    /// The code under which the notice is printed and compared.
    public var code: String {
        switch self {
        case .administrationIsAlsoConcerned: "administration-is-also-concerned"
        case .deadlineIsNotATime: "deadline-not-a-time"
        case .askBureauForParticulars: "ask-bureau-for-particulars"
        case .groundsMustBeChosen: "grounds-must-be-chosen"
        case .endsAfterTermination: "ends-after-termination"
        }
    }

    /// The notice for people.
    public var words: String {
        switch self {
        case .administrationIsAlsoConcerned(let name):
            "\(name) is both the Administration responsible for the station and a Concerned "
                + "Administration in this case"
        case .deadlineIsNotATime(let words): "the deadline \"\(words)\" is not a time"
        case .askBureauForParticulars(let missing):
            "\(missing) of the \(ParticularLetter.allCases.count) particulars are missing; ask "
                + "the Bureau"
        case .groundsMustBeChosen:
            "category 1 is suggested; the dispatcher chooses its grounds"
        case .endsAfterTermination(let date):
            "the expected end lies after the agreement ends on \(date)"
        }
    }

    /// The notices that follow from the form alone (R77).
    public static func notices(for form: OrderForm) -> [OrderNotice] {
        var notices: [OrderNotice] = []
        if let words = form.deadlineWords { notices.append(.deadlineIsNotATime(words)) }
        if form.particulars.completeness < lowCompleteness {
            notices.append(.askBureauForParticulars(missing: form.particulars.missing.count))
        }
        return notices
    }

    /// All notices on an order that is about to be placed.
    ///
    /// - Parameters:
    ///   - form: the order.
    ///   - suggestion: the suggested category, for the choice of grounds (R38).
    ///   - agreement: its Administration is compared with the Concerned Administrations (R17).
    ///   - expectedEnd: the end of the task where one is known already (R68).
    /// - Returns: the notices in a fixed order.
    public static func notices(
        for form: OrderForm, suggestion: CategorySuggestion, agreement: Agreement,
        expectedEnd: UTCInstant? = nil
    ) -> [OrderNotice] {
        let concerned = form.concernedAdministrations.filter {
            agreement.administration.isAlso($0)
        }
        var notices = concerned.map { OrderNotice.administrationIsAlsoConcerned($0.name) }
        notices += Self.notices(for: form)
        if suggestion.mustGroundsBeChosen { notices.append(.groundsMustBeChosen) }
        if let end = agreement.endsOn, let expectedEnd, expectedEnd > end.startOfDay {
            notices.append(.endsAfterTermination(end))
        }
        return notices
    }
}

extension Administration {
    /// True if a Concerned Administration's name holds one of the names of this body or its state,
    /// word for word (R17).
    public func isAlso(_ concerned: ConcernedAdministration) -> Bool {
        let words = WordSequence(concerned.name)
        return ([name, country] + alsoKnownAs).contains { words.contains(WordSequence($0)) }
    }
}
