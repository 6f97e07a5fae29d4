// Collects what a notation of the orbit ephemeris message says of one segment, and judges it:
// frames and time systems that cannot be converted are refused by name, and a segment must have
// the rows that its interpolation needs.

import Quantities

struct EphemerisSegmentBuilder {
    private var meta: [String: PlacedText] = [:]
    private let line: Int
    private var rows: [(row: EphemerisSegment.Row, line: Int)] = []
    private var covariances: [(covariance: EphemerisCovariance, line: Int)] = []
    private(set) var faults: [FileFault] = []

    init(line: Int) { self.line = line }

    mutating func say(_ field: String, _ message: String, _ line: Int? = nil) {
        let line = line ?? meta[field]?.line ?? self.line
        faults.append(FileFault(line: line, field: field, message: message))
    }

    mutating func setMeta(_ key: String, _ value: String, line: Int) {
        guard meta[key] == nil else { return say(key, "the keyword stands twice", line) }
        meta[key] = PlacedText(text: value, line: line)
    }

    /// Adds a state: a time, three kilometres, three kilometres per second, and perhaps three
    /// accelerations, which are not used.
    mutating func addRow(_ words: [String], line: Int) {
        guard let first = words.first, let time = FieldText.time(first) else {
            return say("EPOCH", FieldText.timeWanted, line)
        }
        let numbers = words.dropFirst().compactMap(FieldText.decimal)
        guard numbers.count == words.count - 1, numbers.count == 6 || numbers.count == 9 else {
            return say("state", "six numbers are expected after the time, or nine", line)
        }
        guard numbers.allSatisfy({ $0.magnitude < 1e9 }) else {
            return say("state", "a number is beyond a thousand million", line)
        }
        rows.append(
            (
                EphemerisSegment.Row(
                    time: time, position: numbers[0..<3].map { $0 * 1000 },
                    velocity: numbers[3..<6].map { $0 * 1000 }), line
            ))
    }

    /// Adds a covariance by its lower triangle in km², km²/s and km²/s², row after row.
    mutating func addCovariance(
        epoch: String?, frame: String?, lowerTriangle: [Double], line: Int
    ) {
        guard let time = epoch.flatMap(FieldText.time) else {
            return say("EPOCH", "the covariance has no time", line)
        }
        guard lowerTriangle.count == 21 else {
            return say("covariance", "21 numbers are expected, not \(lowerTriangle.count)", line)
        }
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 6)
        var index = 0
        for row in 0..<6 {
            for column in 0...row {
                matrix[row][column] = lowerTriangle[index] * 1e6
                matrix[column][row] = matrix[row][column]
                index += 1
            }
        }
        guard StateCovariance(rows: matrix) != nil else {
            return say("covariance", "the matrix is not positive semidefinite", line)
        }
        covariances.append(
            (EphemerisCovariance(epoch: time, frame: frame ?? "", rows: matrix), line))
    }

    /// The segment, or `nil` with faults said.
    mutating func finish() -> EphemerisSegment? {
        for (key, value) in [("CENTER_NAME", "EARTH"), ("TIME_SYSTEM", "UTC")] {
            let text = required(key)?.uppercased() ?? value
            if text != value { say(key, "\(text) is refused: only \(value) is read") }
        }
        let frame = frame()
        let (method, degree) = interpolation()
        let span = span()
        checkOrder()
        var segment = EphemerisSegment(
            objectName: required("OBJECT_NAME") ?? "",
            objectIdentifier: required("OBJECT_ID") ?? "",
            frame: frame, interpolation: method, degree: degree,
            usable: span ?? UTCInstant(secondsSince1970: 0)...UTCInstant(secondsSince1970: 0),
            rows: rows.map(\.row), covariances: covariances.map(\.covariance))
        if rows.count < segment.window {
            say(
                "INTERPOLATION_DEGREE",
                "degree \(degree) needs \(segment.window) states, the segment has \(rows.count)")
        }
        for index in segment.covariances.indices {
            let text = segment.covariances[index].frame.uppercased()
            let name = text.isEmpty ? frame.rawValue : Self.frame(text)?.rawValue ?? text
            segment.covariances[index].frame = name == "RSW" ? "RTN" : name
            if name != frame.rawValue, name != "RTN", name != "RSW" {
                say("COV_REF_FRAME", "\(name) cannot be converted", covariances[index].line)
            }
        }
        return faults.isEmpty ? segment : nil
    }

    private mutating func required(_ key: String) -> String? {
        if let text = meta[key]?.text, !text.isEmpty { return text }
        say(key, "the keyword is missing or has no value")
        return nil
    }

    private static func frame(_ text: String) -> EphemerisFrame? {
        if text == "TEME" { return .teme }
        return text.hasPrefix("ITRF") || text == "WGS84" || text == "WGS-84" ? .earthFixed : nil
    }

    private mutating func frame() -> EphemerisFrame {
        guard let text = required("REF_FRAME")?.uppercased() else { return .teme }
        if let frame = Self.frame(text) { return frame }
        say("REF_FRAME", "\(text) cannot be converted: only ITRF and TEME are read")
        return .teme
    }

    /// Hermite of degree 7 where the message asks for nothing, less where there are fewer states.
    private mutating func interpolation() -> (EphemerisInterpolation, Int) {
        guard let text = meta["INTERPOLATION"]?.text.uppercased() else {
            return (.hermite, min(7, max(1, 2 * rows.count - 1)))
        }
        guard let method = EphemerisInterpolation(rawValue: text) else {
            say("INTERPOLATION", "\(text) is refused: only LAGRANGE and HERMITE are read")
            return (.hermite, 1)
        }
        guard let degree = FieldText.integer(required("INTERPOLATION_DEGREE") ?? ""),
            (1...31).contains(degree)
        else {
            say("INTERPOLATION_DEGREE", "a degree of 1 to 31 is expected")
            return (method, 1)
        }
        return (method, degree)
    }

    /// The usable span; without one, that of the states.
    private mutating func span() -> ClosedRange<UTCInstant>? {
        let start = time("USEABLE_START_TIME", "USABLE_START_TIME") ?? time("START_TIME")
        let stop = time("USEABLE_STOP_TIME", "USABLE_STOP_TIME") ?? time("STOP_TIME")
        for key in ["START_TIME", "STOP_TIME"] { _ = required(key) }
        guard let first = rows.first?.row.time, let last = rows.last?.row.time else {
            say("state", "the segment has no states")
            return nil
        }
        let (low, high) = (max(start ?? first, first), min(stop ?? last, last))
        guard low <= high else {
            say("START_TIME", "the usable span holds none of the states")
            return nil
        }
        return low...high
    }

    private mutating func time(_ keys: String...) -> UTCInstant? {
        guard let key = keys.first(where: { meta[$0] != nil }), let text = meta[key]?.text else {
            return nil
        }
        let time = FieldText.time(text)
        if time == nil { say(key, FieldText.timeWanted) }
        return time
    }

    private mutating func checkOrder() {
        for (before, after) in zip(rows, rows.dropFirst()) where before.row.time >= after.row.time {
            say("EPOCH", "the time is not after that of the state before", after.line)
        }
    }
}
