// How well the emitter of an order could be located, before anybody measures: one satellite sees a line, so a neighbour
// is supposed, and the figure says what was supposed. It advises and decides nothing.

import Geolocation
import Glibc
public import MonitoringOrders
public import Quantities
public import Reports

/// The error ellipse to expect of an order's location.
public struct LocationForecast: Hashable, Sendable {
    /// Where the emitter was supposed to stand, with the ellipse of 95 %.
    public var estimate: PositionEstimate
    /// True if letter h) says where; else the place of the receiving station was taken.
    public var isPlaceGiven: Bool
    /// What stands against such a measurement, in English.
    public var warnings: [String]
    /// None where the ellipse is larger than any map.
    public var map: Figure?

    /// How far east of the victim the neighbour is supposed to stand.
    public static let separation = Angle.degrees(3)
    /// The inclination supposed of both orbits; without any the frequency differences would say nothing.
    public static let inclination = Angle.degrees(0.05)
    /// Signal-to-noise ratios supposed through the victim and through the neighbour, and the length of a snapshot.
    public static let signal = (
        victim: Decibels(10), adjacent: Decibels(-30), integration: Seconds(1)
    )
    static let bandwidth = Hertz(1e6)
}

extension Desk {
    /// The ellipse to expect of the location that a form asks for.
    ///
    /// - Parameter form: the order; nothing of it is stored.
    /// - Returns: the forecast; `nil` if no location is asked for, or if orbital position, frequencies or any place on
    ///   the ground are not known.
    public func forecast(for form: OrderForm) -> LocationForecast? {
        let given = form.particulars[.h]?.place
        guard form.isLocationRequested, let longitude = form.satellite.longitude,
            let uplink = form.uplink, let downlink = form.downlink,
            let emitter = given ?? form.particulars[.r]?.place ?? form.particulars[.i]?.place
        else { return nil }
        let neighbour = longitude + LocationForecast.separation
        let plan = MeasurementPlan(
            station: configuration.station.position,
            satellites: SatellitePair(
                victim: .inclined(form.satellite.name, at: longitude, phase: .degrees(30)),
                adjacent: .inclined("neighbour", at: neighbour, phase: .degrees(120))),
            frequencies: LinkFrequencies(
                uplink: uplink, victimDownlink: downlink, adjacentDownlink: downlink),
            emitter: emitter,
            bounds: .stein(
                bandwidth: form.bandwidth ?? LocationForecast.bandwidth,
                integration: LocationForecast.signal.integration,
                victimSNR: LocationForecast.signal.victim,
                adjacentSNR: LocationForecast.signal.adjacent))
        let prediction = Locator(strategy: .uncorrected).predict(plan)
        let ellipse = prediction.ellipse
        let estimate = PositionEstimate(
            position: emitter,
            ellipse: GroundEllipse(
                semiMajor: ellipse.semiMajor, semiMinor: ellipse.semiMinor,
                azimuth: ellipse.azimuth, confidence: ellipse.confidence))
        // A figure of an ellipse larger than a continent says nothing.
        let isDrawn = ellipse.semiMajor.value < 1e6
        return LocationForecast(
            estimate: estimate, isPlaceGiven: given != nil, warnings: prediction.warnings,
            map: isDrawn ? forms.map(of: estimate, station: configuration.station) : nil)
    }
}

extension Particular {
    /// The place on the ground that the letter gives, at height zero.
    fileprivate var place: GeodeticPosition? {
        guard let latitude, let longitude else { return nil }
        return GeodeticPosition(latitude: latitude, longitude: longitude)
    }
}

extension ObservedSatellite {
    /// A nearly geostationary satellite in a circular orbit of small inclination, at a phase after its ascending node.
    fileprivate static func inclined(
        _ name: String, at longitude: Angle, phase: Angle
    ) -> ObservedSatellite {
        var position = Position<EarthFixed>.geostationary(longitude: longitude)
        let swing =
            (position.x * position.x + position.y * position.y).squareRoot()
            * LocationForecast.inclination.radians
        position.z = swing * sin(phase.radians)
        let velocity = Velocity<EarthFixed>(
            x: 0, y: 0, z: swing * cos(phase.radians) * 7.292_115e-5)
        return ObservedSatellite(
            name: name, state: StateVector(position: position, velocity: velocity))
    }
}
