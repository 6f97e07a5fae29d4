// What officers do: approve, release, revise. The forms of the report are made before the release,
// so that a fault in them leaves nothing half done.

public import Letters
public import MonitoringOrders
import OrderStore
import Quantities
public import Reports

extension Desk {
    /// The report as it would be released now, for the operator's and the officer's eyes.
    ///
    /// - Throws: `Refusal` while the task has no result.
    public func draftReport(_ number: OrderNumber, by actor: Actor) throws -> ReportDocument {
        let order = try order(number)
        let approval =
            order.approval
            ?? ReportApproval(
                conclusion: "(no conclusion yet)", by: "(not approved)", at: surroundings.now())
        guard
            let report = order.report(
                approval: approval, result: order.result, revision: order.reports.count)
        else { throw Refusal.notPossible(.approveReport, in: order.state) }
        return document(report)
    }

    /// Releases the approved report: the letter with its forms goes to ITU alone (R48, R49).
    @discardableResult
    public func releaseReport(_ number: OrderNumber, by actor: Actor) throws -> Order {
        let draft = try draftReport(number, by: actor)
        return try perform(
            .releaseReport, on: number, by: actor, attachments: forms.files(of: draft))
    }

    /// Sends a numbered revision of a released report (R51).
    @discardableResult
    public func reviseReport(
        _ number: OrderNumber, result: TaskResult, conclusion: String, by actor: Actor
    ) throws -> Order {
        let order = try order(number)
        let approval = ReportApproval(
            conclusion: conclusion, by: actor.name, at: surroundings.now())
        let report = order.report(
            approval: approval, result: result, revision: order.reports.count)
        return try perform(
            .reviseReport(result, conclusion: conclusion), on: number, by: actor,
            attachments: try report.map { try forms.files(of: document($0)) } ?? [])
    }

    /// The files of a report as they would be attached to its letter.
    ///
    /// - Throws: `FormsError` if one cannot be made.
    public func files(of draft: ReportDocument) throws(FormsError) -> [OutgoingMail.Attachment] {
        try forms.files(of: draft)
    }

    /// A report as a part of a page: sections, tables and figures.
    public func markup(of draft: ReportDocument) -> String { forms.markup(of: draft) }

    private func document(_ report: FinalReport) -> ReportDocument {
        ReportDocument(
            report: report, agreement: configuration.agreement.citation,
            station: configuration.station, isSimulation: isSimulation)
    }
}
