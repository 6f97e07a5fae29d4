// The officer's work on a task: read the draft, conclude, approve, release, revise, or refuse the order.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Forms of the final report.
enum OfficerForms {
    static func html(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        """
        <div class="card"><h3>\(visit.say(ReportPageWords.report))</h3>
        \(hands(visit, order))
        <p><a class="button quiet" href="/orders/\(order.number)/draft">\(visit.say(ReportPageWords.openDraft))</a></p>
        \(forms(visit, order, version))</div>
        """
    }

    /// Through whose hands the report has gone.
    private static func hands(_ visit: Visit, _ order: Order) -> HTML {
        let approved = order.approval.map { "\($0.by), \(Time.html($0.at))" as HTML }
        let handedOver = order.completedBy.map { "\($0), \(Time.html(order.completedAt))" as HTML }
        return Table.facts(
            visit, ReportPageWords.hands,
            [
                (ReportPageWords.handedOver, handedOver ?? "–"),
                (ReportPageWords.approved, approved ?? "–"),
                (ReportPageWords.released, Time.html(order.closedAt)),
            ])
    }

    /// What the reader can do with the report now; also under its draft.
    static func forms(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        switch order.state {
        case .workCompleted: visit.form(approval(visit, order, version), for: .probeApproval, order)
        case .reportApproved:
            release(visit, order, version)
                + visit.folded(approval(visit, order, version), for: .probeApproval, order)
        case .reported: revision(visit, order, version)
        default: .none
        }
    }

    private static func approval(_ visit: Visit, _ order: Order, _ version: String) -> ActForm {
        let isAgain = order.approval != nil
        let conclusion = Field(
            name: "conclusion", label: ReportPageWords.conclusion, form: "approval-",
            value: order.approval?.conclusion ?? "", isRequired: true)
        return ActForm(
            act: "approval",
            button: isAgain ? ReportPageWords.approveAgain : ReportPageWords.approve,
            fields: conclusion.area(visit, rows: 5), version: version)
    }

    private static func release(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        let form = ActForm(
            act: "release", button: ReportPageWords.release,
            fields: "<p class=\"hint\">\(visit.say(ReportPageWords.releaseHelp))</p>",
            isGrave: true, version: version)
        return visit.form(form, for: .releaseReport, order)
    }

    private static func revision(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        guard let result = order.result else { return .none }
        let before = order.approval?.conclusion ?? ""
        let conclusion = Field(
            name: "conclusion", label: ReportPageWords.conclusion, form: "revision-",
            value: before, isRequired: true)
        let data = Field(
            name: "result", label: TaskWords.resultText, form: "revision-",
            value: ReportJSON.value(result).pretty, isRequired: true)
        let form = ActForm(
            act: "revision", button: ReportPageWords.revise,
            fields: conclusion.area(visit, rows: 5) + data.area(visit, rows: 12), isGrave: true,
            version: version)
        // Asked with a changed conclusion, because a revision that changes nothing is none.
        return visit.folded(
            form, for: .reviseReport(result, conclusion: before + "."), order,
            help: ReportPageWords.reviseHelp)
    }

    /// Refusing, which is an act of the Administration in any state before the report.
    static func refusal(_ visit: Visit, _ order: Order) -> HTML {
        guard visit.hindrance(to: .refuse(reason: nil), order) == nil else { return .none }
        let reason = Field(
            name: "reason", label: TaskWords.optionalReason, form: "refusal-")
        return ActForm(
            act: "refusal", button: ReportPageWords.refuse, fields: reason.area(visit, rows: 3),
            isGrave: true
        ).folded(visit, order.number, help: ReportPageWords.refuseHelp)
    }
}

extension OrderCommand {
    /// An approval that is only asked for, to know whether one is possible.
    fileprivate static let probeApproval = OrderCommand.approveReport(conclusion: "-")
}
