// Everything a report's forms (page, data, figures) are made from, as one value. It holds what was
// measured and decided; no truth of a simulation can be in it.

public import MonitoringOrders

/// A final report with what stands around it.
public struct ReportDocument: Hashable, Sendable {
    public var report: FinalReport
    /// Title and date of the agreement (R2).
    public var agreement: String
    public var station: Station
    public var isSimulation: Bool
    /// The measurement behind the figures, where there is one, with its file as it was kept.
    public var measurement: MeasurementRecord?
    public var measurementFile: [UInt8] = []
    public var timeline: TimelineFigure?
    /// True for the copy that a Concerned Administration gets.
    public var isRedacted = false

    /// A document of a report.
    public init(report: FinalReport, agreement: String, station: Station, isSimulation: Bool) {
        (self.report, self.agreement) = (report, agreement)
        (self.station, self.isSimulation) = (station, isSimulation)
    }
}
