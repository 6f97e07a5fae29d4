// What waits for a person, over the API.

import CanonicalJSON
import Desk

/// The route of the alarms.
enum AlarmRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/alarms", .members) { visit in
            .json(["alarms": .array(try visit.desk.alarms().map(\.json))])
        }
    ]
}
