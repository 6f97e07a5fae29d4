// The table of settings at the command line; the manual is made from it.

import ArgumentParser
import CanonicalJSON
import Desk
import MonitoringOrders

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Print every key of a settings file with its meaning.",
        discussion: "Example: vigia settings mail.poll")

    @Argument(help: "Keys, or sections such as mail.outgoing; all without one.")
    var keys: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let entries = SettingsTable.entries.filter { entry in
            keys.isEmpty || keys.contains { entry.key == $0 || entry.key.hasPrefix($0 + ".") }
        }
        guard !entries.isEmpty else {
            throw Failure(.badInput, "\(keys.joined(separator: ", ")): there is no such key")
        }
        guard !json else {
            return Output.print(["settings": .array(entries.map(Self.object))])
        }
        for entry in entries {
            Output.print("\(entry.key): \(entry.form)\(Self.note(entry.standing(at: .bureau)))")
            Output.print("  \(entry.meaning)")
        }
    }

    private static func note(_ standing: SettingsEntry.Standing) -> String {
        switch standing {
        case .required: "; must stand there"
        case .requiredInSection: "; must stand in its section"
        case .fallback(let value): "; default \(value)"
        case .optional: "; may be left out"
        }
    }

    private static func object(_ entry: SettingsEntry) -> JSONValue {
        let (bureau, station) = (entry.standing(at: .bureau), entry.standing(at: .station))
        return [
            "key": .string(entry.key), "form": .string(entry.form),
            "meaning": .string(entry.meaning), "default": JSONValue(bureau.fallback),
            "default_at_station": JSONValue(station.fallback),
            "required": .bool(bureau.isRequired), "example": .string(bureau.value),
        ]
    }
}

extension SettingsEntry.Standing {
    fileprivate var fallback: String? {
        guard case .fallback(let value) = self else { return nil }
        return value
    }

    fileprivate var isRequired: Bool {
        switch self {
        case .required, .requiredInSection: true
        case .fallback, .optional: false
        }
    }
}
