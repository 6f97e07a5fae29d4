// Tests that wait. Swift's pool has as many threads as the machine has cores; whoever waits on one of them for what
// another must do stops the whole run.

import Foundation

/// Runs something that waits, on a thread of its own. It stays a part of the test that calls it.
public func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withTaskExecutorPreference(OwnThreads()) { try await run(body) }
}

@concurrent
private func run<Value>(_ body: @Sendable () throws -> Value) async throws -> Value {
    try body()
}

/// Gives each job a new thread.
private final class OwnThreads: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread {
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
