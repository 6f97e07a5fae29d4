// A new order: pasted as a text or filled in item by item, checked as often as one likes, decided and placed. The page
// posts to itself with all that was typed, so that nothing is lost whatever is wrong with it.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The page for a new order.
enum NewOrderPage {
    static let all: [Route] = [
        Route(.get, "/orders/new", .may(.place), at: [.bureau]) { visit in
            page(visit, try NewOrder(blank: visit))
        },
        Route(
            .post, "/orders/new", .may(.place), at: [.bureau], upTo: 2 * Limits.formBytes,
            answer: take),
    ]

    private static func take(_ visit: Visit) throws -> SiteResponse {
        var order = NewOrder(visit.request.form)
        switch visit.request.form["act"] {
        case "text": order.becomeText()
        case "fields": order.becomeFields()
        case "place": return try place(visit, order)
        default: order.check = visit.desk.configuration.checker.check(form: order.form)
        }
        return page(visit, order)
    }

    private static func place(_ visit: Visit, _ order: NewOrder) throws -> SiteResponse {
        do {
            var fields = try SentFields(visit)
            let placed = try Acts.place(visit, form: order.form, &fields)
            return .seeOther("/orders/\(placed.number)")
        } catch {
            let problem = Problem(error)
            guard problem.status < 500 else { throw error }
            var order = order
            order.check = visit.desk.configuration.checker.check(form: order.form)
            // A faulty form is told at its lines and fields; only other refusals need words of their own.
            if problem.code != "form-faulty" { order.refusal = problem }
            return page(visit, order, status: problem.status)
        }
    }

    private static func page(
        _ visit: Visit, _ order: NewOrder, status: Int = 200
    ) -> SiteResponse {
        let isRight = order.check.map { $0.reading.faults.isEmpty } ?? false
        return Page(
            title: visit.say(NewOrderWords.title),
            content: """
                \(order.refusal.map { refused(visit, $0) })
                \(order.check.map { CheckedForm.faults(visit, $0, order) })
                <form method="post" action="/orders/new" class="order-form">\(Forms.key(visit))
                <input type="hidden" name="mode" value="\(order.isText ? "text" : "fields")">
                \(modes(visit, order))
                \(order.isText ? text(visit, order) : fields(visit, order))
                <p><button name="act" value="check" formnovalidate>\(visit.say(NewOrderWords.check))</button></p>
                \(order.check.map { CheckedForm.findings(visit, $0, order) })
                \(isRight ? decision(visit, order) : .none)
                </form>
                """, status: status
        ).response(visit)
    }

    private static func refused(_ visit: Visit, _ problem: Problem) -> HTML {
        let isChoice = problem.code == "invalid"
        let words =
            isChoice
            ? NewOrderWords.chooseCategory
            : ProblemWords.title(problem.code, otherwise: problem.title)
        let details = isChoice ? nil : problem.words.map { visit.say($0) } ?? problem.detail
        return """
            <div class="fault" role="alert"><p>\(visit.say(words))\(details.map { ": \($0)" } ?? "")</p></div>
            """
    }

    private static func modes(_ visit: Visit, _ order: NewOrder) -> HTML {
        let choices = [
            ("text", NewOrderWords.asText, order.isText),
            ("fields", NewOrderWords.asFields, !order.isText),
        ]
        return """
            <p class="modes">\(choices.html { value, title, isHere in
                let state: HTML = isHere ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
                return """
                    <button class="quiet" name="act" value="\(value)" formnovalidate\(state)>\(visit.say(title))</button>

                    """
            })</p>
            """
    }

    private static func text(_ visit: Visit, _ order: NewOrder) -> HTML {
        let faults = (order.check?.reading.faults ?? []).map(\.description)
        return Field(
            name: "form", label: NewOrderWords.text, value: order.text,
            hint: NewOrderWords.textHint, faults: faults
        ).area(visit, rows: 24)
    }

    private static func fields(_ visit: Visit, _ order: NewOrder) -> HTML {
        """
        <fieldset class="grid"><legend>\(visit.say(NewOrderWords.head))</legend>
        \(FormItem.allCases.html { item(visit, order, $0) })</fieldset>
        <fieldset class="grid"><legend>\(visit.say(OrderWords.particulars))</legend>
        \(ParticularLetter.allCases.html { letter in
            let label = letter.bothTitles
            let field = Field(
                name: letter.fieldName,
                label: Bilingual(
                    "\(letter.rawValue)) \(label.english)",
                    "\(letter.rawValue)) \(label.text(.portuguese))"),
                value: order.fields.particulars[letter] ?? "",
                faults: order.faults(at: letter.rawValue))
            return letter.isLong ? field.area(visit, rows: 2) : field.input(visit)
        })</fieldset>
        """
    }

    private static func item(_ visit: Visit, _ order: NewOrder, _ item: FormItem) -> HTML {
        let field = Field(
            name: item.fieldName, label: item.label, value: order.fields.items[item] ?? "",
            hint: item.hint, faults: order.faults(at: item.headName))
        switch item {
        case .basis:
            let bases = OrderKind.allCases.map { kind in
                (value: kind.legalBasis, text: kind.wordsWithBasis)
            }
            return field.select(visit, [("", NewOrderWords.none)] + bases)
        case .concernedAdministration, .copy, .request: return field.area(visit, rows: 2)
        default: return field.input(visit)
        }
    }

    private static func decision(_ visit: Visit, _ order: NewOrder) -> HTML {
        let reason = Field(name: "reason", label: NewOrderWords.reason, value: order.reason)
        return """
            <section class="decision"><h2>\(visit.say(NewOrderWords.decide))</h2>
            <p class="hint">\(visit.say(NewOrderWords.advice))</p>
            \(CategoryFields.html(visit, chosen: order.category, grounds: order.grounds))
            \(reason.input(visit))
            <p><button name="act" value="place">\(visit.say(NewOrderWords.place))</button></p></section>
            """
    }
}

/// What was typed on the page, and what is known of it.
struct NewOrder {
    var isText: Bool
    var text = ""
    var fields = OrderFormFields()
    var category: String?
    var grounds: String?
    var reason = ""
    var check: OrderCheck?
    var refusal: Problem?

    /// An empty page, with the next number of the desk's series and the present time.
    init(blank visit: Visit) throws {
        isText = visit.request.query["mode"] != "fields"
        let series = visit.desk.configuration.settings.orderSeries
        fields.items[.number] = try visit.desk.likelyNextNumber(of: series)?.description
        fields.items[.date] = visit.now.forPeople
    }

    /// What a browser sent.
    init(_ form: FormFields) {
        isText = form["mode"] != "fields"
        text = (form["form"] ?? "").replacing("\r\n", with: "\n")
        for item in FormItem.allCases { fields.items[item] = form[item.fieldName] }
        for letter in ParticularLetter.allCases {
            fields.particulars[letter] = form[letter.fieldName]
        }
        (category, grounds, reason) = (form["category"], form["grounds"], form["reason"] ?? "")
    }

    /// The form as the reader of forms takes it.
    var form: String { isText ? text : fields.text }

    mutating func becomeText() {
        if !isText { text = fields.text }
        isText = true
    }

    mutating func becomeFields() {
        if isText, !text.isEmpty { fields = OrderFormFields(lines: text) }
        isText = false
    }

    /// What is wrong with an item or a letter.
    func faults(at field: String) -> [String] {
        (check?.reading.faults ?? []).filter { $0.field == field }.map(\.message)
    }

    /// The category that was chosen, or else the suggested one, if its grounds are known.
    var likelyCategory: MonitoringOrders.Category? {
        let number = category.flatMap { Int($0) } ?? check?.suggestion?.category
        let known = grounds.flatMap(Grounds.init(rawValue:)) ?? check?.suggestion?.grounds
        return number == 1 ? known.map(MonitoringOrders.Category.one) : .two
    }
}

extension FormItem {
    /// The name of the item's field, which is also fit for an identifier.
    var fieldName: String {
        "item-" + headName.lowercased().replacing(" ", with: "-").replacing(".", with: "")
    }
}

extension ParticularLetter {
    var fieldName: String { "letter-\(rawValue)" }

    /// True for letters that are answered in sentences.
    fileprivate var isLong: Bool { [.t, .u, .x].contains(self) }
}

extension OrderKind {
    /// The kind with its citation, which is the value of the form's line.
    fileprivate var wordsWithBasis: Bilingual {
        Bilingual(
            "\(words.english) (\(legalBasis))", "\(words.text(.portuguese)) (\(legalBasis))")
    }
}

extension Desk {
    /// The number after the highest of a series in this year. It is a proposal: only placing takes a number. There is none
    /// while orders may be missing since a restore.
    func likelyNextNumber(of series: String) throws -> OrderNumber? {
        guard try !store.read({ try $0.areNumbersInDoubt }) else { return nil }
        let year = surroundings.now().date.year
        let filter = OrderFilter(text: "\(series)/\(year)/")
        let last = try store.read { try $0.orders(filter, limit: 1) }.first
        let serial = last?.number.description.split(separator: "/").last.flatMap { Int($0) } ?? 0
        return OrderNumber(series: series, year: year, serial: serial + 1)
    }
}
