// Tables for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula is given an
// apostrophe, because names in it may come from strangers' letters.

/// Comma-separated values.
public enum CommaSeparated {
    /// Rows of cells as text; each row ends with CR LF.
    public static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// One cell, inert and quoted where it must be.
    static func cell(_ text: String) -> String {
        let shown = isFormula(text) ? "'" + text : text
        guard shown.unicodeScalars.contains(where: { ",\"\r\n\t".unicodeScalars.contains($0) })
        else { return shown }
        return "\""
            + shown.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    /// True for what spreadsheets compute: it begins, after blanks, with one of these signs and is no
    /// number. Their wide forms are signs to some programs too.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        let sign = text.unicodeScalars.first { !$0.properties.isWhitespace }
        guard let sign, "=+-@＝＋－＠".unicodeScalars.contains(sign) else { return false }
        return Double(text) == nil
    }
}
