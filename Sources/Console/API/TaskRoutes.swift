// Tasks over the API: an order under the reference number that the station gave it.

import Desk

/// Routes under `/api/v1/tasks`.
enum TaskRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/tasks/{series}/{year}/{serial}", .members) { visit in
            try OrderRoutes.one(visit.desk.order(visit.taskOrderNumber), visit)
        }
    ]
}
