// Measurement jobs: commands that any machine with a view of the recordings may compute for a desk.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

struct JobCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Give measurements to workers, and see what they found.",
        subcommands: [Add.self, List.self, Show.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a measurement for a worker to compute.",
            discussion: """
                The command is one of correlate, measure, locate, predict; its files are found from the desk's folder.
                Example: vigia job add --data station -- correlate recordings/a.sigmf-meta recordings/b.sigmf-meta
                """)

        @OptionGroup var options: DeskOptions

        @Argument(parsing: .postTerminator, help: "The command, after --.")
        var command: [String] = []

        func run() throws {
            guard let name = command.first, MeasurementWorker.commands.contains(name) else {
                let known = MeasurementWorker.commands.joined(separator: ", ")
                throw Failure(.usage, "a job is one of \(known), after --")
            }
            let desk = try DeskSession.open(options.folder)
            let actor = options.actor(usually: .stationOperator)
            guard actor.may(.note, at: desk.kind) else {
                throw Refusal.notPermitted(.note, actor.role)
            }
            let now = desk.surroundings.now()
            let id = try desk.store.write { try $0.addJob(command, at: now, by: actor) }
            Output.print(options.json ? JSONValue(id).compact : "job \(id)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs.", discussion: "Example: vigia job list --data station")

        @OptionGroup var options: DeskOptions

        func run() throws {
            for job in try DeskSession.open(options.folder).store.read({ try $0.jobs() }) {
                Output.print(
                    options.json
                        ? job.json.compact
                        : "\(job.id)  \(job.standing)  \(job.command.joined(separator: " "))")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a job gave.",
            discussion: "Example: vigia job show 3 --data station")

        @Argument(help: "Number of the job.")
        var id: Int

        @OptionGroup var options: DeskOptions

        func run() throws {
            let jobs = try DeskSession.open(options.folder).store.read { try $0.jobs(id) }
            guard let job = jobs.first else {
                throw Failure(.inputMissing, "job \(id): there is none")
            }
            guard !options.json else { return Output.print(job.json) }
            Output.print(job.answer ?? job.standing)
            if job.state == .failed { throw Failure(.answerIsNo, "job \(id) failed") }
        }
    }
}

struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Compute a desk's measurement jobs on this machine.",
        discussion: """
            Several workers may run, on any machine that reaches the database and sees the recordings. One that ends
            loses its job to another by the end of its lease, a minute.
            Example: vigia worker --data station
            """)

    @OptionGroup var options: DeskOptions

    @Flag(help: "End when no job waits.")
    var once = false

    func run() throws {
        let interruption = Interruption()
        let worker = MeasurementWorker(
            folder: DeskFolder(options.folder), interruption: interruption)
        while true {
            switch try worker.computeNext() {
            case .computed: continue
            case .interrupted: return
            case .nothingWaits:
                if once || interruption.arrives(within: .seconds(1)) { return }
            }
        }
    }
}

extension MeasurementJob {
    /// Where it stands, in words.
    fileprivate var standing: String {
        worker.map { "computed by \($0)" } ?? state.rawValue
    }

    fileprivate var json: JSONValue {
        [
            "job": JSONValue(id), "command": JSONValue(command), "state": .string(state.rawValue),
            "attempt": JSONValue(attempt), "worker": worker.map { .string($0) } ?? .null,
            "answer": answer.map { .string($0) } ?? .null,
            "added_at": .string(addedAt.description),
            "ended_at": endedAt.map { .string($0.description) } ?? .null,
        ]
    }
}
