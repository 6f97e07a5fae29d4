// Log lines on standard error: for people a line of text, for programs an object of JSON. Whatever stands in a message, a
// line stays one line. Letters' bodies, passwords and tokens are not logged anywhere; the types that hold them do not show
// themselves.

import CanonicalJSON
import Desk
import Foundation
import Logging
import MonitoringOrders
import Quantities
import Synchronization

/// How and from what level on is logged; it may change while the process serves.
final class LogForm: Sendable {
    private let form: Mutex<(format: Settings.LogSettings.Format, level: Logger.Level)>

    /// The environment goes before the settings: VIGIA_LOG and VIGIA_LOG_FORMAT.
    init(_ settings: Settings.LogSettings? = nil) { form = Mutex(Self.form(settings)) }

    /// Takes settings over.
    func adopt(_ settings: Settings.LogSettings) {
        form.withLock { $0 = Self.form(settings) }
    }

    var format: Settings.LogSettings.Format { form.withLock { $0.format } }
    var level: Logger.Level { form.withLock { $0.level } }

    private static func form(_ settings: Settings.LogSettings?)
        -> (Settings.LogSettings.Format, Logger.Level)
    {
        let environment = ProcessInfo.processInfo.environment
        let level = environment["VIGIA_LOG"].flatMap(Logger.Level.init(rawValue:))
        let format = environment["VIGIA_LOG_FORMAT"].flatMap(
            Settings.LogSettings.Format.init(rawValue:))
        return (
            format ?? settings?.format ?? .text,
            level ?? settings.flatMap { Logger.Level(rawValue: $0.level.rawValue) } ?? .warning
        )
    }
}

/// Writes the lines.
struct ServiceLog: LogHandler {
    let form: LogForm
    var metadata: Logger.Metadata = [:]

    /// Set by the form alone, for all copies.
    var logLevel: Logger.Level {
        get { form.level }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// A logger that writes so.
    static func logger(_ form: LogForm) -> Logger {
        Logger(label: "vigia") { _ in ServiceLog(form: form) }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }.map { (name: $0.key, value: "\($0.value)") }
        let now = Surroundings.real.now()
        switch form.format {
        case .text:
            let words = values.map { " \($0.name)=\($0.value)" }.joined()
            Output.complain("\(now) \(event.level) \(Self.oneLine("\(event.message)\(words)"))")
        case .json:
            let own: [(String, String)] = [
                ("time", now.description), ("level", event.level.rawValue),
                ("message", "\(event.message)"),
            ]
            let names = Set(own.map(\.0))
            let all = own + values.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
            Output.complain(JSONValue.object(all.map { .init($0.0, .string($0.1)) }).compact)
        }
    }

    /// A text whose control characters cannot begin a line of their own.
    private static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                line += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
