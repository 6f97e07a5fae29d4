// A few threads for the long loops of this module. Work is cut by number, not by chance, so the
// results do not depend on which thread is faster.

import Glibc
import Synchronization

/// Runs a body once for each worker number, on that many threads, and returns when all are done.
///
/// - Throws: the faults of the lowest worker that failed.
func withWorkers(
    _ count: Int, _ body: @escaping @Sendable (Int) throws(RecordingFaults) -> Void
) throws(RecordingFaults) {
    guard count > 1 else { return try body(0) }
    let failures = Mutex<[Int: RecordingFaults]>([:])
    let job = WorkerJob { number in
        do throws(RecordingFaults) {
            try body(number)
        } catch {
            failures.withLock { $0[number] = error }
        }
    }
    let threads = (1..<count).compactMap { job.start(number: $0) }
    for number in [0] + (1..<count).filter({ number in !threads.contains { $0.number == number } })
    {
        job.run(number)
    }
    for thread in threads { pthread_join(thread.handle, nil) }
    if let first = failures.withLock({ $0.min { $0.key < $1.key }?.value }) { throw first }
}

/// Makes two values, on two threads where the caller has them.
///
/// - Throws: the faults of the first that failed.
func makeBoth<Value: Sendable>(
    threads: Int, _ make: @escaping @Sendable (Int) throws(RecordingFaults) -> Value
) throws(RecordingFaults) -> (Value, Value) {
    guard threads > 1 else { return (try make(0), try make(1)) }
    let second = Mutex<Value?>(nil)
    let first = Mutex<Value?>(nil)
    try withWorkers(2) { number throws(RecordingFaults) in
        let value = try make(number)
        if number == 0 {
            first.withLock { $0 = value }
        } else {
            second.withLock { $0 = value }
        }
    }
    guard let one = first.withLock({ $0 }), let other = second.withLock({ $0 }) else {
        preconditionFailure("both workers have ended without a fault")
    }
    return (one, other)
}

/// One piece of work that several threads run, each under its own number.
private final class WorkerJob: Sendable {
    let run: @Sendable (Int) -> Void

    init(_ run: @escaping @Sendable (Int) -> Void) { self.run = run }

    private final class Ticket: Sendable {
        let job: WorkerJob
        let number: Int
        init(_ job: WorkerJob, _ number: Int) { (self.job, self.number) = (job, number) }
    }

    /// Starts a thread; `nil` when the system gives none, then the caller does the work itself.
    func start(number: Int) -> (number: Int, handle: pthread_t)? {
        var handle = pthread_t()
        let ticket = Unmanaged.passRetained(Ticket(self, number))
        let failed = pthread_create(
            &handle, nil,
            { context in
                guard let context else { return nil }
                let ticket = Unmanaged<Ticket>.fromOpaque(context).takeRetainedValue()
                ticket.job.run(ticket.number)
                return nil
            }, ticket.toOpaque())
        guard failed == 0 else {
            ticket.release()
            return nil
        }
        return (number, handle)
    }
}
