// What happens, as it happens: rows of the journal without their contents.

import CanonicalJSON
import Desk
import OrderStore

/// The stream of events, for programs and for pages.
enum EventRoutes {
    static let all: [Route] = ["/api/v1/events", "/events"].map { path in
        Route(.get, path, .members, answer: stream)
    }

    /// From now on, or from the event after the one that was seen last.
    private static func stream(_ visit: Visit) throws -> SiteResponse {
        let seen = visit.request.headers["last-event-id"] ?? visit.request.query["after"]
        let last = try visit.desk.store.read { try $0.lastSequence() }
        guard let after = seen.map({ Int($0) }) ?? last, (0...last).contains(after) else {
            throw Problem.invalid("last-event-id", "must be the number of an event")
        }
        return SiteResponse(
            headers: [("content-type", "text/event-stream"), ("x-accel-buffering", "no")],
            body: .events(after: after))
    }
}
