// One situation of the simulated sky: two satellites, a hidden emitter, reference emitters, and what
// the station is told about them. What is true and what is told are kept apart by type.

public import Geolocation
public import Quantities

/// What an order says about the link that suffers.
public struct VictimLink: Hashable, Sendable {
    public var satellite: String
    public var longitude: Angle
    public var uplink: Hertz
    public var downlink: Hertz

    /// A link by satellite and frequencies.
    public init(satellite: String, longitude: Angle, uplink: Hertz, downlink: Hertz) {
        (self.satellite, self.longitude) = (satellite, longitude)
        (self.uplink, self.downlink) = (uplink, downlink)
    }
}

/// A transmitting station of the scenario.
public struct SkyEmitter: Hashable, Sendable {
    public var name: String
    public var position: GeodeticPosition
    public var frequencies: LinkFrequencies
}

/// What the station is told: reported ephemerides with their uncertainty, reference sites.
public struct ReportedSky: Sendable {
    public var satellites: SatellitePair
    public var target: LinkFrequencies
    public var references: [SkyEmitter]
    public var biasPrior: BiasPrior
}

/// What is true and hidden from the measuring side.
public struct SkyTruth: Sendable {
    public var emitter: GeodeticPosition
    public var victim: StateVector<EarthFixed>
    public var adjacent: StateVector<EarthFixed>
    /// Differential delay and frequency offset of transponders and receiving chains.
    public var delayOffset: Seconds
    public var frequencyOffset: Hertz
}

/// A scenario drawn from a seed.
public struct SkyScenario: Sendable {
    public let station: GeodeticPosition
    public let reported: ReportedSky
    public let truth: SkyTruth

    /// Sites of reference emitters: invented stations near cities of South America.
    static let referenceSites: [(name: String, latitude: Double, longitude: Double)] = [
        ("Reference Manaus", -3.10, -60.02), ("Reference Brasilia", -15.79, -47.88),
        ("Reference Recife", -8.05, -34.90), ("Reference Porto Alegre", -30.03, -51.23),
    ]

    /// Uncertainty of the ephemerides as operators report them, 1 sigma for each axis.
    static let ephemerisSigma = (position: Metres(1500), velocity: MetresPerSecond(0.05))
    static let biasSigma = (delay: Seconds(5e-6), frequency: Hertz(300))

    /// Draws a scenario.
    ///
    /// - Parameters:
    ///   - link: the victim's link, from the order.
    ///   - station: where both downlinks are received.
    ///   - seed: fixes everything.
    public init(link: VictimLink, station: GeodeticPosition, seed: UInt64) {
        var random = SkyGenerator(seed: seed)
        let side = Bool.random(using: &random) ? 1.0 : -1.0
        let adjacentLongitude = link.longitude + .degrees(side * random.uniform(2.2...3.6))
        let victim = Self.orbit(at: link.longitude, &random).state
        let adjacent = Self.orbit(at: adjacentLongitude, &random).state
        let adjacentDownlink = link.downlink - .megahertz(random.uniform(-20...20).rounded())
        let emitter = GeodeticPosition(
            latitude: .degrees(random.uniform(-28 ... -4)),
            longitude: .degrees(random.uniform(-62 ... -40)))
        truth = SkyTruth(
            emitter: emitter, victim: victim, adjacent: adjacent,
            delayOffset: Seconds(random.normal() * Self.biasSigma.delay.value / 2),
            frequencyOffset: Hertz(random.normal() * 30))
        self.station = station
        let names = (link.satellite, "adjacent satellite at \(adjacentLongitude.asLongitude)")
        let pair = SatellitePair(
            victim: Self.reported(victim, as: names.0, &random),
            adjacent: Self.reported(adjacent, as: names.1, &random))
        let target = LinkFrequencies(
            uplink: link.uplink, victimDownlink: link.downlink, adjacentDownlink: adjacentDownlink)
        reported = ReportedSky(
            satellites: pair, target: target,
            references: Self.referenceSites.map { Self.reference($0, near: target) },
            biasPrior: BiasPrior(tdoa: Self.biasSigma.delay, fdoa: Self.biasSigma.frequency))
    }

    private static func orbit(at longitude: Angle, _ random: inout SkyGenerator)
        -> GeostationaryOrbit
    {
        // Near the nodes the satellites move north or south, which is what tells them apart.
        GeostationaryOrbit(
            longitude: longitude, inclination: .degrees(random.uniform(0.03...0.09)),
            eccentricity: random.uniform(1e-4...4e-4),
            latitudePhase: random.uniform(-0.6...0.6) + (Bool.random(using: &random) ? .pi : 0),
            anomaly: random.uniform(0...(2 * .pi)))
    }

    private static func reported(
        _ state: StateVector<EarthFixed>, as name: String, _ random: inout SkyGenerator
    ) -> ObservedSatellite {
        let covariance = StateCovariance(
            position: ephemerisSigma.position, velocity: ephemerisSigma.velocity)
        let error = covariance.deviation((0..<6).map { _ in random.normal() })
        let position = Position<EarthFixed>(
            x: state.position.x + error[0], y: state.position.y + error[1],
            z: state.position.z + error[2])
        let velocity = Velocity<EarthFixed>(
            x: state.velocity.x + error[3], y: state.velocity.y + error[4],
            z: state.velocity.z + error[5])
        return ObservedSatellite(
            name: name, state: StateVector(position: position, velocity: velocity),
            covariance: covariance)
    }

    /// Reference emitters use the victim's transponder, a little beside the target.
    private static func reference(
        _ site: (name: String, latitude: Double, longitude: Double), near target: LinkFrequencies
    ) -> SkyEmitter {
        let offset = Hertz.megahertz(1.5)
        return SkyEmitter(
            name: site.name,
            position: GeodeticPosition(
                latitude: .degrees(site.latitude), longitude: .degrees(site.longitude)),
            frequencies: LinkFrequencies(
                uplink: target.uplink + offset, victimDownlink: target.victimDownlink + offset,
                adjacentDownlink: target.adjacentDownlink + offset))
    }
}
