// What the station does at the gate of clause 3.3.3: the officer authorises, the operator keeps record of every contact.

import Letters
import MonitoringOrders
import OrderStore

/// Forms about contacts with the operator of the victim satellite.
enum ContactForms {
    static func html(_ visit: Visit, _ order: Order) -> HTML {
        guard let name = order.form.satelliteOperator?.name else { return .none }
        return authorisation(visit, order, name) + record(visit, order, name)
    }

    private static func authorisation(_ visit: Visit, _ order: Order, _ name: String) -> HTML {
        let isAuthorised = order.contactAuthorisations.contains {
            $0.operatorName == name && $0.withdrawnAt == nil
        }
        let form = ActForm(
            act: isAuthorised ? "contact-withdrawals" : "contact-authorisations",
            button: isAuthorised ? StationContactWords.withdraw : StationContactWords.authorise,
            fields: field(visit, name))
        let command: OrderCommand =
            isAuthorised
            ? .withdrawAuthorisation(operatorName: name) : .authoriseContact(operatorName: name)
        // Who may not authorise reads at the gate what is missing.
        guard visit.hindrance(to: command, order) == nil else { return .none }
        return form.folded(visit, order.number)
    }

    /// An incoming contact can always be logged (R66); an outgoing one is refused while the gate is locked.
    private static func record(_ visit: Visit, _ order: Order, _ name: String) -> HTML {
        guard OrderActs.isOpen(.contactOperator, visit, order) else { return .none }
        let direction = Field(name: "direction", label: OrderWords.direction, form: "contact-")
        let choices = OperatorContact.Direction.allCases.map { ($0.rawValue, $0.words) }
        let summary = Field(
            name: "summary", label: OrderWords.summary, form: "contact-",
            hint: StationContactWords.summaryHint, isRequired: true)
        let when = Field.instant("at", OrderWords.when, form: "contact-", visit.now)
        return ActForm(
            act: "operator-contacts", button: StationContactWords.record,
            fields: field(visit, name) + when.input(visit) + direction.select(visit, choices)
                + summary.area(visit, rows: 3)
        ).folded(visit, order.number, help: StationContactWords.recordHelp)
    }

    private static func field(_ visit: Visit, _ name: String) -> HTML {
        """
        <p>\(visit.say(OrderWords.operatorName)): <strong>\(name)</strong></p><input type="hidden" name="operator" value="\(name)">
        """
    }
}
