// Measurement jobs: commands that correlate or locate, given out to workers on any machine that sees the recordings.

public import MonitoringOrders
public import Quantities

/// A measurement to be computed.
public struct MeasurementJob: Hashable, Sendable {
    public var id: Int
    /// The words of the command, without the program's name.
    public var command: [String]
    public var addedAt: UTCInstant
    public var addedBy: Actor
    public var state: State
    /// How often it was begun.
    public var attempt: Int
    /// Who computes it, while somebody does.
    public var worker: String?
    /// What it gave: the command's own answer, or why there is none.
    public var answer: String?
    public var endedAt: UTCInstant?

    /// Where a job stands.
    public enum State: String, Hashable, Sendable {
        case waiting, done, failed
    }
}

extension StoreReader {
    /// Jobs, the latest first.
    ///
    /// - Parameters:
    ///   - last: the last job of the page before; `nil` for the first page.
    ///   - limit: how many at most.
    /// - Returns: one page.
    /// - Throws: ``StoreError``.
    public func jobs(before last: Int?, limit: Int) throws -> [MeasurementJob] {
        try all(
            "SELECT * FROM job WHERE id < ? ORDER BY id DESC LIMIT ?", [last ?? Int.max, limit]
        ).map(MeasurementJob.init)
    }

    /// All jobs, oldest first, or one of them.
    public func jobs(_ id: Int? = nil) throws -> [MeasurementJob] {
        guard let id else {
            return try all("SELECT * FROM job ORDER BY id").map(MeasurementJob.init)
        }
        return try all("SELECT * FROM job WHERE id = ?", [id]).map(MeasurementJob.init)
    }
}

extension StoreTransaction {
    /// Adds a job.
    ///
    /// - Returns: its number.
    /// - Throws: ``StoreError``.
    public func addJob(_ command: [String], at: UTCInstant, by actor: Actor) throws -> Int {
        try insert(
            "INSERT INTO job (command, added_at, added_by) VALUES (?, ?, ?)",
            [try StoredText.encode(command), at.description, try StoredText.encode(actor)])
    }

    /// Keeps what a job gave.
    ///
    /// - Returns: false if the job was taken by another worker since, or has ended.
    /// - Throws: ``StoreError``.
    public func end(
        _ job: MeasurementJob, as state: MeasurementJob.State, answer: String, at: UTCInstant
    ) throws -> Bool {
        try run(
            """
            UPDATE job SET state = ?, answer = ?, ended_at = ?, leased_until = NULL, worker = NULL
            WHERE id = ? AND attempt = ? AND state = 'waiting'
            """, [state.rawValue, answer, at.description, job.id, job.attempt]) == 1
    }
}

extension LeaseTransaction {
    /// Takes the oldest job that nobody holds.
    ///
    /// - Returns: `nil` if there is none.
    /// - Throws: ``StoreError``.
    public func leaseJob(until end: UTCInstant, by worker: String, now: UTCInstant) throws
        -> MeasurementJob?
    {
        let row = try first(
            """
            SELECT id FROM job WHERE state = 'waiting' AND (leased_until IS NULL OR leased_until <= ?)
            ORDER BY id LIMIT 1 \(connection.dialect.skippingLocked("job"))
            """, [now.nanosecondsSince1970])
        guard let id: Int = try row?.stored("id") else { return nil }
        try run(
            "UPDATE job SET leased_until = ?, worker = ?, attempt = attempt + 1 WHERE id = ?",
            [end.nanosecondsSince1970, worker, id])
        return try jobs(id).first
    }

    /// Holds a job longer.
    ///
    /// - Returns: false if it is no longer held by this attempt.
    /// - Throws: ``StoreError``.
    public func extendLease(of job: MeasurementJob, until end: UTCInstant) throws -> Bool {
        try run(
            """
            UPDATE job SET leased_until = ? WHERE id = ? AND attempt = ? AND state = 'waiting'
            AND worker IS NOT NULL
            """, [end.nanosecondsSince1970, job.id, job.attempt]) == 1
    }

    /// Gives a job back, for another worker to take at once.
    ///
    /// - Throws: ``StoreError``.
    public func release(_ job: MeasurementJob) throws {
        try run(
            "UPDATE job SET leased_until = NULL, worker = NULL WHERE id = ? AND attempt = ?",
            [job.id, job.attempt])
    }
}

extension MeasurementJob {
    init(row: StoredRow) throws {
        (id, attempt) = (try row.stored("id"), try row.stored("attempt"))
        command = try StoredText.decode([String].self, from: row.stored("command"))
        addedAt = try row.parsed("added_at") { UTCInstant($0) }
        addedBy = try StoredText.decode(Actor.self, from: row.stored("added_by"))
        state = try row.parsed("state", State.init(rawValue:))
        worker = try row.storedIfPresent("worker")
        answer = try row.storedIfPresent("answer")
        endedAt = try row.parsedIfPresent("ended_at") { UTCInstant($0) }
    }
}
