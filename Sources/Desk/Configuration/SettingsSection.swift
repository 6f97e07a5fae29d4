// A section of a settings file, read by the table: what a key must be and what holds without it stands there alone.

import ConfigurationFiles
import Foundation
import MailTransport
import MonitoringOrders
import Quantities

/// A section, and what the table says of its keys.
struct SettingsSection {
    private let yaml: YAMLSection
    /// The section's name with a full stop behind it; empty for the top.
    private let path: String
    private let desk: DeskKind
    /// The folder that paths are relative to.
    private let folder: String

    /// The top of a file.
    init(_ yaml: YAMLSection, in folder: String) {
        // Which desk it is decides about defaults; a fault in that word is noted when it is asked for.
        let isStation = yaml.peek("desk") == DeskKind.station.rawValue
        self.init(yaml, "", isStation ? .station : .bureau, folder)
    }

    private init(_ yaml: YAMLSection, _ path: String, _ desk: DeskKind, _ folder: String) {
        (self.yaml, self.path, self.desk, self.folder) = (yaml, path, desk, folder)
        yaml.allow(only: SettingsTable.keys(in: String(path.dropLast())))
    }

    private func entry(_ key: String) -> SettingsEntry {
        guard let entry = SettingsTable.entry(path + key) else {
            preconditionFailure("\(path + key) does not stand in the table of settings")
        }
        return entry
    }

    /// The value of a key, or of its default; `nil` with a fault noted if it must stand there and does not, or is none.
    func value<T>(_ key: String, near words: [String] = [], _ make: (String) -> T?) -> T? {
        let entry = entry(key)
        switch entry.standing(at: desk) {
        case .required, .requiredInSection:
            return yaml.required(key, entry.form, near: words, make)
        case .fallback(let text) where !yaml.has(key): return make(text)
        case .optional, .fallback: return yaml.optional(key, entry.form, near: words, make)
        }
    }

    func text(_ key: String) -> String? { value(key) { $0 } }

    func flag(_ key: String) -> Bool? { value(key) { ["true": true, "false": false][$0] } }

    func word<T: RawRepresentable & CaseIterable>(_ key: String, as type: T.Type) -> T?
    where T.RawValue == String {
        value(key, near: T.allCases.map(\.rawValue), T.init(rawValue:))
    }

    func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
        value(key) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    func duration(_ key: String) -> Duration? {
        value(key) { text in Duration(iso8601: text).flatMap { $0 > .zero ? $0 : nil } }
    }

    func address(_ key: String) -> MailAddress? { value(key) { MailAddress($0) } }

    /// A path, as a whole one.
    func file(_ key: String) -> String? { value(key) { $0.path(in: folder) } }

    /// A file that can be read.
    func readableFile(_ key: String) -> String? {
        value(key) { text in
            let path = text.path(in: folder)
            return FileManager.default.isReadableFile(atPath: path) ? path : nil
        }
    }

    /// The secret in a file of one line, or in a credential that systemd hands over; it must be there.
    func secret(_ key: String) -> Secret? {
        yaml.required(key, entry(key).form) { Secret(reading: $0, in: folder) }
    }

    /// The texts of a list that may stand there.
    func texts(_ key: String) -> [String] {
        _ = entry(key)
        return yaml.has(key) ? yaml.texts(key) : []
    }

    func has(_ key: String) -> Bool { yaml.has(key) }

    func note(_ message: String, at key: String) { yaml.note(message, at: key) }

    /// A section that must stand there.
    func section(_ key: String) -> SettingsSection? { yaml.section(key).map { below(key, $0) } }

    /// A section that may stand there.
    func optionalSection(_ key: String) -> SettingsSection? {
        yaml.optionalSection(key).map { below(key, $0) }
    }

    /// A section of which everything has a default.
    func sectionOfDefaults(_ key: String) -> SettingsSection {
        below(key, yaml.optionalSection(key) ?? yaml.emptySection(key))
    }

    private func below(_ key: String, _ section: YAMLSection) -> SettingsSection {
        SettingsSection(section, path + key + ".", desk, folder)
    }
}

extension String {
    /// A path as a whole one.
    fileprivate func path(in folder: String) -> String {
        hasPrefix("/") ? self : folder + "/" + self
    }
}

extension Secret {
    /// What stands before the name of a credential (systemd.exec, LoadCredential=).
    private static let credential = "credential:"

    /// Reads a secret; `nil` if there is none of one line.
    ///
    /// - Parameters:
    ///   - place: a path, or `credential:NAME`.
    ///   - folder: that a path is relative to.
    init?(reading place: String, in folder: String) {
        var path = place.path(in: folder)
        if place.hasPrefix(Self.credential) {
            let name = place.dropFirst(Self.credential.count)
            guard let given = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"],
                !name.contains("/"), !name.isEmpty
            else { return nil }
            path = given + "/" + name
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.isEmpty, !line.utf8.contains(0), !line.contains("\n") else { return nil }
        self.init(line)
    }
}
