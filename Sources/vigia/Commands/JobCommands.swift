// Measurement jobs: commands that any machine with a view of the recordings may compute for a desk.

import ArgumentParser
import CanonicalJSON
import Console
import Desk
import Foundation
import MonitoringOrders
import OrderStore

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
            let job = try DeskLink(options).ask(
                .post, "/jobs", ["command": JSONValue(command)], as: .stationOperator
            ).json()
            Output.print(options.json ? job.text("id") : "job \(job.text("id"))")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs.", discussion: "Example: vigia job list --data station")

        @OptionGroup var options: DeskOptions

        func run() throws {
            for job in try DeskLink(options).all("/jobs", "jobs", as: .auditor) {
                let command = (job["command"]?.array ?? []).compactMap(\.string)
                Output.print(
                    options.json
                        ? job.compact
                        : "\(job.text("id"))  \(standing(job))  \(command.joined(separator: " "))")
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
            let job = try DeskLink(options).ask(.get, "/jobs/\(id)", as: .auditor).json()
            guard !options.json else { return Output.print(job) }
            Output.print(job["answer"]?.string ?? standing(job))
            if job["state"]?.string == "failed" { throw Failure(.answerIsNo, "job \(id) failed") }
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
        let worker = MeasurementWorker(options: options, interruption: interruption)
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

extension ParsableCommand {
    /// Where a job stands, in words.
    fileprivate func standing(_ job: JSONValue) -> String {
        job["worker"]?.string.map { "computed by \($0)" } ?? job.text("state")
    }
}
