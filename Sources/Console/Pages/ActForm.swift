// Forms that do something with an order. Whether one is there is asked of the rules: a button that would be refused
// is not shown, and the reason stands in its place.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// A form for an act on an order.
struct ActForm {
    /// The act's name in the path.
    var act: String
    var button: Bilingual
    var fields: HTML = .none
    /// True for what cannot be taken back.
    var isGrave = false
    /// The version that the reader saw; an act on a later one is then not carried out (behaviour 92).
    var version: String?

    func html(_ visit: Visit, _ order: OrderNumber) -> HTML {
        """
        <form class="act" method="post" action="/orders/\(order)/\(act)">\(Forms.key(visit))
        \(version.map { "<input type=\"hidden\" name=\"version\" value=\"\($0)\">" })
        \(fields)<button\(isGrave ? " class=\"grave\"" as HTML : .none)>\(visit.say(button))</button></form>
        """
    }

    /// The same behind its words, for what is done more rarely.
    func folded(_ visit: Visit, _ order: OrderNumber, help: Bilingual? = nil) -> HTML {
        let help = help.map { "<p class=\"hint\">\(visit.say($0))</p>" as HTML }
        return Forms.act(
            visit, id: "act-\(act)", to: "/orders/\(order)/\(act)", button, isGrave: isGrave,
            version: version, fields: "\(help)\(fields)")
    }
}

extension Visit {
    /// Why the rules would not let the reader do this now; `nil` if they would.
    func hindrance(to command: OrderCommand, _ order: Order) -> Refusal? {
        do {
            _ = try Order.decide(
                command, for: order, at: now, by: actor, under: desk.configuration.terms)
            return nil
        } catch {
            return error
        }
    }

    /// The form if the rules let the reader do this, else why they do not.
    ///
    /// - Returns: nothing for what is not possible in this state.
    func form(_ form: ActForm, for command: OrderCommand, _ order: Order) -> HTML {
        guard let refusal = hindrance(to: command, order) else {
            return form.html(self, order.number)
        }
        return hindrance(form.button, refusal)
    }

    /// The same, behind its words.
    func folded(
        _ form: ActForm, for command: OrderCommand, _ order: Order, help: Bilingual? = nil
    ) -> HTML {
        guard let refusal = hindrance(to: command, order) else {
            return form.folded(self, order.number, help: help)
        }
        return hindrance(form.button, refusal)
    }

    /// Why a button is not there.
    func hindrance(_ button: Bilingual, _ refusal: Refusal) -> HTML {
        switch refusal {
        case .notPossible: .none
        case .notPermitted(let act, _):
            "<p class=\"hindrance\">\(say(button)): \(say(TaskWords.isFor)) \(roles(act))</p>"
        default: "<p class=\"hindrance\">\(say(button)): \(say(refusal.words))</p>"
        }
    }

    private func roles(_ act: OrderAct) -> String {
        AccountRole.allCases.filter { role in
            role.role.map(act.permittedRoles.contains) ?? false
        }.map { say($0.words) }.joined(separator: ", ")
    }
}

extension Field {
    /// A time in UTC.
    static func instant(_ name: String, _ label: Bilingual, form: String, _ value: UTCInstant?)
        -> Field
    {
        Field(
            name: name, label: label, form: form, value: value?.forField ?? "",
            type: "datetime-local")
    }

    /// How long a task takes.
    static func duration(form: String, _ value: Duration) -> Field {
        Field(
            name: "duration", label: TaskWords.duration, form: form,
            value: Length.hoursAndMinutes(value), isRequired: true)
    }
}
