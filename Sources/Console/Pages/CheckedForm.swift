// What the check of a form found, beside the form: faults with links to their places, suggestion, feasibility, notices,
// and the letter as it would go out.

import Desk
import Letters
import MonitoringOrders

/// The findings of a check.
enum CheckedForm {
    /// The faults, each with the way to its place; or that there are none.
    static func faults(_ visit: Visit, _ check: OrderCheck, _ order: NewOrder) -> HTML {
        let faults = check.reading.faults
        guard !faults.isEmpty else {
            return "<p class=\"notice\" role=\"status\">\(visit.say(NewOrderWords.noFaults))</p>"
        }
        return """
            <section class="fault" role="alert"><h2>\(visit.say(NewOrderWords.faults)): \(faults.count)</h2>
            <p>\(visit.say(NewOrderWords.faultsStand))</p>
            <ul>\(faults.html { fault(visit, $0, isText: order.isText) })</ul></section>
            """
    }

    private static func fault(_ visit: Visit, _ fault: FormFault, isText: Bool) -> HTML {
        let line = fault.line.map { "\(visit.say(NewOrderWords.line)) \($0): " } ?? ""
        let item = FormItem(headName: fault.field)
        let name =
            item?.fieldName ?? ParticularLetter(rawValue: fault.field)?.fieldName
        let label = item.map { visit.say($0.label) } ?? fault.field
        guard !isText, let name else {
            return """
                <li><a href="#field-form">\(isText ? line : "")\(label)</a>: \(visit.phrase(fault.message))</li>

                """
        }
        return """
            <li><a href="#field-\(name)">\(label)</a>: \(visit.phrase(fault.message))</li>

            """
    }

    /// What the software thinks of the order, and the letter.
    static func findings(_ visit: Visit, _ check: OrderCheck, _ order: NewOrder) -> HTML {
        guard let form = check.reading.form else { return .none }
        return """
            <section class="findings"><div class="columns">
            \(check.suggestion.map { suggestion(visit, $0) })
            \(check.feasibility.map { feasibility(visit, $0) })
            \(completeness(visit, form, check.notices))</div>
            \(form.isLocationRequested ? ForecastFigure.html(visit, form) : .none)
            \(order.likelyCategory.map { preview(visit, form, $0) })</section>
            """
    }

    private static func suggestion(_ visit: Visit, _ suggestion: CategorySuggestion) -> HTML {
        let grounds = suggestion.grounds.map { visit.say($0.words) }
        return """
            <section><h2>\(visit.say(NewOrderWords.suggestion))</h2>
            <p>\(CategoryMark.html(suggestion.category, visit))\(grounds.map { " (\($0))" } ?? "")</p>
            <ul>\(suggestion.reasons.html { "<li>\(visit.say($0.bothWords))</li>\n" })\
            \(suggestion.reasons.isEmpty ? "<li>\(visit.say(NewOrderWords.noReasons))</li>" as HTML : .none)</ul></section>
            """
    }

    private static func feasibility(_ visit: Visit, _ feasibility: Feasibility) -> HTML {
        """
        <section><h2>\(visit.say(NewOrderWords.feasibility))</h2>
        <p class="verdict \(feasibility.verdict.rawValue)">\(visit.say(feasibility.verdict.words))</p>
        <ul>\(feasibility.reasons.html { "<li>\(visit.say($0.bothWords))</li>\n" })\
        \(feasibility.bothLocationStatements.map { "<li>\(visit.say($0))</li>" as HTML })</ul></section>
        """
    }

    private static func completeness(
        _ visit: Visit, _ form: OrderForm, _ notices: [OrderNotice]
    ) -> HTML {
        let present = form.particulars.present.count
        let missing = form.particulars.missing.map(\.rawValue).joined(separator: " ")
        return """
            <section><h2>\(visit.say(NewOrderWords.completeness))</h2>
            <p>\(present)/\(ParticularLetter.allCases.count) \(visit.say(OrderWords.completeness))\
            \(missing.isEmpty ? "" : "; \(visit.say(OrderWords.missing)): \(missing)")</p>
            \(notices.isEmpty ? .none : self.notices(visit, notices))</section>
            """
    }

    private static func notices(_ visit: Visit, _ notices: [OrderNotice]) -> HTML {
        """
        <h3>\(visit.say(NewOrderWords.notices))</h3>
        <ul>\(notices.html { "<li>\(visit.say($0.bothWords))</li>\n" })</ul>
        """
    }

    private static func preview(
        _ visit: Visit, _ form: OrderForm, _ category: MonitoringOrders.Category
    ) -> HTML {
        let mail = visit.desk.preview(of: form, as: category)
        let copies = mail.copies.map(\.address.description).joined(separator: ", ")
        let rows: [(Bilingual, HTML)] = [
            (NewOrderWords.from, "\(mail.from.address.description)"),
            (NewOrderWords.to, "\(mail.to.map(\.address.description).joined(separator: ", "))"),
            (NewOrderWords.copies, "\(copies.isEmpty ? "–" : copies)"),
            (NewOrderWords.subject, "\(mail.subject)"),
        ]
        return """
            <details class="preview" id="preview" open><summary>\(visit.say(NewOrderWords.preview)) –
            \(visit.say(NewOrderWords.previewOf)) \(CategoryMark.html(category.number, visit))</summary>
            \(Table.facts(visit, NewOrderWords.preview, rows))\(Quote.lines(mail.text))</details>
            """
    }
}
