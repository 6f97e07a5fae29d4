// The one program: subcommands, and nothing of its own but reading arguments and printing answers.

import ArgumentParser
import Desk

@main
struct Vigia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigia",
        abstract: "Monitoring orders against harmful satellite interference.",
        discussion: """
            Vigia carries out the 2019 memorandum of understanding between ITU and ANATEL: the \
            Bureau's desk orders measurements, the station's desk acknowledges, measures, locates \
            and reports. See `vigia demo` first.

            Exit codes:
            \(ExitStatus.allCases.map(\.line).joined(separator: "\n"))

            Example: vigia demo --no-serve
            """,
        version: ProgramVersion.current,
        subcommands: [
            DemoCommand.self, InitCommand.self, ServeCommand.self, CheckConfigCommand.self,
            SettingsCommand.self,
            OrderCommands.self, QueueCommand.self, TimetableCommand.self, AcknowledgeCommand.self,
            UpdateCommand.self,
            RefuseCommand.self, TaskCommands.self, ReportCommands.self, ContactCommands.self,
            LettersCommand.self, LetterCommands.self, IngestCommand.self, ReadConfinedCommand.self,
            AlarmsCommand.self, RecordCommands.self, StatisticsCommand.self,
            JournalCommands.self, StoreCommands.self, JobCommands.self, WorkerCommand.self,
            UserCommands.self, TokenCommands.self, BackupCommand.self, RestoreCommand.self,
            ConfirmNumbersCommand.self,
            OrbitCommands.self,
            CorrelateCommand.self, MeasureCommand.self,
            LocateCommand.self, PredictCommand.self, BenchCommand.self, SimulateCommands.self,
        ])

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error where isArgumentParsers(error) {
            exit(withError: error)
        } catch {
            Failure.exit(because: error)
        }
    }

    private static func isArgumentParsers(_ error: any Error) -> Bool {
        error is ExitCode || error is CleanExit || error is ValidationError
            || exitCode(for: error) == .validationFailure || exitCode(for: error) == .success
    }
}
