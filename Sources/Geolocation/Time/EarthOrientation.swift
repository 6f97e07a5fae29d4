// How the Earth is turned: UT1-UTC and the pole, as a table that is passed in and never a global.
// 1 ms of UT1-UTC is 3 m at the geostationary orbit, so a table says where its measured values end
// and where it ends itself, and every answer carries the warning.

public import Quantities

/// Why Earth orientation at an instant is less sure than a measured value.
public enum EarthOrientationWarning: Hashable, Sendable {
    /// The instant lies before the table; its first value is used.
    case before(UTCInstant)
    /// The values are predictions from this instant on.
    case predicted(from: UTCInstant)
    /// The table ended at this instant; its last value is used.
    case expired(UTCInstant)
    /// A leap second may have come that the table of leap seconds does not know.
    case leapSecondsExpired(UTCInstant)

    /// The warning in words.
    public var message: String {
        switch self {
        case .before(let time): "UT1-UTC is known from \(time) on; its first value is used"
        case .predicted(let time): "UT1-UTC is a prediction from \(time) on"
        case .expired(let time): "the table of UT1-UTC expired at \(time); its last value is used"
        case .leapSecondsExpired(let time): "the table of leap seconds expired at \(time)"
        }
    }
}

/// Earth orientation parameters over a span of time.
public struct EarthOrientation: Hashable, Sendable {
    /// The parameters at an instant.
    public struct Row: Hashable, Sendable {
        public var time: UTCInstant
        public var ut1MinusUTC: Seconds
        /// The pole: x along the Greenwich meridian, y along 90 degrees west.
        public var xPole, yPole: Angle

        /// Parameters at an instant; the pole may be left out.
        public init(
            time: UTCInstant, ut1MinusUTC: Seconds, xPole: Angle = .zero, yPole: Angle = .zero
        ) {
            (self.time, self.ut1MinusUTC) = (time, ut1MinusUTC)
            (self.xPole, self.yPole) = (xPole, yPole)
        }
    }

    /// In the order of time; at least one.
    public let rows: [Row]
    /// Where measured values end and predictions begin.
    public let predictedFrom: UTCInstant
    public let leapSeconds: LeapSeconds

    /// The end of the table.
    public var expiry: UTCInstant { rows[rows.count - 1].time }

    /// A table from rows in any order.
    ///
    /// - Parameters:
    ///   - rows: at least one, no two of one instant.
    ///   - predictedFrom: where measured values end; by default the end of the table.
    ///   - leapSeconds: needed to tell a leap second from a turn of the Earth.
    public init(
        rows: [Row], predictedFrom: UTCInstant? = nil, leapSeconds: LeapSeconds = .builtIn
    ) {
        let rows = rows.sorted { $0.time < $1.time }
        precondition(!rows.isEmpty, "a table of Earth orientation has rows")
        precondition(
            zip(rows, rows.dropFirst()).allSatisfy { $0.time < $1.time },
            "a table of Earth orientation has one row for an instant")
        self.rows = rows
        self.predictedFrom = predictedFrom ?? rows[rows.count - 1].time
        self.leapSeconds = leapSeconds
    }

    /// The parameters at an instant, with what makes them unsure.
    ///
    /// Between rows UT1-TAI, which has no leaps, is interpolated through the four nearest rows.
    public func values(at time: UTCInstant) -> (row: Row, warnings: [EarthOrientationWarning]) {
        var warnings: [EarthOrientationWarning] = []
        if time < rows[0].time {
            warnings.append(.before(rows[0].time))
        } else if time > expiry {
            warnings.append(.expired(expiry))
        } else if time >= predictedFrom, predictedFrom < expiry {
            warnings.append(.predicted(from: predictedFrom))
        }
        if time >= leapSeconds.expiry { warnings.append(.leapSecondsExpired(leapSeconds.expiry)) }
        let held = min(max(time, rows[0].time), expiry)
        var row = interpolated(at: held)
        row.time = time
        return (row, warnings)
    }

    private func interpolated(at time: UTCInstant) -> Row {
        let after = rows.partitioningIndex { $0.time > time }
        let count = min(4, rows.count)
        let first = min(max(after - 2, 0), rows.count - count)
        let nodes = rows[first..<first + count]
        func days(_ other: UTCInstant) -> Double {
            Double((other - time).wholeNanoseconds) / 86_400e9
        }
        var (ut1, x, y) = (leapSeconds.taiMinusUTC(at: time).value, 0.0, 0.0)
        for node in nodes {
            var weight = 1.0
            for other in nodes where other.time != node.time {
                weight *= days(other.time) / (days(other.time) - days(node.time))
            }
            let offset = leapSeconds.taiMinusUTC(at: node.time).value
            ut1 += weight * (node.ut1MinusUTC.value - offset)
            x += weight * node.xPole.radians
            y += weight * node.yPole.radians
        }
        return Row(time: time, ut1MinusUTC: Seconds(ut1), xPole: Angle(x), yPole: Angle(y))
    }
}
