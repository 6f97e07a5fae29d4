// The settings file that `vigia init` writes: every key of the table with its meaning, unit and default. What need not
// stand there is commented out.

import MonitoringOrders
import OrderStore

/// Text of a new settings file.
enum SettingsTemplate {
    private static let width = 118

    /// A commented file whose values are safe: a simulation among reserved domains.
    static func text(desk: DeskKind, register: Register, database: String?) -> String {
        var given = ["register": register.rawValue]
        given["database"] = database
        return """
            # Settings of a Vigia desk. Times are ISO 8601 durations; paths are relative to this folder.
            # After a change: vigia check-config --data FOLDER, then a restart, or SIGHUP to the serving process for what can
            # be changed while it serves (docs/operation.md).

            """ + SettingsTable.keys(in: "").map { "\n" + lines(of: $0, desk, given, "") }.joined()
    }

    /// The lines of a key or section; what is not switched on has `# ` before it. Each line begins with the lead: blanks,
    /// and a `#` in a section that is not switched on.
    private static func lines(
        of key: String, _ desk: DeskKind, _ given: [String: String], _ lead: String
    ) -> String {
        let name = key.split(separator: ".").last.map(String.init) ?? key
        let isOn = lead.contains("#") || isWritten(key, desk, given)
        guard let entry = SettingsTable.entry(key) else {
            let inner = lead + (isOn ? "  " : "#   ")
            return comment(SettingsTable.sections[key] ?? "", lead)
                + "\(lead)\(isOn ? "" : "# ")\(name):\n"
                + SettingsTable.keys(in: key)
                .map { lines(of: "\(key).\($0)", desk, given, inner) }.joined()
        }
        let standing = entry.standing(at: desk)
        return comment(entry.meaning + " " + note(of: entry, standing), lead)
            + "\(lead)\(isOn ? "" : "# ")\(name): \(given[key] ?? standing.value)\n"
    }

    /// True if a key, or one in a section, stands in a new file with a value.
    private static func isWritten(
        _ key: String, _ desk: DeskKind, _ given: [String: String]
    ) -> Bool {
        guard let entry = SettingsTable.entry(key) else {
            return SettingsTable.keys(in: key).contains { isWritten("\(key).\($0)", desk, given) }
        }
        if given[key] != nil { return true }
        switch entry.standing(at: desk) {
        case .required: return true
        // Proofs are of no use without authorities.
        case .fallback: return !key.hasPrefix("mail.incoming.") && !key.contains(".proofs.")
        case .optional, .requiredInSection: return false
        }
    }

    private static func note(of entry: SettingsEntry, _ standing: SettingsEntry.Standing)
        -> String
    {
        switch standing {
        case .required, .requiredInSection: "[\(entry.form)]"
        case .fallback(let value): "[\(entry.form); default \(value)]"
        case .optional: "[\(entry.form); may be left out]"
        }
    }

    /// A text as comment lines.
    private static func comment(_ text: String, _ indent: String) -> String {
        var (lines, line) = ("", indent + "#")
        for word in text.split(separator: " ") {
            if line.count + word.count >= width {
                lines += line + "\n"
                line = indent + "#"
            }
            line += " " + word
        }
        return text.isEmpty ? "" : lines + line + "\n"
    }
}
