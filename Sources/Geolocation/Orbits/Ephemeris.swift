// States given by an operator at instants (CCSDS Orbit Ephemeris Message) and what lies between
// them. Interpolates as the message asks; never goes beyond the span it calls usable.

public import Quantities

/// Frames in which an ephemeris is read.
public enum EphemerisFrame: String, Hashable, Sendable {
    /// ITRF of any year and WGS-84: Earth-fixed, alike within some decimetres.
    case earthFixed = "ITRF"
    case teme = "TEME"
}

/// How to find a state between two given ones.
public enum EphemerisInterpolation: String, Hashable, Sendable {
    /// One polynomial through positions, another through velocities.
    case lagrange = "LAGRANGE"
    /// One polynomial through positions and velocities together.
    case hermite = "HERMITE"
}

/// The uncertainty of an ephemeris at an instant.
public struct EphemerisCovariance: Hashable, Sendable {
    public var epoch: UTCInstant
    /// The frame as the message names it: that of its segment, `RTN` or `RSW`.
    public var frame: String
    /// Six rows of six: position in metres, then velocity in metres per second.
    public var rows: [[Double]]
}

/// One stretch of an ephemeris without a manoeuvre or a change of method inside.
public struct EphemerisSegment: Hashable, Sendable {
    /// One given state: metres and metres per second along the axes of the segment's frame.
    public struct Row: Hashable, Sendable {
        public var time: UTCInstant
        public var position: [Double]
        public var velocity: [Double]
    }

    public var objectName: String
    public var objectIdentifier: String
    public var frame: EphemerisFrame
    public var interpolation: EphemerisInterpolation
    /// Degree of the polynomial.
    public var degree: Int
    /// First and last instant that may be asked for.
    public var usable: ClosedRange<UTCInstant>
    /// In the order of time.
    public var rows: [Row]
    public var covariances: [EphemerisCovariance]

    /// Rows that one interpolation takes.
    var window: Int { interpolation == .lagrange ? degree + 1 : (degree + 2) / 2 }

    /// Position and velocity at an instant of the usable span, six numbers in the segment's frame.
    func state(at time: UTCInstant) -> [Double] {
        let after = rows.partitioningIndex { $0.time >= time }
        if after < rows.count, rows[after].time == time {
            return rows[after].position + rows[after].velocity
        }
        let first = min(max(after - window / 2, 0), rows.count - window)
        let nodes = rows[first..<first + window]
        // Time in half widths of the window, so that high degrees keep their digits.
        let middle = nodes[first].time
        let width = max(Self.seconds(nodes[first + window - 1].time, since: middle) / 2, 1e-9)
        let x = nodes.map { Self.seconds($0.time, since: middle) / width }
        let at = Self.seconds(time, since: middle) / width
        var state = [Double](repeating: 0, count: 6)
        for axis in 0..<3 {
            let p = nodes.map { $0.position[axis] }
            let v = nodes.map { $0.velocity[axis] }
            switch interpolation {
            case .lagrange:
                state[axis] = Self.newton(x, p, slopes: nil, at: at).value
                state[axis + 3] = Self.newton(x, v, slopes: nil, at: at).value
            case .hermite:
                let found = Self.newton(x, p, slopes: v.map { $0 * width }, at: at)
                state[axis] = found.value
                state[axis + 3] = found.slope / width
            }
        }
        return state
    }

    private static func seconds(_ time: UTCInstant, since start: UTCInstant) -> Double {
        Double(time.nanosecondsSince1970 - start.nanosecondsSince1970) * 1e-9
    }

    /// Newton's divided differences; with slopes every node counts twice (Hermite).
    private static func newton(
        _ nodes: [Double], _ values: [Double], slopes: [Double]?, at x: Double
    ) -> (value: Double, slope: Double) {
        let copies = slopes == nil ? 1 : 2
        let z = nodes.flatMap { [Double](repeating: $0, count: copies) }
        var c = values.flatMap { [Double](repeating: $0, count: copies) }
        for order in 1..<max(z.count, 1) {
            for i in stride(from: z.count - 1, through: order, by: -1) {
                let isDouble = order == 1 && copies == 2 && i % 2 == 1
                c[i] =
                    isDouble
                    ? (slopes?[i / 2] ?? 0) : (c[i] - c[i - 1]) / (z[i] - z[i - order])
            }
        }
        var (value, slope) = (0.0, 0.0)
        for i in stride(from: z.count - 1, through: 0, by: -1) {
            slope = slope * (x - z[i]) + value
            value = value * (x - z[i]) + c[i]
        }
        return (value, slope)
    }
}

extension Array {
    /// The first index for which a condition holds that stays true from there on.
    func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The states of one object as its operator gives them.
public struct Ephemeris: Hashable, Sendable {
    /// In the order of the file.
    public var segments: [EphemerisSegment]

    /// The segment whose usable span holds an instant; of two that meet there, the later one.
    func segment(at time: UTCInstant) -> EphemerisSegment? {
        segments.last { $0.usable.contains(time) }
    }
}
