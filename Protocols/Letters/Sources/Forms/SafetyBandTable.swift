// The table of safety bands as a CSV file: one band a row, names of the columns in the first. A row
// with a fault is left out and named; the others are used.

public import MonitoringOrders
import Quantities

/// Reading of `Config/safety-bands.csv`.
public enum SafetyBandTable {
    /// The columns, in their order.
    public static let columns = [
        "low_hz", "high_hz", "use", "provision", "source", "verified", "grounds",
    ]

    /// Reads the table.
    ///
    /// - Returns: the bands of the good rows, and the faults of the others with line and column.
    public static func read(_ text: String) -> (bands: [SafetyBand], faults: [FormFault]) {
        guard text.utf8.count <= Limits.formBytes else {
            let message = "the table is larger than \(Limits.formBytes) bytes"
            return ([], [FormFault(line: 1, field: "low_hz", message: message)])
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard cells(lines.first ?? "") == columns else {
            let message = "the columns are \(columns.joined(separator: ","))"
            return ([], [FormFault(line: 1, field: "low_hz", message: message)])
        }
        var (bands, faults) = ([SafetyBand](), [FormFault]())
        for (index, line) in lines.enumerated().dropFirst() where !line.trimmingBlanks.isEmpty {
            var row = BandRow(line: index + 1, cells: cells(line))
            if let band = row.band() { bands.append(band) }
            faults += row.faults
        }
        return (bands, faults)
    }

    /// The cells of a line (RFC 4180, without line breaks in cells); `nil` if a quote has no end.
    static func cells(_ line: Substring) -> [String]? {
        var (cells, cell, isQuoted) = ([String](), "", false)
        var rest = line
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                rest.removeFirst()
                cell.append("\"")
            case "\"" where isQuoted || cell.isEmpty: isQuoted.toggle()
            case "," where !isQuoted:
                cells.append(cell)
                cell = ""
            default: cell.append(character)
            }
        }
        return isQuoted ? nil : cells + [cell]
    }
}

/// One row while it is read.
private struct BandRow {
    let line: Int
    let cells: [String]?
    var faults: [FormFault] = []

    init(line: Int, cells: [String]?) { (self.line, self.cells) = (line, cells) }

    mutating func band() -> SafetyBand? {
        guard let cells, cells.count == SafetyBandTable.columns.count else {
            complain(0, "\(SafetyBandTable.columns.count) cells are expected")
            return nil
        }
        let (low, high) = (frequency(cells, 0), frequency(cells, 1))
        if let low, let high, low > high { complain(1, "the upper edge lies below the lower") }
        for column in 2...4 where cells[column].trimmingBlanks.isEmpty {
            complain(column, "the cell is empty")
        }
        let isVerified = ["yes": true, "no": false][cells[5]]
        if isVerified == nil { complain(5, "yes or no is expected") }
        let grounds = Grounds(rawValue: cells[6])
        if grounds == nil, !cells[6].isEmpty {
            let known = Grounds.allCases.map(\.rawValue).joined(separator: ", ")
            complain(6, "\(known) or nothing is expected")
        }
        guard faults.isEmpty, let low, let high, let isVerified else { return nil }
        return SafetyBand(
            low: low, high: high, use: cells[2], provision: cells[3], source: cells[4],
            areEdgesVerified: isVerified, grounds: grounds)
    }

    private mutating func frequency(_ cells: [String], _ column: Int) -> Hertz? {
        guard cells[column].count <= 13, let hertz = Int64(cells[column]),
            FrequencyText.isFrequency(Double(hertz))
        else {
            complain(column, "\"\(cells[column].prefix(40))\" is not a frequency in whole hertz")
            return nil
        }
        return Hertz(Double(hertz))
    }

    private mutating func complain(_ column: Int, _ message: String) {
        let field = SafetyBandTable.columns[column]
        faults.append(FormFault(line: line, field: field, message: message))
    }
}
