// What a station hands to the locator: one snapshot of one pair of satellites, with everything
// known about it. Plain values; nothing here computes.

public import Quantities

/// One satellite at the instant of an observation.
public struct ObservedSatellite: Hashable, Sendable {
    /// The name by which several observations know that they saw the same satellite.
    public var name: String
    /// Position and velocity in the rotating Earth-fixed frame at the instant of reception.
    public var state: StateVector<EarthFixed>
    /// Uncertainty of that state; `nil` if nobody stated one.
    public var covariance: StateCovariance?

    /// A satellite from its name, state and the uncertainty of the state.
    public init(
        name: String, state: StateVector<EarthFixed>, covariance: StateCovariance? = nil
    ) {
        (self.name, self.state, self.covariance) = (name, state, covariance)
    }
}

/// The two satellites whose signals are compared. Path 1 is the victim, path 2 the adjacent one.
public struct SatellitePair: Hashable, Sendable {
    /// The satellite that suffers the interference: path 1.
    public var victim: ObservedSatellite
    /// The neighbour that hears the emitter through a side lobe: path 2.
    public var adjacent: ObservedSatellite

    /// A pair of satellites.
    public init(victim: ObservedSatellite, adjacent: ObservedSatellite) {
        (self.victim, self.adjacent) = (victim, adjacent)
    }
}

/// The nominal frequencies of one emitter through both satellites.
public struct LinkFrequencies: Hashable, Sendable {
    /// What the emitter sends.
    public var uplink: Hertz
    /// What leaves the victim satellite.
    public var victimDownlink: Hertz
    /// What leaves the adjacent satellite.
    public var adjacentDownlink: Hertz

    /// Frequencies of an uplink and its two downlinks.
    public init(uplink: Hertz, victimDownlink: Hertz, adjacentDownlink: Hertz) {
        self.uplink = uplink
        (self.victimDownlink, self.adjacentDownlink) = (victimDownlink, adjacentDownlink)
    }
}

/// A value with its standard deviation.
public struct Measured<Unit: Quantity>: Hashable, Sendable {
    public var value: Unit
    /// One standard deviation; greater than zero.
    public var sigma: Unit

    /// A value with its standard deviation.
    public init(_ value: Unit, sigma: Unit) { (self.value, self.sigma) = (value, sigma) }
}

/// Differences of arrival between the two paths: path 2 less path 1, both observables. Either may
/// be missing: a pure carrier has no delay, a short burst no usable frequency difference.
public struct Measurement: Hashable, Sendable {
    /// Time difference of arrival, positive when the adjacent path arrives later.
    public var tdoa: Measured<Seconds>?
    /// Frequency difference of arrival, each frequency taken less its nominal downlink; positive
    /// when the adjacent channel is received higher.
    public var fdoa: Measured<Hertz>?

    /// A measurement of one or both observables.
    public init(tdoa: Measured<Seconds>?, fdoa: Measured<Hertz>?) {
        (self.tdoa, self.fdoa) = (tdoa, fdoa)
    }
}

/// An emitter at a known place, measured through the same two satellites at the same time.
public struct ReferenceEmitter: Hashable, Sendable {
    public var name: String
    public var position: GeodeticPosition
    public var frequencies: LinkFrequencies
    public var measurement: Measurement

    /// A reference emitter and what was measured of it.
    public init(
        name: String, position: GeodeticPosition, frequencies: LinkFrequencies,
        measurement: Measurement
    ) {
        (self.name, self.position) = (name, position)
        (self.frequencies, self.measurement) = (frequencies, measurement)
    }
}

/// What is known before of the constant offsets in the observables: station chains and
/// transponders (delay), translation oscillators (frequency). Both have mean zero.
public struct BiasPrior: Hashable, Sendable {
    /// Standard deviation of the delay offset.
    public var tdoa: Seconds
    /// Standard deviation of the frequency offset.
    public var fdoa: Hertz

    /// A prior from the two standard deviations.
    public init(tdoa: Seconds, fdoa: Hertz) { (self.tdoa, self.fdoa) = (tdoa, fdoa) }
}

/// What is known of the emitter's height above the ellipsoid.
public struct HeightPrior: Hashable, Sendable {
    public var height: Metres
    /// Standard deviation; `nil` holds the height fixed.
    public var sigma: Metres?

    /// A height and how well it is known.
    public init(_ height: Metres, sigma: Metres? = nil) {
        (self.height, self.sigma) = (height, sigma)
    }
}

/// One snapshot of one pair of satellites, as it goes to the ``Locator``.
public struct Observation: Hashable, Sendable {
    public var id: String
    /// Middle of the snapshot. Needed only to combine snapshots and to write a TDM.
    public var time: UTCInstant?
    public var station: GeodeticPosition
    public var satellites: SatellitePair
    public var frequencies: LinkFrequencies
    public var measurement: Measurement
    public var height: HeightPrior
    /// `nil`: offsets are left free if there are reference emitters, else taken as zero.
    public var biasPrior: BiasPrior?
    public var references: [ReferenceEmitter]
    public var model: PropagationModel

    /// A snapshot with everything known about it.
    public init(
        id: String, time: UTCInstant? = nil, station: GeodeticPosition,
        satellites: SatellitePair, frequencies: LinkFrequencies, measurement: Measurement,
        height: HeightPrior, biasPrior: BiasPrior? = nil, references: [ReferenceEmitter] = [],
        model: PropagationModel = .lightTime
    ) {
        (self.id, self.time, self.station) = (id, time, station)
        (self.satellites, self.frequencies) = (satellites, frequencies)
        (self.measurement, self.height) = (measurement, height)
        (self.biasPrior, self.references, self.model) = (biasPrior, references, model)
    }
}
