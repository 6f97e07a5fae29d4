// Where an object is at an instant, whichever way its motion is known: SGP4 from mean elements or
// interpolation in an operator's ephemeris; in TEME or fixed to the Earth.

public import Quantities

/// Why there is no state of an object at an instant.
public enum PropagationError: Error, Hashable, Sendable {
    /// The theory fails there.
    case theory(SGP4Error)
    /// The ephemeris does not reach there; its usable spans are given.
    case outsideEphemeris([ClosedRange<UTCInstant>])
    /// The instant is more than 1000 years from the epoch, or no number.
    case spanTooLong

    /// The published number where the theory fails, else `nil`.
    public var code: Int? {
        guard case .theory(let error) = self else { return nil }
        return error.code
    }

    /// The reason in words.
    public var message: String {
        switch self {
        case .theory(let error): error.message
        case .outsideEphemeris(let spans):
            "the ephemeris is usable only "
                + spans.map { "from \($0.lowerBound) to \($0.upperBound)" }
                .joined(separator: " and ")
        case .spanTooLong: "the time is more than 1000 years from the epoch"
        }
    }
}

/// Gives the states of one object at any instants, in any order.
///
/// A value that remembers what the integration of resonances has reached; copies are independent,
/// and what it remembers never changes a result. Spans of time are of UTC, as is usual with SGP4: a
/// leap second between epoch and instant is not counted.
public struct OrbitPropagator: Sendable {
    private enum Motion: Sendable {
        case theory(SGP4)
        case ephemeris(Ephemeris)
    }

    /// The object's name.
    public let name: String
    /// What minutes are counted from.
    public let epoch: UTCInstant
    private let motion: Motion
    private let orientation: EarthOrientation
    private var table = ResonanceTable()

    /// A propagator of one object.
    ///
    /// - Parameters:
    ///   - object: as read from a file.
    ///   - constants: for mean elements; WGS-72 unless their maker says otherwise.
    ///   - orientation: turns between TEME and the Earth.
    public init(
        _ object: OrbitingObject, constants: GravityConstants = .wgs72,
        orientation: EarthOrientation = .builtIn
    ) {
        (name, epoch, self.orientation) = (object.name, object.epoch, orientation)
        switch object.orbit {
        case .elements(let set): motion = .theory(SGP4(set, constants: constants))
        case .ephemeris(let ephemeris): motion = .ephemeris(ephemeris)
        }
    }

    /// The instant a number of minutes after the epoch; `nil` beyond the years that instants have.
    public func instant(minutes: Double) -> UTCInstant? {
        guard minutes.magnitude <= 1.5e8 else { return nil }
        let nanoseconds = Int64((minutes * 60e9).rounded())
        let (sum, overflows) = epoch.nanosecondsSince1970.addingReportingOverflow(nanoseconds)
        return overflows ? nil : UTCInstant(nanosecondsSince1970: sum)
    }

    /// The state in TEME of date at an instant.
    public mutating func teme(at time: UTCInstant) throws(PropagationError) -> StateVector<TEME> {
        switch motion {
        case .theory: return try teme(minutes: minutes(to: time))
        case .ephemeris(let ephemeris): return try teme(ephemeris, at: time)
        }
    }

    /// The state in TEME of date a number of minutes after the epoch.
    public mutating func teme(minutes: Double) throws(PropagationError) -> StateVector<TEME> {
        switch motion {
        case .theory(let sgp4):
            guard minutes.magnitude <= SGP4.longestSpan else { throw .spanTooLong }
            do {
                return try sgp4.state(minutes: minutes, table: &table)
            } catch {
                throw .theory(error)
            }
        case .ephemeris(let ephemeris):
            guard let time = instant(minutes: minutes) else { throw .spanTooLong }
            return try teme(ephemeris, at: time)
        }
    }

    /// The Earth-fixed state at an instant, its velocity relative to the rotating Earth.
    public mutating func earthFixed(
        at time: UTCInstant
    ) throws(PropagationError) -> StateVector<EarthFixed> {
        if case .ephemeris(let ephemeris) = motion {
            let (state, segment) = try given(ephemeris, at: time)
            if segment.frame == .earthFixed { return Self.state(state) }
        }
        return EarthRotation(at: time, orientation: orientation).earthFixed(try teme(at: time))
    }

    /// What makes the turn between TEME and the Earth unsure at an instant.
    public func warnings(at time: UTCInstant) -> [EarthOrientationWarning] {
        orientation.values(at: time).warnings
    }

    /// The uncertainty of the Earth-fixed state: of an ephemeris the given covariance nearest in
    /// time, turned; `nil` where none is given.
    public func covariance(at time: UTCInstant) -> StateCovariance? {
        guard case .ephemeris(let ephemeris) = motion, let segment = ephemeris.segment(at: time),
            let nearest = segment.covariances.min(by: {
                ($0.epoch - time).magnitude < ($1.epoch - time).magnitude
            }), let state = try? teme(ephemeris, at: time)
        else { return nil }
        let rotation = EarthRotation(at: time, orientation: orientation)
        return nearest.earthFixed(state: state, rotation: rotation)
    }

    private func minutes(to time: UTCInstant) -> Double {
        let (difference, overflows) =
            time.nanosecondsSince1970.subtractingReportingOverflow(epoch.nanosecondsSince1970)
        return overflows ? .infinity : Double(difference) / 60e9
    }

    private func given(
        _ ephemeris: Ephemeris, at time: UTCInstant
    ) throws(PropagationError) -> ([Double], EphemerisSegment) {
        guard let segment = ephemeris.segment(at: time) else {
            throw .outsideEphemeris(ephemeris.segments.map(\.usable))
        }
        return (segment.state(at: time), segment)
    }

    private func teme(
        _ ephemeris: Ephemeris, at time: UTCInstant
    ) throws(PropagationError) -> StateVector<TEME> {
        let (state, segment) = try given(ephemeris, at: time)
        switch segment.frame {
        case .teme: return Self.state(state)
        case .earthFixed:
            return EarthRotation(at: time, orientation: orientation).teme(Self.state(state))
        }
    }

    private static func state<F: Frame>(_ s: [Double]) -> StateVector<F> {
        StateVector(
            position: Position(x: s[0], y: s[1], z: s[2]),
            velocity: Velocity(x: s[3], y: s[4], z: s[5]))
    }
}

extension Duration {
    fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
