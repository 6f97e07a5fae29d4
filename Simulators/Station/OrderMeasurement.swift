// Measures an order under a sky of its own: what is true there follows from the order's number and a seed, and the
// measuring side gets a briefing and receivers.

public import MonitoringOrders
public import Quantities
public import Sky

/// The measurement of orders at a simulated station.
public struct OrderMeasurement: Sendable {
    private let station: GeodeticPosition
    private let seed: UInt64

    /// A station's measurements under the skies of a seed.
    public init(station: GeodeticPosition, seed: UInt64) {
        (self.station, self.seed) = (station, seed)
    }

    /// True for an order with a geostationary satellite and both frequencies of its link.
    public func measures(_ form: OrderForm) -> Bool { link(of: form) != nil }

    /// The sky over an order: fixed by the order's number and the seed.
    ///
    /// - Parameters:
    ///   - form: the order's form.
    ///   - start: when the task begins; the truth does not depend on it.
    /// - Returns: `nil` for a form without a geostationary link.
    public func sky(for form: OrderForm, from start: UTCInstant) -> SimulatedSky? {
        link(of: form).map { link in
            let seed = form.number.description.utf8.fnv1a(from: 0xCBF2_9CE4_8422_2325 ^ seed)
            return SimulatedSky(
                SkyScenario(link: link, station: station, start: start, seed: seed), seed: seed)
        }
    }

    /// Plans and measures the task of an order.
    ///
    /// - Precondition: ``measures(_:)``.
    /// - Parameters:
    ///   - order: what is asked.
    ///   - start: when the task begins.
    ///   - folder: takes recordings and measurement.
    /// - Returns: the result for the desk.
    /// - Throws: `RecordingFaults`, `PropagationError`, errors of files.
    public func result(
        of order: Order, from start: UTCInstant, in folder: String
    ) throws -> TaskResult {
        guard let sky = sky(for: order.form, from: start) else {
            preconditionFailure("an order that is measured has a link")
        }
        let briefing = try sky.briefing()
        let measurement = try StationMeasurement(
            briefing, plan: try TaskPlanner(briefing).plan(), receivers: SkyReceivers(sky),
            folder: folder)
        let outcome = try measurement.run()
        let written = try outcome.writeDown(in: folder)
        return outcome.taskResult(
            of: briefing, files: written.files, measurement: written.measurement)
    }

    private func link(of form: OrderForm) -> VictimLink? {
        guard let longitude = form.satellite.longitude, let uplink = form.uplink,
            let downlink = form.downlink
        else { return nil }
        return VictimLink(
            satellite: form.satellite.name, longitude: longitude, uplink: uplink,
            downlink: downlink, isLocationRequested: form.isLocationRequested)
    }
}
