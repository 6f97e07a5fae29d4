// The work on a task: start, suspend, resume, and hand the result over.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore

/// Forms for an acknowledged task until its result is handed over.
enum TaskForms {
    static func html(_ visit: Visit, _ order: Order, _ version: String) throws -> HTML {
        let first: HTML =
            switch order.state {
            case .acknowledged: try start(visit, order)
            case .suspended:
                visit.form(
                    ActForm(act: "resumption", button: TaskWords.resume), for: .resume, order)
            default: handOver(visit, order, version) + suspension(visit, order)
            }
        return first + AcknowledgementForms.update(visit, order)
    }

    private static func start(_ visit: Visit, _ order: Order) throws -> HTML {
        let ahead = try visit.desk.queue().waitingAhead(of: order.number)
        return visit.form(
            ActForm(act: "start", button: TaskWords.startTask), for: .start(waitingAhead: ahead),
            order)
    }

    private static func suspension(_ visit: Visit, _ order: Order) -> HTML {
        let reason = Field(
            name: "reason", label: Words.reason, form: "suspension-", isRequired: true)
        let form = ActForm(
            act: "suspension", button: TaskWords.suspend, fields: reason.input(visit))
        return visit.folded(
            form, for: .suspend(reason: "-"), order, help: TaskWords.suspendHelp)
    }

    // MARK: The result

    private static func handOver(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        let probe = OrderCommand.complete(TaskResult(resultClass: .notObserved, reason: "-"))
        if let refusal = visit.hindrance(to: probe, order) {
            return visit.hindrance(TaskWords.handOver, refusal)
        }
        return """
            <div class="card"><h3>\(visit.say(TaskWords.handOver))</h3><p class="hint">\(visit.say(TaskWords.handOverHelp))</p>
            \(measured(visit, order, version))\(pasted(visit, order, version))</div>
            """
    }

    /// The result that a measurement left in the task's folder, with a button to take it as it is.
    private static func measured(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        guard let folder = TaskFolder(of: order, in: visit.site.folder) else { return .none }
        guard let measured = folder.measuredResult else {
            let place = "recordings/" + folder.name
            return """
                <p class="empty">\(visit.say(TaskWords.noMeasured)) <code>\(place)</code></p>
                """
        }
        guard let result = measured.result else {
            return """
                <p class="fault">\(visit.say(TaskWords.faultyMeasured))
                \(visit.phrase(measured.faults.joined(separator: "; ")))</p>
                """
        }
        let form = ActForm(
            act: "result", button: TaskWords.takeMeasured,
            fields: "<input type=\"hidden\" name=\"measured\" value=\"\(measured.sha256)\">",
            version: version)
        return """
            <h4>\(visit.say(TaskWords.measuredResult))</h4>\(ResultSection.facts(visit, result))
            \(form.html(visit, order.number))
            """
    }

    private static func pasted(_ visit: Visit, _ order: Order, _ version: String) -> HTML {
        let text = Field(
            name: "result", label: TaskWords.resultText, form: "paste-", isRequired: true)
        return ActForm(
            act: "result", button: TaskWords.pasteResult,
            fields: """
                <label hidden>\(visit.say(TaskWords.resultFile))
                <input type="file" accept="application/json,.json" data-into="field-paste-result"></label>
                \(text.area(visit, rows: 12))
                """, version: version
        ).folded(visit, order.number)
    }
}
