// What officers do: approve, release, revise. The forms of the report are made before the release,
// from the very report that the rules then release, so that a fault in them leaves nothing half done.

public import Letters
public import MonitoringOrders
import OrderStore
import Quantities
public import Reports

/// Somebody else has acted on an order while its report was being set. Nothing was done.
public struct OrderHasChanged: Error, Hashable, CustomStringConvertible {
    public var order: OrderNumber
    public var description: String { "\(order) has changed meanwhile; nothing was done" }
}

extension Desk {
    /// The report as it would be released now, for the operator's and the officer's eyes. The reading is
    /// journalled (R7).
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
        try noteReading(of: report.reference, by: actor)
        return document(report, of: order, try keptMeasurement(of: report))
    }

    /// Releases the approved report: the letter with its forms goes to ITU alone (R48, R49).
    ///
    /// - Throws: `Refusal`, ``OrderHasChanged``; `FormsError` if a form cannot be made, `StoreError`.
    @discardableResult
    public func releaseReport(_ number: OrderNumber, by actor: Actor) throws -> Order {
        try sendReport(.releaseReport, on: number, by: actor)
    }

    /// Sends a numbered revision of a released report (R51).
    ///
    /// - Throws: as ``releaseReport(_:by:)``.
    @discardableResult
    public func reviseReport(
        _ number: OrderNumber, result: TaskResult, conclusion: String, by actor: Actor
    ) throws -> Order {
        try sendReport(.reviseReport(result, conclusion: conclusion), on: number, by: actor)
    }

    /// Asks the rules for the report, makes its forms, and releases it if nothing has changed since.
    private func sendReport(
        _ command: OrderCommand, on number: OrderNumber, by actor: Actor
    ) throws -> Order {
        var act = Act(actor: actor, at: surroundings.now())
        let before = try order(number)
        let events = try Order.decide(
            command, for: before, at: act.at, by: actor, under: configuration.terms)
        if let report = events.compactMap(\.sentReport).first {
            act.attachments = try forms.files(
                of: document(report, of: before, keptMeasurement(of: report)))
        }
        return try store.write { transaction in
            guard try transaction.order(number) == before else {
                throw OrderHasChanged(order: number)
            }
            return try perform(command, on: number, act, in: transaction)
        }
    }

    /// The files of a report as they would be attached to its letter, or one of them.
    ///
    /// - Throws: `FormsError` if one cannot be made.
    public func files(
        of draft: ReportDocument, named name: String? = nil
    ) throws(FormsError) -> [OutgoingMail.Attachment] {
        try forms.files(of: draft, named: name)
    }

    /// A report as a part of a page: sections, tables and figures.
    public func markup(of draft: ReportDocument) -> String { forms.markup(of: draft) }

    /// The measurement that a report of this station names, from the folder of its task.
    private func keptMeasurement(of report: FinalReport) throws -> TaskFiles.Measurement? {
        try taskFiles(of: report.reference)?.measurement(of: report.result)
    }

    func document(
        _ report: FinalReport, of order: Order, _ measurement: TaskFiles.Measurement?
    ) -> ReportDocument {
        var document = ReportDocument(
            report: report, agreement: configuration.agreement.citation,
            station: configuration.station, isSimulation: isSimulation)
        document.timeline = TimelineFigure(order)
        document.measurement = measurement?.record
        document.measurementFile = measurement?.bytes ?? []
        return document
    }
}

extension OrderEvent {
    /// The report that the event sends.
    fileprivate var sentReport: FinalReport? {
        switch self {
        case .reportReleased(let report), .reportRevised(let report): report
        default: nil
        }
    }
}
