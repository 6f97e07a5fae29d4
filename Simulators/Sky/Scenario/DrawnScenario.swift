// A situation for an order that no scenario file describes: the victim as the order has it, neighbours,
// an emitter and reference stations drawn from a seed.

public import Quantities

/// What an order says about the link that suffers.
public struct VictimLink: Hashable, Sendable {
    public var satellite: String
    public var longitude: Angle
    public var uplink: Hertz
    public var downlink: Hertz
    /// False when only monitoring data are asked for.
    public var isLocationRequested: Bool

    /// A link by satellite and frequencies.
    public init(
        satellite: String, longitude: Angle, uplink: Hertz, downlink: Hertz,
        isLocationRequested: Bool = true
    ) {
        (self.satellite, self.longitude) = (satellite, longitude)
        (self.uplink, self.downlink) = (uplink, downlink)
        self.isLocationRequested = isLocationRequested
    }
}

extension SkyScenario {
    /// Sites of reference emitters: invented stations near cities of South America.
    private static let referenceSites: [(name: String, latitude: Double, longitude: Double)] = [
        ("Manaus", -3.10, -60.02), ("Brasilia", -15.79, -47.88), ("Recife", -8.05, -34.90),
        ("Porto Alegre", -30.03, -51.23), ("Cuiaba", -15.60, -56.10),
    ]

    /// Draws a situation.
    ///
    /// - Parameters:
    ///   - link: the victim's link, from the order.
    ///   - station: where both downlinks are received.
    ///   - start: when the task may begin.
    ///   - seed: fixes everything.
    public init(link: VictimLink, station: GeodeticPosition, start: UTCInstant, seed: UInt64) {
        var random = SkyGenerator(seed: seed, stream: 0)
        let victim = Self.satellite(
            link.satellite, at: link.longitude, link, offset: .zero, &random)
        let candidates = [-1.0, 1].map { side in
            let longitude = link.longitude + .degrees(side * random.uniform(2.2...3.6))
            return Self.satellite(
                "adjacent satellite at \(longitude.asLongitude)", at: longitude, link,
                offset: .megahertz(random.uniform(-20...20).rounded()), &random)
        }
        let middle = Transmission.Place(
            latitude: -26 ... -5, longitude: -60 ... -43, height: 0...600)
        let interferer = Self.carrier(
            "interferer", middle, at: link.uplink, eirp: 55, diameter: 1.8, of: victim)
        let user = Self.carrier(
            "user of the satellite", .init(-23.55, -46.63), at: link.uplink, eirp: 50,
            diameter: 3.7,
            of: victim)
        self.init(
            title: "Drawn for an order on \(link.satellite)",
            purpose: link.isLocationRequested ? .category2 : .monitoringData, start: start,
            hours: 6,
            station: station, receiver: .usual, victim: victim, candidates: candidates,
            uplink: link.uplink, bandwidth: .kilohertz(75),
            coverage: .init(latitude: -40...12, longitude: -82 ... -34, height: 0...0),
            victimCarrier: link.isLocationRequested ? nil : user,
            interferer: link.isLocationRequested ? interferer : nil,
            references: Self.referenceSites.enumerated().map { index, site in
                Self.carrier(
                    "Reference \(site.name)", .init(site.latitude, site.longitude),
                    at: link.uplink + .megahertz(1.5 + 0.2 * Double(index)), eirp: 58,
                    diameter: 2.4,
                    of: victim)
            },
            terrain: [
                TerrainHeight(
                    latitude: -60...15, longitude: -90 ... -30, height: Metres(300),
                    sigma: Metres(180))
            ])
    }

    private static func satellite(
        _ name: String, at longitude: Angle, _ link: VictimLink, offset: Hertz,
        _ random: inout SkyGenerator
    ) -> SkySatellite {
        let isInverting = link.downlink > link.uplink
        let translation =
            isInverting ? link.uplink + link.downlink : link.uplink - link.downlink
        return SkySatellite(
            name: name, longitude: longitude,
            inclination: .degrees(random.uniform(0.03...0.09)),
            eccentricity: random.uniform(1e-4...4e-4), drift: random.uniform(-0.005...0.005),
            phase: nil, positionSigma: Metres(1500), velocitySigma: MetresPerSecond(0.05),
            transponder: Transponder(
                translation: translation + offset, invertsSpectrum: isInverting,
                centre: link.uplink,
                bandwidth: .megahertz(36), polarisation: .horizontal, offsetSigma: Hertz(80),
                wander: Hertz(0.4), saturationFlux: Decibels(-84), eirp: Decibels(46),
                gainOverTemperature: Decibels(2), load: 0))
    }

    private static func carrier(
        _ name: String, _ place: Transmission.Place, at uplink: Hertz, eirp: Double,
        diameter: Double, of victim: SkySatellite
    ) -> Transmission {
        Transmission(
            name: name, place: place, frequency: uplink,
            waveform: .phaseKeyed(.qpsk, symbolRate: .kilohertz(60), rollOff: 0.25, bursts: nil),
            eirp: Decibels(eirp), diameter: Metres(diameter), polarisation: .horizontal,
            pointedAt: victim.name, schedule: [], isTerrestrial: false)
    }
}

extension Transmission.Place {
    /// A fixed place at 200 m, in degrees.
    fileprivate init(_ latitude: Double, _ longitude: Double) {
        self.init(
            latitude: latitude...latitude, longitude: longitude...longitude, height: 200...200)
    }
}

extension SkyReceiver {
    /// A second of a carrier of about 100 kHz with an antenna of nine metres.
    public static let usual = SkyReceiver(
        diameter: Metres(9), noiseTemperature: 120, sampleRate: .kilohertz(125),
        duration: Seconds(1.048576), format: "ci16_le", gainError: .zero, oscillatorOffset: .zero,
        delaySigma: Seconds(2.5e-6))
}
