// What waits for a person, on every page.

import Desk
import Letters

/// The strip of alarms below the menu.
enum AlarmStrip {
    static func html(_ visit: Visit) -> HTML {
        // A page that says why the database fails must not fail at its frame.
        guard let count = try? visit.site.alarmCount.current(at: visit.now), count > 0 else {
            return .none
        }
        return """
            <aside class="alarms" aria-label="\(visit.say(Words.alarms))">
            <span role="status"><a href="/alarms">\(visit.say(Words.alarms)): \(count)</a></span></aside>
            """
    }
}
