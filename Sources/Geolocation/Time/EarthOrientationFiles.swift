// Reads the two files by which the IERS tells how the Earth turns: finals2000A (UT1-UTC and pole) and
// leap-seconds.list. With them a desk is not bound to the tables that this house was built with.

import Quantities

extension EarthOrientation {
    /// Reads the IERS file finals2000A (also finals.all and finals.data): a line a day, by columns.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; days to which it gives no UT1-UTC are left out.
    ///   - leapSeconds: of the same age.
    /// - Throws: all faults with their lines.
    public init(
        finals2000A bytes: [UInt8], leapSeconds: LeapSeconds = .builtIn
    ) throws(FileFaults) {
        var (rows, faults) = ([Row](), [FileFault]())
        var measuredUntil: UTCInstant?
        for (index, line) in FieldText.lines(bytes).enumerated() {
            do throws(FileFault) {
                guard let day = try FinalsDay(Array(line), number: index + 1) else { continue }
                rows.append(day.row)
                if !day.isPredicted { measuredUntil = day.row.time }
            } catch {
                faults.append(error)
            }
        }
        if rows.isEmpty {
            faults.append(.init(line: nil, field: "UT1-UTC", message: "the file has no days"))
        }
        for (before, after) in zip(rows, rows.dropFirst()) where before.time >= after.time {
            faults.append(
                .init(line: nil, field: "MJD", message: "\(after.time.date) is out of order"))
        }
        guard faults.isEmpty else { throw FileFaults(faults) }
        self.init(rows: rows, predictedFrom: measuredUntil, leapSeconds: leapSeconds)
    }
}

/// One line of finals2000A; columns are counted from 1.
private struct FinalsDay {
    let row: EarthOrientation.Row
    let isPredicted: Bool

    /// Reads a line; `nil` for a blank one and for a day without UT1-UTC.
    init?(_ line: [UInt8], number: Int) throws(FileFault) {
        func text(_ columns: ClosedRange<Int>) -> String {
            FieldText.text(line.dropFirst(columns.lowerBound - 1).prefix(columns.count))
        }
        guard !FieldText.trimmed(line[...]).isEmpty else { return nil }
        guard let day = FieldText.decimal(text(8...15)), (37_665...88_000).contains(day) else {
            throw FileFault(line: number, field: "MJD", message: "columns 8-15: no date")
        }
        guard !text(59...68).isEmpty else { return nil }
        let values = [text(59...68), text(19...27), text(38...46)].compactMap(FieldText.decimal)
        guard values.count == 3, values[0].magnitude < 1, values[1].magnitude < 2,
            values[2].magnitude < 2
        else {
            throw FileFault(
                line: number, field: "UT1-UTC",
                message: "columns 19-68: seconds within 1 and a pole are expected")
        }
        row = EarthOrientation.Row(
            time: UTCInstant(secondsSince1970: (Int64(day) - 40_587) * 86_400),
            ut1MinusUTC: Seconds(values[0]), xPole: .degrees(values[1] / 3600),
            yPole: .degrees(values[2] / 3600))
        isPredicted = text(58...58) == "P"
    }
}

extension LeapSeconds {
    /// Reads `leap-seconds.list` of the IERS, as tzdata carries it: seconds since 1900 and TAI-UTC; the
    /// expiry stands behind `#@`.
    ///
    /// - Parameter bytes: the whole file.
    /// - Throws: all faults with their lines.
    public init(list bytes: [UInt8]) throws(FileFaults) {
        var (steps, faults) = ([Step](), [FileFault]())
        var expiry: UTCInstant?
        for (index, line) in FieldText.lines(bytes).enumerated() {
            let text = FieldText.text(line)
            if text.hasPrefix("#@") {
                expiry = Self.since1900(text.dropFirst(2))
            } else if let content = text.split(separator: "#", omittingEmptySubsequences: false)
                .first, !content.isEmpty
            {
                let words = content.split { $0 == " " || $0 == "\t" }
                guard words.count == 2, let from = Self.since1900(words[0]),
                    let seconds = FieldText.integer(String(words[1])), seconds < 1000
                else {
                    faults.append(
                        .init(
                            line: index + 1, field: "TAI-UTC",
                            message: "seconds since 1900 and whole seconds are expected"))
                    continue
                }
                steps.append(Step(from: from, taiMinusUTC: Seconds(Double(seconds))))
            }
        }
        if steps.isEmpty {
            faults.append(.init(line: nil, field: "TAI-UTC", message: "the list has no values"))
        }
        guard let expiry else {
            faults.append(.init(line: nil, field: "#@", message: "the list says no expiry"))
            throw FileFaults(faults)
        }
        guard faults.isEmpty else { throw FileFaults(faults) }
        self.init(steps: steps, expiry: expiry)
    }

    private static func since1900(_ text: some StringProtocol) -> UTCInstant? {
        let digits = FieldText.text(Array(text.utf8)[...])
        guard digits.utf8.count == 10, let seconds = Int64(digits), seconds > 2_208_988_800 else {
            return nil
        }
        return UTCInstant(secondsSince1970: seconds - 2_208_988_800)
    }
}
