// Statistics of a period: bars for the eye, with a table of the same figures beside them, and all of them as CSV.

import Desk
import Letters
import MonitoringOrders
import Quantities

/// The page of statistics.
enum StatisticsPage {
    static let all: [Route] = [
        Route(.get, "/statistics", .members, answer: show),
        Route(.get, "/statistics.csv", .members) { visit in
            let csv = try period(visit).found.csv
            return .download(
                Array(csv.utf8), name: "statistics.csv", type: "text/csv; charset=utf-8")
        },
    ]

    private struct Period {
        var from: CalendarDate
        var to: CalendarDate
        var found: DeskStatistics
    }

    /// The days of the address; a year up to today where it says none.
    private static func period(_ visit: Visit) throws -> Period {
        let today = visit.now.date
        func day(_ name: String, otherwise: CalendarDate) throws -> CalendarDate {
            guard let text = visit.request.query[name] else { return otherwise }
            guard let date = CalendarDate(text) else {
                throw Problem.invalid(name, "must be a day such as 2027-01-31")
            }
            return date
        }
        let from = try day("from", otherwise: today.adding(months: -12))
        let to = try day("to", otherwise: today)
        guard from <= to else { throw Problem.invalid("to", "is before the first day") }
        let found = try visit.desk.statistics(
            from: from.startOfDay, to: to.startOfDay + .seconds(86_400))
        return Period(from: from, to: to, found: found)
    }

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let period = try period(visit)
        let statistics = period.found.statistics
        let all = statistics.groups(by: .all)
        let within = all.first?.figures.acknowledgedWithinTarget ?? 0
        let (months, outcomes) = (
            statistics.groups(by: .month),
            statistics.groups(by: .outcome).filter { $0.figures.orders > 0 }
        )
        return Page(
            title: visit.say(StatisticsWords.title),
            content: """
                \(form(visit, period))
                \(table(visit, StatisticsWords.all, all))
                <p>\(within) \(visit.say(StatisticsWords.within))</p>
                <div class="columns">
                \(chart(visit, StatisticsWords.byMonth, months))
                \(chart(visit, StatisticsWords.byOutcome, outcomes))</div>
                \(table(visit, StatisticsWords.byCategory, statistics.groups(by: .category)))
                \(table(visit, StatisticsWords.byKind, statistics.groups(by: .kind)))
                \(table(visit, StatisticsWords.byMonth, months))
                <p><a href="/statistics.csv?\(visit.request.query.encoded())">\(visit.say(StatisticsWords.csv))</a></p>
                <p class="hint">\(visit.say(StatisticsWords.hint))</p>
                """
        ).response(visit)
    }

    private static func form(_ visit: Visit, _ period: Period) -> HTML {
        let from = Field(
            name: "from", label: StatisticsWords.from, value: "\(period.from)", type: "date")
        let to = Field(name: "to", label: StatisticsWords.to, value: "\(period.to)", type: "date")
        return """
            <form class="filter" action="/statistics">\(from.input(visit))\(to.input(visit))
            <button>\(visit.say(StatisticsWords.show))</button></form>
            """
    }

    private static func table(
        _ visit: Visit, _ caption: Bilingual, _ groups: [OrderStatistics.Group]
    ) -> HTML {
        guard !groups.isEmpty else { return .none }
        return Table.html(
            visit, caption,
            [
                StatisticsWords.group, StatisticsWords.orders, StatisticsWords.acknowledged,
                StatisticsWords.reported, StatisticsWords.refused, StatisticsWords.withdrawn,
                StatisticsWords.open, StatisticsWords.toAcknowledgement, StatisticsWords.toReport,
                StatisticsWords.ellipse,
            ],
            rows: groups.map { group in
                let figures = group.figures
                let counts = [
                    figures.orders, figures.acknowledged, figures.reported, figures.refused,
                    figures.withdrawn, figures.open,
                ]
                return ["\(visit.say(group.words))"] + counts.map { "\($0)" } + [
                    spread(visit, figures.timeToAcknowledge, per: 3600),
                    spread(visit, figures.timeToReport, per: 3600),
                    spread(visit, figures.semiMajorAxis, per: 1000),
                ]
            })
    }

    private static func spread(_ visit: Visit, _ spread: Spread?, per scale: Double) -> HTML {
        guard let spread else { return "–" }
        let numbers = [spread.median, spread.ninetiethPercentile].map {
            visit.decimal(($0 / scale).fixed(2))
        }
        return "<span class=\"number\">\(numbers.joined(separator: " / "))</span>"
    }

    private static func chart(
        _ visit: Visit, _ caption: Bilingual, _ groups: [OrderStatistics.Group]
    ) -> HTML {
        guard !groups.isEmpty else { return .none }
        let bars = groups.map { (visit.say($0.words), $0.figures.orders) }
        return """
            <figure>\(BarChart.svg(bars, title: visit.say(caption)))
            <figcaption>\(visit.say(caption))</figcaption></figure>
            """
    }
}

/// Horizontal bars with their numbers.
enum BarChart {
    private static let (labels, width, row) = (150, 460, 24)

    static func svg(_ bars: [(label: String, count: Int)], title: String) -> HTML {
        let most = max(1, bars.map(\.count).max() ?? 1)
        let height = bars.count * row + 4
        let summary = bars.map { "\($0.label): \($0.count)" }.joined(separator: "; ")
        return """
            <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-label="\(title)" font-size="13">
            <title>\(title)</title><desc>\(summary)</desc>
            \(bars.enumerated().html { index, bar in
                let (y, length) = (index * row, bar.count * (width - labels - 44) / most)
                return """
                    <text x="\(labels - 8)" y="\(y + 17)" text-anchor="end" fill="currentColor">\(bar.label)</text>
                    <rect class="bar" x="\(labels)" y="\(y + 4)" width="\(max(length, 1))" height="\(row - 7)" fill="currentColor"/>
                    <text x="\(labels + length + 6)" y="\(y + 17)" fill="currentColor">\(bar.count)</text>

                    """
            })</svg>
            """
    }
}

extension Visit {
    /// A decimal number as the page's language writes it.
    func decimal(_ text: String) -> String {
        language == .english ? text : text.replacing(".", with: ",")
    }
}
