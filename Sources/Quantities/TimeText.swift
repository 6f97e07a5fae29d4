// Reading and printing of times and durations: RFC 3339 and ISO 8601, without Foundation.

extension CalendarDate: LosslessStringConvertible, TextCodable {
    /// Reads `YYYY-MM-DD`.
    public init?(_ description: String) {
        var description = description
        guard let date = description.withUTF8({ Self(bytes: $0[...]) }) else { return nil }
        self = date
    }

    fileprivate init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"),
            bytes[start + 7] == UInt8(ascii: "-"),
            let year = Int(digits: bytes.prefix(4)),
            let month = Int(digits: bytes.dropFirst(5).prefix(2)),
            let day = Int(digits: bytes.suffix(2))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}

extension UTCInstant: LosslessStringConvertible, TextCodable {
    /// Reads an RFC 3339 time whose zone is `Z` or `+00:00`, with up to nine fractional digits; more
    /// digits are read and cut. A second of 60 is the first second of the next minute.
    public init?(_ description: String) {
        // Byte by byte, because every row of the journal and of a list has some.
        var description = description
        guard let nanoseconds = description.withUTF8(Self.nanosecondsSince1970) else { return nil }
        self.init(nanosecondsSince1970: nanoseconds)
    }

    private static func nanosecondsSince1970(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count >= 20, let date = CalendarDate(bytes: bytes[0..<10]),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
                || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Int(digits: bytes[11..<13]), hour < 24,
            let minute = Int(digits: bytes[14..<16]), minute < 60,
            let second = Int(digits: bytes[17..<19]), second <= 60,
            let (fraction, end) = fraction(bytes, from: 19), isUTC(bytes[end...]),
            (1678...2261).contains(date.year)
        else { return nil }
        let ofDay = Int64(hour * 3600 + minute * 60 + second)
        return date.startOfDay.nanosecondsSince1970 + ofDay * 1_000_000_000 + fraction
    }

    private static func isUTC(_ zone: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch zone.count {
        case 1: zone.first == UInt8(ascii: "Z") || zone.first == UInt8(ascii: "z")
        default: zone.elementsEqual("+00:00".utf8)
        }
    }

    private static func fraction(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (Int64, Int)? {
        guard bytes[start] == UInt8(ascii: ".") else { return (0, start) }
        var nanoseconds: Int64 = 0
        var index = start + 1
        var weight: Int64 = 100_000_000
        while index < bytes.count, let digit = Int(digits: bytes[index...index]) {
            nanoseconds += Int64(digit) * weight
            weight /= 10
            index += 1
        }
        return index > start + 1 && index < bytes.count ? (nanoseconds, index) : nil
    }

    /// RFC 3339 with `Z`: whole seconds, or as many fractional digits as are needed.
    public var description: String {
        text("T", hasSeconds: true, nanoseconds: nanosecondsOfSecond, zone: "Z")
    }

    /// `2027-03-01T120000Z`: for the names of files, which hold no colon everywhere.
    public var inFileName: String { description.prefix(19).filter { $0 != ":" } + "Z" }

    /// `YYYY-MM-DD hh:mm UTC`, the form for people; whole seconds are shown when they are not zero,
    /// fractions never.
    public var forPeople: String {
        text(" ", hasSeconds: secondOfMinute > 0, nanoseconds: 0, zone: " UTC")
    }

    /// The same with the fraction of the second, for texts that are read back.
    public var forPeopleExactly: String {
        let fraction = nanosecondsOfSecond
        let hasSeconds = secondOfMinute > 0 || fraction > 0
        return text(" ", hasSeconds: hasSeconds, nanoseconds: fraction, zone: " UTC")
    }

    private var nanosecondsOfSecond: Int { Int(nanosecondOfDay % 1_000_000_000) }
    private var secondOfMinute: Int { Int(nanosecondOfDay / 1_000_000_000 % 60) }

    /// Date, a mark, time of day, zone. By bytes, because a list has many times.
    ///
    /// - Parameters:
    ///   - mark: what stands between date and time of day.
    ///   - hasSeconds: whether seconds are written.
    ///   - fraction: what is over the seconds, 0 to 999 999 999; written without zeros at the end.
    ///   - zone: what stands at the end.
    /// - Returns: the text.
    private func text(
        _ mark: Unicode.Scalar, hasSeconds: Bool, nanoseconds fraction: Int, zone: StaticString
    ) -> String {
        let (date, minutes) = (date, Int(nanosecondOfDay / 60_000_000_000))
        return String(unsafeUninitializedCapacity: 36) { room in
            var count = 0
            func write(_ byte: UInt8) {
                room[count] = byte
                count += 1
            }
            func write(_ number: Int, digits: Int, after sign: Unicode.Scalar? = nil) {
                if let sign { write(UInt8(ascii: sign)) }
                var rest = number
                for place in (count..<count + digits).reversed() {
                    room[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                count += digits
            }
            write(date.year, digits: 4)
            write(date.month, digits: 2, after: "-")
            write(date.day, digits: 2, after: "-")
            write(minutes / 60, digits: 2, after: mark)
            write(minutes % 60, digits: 2, after: ":")
            if hasSeconds { write(secondOfMinute, digits: 2, after: ":") }
            if fraction > 0 {
                write(fraction, digits: 9, after: ".")
                while room[count - 1] == UInt8(ascii: "0") { count -= 1 }
            }
            for place in 0..<zone.utf8CodeUnitCount { write(zone.utf8Start[place]) }
            return count
        }
    }
}

extension Duration {
    /// Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds (`P2DT3H`, `PT0.5S`).
    /// Months and years have no fixed length and are refused, and so is what is longer than a century.
    public init?(iso8601 text: String) {
        var rest = Substring(text)
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        var total = Duration.zero
        var inTime = false
        var allowed = Substring("WDTHMS")
        while let first = rest.first {
            if first == "T" {
                guard !inTime, rest.count > 1 else { return nil }
                inTime = true
                rest.removeFirst()
                continue
            }
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            guard let unit = rest.popFirst(), let value = Double(number),
                let position = allowed.firstIndex(of: unit),
                let length = Self.unitLength(unit, inTime: inTime)
            else { return nil }
            allowed = allowed[allowed.index(after: position)...]
            guard value * length < Self.century else { return nil }
            total += .nanoseconds(Int64((value * length * 1e9).rounded()))
        }
        guard total < .seconds(Self.century) else { return nil }
        self = total
    }

    /// Seconds of a hundred Julian years.
    private static let century = 3_155_760_000.0

    private static func unitLength(_ unit: Character, inTime: Bool) -> Double? {
        switch (unit, inTime) {
        case ("W", false): 604_800
        case ("D", false): 86_400
        case ("H", true): 3600
        case ("M", true): 60
        case ("S", true): 1
        default: nil
        }
    }

    /// The span as an ISO 8601 duration: days, hours, minutes, seconds; zero is `PT0S`.
    public var iso8601: String {
        let total = wholeNanoseconds.magnitude
        let (days, hours) = (total / 86_400_000_000_000, total / 3_600_000_000_000 % 24)
        let (minutes, nanoseconds) = (total / 60_000_000_000 % 60, total % 60_000_000_000)
        var time = hours > 0 ? "\(hours)H" : ""
        if minutes > 0 { time += "\(minutes)M" }
        if nanoseconds > 0 { time += Self.secondsText(nanoseconds) + "S" }
        let date = days > 0 ? "\(days)D" : ""
        let body = date + (time.isEmpty ? "" : "T" + time)
        return (wholeNanoseconds < 0 ? "-P" : "P") + (body.isEmpty ? "T0S" : body)
    }

    private static func secondsText(_ nanoseconds: UInt64) -> String {
        var fraction = Int(nanoseconds % 1_000_000_000).padded(to: 9)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(nanoseconds / 1_000_000_000)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension Int {
    /// Reads ASCII digits only; `nil` for anything else.
    package init?(digits: some Sequence<UInt8>) {
        var value = 0
        for byte in digits {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        self = value
    }

    /// The decimal text with leading zeros up to a width.
    public func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}

// Durations are coded as ISO 8601 wherever a type that holds one is coded: the standard library's own
// form, a pair of integers, is not for a journal that people read.

extension KeyedEncodingContainer {
    /// Writes the duration as ISO 8601.
    package mutating func encode(_ value: Duration, forKey key: Key) throws {
        try encode(value.iso8601, forKey: key)
    }
}

extension KeyedDecodingContainer {
    /// Reads an ISO 8601 duration and refuses what is none.
    package func decode(_ type: Duration.Type, forKey key: Key) throws -> Duration {
        let text = try decode(String.self, forKey: key)
        guard let value = Duration(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "\"\(text)\" is no duration")
        }
        return value
    }
}
