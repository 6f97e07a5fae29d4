// Tables for spreadsheets (RFC 4180), inert in them: a cell that a spreadsheet would compute is marked as text.

/// Text of comma-separated values.
enum CSVText {
    /// A table with its titles; nothing is an empty cell.
    static func text(_ titles: [String], _ rows: [[String?]]) -> String {
        ([titles] + rows).map { row in
            row.map { cell($0 ?? "") }.joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let inert = isFormula ? "'" + text : text
        let isPlain = !inert.contains { ",\"".contains($0) || $0.isNewline }
        return isPlain ? inert : "\"" + inert.replacing("\"", with: "\"\"") + "\""
    }
}
