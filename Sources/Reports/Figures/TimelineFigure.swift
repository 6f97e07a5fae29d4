// The life of an order on one scale of time.

public import Letters
public import Quantities

/// Events of an order with the spans of work expected and done.
public struct TimelineFigure: Hashable, Sendable {
    /// Something that happened.
    public struct Event: Hashable, Sendable {
        public var what: Bilingual
        public var at: UTCInstant

        /// An event at an instant.
        public init(_ what: Bilingual, at: UTCInstant) { (self.what, self.at) = (what, at) }
    }
    /// Earliest first.
    public var events: [Event]
    /// The work as it was last promised.
    public var expected: ClosedRange<UTCInstant>?
    /// The work as it was done.
    public var done: ClosedRange<UTCInstant>?

    /// A figure of events.
    public init(
        events: [Event], expected: ClosedRange<UTCInstant>? = nil,
        done: ClosedRange<UTCInstant>? = nil
    ) {
        (self.events, self.expected, self.done) = (events, expected, done)
    }

    private static let rowHeight = 15.0

    /// The figure; `nil` without events.
    public func figure() -> Figure? {
        guard let first = events.first?.at else { return nil }
        let bounds = [expected, done].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] }
        let last = (events.map(\.at) + bounds).max() ?? first
        let unit = Unit(for: last - first)
        let bars = [expected, done].compactMap(\.self).count
        let height = Self.rowHeight * Double(events.count + bars) + 8
        let label = "\(unit.name) after · após \(first.forPeople)"
        let area = PlotArea(
            x: Axis(0...max(unit.count(last - first), 1e-3), label: label),
            y: Axis(0...height, label: "", ticks: 0), left: 150, top: 8, width: 240,
            height: height, isDownward: true)
        var canvas = Canvas(height: height + 42)
        area.drawScales(on: &canvas)
        for (row, event) in events.enumerated() {
            let middle = Self.rowHeight * (Double(row) + 0.5) + 4
            let at = area.point(unit.count(event.at - first), middle)
            canvas.line([(area.left, at.y), (at.x, at.y)], .grid)
            canvas.dot(at)
            canvas.text(event.what.english, at: (area.left - 6, at.y + 3), .end, size: 9)
        }
        drawSpans(in: area, unit, from: first, on: &canvas)
        let caption = FigureTexts.timeline
        return Figure(
            name: "timeline",
            svg: canvas.svg(title: "Timeline of the order", description: caption.english),
            caption: caption, table: table)
    }

    private func drawSpans(
        in area: PlotArea, _ unit: Unit, from first: UTCInstant, on canvas: inout Canvas
    ) {
        var row = events.count
        for (span, name, isFull) in [
            (expected, FigureTexts.expectedWork, false), (done, FigureTexts.doneWork, true),
        ] {
            guard let span else { continue }
            let top = Self.rowHeight * Double(row) + 7
            let west = area.point(unit.count(span.lowerBound - first), top)
            let east = area.point(unit.count(span.upperBound - first), top)
            let corners = [
                west, (max(east.x, west.x + 1), west.y), (max(east.x, west.x + 1), west.y + 9),
                (west.x, west.y + 9),
            ]
            if isFull { canvas.fill(corners, shade: 0.7) }
            canvas.line(corners, isClosed: true)
            canvas.text(name.english, at: (area.left - 6, west.y + 8), .end, size: 9)
            row += 1
        }
    }

    private var table: FigureTable {
        let spans = [(FigureTexts.expectedWork, expected), (FigureTexts.doneWork, done)]
        return FigureTable(
            head: [FigureTexts.event, FigureTexts.time],
            rows: events.map { [Self.both($0.what), $0.at.forPeople] }
                + spans.compactMap { name, span in
                    span.map {
                        [Self.both(name), ReportWords.span($0.lowerBound, $0.upperBound)]
                    }
                })
    }

    private static func both(_ text: Bilingual) -> String {
        [text.english, text.portuguese].compactMap(\.self).joined(separator: " · ")
    }

    /// A unit of time that suits a span.
    private struct Unit {
        let name: String
        private let seconds: Double

        init(for span: Duration) {
            (name, seconds) =
                switch span {
                case ..<Duration.seconds(120): ("s", 1)
                case ..<Duration.seconds(3 * 3600): ("min", 60)
                case ..<Duration.seconds(72 * 3600): ("h", 3600)
                default: ("d", 86_400)
                }
        }

        func count(_ span: Duration) -> Double { Double(span.wholeNanoseconds) * 1e-9 / seconds }
    }
}
