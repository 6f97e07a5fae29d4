// One worker: takes a job, computes it in a child process, and holds its lease meanwhile. Whatever happens to the
// child or the worker, the job is there for another.

import Desk
import Foundation
import OrderStore
import Quantities

struct MeasurementWorker {
    /// The commands that a job may be; they read files and print an answer, and change nothing.
    static let commands = ["correlate", "measure", "locate", "predict"]

    let folder: DeskFolder
    let interruption: Interruption
    private let name =
        "\(ProcessInfo.processInfo.hostName) \(ProcessInfo.processInfo.processIdentifier)"

    init(folder: DeskFolder, interruption: Interruption) {
        (self.folder, self.interruption) = (folder, interruption)
    }

    /// What came of a turn.
    enum Turn {
        case computed
        case nothingWaits
        /// The program is to end.
        case interrupted
    }

    /// Takes the oldest job that waits and computes it.
    func computeNext() throws -> Turn {
        guard !interruption.arrives(within: .zero) else { return .interrupted }
        let taken = try withDesk { desk in
            let now = desk.surroundings.now()
            return try desk.store.lease { transaction in
                try transaction.leaseJob(until: now + Self.lease, by: name, now: now)
            }
        }
        guard let job = taken else { return .nothingWaits }
        if job.attempt > Limits.jobAttempts {
            try end(job, as: .failed, "\(Limits.jobAttempts) workers ended over it")
            return .computed
        }
        switch try compute(job) {
        case .answered(let answer): try end(job, as: .done, answer)
        case .failed(let words): try end(job, as: .failed, words)
        case .lost: break
        case .interrupted:
            try withDesk { desk in try desk.store.lease { try $0.release(job) } }
            return .interrupted
        }
        return .computed
    }

    private enum Outcome {
        case answered(String)
        case failed(String)
        /// Another worker has it.
        case lost
        case interrupted
    }

    private static let lease = Duration.seconds(60)

    /// A desk's file is held for a moment only, so that the desk can work.
    private func withDesk<T>(_ body: (Desk) throws -> T) throws -> T {
        try body(DeskSession.open(folder.path))
    }

    private func end(_ job: MeasurementJob, as state: MeasurementJob.State, _ answer: String) throws
    {
        try withDesk { desk in
            let now = desk.surroundings.now()
            _ = try desk.store.write { try $0.end(job, as: state, answer: answer, at: now) }
        }
        Output.complain("vigia: job \(job.id) \(state.rawValue)")
    }

    private func compute(_ job: MeasurementJob) throws -> Outcome {
        let (output, errors) = (try TemporaryFile(), try TemporaryFile())
        let child = Process()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        (child.arguments, child.currentDirectoryURL) = (job.command, URL(filePath: folder.path))
        (child.standardOutput, child.standardError) = (output.handle, errors.handle)
        try child.run()
        defer { if child.isRunning { kill(child.processIdentifier, SIGKILL) } }
        var extended = ContinuousClock.now
        while child.isRunning {
            if interruption.arrives(within: .milliseconds(50)) { return .interrupted }
            guard .now - extended > Self.lease / 3 else { continue }
            guard try extendLease(of: job) else { return .lost }
            extended = .now
        }
        return child.terminationStatus == 0
            ? .answered(try output.text()) : .failed(try errors.text())
    }

    private func extendLease(of job: MeasurementJob) throws -> Bool {
        try withDesk { desk in
            let end = desk.surroundings.now() + Self.lease
            return try desk.store.lease { try $0.extendLease(of: job, until: end) }
        }
    }
}

/// A file without a name, for what a child prints.
private struct TemporaryFile {
    let handle: FileHandle

    init() throws {
        guard let file = tmpfile() else {
            throw Failure(.cannotCreate, "a temporary file: \(String(cString: strerror(errno)))")
        }
        // The descriptor outlives the stream, which is never used.
        handle = FileHandle(fileDescriptor: dup(fileno(file)), closeOnDealloc: true)
        fclose(file)
    }

    func text() throws -> String {
        try handle.seek(toOffset: 0)
        let data = try handle.read(upToCount: Limits.jobAnswerBytes) ?? Data()
        return String(decoding: data, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
