// Measurement jobs over the API: giving them to workers, and what they found.

import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/jobs`.
enum JobRoutes {
    static let all: [Route] = [
        Route(.get, "/api/v1/jobs", .members, answer: list),
        Route(.post, "/api/v1/jobs", .may(.note), answer: add).repeatable,
        Route(.get, "/api/v1/jobs/{id}", .members) { .json(object(try job($0.id, $0))) },
    ]

    private static func list(_ visit: Visit) throws -> SiteResponse {
        let limit = try visit.pageLimit()
        let last = try visit.pageStart { Int($0) }
        let jobs = try visit.desk.store.read { try $0.jobs(before: last, limit: limit + 1) }
        return visit.page(
            jobs, named: "jobs", limit: limit, place: { "\($0.id)" }, object: object)
    }

    private static func add(_ visit: Visit) throws -> SiteResponse {
        let words = try visit.object()["command"]?.array
        let command = words?.compactMap(\.string) ?? []
        guard let words, command.count == words.count else {
            throw Problem.invalid("command", "must be a list of words")
        }
        let id: Int
        do {
            id = try visit.desk.addJob(command, by: visit.actor)
        } catch let error as JobNotTaken {
            throw Problem.invalid("command", "\(error)")
        }
        var response = SiteResponse.json(object(try job(id, visit)), status: 201)
        response.headers.append(("location", "/api/v1/jobs/\(id)"))
        return response
    }

    private static func job(_ id: Int, _ visit: Visit) throws -> MeasurementJob {
        guard let job = try visit.desk.store.read({ try $0.jobs(id) }).first else {
            throw Problem.notFound
        }
        return job
    }

    static func object(_ job: MeasurementJob) -> JSONValue {
        [
            "id": JSONValue(job.id), "command": JSONValue(job.command),
            "state": .string(job.state.rawValue), "attempts": JSONValue(job.attempt),
            "worker": JSONValue(job.worker), "answer": JSONValue(job.answer),
            "added": .string(job.addedAt.description), "added_by": .string(job.addedBy.name),
            "ended": JSONValue(job.endedAt?.description),
        ]
    }
}
