// Reads tracking data messages in KVN as far as they hold differences of arrival. Other
// observables and modes are refused by name: a wrong reading of a sign or a path would put an
// emitter hundreds of kilometres off.

import Quantities

extension TrackingDataMessage {
    /// Reads a message.
    ///
    /// - Parameter text: key-value notation.
    /// - Returns: the message, or all faults with their lines.
    public static func read(_ text: String) -> Result<TrackingDataMessage, FaultList> {
        var reader = TrackingDataReader()
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() {
            reader.take(line, number: index + 1)
        }
        return reader.finish()
    }

    /// Everything that is wrong with a message.
    public struct FaultList: Error, Hashable, Sendable {
        public var faults: [FileFault]
    }
}

private struct TrackingDataReader {
    private enum Part { case header, meta, between, data }
    private var part = Part.header
    private var header: [String: String] = [:]
    private var meta: [String: String] = [:]
    private var metaLine = 0
    private var comments: [String] = []
    private var entries: [TrackingDataMessage.Entry] = []
    private var segments: [TrackingDataMessage.Segment] = []
    private var faults: [FileFault] = []

    private mutating func say(_ line: Int, _ field: String, _ message: String) {
        faults.append(FileFault(line: line, field: field, message: message))
    }

    mutating func take(_ line: Substring, number: Int) {
        let line = Self.trimmed(line)
        guard !line.isEmpty else { return }
        switch line {
        case "META_START": begin(.meta, after: [.header, .between], number)
        case "META_STOP": begin(.between, after: [.meta], number)
        case "DATA_START": begin(.data, after: [.between], number)
        case "DATA_STOP": endSegment(number)
        default: takePair(line, number)
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    private mutating func begin(_ next: Part, after allowed: [Part], _ number: Int) {
        if !allowed.contains(part) { say(number, "", "this block begins or ends out of order") }
        if next == .meta { (meta, comments, entries, metaLine) = ([:], [], [], number) }
        part = next
    }

    private mutating func takePair(_ line: Substring, _ number: Int) {
        if line.hasPrefix("COMMENT") {
            comments.append(String(Self.trimmed(line.dropFirst(7))))
            return
        }
        guard let equals = line.firstIndex(of: "=") else {
            say(number, "", "\"KEY = value\" is expected")
            return
        }
        let key = String(Self.trimmed(line[..<equals]))
        let value = String(Self.trimmed(line[line.index(after: equals)...]))
        switch part {
        case .header: header[key] = value
        case .meta: meta[key] = value
        case .data: takeDatum(key, value, number)
        case .between: say(number, key, "the key stands outside of any block")
        }
    }

    private mutating func takeDatum(_ key: String, _ value: String, _ number: Int) {
        let words = value.split(separator: " ")
        guard words.count == 2, let time = Self.instant(words[0]),
            let amount = Double(words[1]), amount.isFinite
        else {
            say(number, key, "a time and a number are expected")
            return
        }
        switch key {
        case "VLBI_DELAY": entries.append(.init(time: time, datum: .tdoa(Seconds(amount))))
        case "RECEIVE_FREQ":
            let offset = Double(meta["FREQ_OFFSET"] ?? "0") ?? 0
            entries.append(.init(time: time, datum: .fdoa(Hertz(amount + offset))))
        default: say(number, key, "this observable is not a difference of arrival")
        }
    }

    /// CCSDS times may lack the Z.
    private static func instant(_ text: some StringProtocol) -> UTCInstant? {
        UTCInstant(text.hasSuffix("Z") ? String(text) : text + "Z")
    }

    private mutating func endSegment(_ number: Int) {
        if part != .data { say(number, "", "this block begins or ends out of order") }
        part = .between
        let wanted = [
            "TIME_SYSTEM": "UTC", "MODE": "SINGLE_DIFF", "PATH_1": "1,2,4", "PATH_2": "1,3,4",
        ]
        for (key, value) in wanted.sorted(by: { $0.key < $1.key })
        where meta[key]?.filter({ $0 != " " }) != value {
            say(metaLine, key, "\(value) is expected, not \(meta[key] ?? "nothing")")
        }
        if let reference = meta["TIMETAG_REF"], reference != "RECEIVE" {
            say(metaLine, "TIMETAG_REF", "only RECEIVE is understood")
        }
        if let offset = meta["FREQ_OFFSET"], Double(offset)?.isFinite != true {
            say(metaLine, "FREQ_OFFSET", "a number is expected")
        }
        var names: [String] = []
        for index in 1...4 {
            let key = "PARTICIPANT_\(index)"
            if meta[key] == nil { say(metaLine, key, "the key is missing") }
            names.append(meta[key] ?? "")
        }
        segments.append(
            .init(
                comments: comments, emitter: names[0], victim: names[1], adjacent: names[2],
                station: names[3],
                integration: meta["INTEGRATION_INTERVAL"].flatMap { Double($0) }.map {
                    Seconds($0)
                },
                entries: entries))
    }

    mutating func finish() -> Result<TrackingDataMessage, TrackingDataMessage.FaultList> {
        if header["CCSDS_TDM_VERS"].map({ $0.hasPrefix("1") || $0.hasPrefix("2") }) != true {
            say(1, "CCSDS_TDM_VERS", "version 1.0 or 2.0 is expected")
        }
        let created = header["CREATION_DATE"].flatMap { Self.instant($0) }
        if created == nil { say(1, "CREATION_DATE", "a time is expected") }
        if segments.isEmpty { say(1, "", "the message has no complete segment") }
        if part != .between, !segments.isEmpty { say(1, "", "the last segment has no end") }
        guard faults.isEmpty, let created else { return .failure(.init(faults: faults)) }
        return .success(
            TrackingDataMessage(
                created: created, originator: header["ORIGINATOR"] ?? "", segments: segments))
    }
}
