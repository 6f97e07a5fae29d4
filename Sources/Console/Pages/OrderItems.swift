// What an order asks: the head of its form and all letters of RR Appendix 10, the missing ones too.

import Letters
import MonitoringOrders

/// The items of an order's form.
enum OrderItems {
    static func html(_ visit: Visit, _ form: OrderForm) -> HTML {
        let head = FormItem.allCases.compactMap { item -> (Bilingual, HTML)? in
            let values = OrderFormPrinter.values(of: item, in: form)
            guard !values.isEmpty else { return nil }
            return (
                item.label,
                "<span class=\"lines\" dir=\"auto\">\(values.joined(separator: "\n"))</span>"
            )
        }
        return """
            <section><h2>\(visit.say(OrderWords.form))</h2>
            \(Table.facts(visit, OrderWords.form, head))
            <details id="particulars" open><summary>\(visit.say(OrderWords.particulars)) –
            \(form.particulars.present.count)/\(ParticularLetter.allCases.count) \(visit.say(OrderWords.completeness))</summary>
            \(particulars(visit, form.particulars))</details></section>
            """
    }

    private static func particulars(_ visit: Visit, _ particulars: Particulars) -> HTML {
        let rows = ParticularLetter.allCases.map { letter -> [HTML] in
            let text = particulars[letter]?.text
            return [
                "\(letter.rawValue)", "\(visit.say(letter.bothTitles))",
                text.map { "<span dir=\"auto\">\($0)</span>" }
                    ?? "<span class=\"missing\">\(visit.say(OrderWords.missing))</span>",
            ]
        }
        return Table.html(
            visit, OrderWords.particulars, [OrderWords.letter, OrderWords.item, OrderWords.value],
            isCaptionSeen: false, rows: rows)
    }
}
