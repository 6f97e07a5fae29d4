// The two notations of the orbit ephemeris message: key-value lines and XML. Each only finds what
// belongs to a segment; the segment's builder judges it.

/// What a reader of ephemerides gives: every segment that is right, and every fault.
struct EphemerisReading {
    private(set) var segments: [EphemerisSegment] = []
    private(set) var faults: [FileFault] = []

    private enum Part { case header, meta, data, covariance }
    private var part = Part.header
    private var segment: EphemerisSegmentBuilder?
    private var covariance = (epoch: String?.none, frame: String?.none, line: 0, [Double]())

    private mutating func say(_ line: Int, _ field: String, _ message: String) {
        faults.append(FileFault(line: line, field: field, message: message))
    }

    private mutating func endSegment() {
        guard var built = segment else { return }
        if let done = built.finish() { segments.append(done) }
        faults += built.faults
        segment = nil
    }

    /// Reads key-value notation.
    init(keyValues bytes: [UInt8]) {
        for (index, line) in FieldText.lines(bytes).enumerated() {
            let text = FieldText.text(line)
            guard !text.isEmpty, !text.hasPrefix("COMMENT") else { continue }
            take(text, index + 1)
        }
        if part == .meta || part == .covariance {
            say(FieldText.lines(bytes).count, "", "the file ends inside a block")
        }
        endSegment()
        checkSomething()
    }

    private mutating func checkSomething() {
        guard segments.isEmpty, faults.isEmpty else { return }
        faults.append(.init(line: nil, field: "", message: "the ephemeris has no segment"))
    }

    private mutating func take(_ text: String, _ line: Int) {
        switch text {
        case "META_START":
            endSegment()
            part = .meta
            segment = EphemerisSegmentBuilder(line: line)
        case "META_STOP", "COVARIANCE_STOP":
            let expected = text == "META_STOP" ? Part.meta : .covariance
            if part != expected { say(line, text, "the block ends where it has not begun") }
            if part == .covariance { endCovariance() }
            part = .data
        case "COVARIANCE_START":
            if part != .data { say(line, text, "a covariance stands outside of a segment") }
            part = .covariance
        default:
            switch part {
            case .header: takeHeader(text, line)
            case .meta: takeMeta(text, line)
            case .data: segment?.addRow(Self.words(text), line: line)
            case .covariance: takeCovariance(text, line)
            }
        }
    }

    private static func words(_ text: String) -> [String] {
        text.utf8.split { $0 == 32 || $0 == 9 }.map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func takeHeader(_ text: String, _ line: Int) {
        guard let (key, value) = MeanElementsReading.keyValue(text) else {
            return say(line, "", "\"KEY = value\" is expected")
        }
        guard key == "CCSDS_OEM_VERS", !["1.", "2.", "3."].contains(value.prefix(2)) else { return }
        say(line, key, "version 1.0, 2.0 or 3.0 is expected")
    }

    private mutating func takeMeta(_ text: String, _ line: Int) {
        guard let (key, value) = MeanElementsReading.keyValue(text) else {
            return say(line, "", "\"KEY = value\" is expected")
        }
        segment?.setMeta(key, value, line: line)
    }

    private mutating func takeCovariance(_ text: String, _ line: Int) {
        if let (key, value) = MeanElementsReading.keyValue(text) {
            switch key {
            case "EPOCH":
                endCovariance()
                (covariance.epoch, covariance.line) = (value, line)
            case "COV_REF_FRAME": covariance.frame = value
            default: say(line, key, "the keyword does not belong to a covariance")
            }
            return
        }
        let words = Self.words(text)
        let numbers = words.compactMap(FieldText.decimal)
        guard numbers.count == words.count else {
            return say(line, "covariance", "numbers are expected")
        }
        covariance.3 += numbers
    }

    /// Hands the matrix over; its frame holds for the next one too, as the standard says.
    private mutating func endCovariance() {
        guard covariance.epoch != nil || !covariance.3.isEmpty else { return }
        segment?.addCovariance(
            epoch: covariance.epoch, frame: covariance.frame, lowerTriangle: covariance.3,
            line: covariance.line)
        covariance = (nil, covariance.frame, 0, [])
    }

    /// Reads XML: the root is `oem`, or `ndm` around several of them.
    init(xml root: XMLElement) {
        for oem in root.name == "oem" ? [root] : root.children where oem.name == "oem" {
            for element in oem["body"]?.children ?? [] where element.name == "segment" {
                segment = EphemerisSegmentBuilder(line: element.line)
                take(element)
                endSegment()
            }
        }
        checkSomething()
    }

    private mutating func take(_ element: XMLElement) {
        for leaf in element["metadata"]?.leaves ?? [] where leaf.name != "COMMENT" {
            segment?.setMeta(leaf.name, leaf.text, line: leaf.line)
        }
        for block in element["data"]?.children ?? [] {
            switch block.name {
            case "stateVector":
                let names = ["EPOCH", "X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT"]
                segment?.addRow(names.compactMap { block[$0]?.text }, line: block.line)
            case "covarianceMatrix":
                let axes = ["X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT"]
                let names = (0..<6).flatMap { row in
                    (0...row).map { "C\(axes[row])_\(axes[$0])" }
                }
                segment?.addCovariance(
                    epoch: block["EPOCH"]?.text, frame: block["COV_REF_FRAME"]?.text,
                    lowerTriangle: names.compactMap {
                        block[$0].flatMap { FieldText.decimal($0.text) }
                    },
                    line: block.line)
            case "COMMENT": continue
            default: say(block.line, block.name, "the element is not part of an ephemeris")
            }
        }
    }
}
