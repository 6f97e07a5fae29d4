// What was measured: the result in words and numbers, its figures, and the recordings behind it.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities
import Reports

/// Result, figures and recordings of a task.
enum ResultSection {
    static func html(_ visit: Visit, _ order: Order) -> HTML {
        guard let result = order.result else { return .none }
        return """
            <section id="result"><h2>\(visit.say(TaskWords.resultClass))</h2>\(facts(visit, result))</section>
            \(figures(visit, order))
            \(recordings(visit, order, result))
            """
    }

    private static func figures(_ visit: Visit, _ order: Order) -> HTML {
        let content: HTML
        do {
            let figures = try visit.desk.figures(of: order.number, by: visit.actor)
            guard !figures.isEmpty else { return .none }
            content = "<div class=\"figures\">\(figures.html { figure(visit, $0) })</div>"
        } catch {
            // A measurement that is not on this machine must not hide the rest of the page.
            content = """
                <p class="fault">\(visit.say(TaskWords.figuresMissing)) <span lang="en">\("\(error)")</span></p>
                """
        }
        return """
            <section id="figures"><h2>\(visit.say(TaskWords.figures))</h2>\(content)</section>
            """
    }

    /// A drawing, what it shows, and the same as a table.
    private static func figure(_ visit: Visit, _ figure: Figure) -> HTML {
        let rows = figure.table.rows.map { row in row.map { "\($0)" as HTML } }
        let table = Table.html(
            visit, figure.caption, figure.table.head, isCaptionSeen: false, rows: rows)
        return """
            <figure class="\(figure.name)">\(HTML.made(figure.svg))<figcaption>\(visit.say(figure.caption))
            \(rows.isEmpty ? .none : """
            <details id="figure-\(figure.name)"><summary>\(visit.say(TaskWords.asTable))</summary>\(table)</details>
            """ as HTML)</figcaption></figure>
            """
    }

    /// A result in a few lines.
    static func facts(_ visit: Visit, _ result: TaskResult) -> HTML {
        var rows: [(Bilingual, HTML)] = [
            (TaskWords.resultClass, "<strong>\(visit.say(result.resultClass.words))</strong>")
        ]
        if let reason = result.reason {
            rows.append((Words.reason, "<span lang=\"en\">\(reason)</span>"))
        }
        for (index, estimate) in (result.geolocation?.estimates ?? []).enumerated() {
            rows.append(
                (index == 0 ? TaskWords.position : TaskWords.otherPosition, position(estimate)))
        }
        if let method = result.geolocation?.method {
            rows.append((TaskWords.method, "<span lang=\"en\">\(method)</span>"))
        }
        rows.append((TaskWords.emissions, "\(result.emissions.count)"))
        if let conditions = result.conditions {
            rows.append((TaskWords.conditions, "<span lang=\"en\">\(conditions)</span>"))
        }
        return Table.facts(visit, TaskWords.resultClass, rows)
    }

    private static func position(_ estimate: PositionEstimate) -> HTML {
        let place = estimate.position
        let latitude = place.latitude.hemispheric(positive: "N", negative: "S", decimals: 4)
        let longitude = place.longitude.hemispheric(positive: "E", negative: "W", decimals: 4)
        let ellipse = estimate.ellipse
        return """
            <span class="number">\(latitude), \(longitude)</span>
            <span class="quiet">± \(ellipse.semiMajor.kilometres.fixed(2)) km × \(ellipse.semiMinor.kilometres.fixed(2)) km,
            \(ellipse.azimuth.degrees.fixed(0))°, \((ellipse.confidence * 100).fixed(0)) %</span>
            """
    }

    private static func recordings(_ visit: Visit, _ order: Order, _ result: TaskResult) -> HTML {
        let folder = TaskFolder(of: order, in: visit.site.folder)
        let rows = result.recordings.map { file -> [HTML] in
            let size = folder?.size(of: file.fileName).map(Length.bytes)
            return [
                "<code>\(file.fileName)</code>",
                "<span class=\"number\">\(size ?? visit.say(TaskWords.notThere))</span>",
                "<code class=\"digest\">\(file.sha256)</code>",
            ]
        }
        let list = Table.html(
            visit, TaskWords.recordings, [TaskWords.file, TaskWords.size, TaskWords.sha256],
            isCaptionSeen: false, rows: rows)
        return """
            <section id="recordings"><h2>\(visit.say(TaskWords.recordings))</h2>
            \(rows.isEmpty ? "<p class=\"empty\">\(visit.say(TaskWords.noRecordings))</p>" as HTML : list)</section>
            """
    }
}
