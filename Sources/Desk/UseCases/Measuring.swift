// Measurements that workers compute for the desk: who may ask for one, and what it may be.

public import MonitoringOrders
import OrderStore
import Quantities

/// A command that no worker computes.
public struct JobNotTaken: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
}

extension Desk {
    /// The commands that a job may be; they read files and print an answer, and change nothing.
    public static let measurements = ["correlate", "measure", "locate", "predict"]

    /// Gives a measurement to the workers.
    ///
    /// - Parameters:
    ///   - command: its words; files are named from the desk's folder and lie in it.
    ///   - actor: who asks.
    /// - Returns: the number of the job.
    /// - Throws: `Refusal.notPermitted` to who may not act at this desk, ``JobNotTaken``.
    public func addJob(_ command: [String], by actor: Actor) throws -> Int {
        guard actor.may(.note, at: kind) else { throw Refusal.notPermitted(.note, actor.role) }
        guard let name = command.first, Self.measurements.contains(name) else {
            throw JobNotTaken(
                description: "a job is one of \(Self.measurements.joined(separator: ", "))")
        }
        guard command.count <= Limits.jobWords,
            command.allSatisfy({ $0.utf8.count <= Limits.jobWordBytes })
        else { throw JobNotTaken(description: "the command is too long") }
        for word in command where Self.leadsOutside(word) {
            throw JobNotTaken(description: "\(word): lies outside of the desk's folder")
        }
        let now = surroundings.now()
        return try store.write { try $0.addJob(command, at: now, by: actor) }
    }

    /// True for a word, or the value of an option, that names a file elsewhere.
    private static func leadsOutside(_ word: String) -> Bool {
        let path = word.split(separator: "=", maxSplits: 1).last ?? ""
        return path.hasPrefix("/") || path.hasPrefix("~")
            || path.split(separator: "/").contains("..")
            || word.utf8.contains(0)
    }
}
