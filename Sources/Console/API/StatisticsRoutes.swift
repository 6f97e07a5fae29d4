// Statistics over the API, as JSON or as a table for spreadsheets.

import Desk
import Quantities

/// The route of the statistics.
enum StatisticsRoutes {
    static let all: [Route] = [Route(.get, "/api/v1/statistics", .members, answer: show)]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let (from, to) = (try instant("from", visit), try instant("to", visit))
        guard from < to else { throw Problem.invalid("to", "must be later than from") }
        let statistics = try visit.desk.statistics(from: from, to: to)
        switch visit.request.query["format"] {
        case nil, "json": return .json(statistics.json)
        case "csv":
            var response = SiteResponse.download(
                Array(statistics.csv.utf8), name: "statistics.csv", type: "text/csv")
            response.set("content-type", "text/csv; charset=utf-8")
            return response
        default: throw Problem.invalid("format", "is json or csv")
        }
    }

    private static func instant(_ name: String, _ visit: Visit) throws(Problem) -> UTCInstant {
        guard let instant = visit.request.query[name].flatMap({ UTCInstant($0) }) else {
            throw .invalid(name, "must be a time in UTC such as 2027-01-31T00:00:00Z")
        }
        return instant
    }
}
