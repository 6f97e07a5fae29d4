// Measures a letter before any parser sees it: sizes and line ends only, no meaning. What is far
// beyond any real letter is refused here, so that GMime never spends memory or time on it.

/// Counts over the raw bytes of a letter.
struct LetterShape {
    /// Lines before the first empty one that do not continue a line.
    private(set) var headerFields = 0
    /// Bytes of the longest header field of the letter itself, folding included.
    private(set) var longestHeaderField = 0
    /// Lines that begin with `--`: every MIME boundary is one of them.
    private(set) var boundaryLines = 0
    /// LF without a CR before it.
    private(set) var bareLineFeeds = 0
    /// CR without an LF behind it.
    private(set) var bareCarriageReturns = 0
    private(set) var nullBytes = 0
    private(set) var longestLine = 0
    private var isInHeader = true
    private var fieldBytes = 0

    /// Measures the bytes in one pass.
    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A {
                    if bytes[end] == 0 { nullBytes += 1 }
                    if bytes[end] == 0x0D, end + 1 == bytes.count || bytes[end + 1] != 0x0A {
                        bareCarriageReturns += 1
                    }
                    end += 1
                }
                let hasLineFeed = end < bytes.count
                let hasCarriageReturn = hasLineFeed && end > start && bytes[end - 1] == 0x0D
                if hasLineFeed && !hasCarriageReturn { bareLineFeeds += 1 }
                take(
                    UnsafeBufferPointer(
                        rebasing: bytes[start..<(hasCarriageReturn ? end - 1 : end)]))
                start = end + 1
            }
        }
    }

    private mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
        longestLine = max(longestLine, line.count)
        if line.count >= 2, line[0] == 0x2D, line[1] == 0x2D { boundaryLines += 1 }
        guard isInHeader else { return }
        guard let first = line.first else {
            isInHeader = false
            return
        }
        if first == 0x20 || first == 0x09 {
            fieldBytes += line.count
        } else {
            headerFields += 1
            fieldBytes = line.count
        }
        longestHeaderField = max(longestHeaderField, fieldBytes)
    }

    /// Throws the first limit that the letter breaks.
    func checkLimits() throws(MIMEFault) {
        try MIMEFault.Limit.headerFields.check(headerFields)
        try MIMEFault.Limit.headerBytes.check(longestHeaderField)
        try MIMEFault.Limit.boundaryLines.check(boundaryLines)
    }

    /// What is not right with the line ends, in words.
    var anomalies: [String] {
        var words: [String] = []
        if bareLineFeeds > 0 { words.append("\(bareLineFeeds) lines end in LF without CR") }
        if bareCarriageReturns > 0 { words.append("\(bareCarriageReturns) CR without LF") }
        if nullBytes > 0 { words.append("\(nullBytes) NUL bytes") }
        if longestLine > 998 { words.append("a line has \(longestLine) bytes, more than 998") }
        return words
    }
}
