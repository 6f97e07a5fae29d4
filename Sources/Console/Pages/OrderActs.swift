// The acts that the reader may do with an order now, as forms on its page. The rules' own tables say which these are.

import Desk
import Letters
import MonitoringOrders

/// Forms of the Bureau's acts and of those that both desks share.
enum OrderActs {
    static func html(_ visit: Visit, _ order: Order, version: String) throws -> HTML {
        let forms = [
            firstContact(visit, order, version), reclassification(visit, order, version),
            note(visit, order, version), withdrawal(visit, order, version),
        ]
        let station =
            visit.desk.kind == .station
            ? try StationActs.html(visit, order, version: version) : .none
        guard station != .none || forms.contains(where: { $0 != nil }) else { return .none }
        return """
            <section class="acts"><h2>\(visit.say(OrderWords.acts))</h2>\(station)\(forms.html { $0 ?? .none })</section>
            """
    }

    /// True if the reader's role may do this here and the order's state allows it.
    static func isOpen(_ act: OrderAct, _ visit: Visit, _ order: Order) -> Bool {
        visit.actor.may(act, at: visit.desk.kind)
            && OrderLifeTable.next(from: order.state, by: act) != nil
    }

    private static func firstContact(_ visit: Visit, _ order: Order, _ version: String) -> HTML? {
        guard order.firstContact == nil, isOpen(.recordFirstContact, visit, order) else {
            return nil
        }
        let when = Field(name: "at", label: OrderWords.when, hint: OrderWords.whenHint)
        let means = Field(
            name: "means", label: OrderWords.means, hint: OrderWords.meansHint, isRequired: true)
        return Forms.act(
            visit, id: "act-first-contact", to: "/orders/\(order.number)/first-contact",
            OrderWords.recordFirstContact, version: version,
            fields: means.input(visit) + when.input(visit))
    }

    private static func reclassification(
        _ visit: Visit, _ order: Order, _ version: String
    ) -> HTML? {
        guard isOpen(.revise, visit, order), order.kind == .harmfulInterference else { return nil }
        let reason = Field(name: "reason", label: Words.reason, isRequired: true)
        return Forms.act(
            visit, id: "act-classification", to: "/orders/\(order.number)/classification",
            OrderWords.reclassify, version: version,
            fields: CategoryFields.html(visit, chosen: nil, grounds: nil) + reason.input(visit))
    }

    private static func note(_ visit: Visit, _ order: Order, _ version: String) -> HTML? {
        guard isOpen(.note, visit, order) else { return nil }
        let text = Field(name: "text", label: OrderWords.remark, isRequired: true)
        // A remark changes nothing that another could have changed meanwhile, so it names no version.
        return Forms.act(
            visit, id: "act-notes", to: "/orders/\(order.number)/notes", OrderWords.note,
            fields: text.area(visit, rows: 3))
    }

    private static func withdrawal(_ visit: Visit, _ order: Order, _ version: String) -> HTML? {
        guard isOpen(.withdraw, visit, order) else { return nil }
        let reason = Field(name: "reason", label: Words.reason, isRequired: true)
        return Forms.act(
            visit, id: "act-withdrawal", to: "/orders/\(order.number)/withdrawal",
            OrderWords.withdraw, isGrave: true, version: version, fields: reason.input(visit))
    }
}

/// The choice of a category and its grounds.
enum CategoryFields {
    static func html(_ visit: Visit, chosen: String?, grounds: String?) -> HTML {
        let choices = [("1", Words.categoryOne), ("2", Words.categoryTwo)]
        let select = Field(name: "grounds", label: NewOrderWords.grounds, value: grounds ?? "")
        return """
            <fieldset><legend>\(visit.say(NewOrderWords.category))</legend>
            \(choices.html { value, text in
                let checked: HTML = chosen == value ? " checked" : .none
                return """
                    <label class="choice">
                    <input type="radio" name="category" value="\(value)" required\(checked)> \(visit.say(text))</label>
                    """
            })
            \(select.select(
                visit,
                [("", NewOrderWords.none)] + Grounds.allCases.map { ($0.rawValue, $0.words) }))
            </fieldset>
            """
    }
}
