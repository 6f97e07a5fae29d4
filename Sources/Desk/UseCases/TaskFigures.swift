// The figures of a task for the people at its desk, before there is a report and after.

import Letters
import MailTransport
public import MonitoringOrders
import OrderStore
import Quantities
public import Reports

extension Desk {
    /// The figures of an order's task as far as it has gone; at the Bureau those of the filed report, whose
    /// reading is journalled (R7).
    ///
    /// - Throws: `Refusal.unknownOrder`; ``TaskFileFault`` if the measurement that the result names is not there
    ///   or is another one.
    public func figures(of number: OrderNumber, by actor: Actor) throws -> [Figure] {
        let order = try order(number)
        let result = order.result ?? order.reports.last?.report?.result
        let isFiled = order.result == nil && result != nil
        if isFiled, let reference = order.reference {
            try noteReading(of: reference, by: actor)
        }
        let measurement =
            isFiled
            ? try filedMeasurement(of: order) : try result.flatMap { try kept($0, of: order) }
        return forms.figures(
            result: result, measurement: measurement, timeline: TimelineFigure(order),
            station: configuration.station
        ).all
    }

    private func kept(_ result: TaskResult, of order: Order) throws -> MeasurementRecord? {
        guard let reference = order.reference else { return nil }
        return try taskFiles(of: reference)?.measurement(of: result)?.record
    }

    /// The measurement as it came with the last report that was filed.
    private func filedMeasurement(of order: Order) throws -> MeasurementRecord? {
        let bytes = try store.read { reader in
            try reader.reportLetters(of: order.number).last.flatMap { try reader.bytes(of: $0.id) }
        }
        guard let bytes, let digest = order.reports.last?.report?.result.measurement else {
            return nil
        }
        let files = try mailReader.read(bytes).attachedFiles
        return try files.first { $0.fileName == digest.fileName }.map {
            try TaskFiles.read($0.content, as: digest).record
        }
    }

    /// Where a task's files are kept; `nil` where nothing is kept.
    func taskFiles(of reference: ReferenceNumber) -> TaskFiles? {
        recordings.map {
            TaskFiles(folder: DeskFolder.recordings(of: reference, below: $0))
        }
    }
}

extension TimelineFigure {
    /// The life of an order as one desk knows it; `nil` before it was placed.
    init?(_ order: Order) {
        let moments = [
            (DeskTexts.placed, order.placedAt), (DeskTexts.received, order.receipt?.at),
            (DeskTexts.acknowledged, order.acknowledgedAt), (DeskTexts.begun, order.startedAt),
            (DeskTexts.completed, order.completedAt), (DeskTexts.approved, order.approval?.at),
        ]
        let events = moments.compactMap { what, at in at.map { Event(what, at: $0) } }
        guard !events.isEmpty else { return nil }
        self.init(events: events.sorted { $0.at < $1.at })
        if let promise = order.acknowledgement {
            expected = promise.expectedStart...promise.expectedStart + promise.expectedDuration
        }
        if let begun = order.startedAt, let end = order.completedAt, begun <= end {
            done = begun...end
        }
    }
}
