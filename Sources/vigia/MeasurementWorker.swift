// One worker: takes a job, computes it in a child process, and holds its lease meanwhile. Whatever happens to the
// child or the worker, the job is there for another.

import CanonicalJSON
import Console
import Desk
import Foundation
import OrderStore
import Quantities

struct MeasurementWorker {
    /// The commands that a job may be; they read files and print an answer, and change nothing.
    static let commands = ["correlate", "measure", "locate", "predict"]

    let options: DeskOptions
    let interruption: Interruption
    private let name =
        "\(ProcessInfo.processInfo.hostName) \(ProcessInfo.processInfo.processIdentifier)"

    init(options: DeskOptions, interruption: Interruption) {
        (self.options, self.interruption) = (options, interruption)
    }

    /// A job that this worker holds.
    private struct Job {
        var id: Int
        var command: [String]
        var attempt: Int
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
        guard let job = try takeJob() else { return .nothingWaits }
        if job.attempt > Limits.jobAttempts {
            try end(job, as: .failed, "\(Limits.jobAttempts) workers ended over it")
            return .computed
        }
        switch try compute(job) {
        case .answered(let answer): try end(job, as: .done, answer)
        case .failed(let words): try end(job, as: .failed, words)
        case .lost: break
        case .interrupted:
            try ask("/\(job.id)/release", ["attempt": JSONValue(job.attempt)])
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

    /// How often the desk is told that a job is still computed; its lease is three times as long.
    private static let signOfLife = Duration.seconds(20)

    /// Asks the desk; a file is held for that moment only, so that others have their turn.
    @discardableResult
    private func ask(_ path: String, _ body: JSONValue) throws -> DeskLink.Answer {
        try DeskLink(options).ask(.post, "/work" + path, body, as: .stationOperator)
    }

    private func takeJob() throws -> Job? {
        let answer = try ask("", ["worker": .string(name)])
        guard answer.status == 200 else { return nil }
        let job = try answer.json()
        guard let id = job["job"]?.int, let attempt = job["attempt"]?.int,
            let command = job["command"]?.array?.compactMap(\.string)
        else { throw Failure(.defect, "the desk gave out a job that cannot be read") }
        return Job(id: id, command: command, attempt: attempt)
    }

    private func end(_ job: Job, as state: MeasurementJob.State, _ answer: String) throws {
        do {
            try ask(
                "/\(job.id)/answer",
                [
                    "attempt": JSONValue(job.attempt), "state": .string(state.rawValue),
                    "answer": .string(answer),
                ])
            Output.complain("vigia: job \(job.id) \(state.rawValue)")
        } catch let failure as Failure where failure.status == .badInput {
            // Another worker has it, or it has ended: what was computed here is no longer asked for.
            Output.complain("vigia: job \(job.id): \(failure)")
        }
    }

    private func compute(_ job: Job) throws -> Outcome {
        let (output, errors) = (try TemporaryFile(), try TemporaryFile())
        let child = Process()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        (child.arguments, child.currentDirectoryURL) = (
            job.command, URL(filePath: DeskFolder(options.folder).path)
        )
        (child.standardOutput, child.standardError) = (output.handle, errors.handle)
        try child.run()
        defer { if child.isRunning { kill(child.processIdentifier, SIGKILL) } }
        var extended = ContinuousClock.now
        while child.isRunning {
            if interruption.arrives(within: .milliseconds(50)) { return .interrupted }
            guard .now - extended > Self.signOfLife else { continue }
            guard try extendLease(of: job) else { return .lost }
            extended = .now
        }
        return child.terminationStatus == 0
            ? .answered(try output.text()) : .failed(try errors.text())
    }

    /// - Returns: false if another worker has the job, or it has ended.
    private func extendLease(of job: Job) throws -> Bool {
        do {
            try ask("/\(job.id)/lease", ["attempt": JSONValue(job.attempt)])
            return true
        } catch let failure as Failure where failure.status == .badInput {
            return false
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
