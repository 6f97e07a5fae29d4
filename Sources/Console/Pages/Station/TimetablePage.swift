// The timetable of the antennas: a chart and the same as a table. What is shown stands in the address, and nothing
// needs to be dragged.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The timetable of the station.
enum TimetablePage {
    static let route = Route(.get, "/timetable", .members, at: [.station], answer: show)

    /// Hours that a chart may span.
    private static let spans = [6, 12, 24, 72, 168]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let window = try window(visit)
        let view = try TimetableView(visit, window)
        let summary = TimetableWords.summary(
            view.tasks.count, view.tasks.count { $0.how == .running }, view.closures.count)
        return Page(
            title: visit.say(TimetableWords.timetable),
            content: """
                <p class="lead">\(visit.say(TimetableWords.help))</p>
                \(controls(visit, window))
                <section id="chart"><p>\(visit.say(summary))</p>
                <div class="scroll" tabindex="0" role="region" aria-label="\(visit.say(TimetableWords.timetable))">
                \(TimetableChart(visit: visit, view: view, window: window).svg)</div></section>
                \(view.behind == 0 ? .none : behind(visit, view.behind))
                \(unplaced(visit, view))
                <section id="rows"><h2>\(visit.say(TimetableWords.table))</h2>\(table(visit, view))</section>
                \(configuration(visit))
                """, isLive: true
        ).response(visit)
    }

    /// The span that the address names; by default a day that begins an hour ago.
    private static func window(_ visit: Visit) throws(Problem) -> TimeSpan {
        let query = visit.request.query
        let hours = query["hours"].map { Int($0) ?? 0 } ?? 24
        guard spans.contains(hours) else {
            let words = spans.map(String.init).joined(separator: ", ")
            throw .invalid("hours", "is one of \(words)")
        }
        var start = visit.now.startOfHour - .seconds(3600)
        if let text = query["from"] {
            guard let wanted = UTCInstant(text) ?? UTCInstant(text + ":00Z") else {
                throw .invalid("from", "must be a time in UTC such as 2027-01-31T12:00:00Z")
            }
            start = wanted.startOfHour
        }
        return TimeSpan(from: start, lasting: .seconds(hours * 3600))
    }

    private static func controls(_ visit: Visit, _ window: TimeSpan) -> HTML {
        let length = window.end - window.start
        let hours = Int(length.components.seconds / 3600)
        func link(_ start: UTCInstant, _ words: Bilingual) -> HTML {
            """
            <a class="button quiet" href="/timetable?from=\(start)&amp;hours=\(hours)">\(visit.say(words))</a>
            """
        }
        return """
            <form class="filter" action="/timetable">
            \(link(window.start - length / 2, TimetableWords.earlier))
            <a class="button quiet" href="/timetable?hours=\(hours)">\(visit.say(TimetableWords.now))</a>
            \(link(window.start + length / 2, TimetableWords.later))
            \(Field.instant("from", TimetableWords.from, form: "", window.start).input(visit))
            \(Field(name: "hours", label: TimetableWords.span, value: "\(hours)").select(
                visit, spans.map { ("\($0)", TimetableWords.hours($0)) }))
            <button>\(visit.say(TimetableWords.show))</button></form>
            """
    }

    private static func table(_ visit: Visit, _ view: TimetableView) -> HTML {
        guard !view.rows.isEmpty else {
            return "<p class=\"empty\">\(visit.say(TimetableWords.nothing))</p>"
        }
        return Table.html(
            visit, TimetableWords.timetable,
            [
                TimetableWords.what, QueueWords.antenna, Words.category, TimetableWords.how,
                TimetableWords.startUTC, TimetableWords.endUTC,
            ], isCaptionSeen: false, rows: view.rows.map { cells(visit, $0) })
    }

    private static func cells(_ visit: Visit, _ row: TimetableView.Row) -> [HTML] {
        let what = row.task.map { "<a href=\"/orders/\($0.order)\">\($0.order)</a>" as HTML }
        return [
            what ?? "\(visit.say(TimetableWords.maintenance))", "\(row.antenna)",
            row.task.map { CategoryMark.html($0.category, visit) } ?? "–",
            "\(row.task.map { visit.say($0.how.words) } ?? "–")",
            Time.html(row.span.start), Time.html(row.span.end),
        ]
    }

    private static func behind(_ visit: Visit, _ count: Int) -> HTML {
        "<p class=\"notice\">\(visit.say(TimetableWords.behind)): \(count)</p>"
    }

    private static func unplaced(_ visit: Visit, _ view: TimetableView) -> HTML {
        guard !view.unplaced.isEmpty else { return .none }
        return """
            <section id="unplaced"><h2>\(visit.say(TimetableWords.unplaced))</h2>
            <ul>\(view.unplaced.html { order, reason in
                "<li><a href=\"/orders/\(order)\">\(order)</a>: \(visit.say(reason.words))</li>"
            })</ul></section>
            """
    }

    /// Where maintenance windows are kept, and how one is written.
    private static func configuration(_ visit: Visit) -> HTML {
        let antennas = visit.desk.configuration.station.antennas
        let start = visit.now.startOfHour + .seconds(86_400)
        return """
            <section id="maintenance"><h2>\(visit.say(TimetableWords.maintenance))</h2>
            <p>\(visit.say(TimetableWords.maintenanceHelp))</p>
            <pre>\(TimetableWords.example(antennas.first, from: start))</pre></section>
            """
    }
}

extension UTCInstant {
    /// The full hour at or before the instant.
    var startOfHour: UTCInstant {
        let hour: Int64 = 3_600_000_000_000
        return self - .nanoseconds(nanosecondOfDay % hour)
    }
}
