// When there is no second satellite: the Doppler of one satellite over some hours, each time
// measured against a reference emitter that takes away the transponder's oscillator.

public import Quantities

/// One received frequency of the emitter and one of a reference emitter, through one satellite.
public struct FrequencyObservation: Hashable, Sendable {
    public var time: UTCInstant
    public var satellite: ObservedSatellite
    /// Nominal frequencies of the emitter.
    public var uplink, downlink: Hertz
    /// Received frequency less the nominal downlink.
    public var frequency: Measured<Hertz>
    public var reference: Reference

    /// The reference emitter at the same time.
    public struct Reference: Hashable, Sendable {
        public var position: GeodeticPosition
        /// Nominal frequencies.
        public var uplink, downlink: Hertz
        /// Received frequency less the nominal downlink.
        public var frequency: Measured<Hertz>

        /// A reference emitter and its received frequency.
        public init(
            position: GeodeticPosition, uplink: Hertz, downlink: Hertz, frequency: Measured<Hertz>
        ) {
            (self.position, self.uplink) = (position, uplink)
            (self.downlink, self.frequency) = (downlink, frequency)
        }
    }

    /// One epoch.
    public init(
        time: UTCInstant, satellite: ObservedSatellite, uplink: Hertz, downlink: Hertz,
        frequency: Measured<Hertz>, reference: Reference
    ) {
        (self.time, self.satellite, self.uplink) = (time, satellite, uplink)
        (self.downlink, self.frequency, self.reference) = (downlink, frequency, reference)
    }
}

/// What one satellite showed of an emitter over some hours.
public struct FrequencySeries: Hashable, Sendable {
    public var id: String
    public var station: GeodeticPosition
    public var height: HeightPrior
    /// The epochs, three at least.
    public var observations: [FrequencyObservation]
    public var model: PropagationModel

    /// A series of epochs.
    public init(
        id: String, station: GeodeticPosition, height: HeightPrior,
        observations: [FrequencyObservation], model: PropagationModel = .lightTime
    ) {
        (self.id, self.station, self.height) = (id, station, height)
        (self.observations, self.model) = (observations, model)
    }
}

extension Locator {
    /// Locates an emitter from one satellite's Doppler at several epochs.
    ///
    /// - Parameter series: the epochs, all of one emitter.
    /// - Returns: all solutions in view of the satellite.
    public func locate(_ series: FrequencySeries) -> LocationResult {
        locate(
            series.observations, id: series.id, station: series.station, height: series.height,
            model: series.model)
    }

    /// Locates an emitter of steady frequency from one satellite's Doppler at several epochs.
    ///
    /// The emitter's own frequency is known nominally only: its offset is an unknown, so that at
    /// least three epochs are needed, spread over hours.
    ///
    /// - Parameters:
    ///   - observations: the epochs, all of one emitter.
    ///   - id: name of the result.
    ///   - station: where all were received.
    ///   - height: what is known of the emitter's height.
    ///   - model: the forward model.
    /// - Returns: all solutions in view of the satellite.
    public func locate(
        _ observations: [FrequencyObservation], id: String, station: GeodeticPosition,
        height: HeightPrior, model: PropagationModel = .lightTime
    ) -> LocationResult {
        let faults = observations.enumerated().flatMap { index, observation in
            observation.faults(key: "observations[\(index)]", station: station, height: height)
        }
        guard faults.isEmpty, observations.count >= 3 else {
            let few = "three epochs at least are needed, \(observations.count) given"
            return .refusal(
                id: id, reasons: faults.isEmpty ? [few] : faults.map(\.description),
                method: .singleSatellite, model: model)
        }
        let assembly = JointAssembly(
            observations, station: station, height: height, model: model)
        return Estimation(
            id: id, assembly: assembly, method: .singleSatellite, model: model,
            warnings: ["the emitter's own frequency is assumed steady over all epochs"]
        ).result()
    }
}

extension FrequencyObservation {
    /// The same limits as for pairs, through an observation that holds the same values.
    fileprivate func faults(
        key: String, station: GeodeticPosition, height: HeightPrior
    ) -> [ObservationFault] {
        func frequencies(_ up: Hertz, _ down: Hertz) -> LinkFrequencies {
            LinkFrequencies(uplink: up, victimDownlink: down, adjacentDownlink: down)
        }
        let twin = Observation(
            id: key, station: station,
            satellites: SatellitePair(victim: satellite, adjacent: satellite),
            frequencies: frequencies(uplink, downlink),
            measurement: Measurement(tdoa: nil, fdoa: frequency), height: height,
            references: [
                ReferenceEmitter(
                    name: "reference", position: reference.position,
                    frequencies: frequencies(reference.uplink, reference.downlink),
                    measurement: Measurement(tdoa: nil, fdoa: reference.frequency))
            ])
        return twin.faults.map { ObservationFault(key: "\(key).\($0.key)", message: $0.message) }
    }
}
