// Everything that waits for a person, with the way to it.

import Desk
import Letters
import MonitoringOrders

/// The page of alarms.
enum AlarmPage {
    static let route = Route(.get, "/alarms", .members, answer: answer)

    private static func answer(_ visit: Visit) throws -> SiteResponse {
        let alarms = try visit.desk.alarms()
        return Page(
            title: visit.say(Words.alarms),
            content: alarms.isEmpty
                ? "<p class=\"empty\">\(visit.say(AlarmWords.none))</p>" : table(visit, alarms),
            isLive: true
        ).response(visit)
    }

    private static func table(_ visit: Visit, _ alarms: [Alarm]) -> HTML {
        Table.html(
            visit, Words.alarms,
            [
                AlarmWords.cause, AlarmWords.since, AlarmWords.about, AlarmWords.details,
                AlarmWords.advice,
            ], isCaptionSeen: false,
            rows: alarms.map { alarm in
                [
                    "<span class=\"alarm\">\(visit.say(alarm.cause.title))</span>",
                    Time.html(alarm.since), about(visit, alarm),
                    visit.phrase(alarm.words),
                    "\(visit.say(alarm.cause.advice))",
                ]
            })
    }

    private static func about(_ visit: Visit, _ alarm: Alarm) -> HTML {
        let order = alarm.order.map {
            "<a class=\"number\" href=\"/orders/\($0)\">\($0)</a> " as HTML
        }
        let letter = alarm.letter.map {
            "<a href=\"/letters/\($0)\">\(visit.say(LetterWords.letter)) \($0)</a>" as HTML
        }
        return "\(order)\(letter)"
    }
}
