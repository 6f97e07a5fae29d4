// What workers on other machines ask of a desk: a job, more time for it, and to take its answer.

import CanonicalJSON
import Desk
import OrderStore
import Quantities

/// Routes for workers, under `/api/v1/work`.
enum WorkRoutes {
    private static let workers = Permission.roles([.stationOperator])

    /// How long a job is a worker's without a sign of life.
    private static let lease = Duration.seconds(60)

    static let all: [Route] = [
        Route(.post, "/api/v1/work", workers, answer: take),
        Route(.post, "/api/v1/work/{id}/lease", workers, answer: extend),
        Route(.post, "/api/v1/work/{id}/release", workers, answer: release),
        Route(
            .post, "/api/v1/work/{id}/answer", workers, upTo: Limits.jobAnswerBytes + 4_096,
            answer: end),
    ]

    /// Gives out the oldest job that nobody holds; nothing if there is none.
    private static func take(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let (worker, now) = (fields.text("worker", upTo: 200), visit.now)
        try fields.check()
        let job = try visit.desk.store.lease {
            try $0.leaseJob(until: now + lease, by: worker, now: now)
        }
        guard let job else { return SiteResponse(status: 204) }
        return .json([
            "job": JSONValue(job.id), "command": JSONValue(job.command),
            "attempt": JSONValue(job.attempt),
        ])
    }

    private static func extend(_ visit: Visit) throws -> SiteResponse {
        let (job, end) = (try held(visit), visit.now + lease)
        guard try visit.desk.store.lease({ try $0.extendLease(of: job, until: end) }) else {
            throw Problem.lostJob
        }
        return SiteResponse(status: 204)
    }

    private static func release(_ visit: Visit) throws -> SiteResponse {
        let job = try held(visit)
        try visit.desk.store.lease { try $0.release(job) }
        return SiteResponse(status: 204)
    }

    private static func end(_ visit: Visit) throws -> SiteResponse {
        let job = try held(visit)
        var fields = try SentFields(visit)
        let state = fields.required(
            "state", fields.optional("state", "done or failed", MeasurementJob.State.init))
        let answer = fields.optionalText("answer", upTo: Limits.jobAnswerBytes) ?? ""
        try fields.check()
        guard let state, state != .waiting else {
            throw Problem.invalid("state", "must be done or failed")
        }
        let now = visit.now
        guard try visit.desk.store.write({ try $0.end(job, as: state, answer: answer, at: now) })
        else { throw Problem.lostJob }
        return SiteResponse(status: 204)
    }

    /// The job of the path, in the attempt that the worker holds.
    private static func held(_ visit: Visit) throws -> MeasurementJob {
        let id = try visit.id
        var fields = try SentFields(visit)
        let attempt = fields.required("attempt", fields.optionalNumber("attempt"))
        try fields.check()
        guard var job = try visit.desk.store.read({ try $0.jobs(id) }).first, let attempt else {
            throw Problem.notFound
        }
        job.attempt = attempt
        return job
    }
}

extension Problem {
    fileprivate static let lostJob = Problem(
        409, "job-lost", "Another worker has this job, or it has ended")
}
