// The chart of the timetable: antennas as rows, hours across. Colours come from the style; what matters is also told
// by lines, shapes and words.

import Letters
import MonitoringOrders
import Quantities

/// A drawing of a part of the timetable.
struct TimetableChart {
    let visit: Visit
    let view: TimetableView
    let window: TimeSpan

    private let width = 960.0
    /// Where the hours begin.
    private let left = 132.0
    /// Where the rows begin.
    private let top = 34.0
    /// Height of a row.
    private let row = 46.0
    private var height: Double { top + row * Double(view.antennas.count) + 6 }

    /// The chart, with a link for each task.
    var svg: HTML {
        """
        <svg class="chart" viewBox="0 0 \(number(width)) \(number(height))" role="group"
            aria-label="\(visit.say(TimetableWords.timetable))">
        <defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="7" class="hatching"/></pattern></defs>
        \(hours)\(view.antennas.enumerated().html(antenna))
        \(view.tasks.html(box))
        \(nowLine)
        </svg>
        """
    }

    private func number(_ value: Double) -> String { value.fixed(1) }

    /// Where an instant stands across, kept inside of the chart.
    private func place(_ instant: UTCInstant) -> Double {
        let share =
            Double((instant - window.start).wholeNanoseconds)
            / Double((window.end - window.start).wholeNanoseconds)
        return left + (width - left) * min(max(share, 0), 1)
    }

    private func line(of antenna: String) -> Double {
        let index = view.antennas.firstIndex { $0.name == antenna } ?? 0
        return top + row * Double(index)
    }

    // MARK: The scale

    /// Hours between two lines, so that their labels have room.
    private var step: Int {
        let hours = Int((window.end - window.start).components.seconds / 3600)
        return [1, 2, 3, 6, 12, 24].first { hours / $0 <= 14 } ?? 24
    }

    private var hours: HTML {
        let all = Int((window.end - window.start).components.seconds / 3600)
        let instants = (0...all).map { window.start + .seconds($0 * 3600) }
        return instants.html { instant in
            let hour = Int(instant.nanosecondOfDay / 3_600_000_000_000)
            guard hour % step == 0 else { return .none }
            let x = place(instant)
            // The last label would stand outside.
            let hasRoom = x < width - 34
            let day: HTML =
                hour == 0 && hasRoom
                ? "<text x=\"\(number(x + 3))\" y=\"12\" class=\"day\">\(instant.date)</text>"
                : .none
            return """
                <line x1="\(number(x))" y1="\(hour == 0 ? "2" : "18")" x2="\(number(x))" y2="\(number(height))"
                class="\(hour == 0 ? "grid day" : "grid")"/>
                \(hasRoom ? "<text x=\"\(number(x + 3))\" y=\"27\" class=\"hour\">\(instant.hourAndMinute)</text>" : .none)\(day)
                """
        }
    }

    private var nowLine: HTML {
        guard window.start <= visit.now, visit.now < window.end else { return .none }
        let x = place(visit.now)
        return """
            <g class="now"><line x1="\(number(x))" y1="14" x2="\(number(x))" y2="\(number(height))"/>
            <text x="\(number(x + 3))" y="14">\(visit.say(TimetableWords.now)) \(visit.now.hourAndMinute)</text></g>
            """
    }

    // MARK: The rows

    private func antenna(_ index: Int, _ antenna: Antenna) -> HTML {
        let y = top + row * Double(index)
        return """
            <line x1="0" y1="\(number(y))" x2="\(number(width))" y2="\(number(y))" class="grid"/>
            <text x="2" y="\(number(y + 20))" class="antenna">\(antenna.name)</text>
            <text x="2" y="\(number(y + 35))" class="hour">
                \(visit.say(TimetableWords.bands)): \(antenna.bands.map(\.name).joined(separator: ", "))</text>
            \(view.closures.filter { $0.antenna == antenna.name }.html { closure($0.span, y) })
            """
    }

    private func closure(_ span: TimeSpan, _ y: Double) -> HTML {
        let (x, end) = (place(span.start), place(span.end))
        let words = visit.say(TimetableWords.maintenance)
        return """
            <rect x="\(number(x))" y="\(number(y + 3))" width="\(number(end - x))" height="\(number(row - 6))"
                class="closure" fill="url(#hatch)"/>
            \(end - x > 90 ? "<text x=\"\(number(x + 6))\" y=\"\(number(y + 27))\" class=\"label closed\">\(words)</text>" : .none)
            """
    }

    private func box(_ task: TimetableView.Task) -> HTML {
        let (x, y) = (place(task.span.start), line(of: task.antenna) + 3)
        let room = max(place(task.span.end) - x, 3)
        let category = task.category == 1 ? "one" : "two"
        let shape = task.category == 1 ? "\u{25B2}" : "\u{25CF}"
        let title =
            "\(shape) \(task.order), \(visit.say(task.category == 1 ? Words.categoryOne : Words.categoryTwo)), "
            + "\(visit.say(task.how.words)), \(task.span.start.forPeople) – \(task.span.end.forPeople)"
        let label: HTML =
            room > 92
            ? """
            <text x="\(number(x + 6))" y="\(number(y + 17))" class="label">\(shape) \(task.order)</text>
            <text x="\(number(x + 6))" y="\(number(y + 32))" class="hour">\(visit.say(task.how.words))</text>
            """
            : room > 14
                ? "<text x=\"\(number(x + 4))\" y=\"\(number(y + 17))\" class=\"label\">\(shape)</text>"
                : .none
        return """
            <a href="/orders/\(task.order)" aria-label="\(title)"><rect x="\(number(x))" y="\(number(y))"
            width="\(number(room))" height="\(number(row - 6))" rx="3"
            class="task \(category) \(className(task.how))"><title>\(title)</title></rect>\(label)</a>
            """
    }

    private func className(_ how: TimetableView.Firmness) -> String {
        switch how {
        case .running: "running"
        case .promised: "promised"
        case .proposed, .suspended: "proposed"
        }
    }
}
