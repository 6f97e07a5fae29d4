// What an inverting transponder does to a frequency difference: it turns the Doppler shift of the uplink round
// and leaves that of the downlink, which the ephemeris knows.

public import Quantities

/// The senses of the two transponders of a pair and the downlink shifts that inversion counts twice.
public struct TransponderSense: Hashable, Sendable {
    private let victimInverts: Bool
    private let adjacentInverts: Bool
    /// Rates of the two downlink delays, s/s.
    private let victimRate: Double
    private let adjacentRate: Double

    /// The senses of a pair as a station receives it.
    ///
    /// - Parameters:
    ///   - station: where both downlinks are received.
    ///   - victim: motion of the victim satellite, and whether its transponder turns the spectrum round.
    ///   - adjacent: the same of the neighbour.
    ///   - time: the middle of the recordings.
    /// - Throws: ``PropagationError`` where an ephemeris does not reach a second round that time.
    public init(
        station: GeodeticPosition, victim: (orbit: OrbitPropagator, inverts: Bool),
        adjacent: (orbit: OrbitPropagator, inverts: Bool), at time: UTCInstant
    ) throws(PropagationError) {
        (victimInverts, adjacentInverts) = (victim.inverts, adjacent.inverts)
        victimRate = try Self.downlinkRate(victim.orbit, station, at: time)
        adjacentRate = try Self.downlinkRate(adjacent.orbit, station, at: time)
    }

    private static func downlinkRate(
        _ orbit: OrbitPropagator, _ station: GeodeticPosition, at time: UTCInstant
    ) throws(PropagationError) -> Double {
        func range(_ time: UTCInstant) throws(PropagationError) -> Metres {
            var propagator = orbit
            let position = try propagator.earthFixed(at: time).position
            return SkyDirection(from: station, to: position).range
        }
        let (before, after) = (
            try range(time - .seconds(1)), try range(time + .seconds(1))
        )
        return (after - before) / speedOfLight / Seconds(2)
    }

    private var sign: Double { adjacentInverts ? -1 : 1 }

    private func turnedDownlinks(_ frequencies: LinkFrequencies) -> Hertz {
        var shift = Hertz.zero
        if victimInverts { shift = shift + 2 * victimRate * frequencies.victimDownlink }
        if adjacentInverts { shift = shift - 2 * adjacentRate * frequencies.adjacentDownlink }
        return shift
    }

    /// A received frequency difference as through transponders that do not invert.
    public func asDirect(_ fdoa: Hertz, _ frequencies: LinkFrequencies) -> Hertz {
        sign * fdoa + turnedDownlinks(frequencies)
    }

    /// A frequency difference as the pair of transponders would deliver it.
    public func asReceived(_ fdoa: Hertz, _ frequencies: LinkFrequencies) -> Hertz {
        sign * (fdoa - turnedDownlinks(frequencies))
    }
}
