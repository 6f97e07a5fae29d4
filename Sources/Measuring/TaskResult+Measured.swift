// From what was measured to the result that the officer gets.

public import Geolocation
public import MonitoringOrders
public import Quantities
public import Signals

extension MeasuredEmission {
    /// An emission of a recording.
    ///
    /// - Parameters:
    ///   - emission: as measured, relative to the centre of the recording.
    ///   - downlink: frequency at that centre.
    ///   - span: when it was observed.
    public init(_ emission: Emission, downlink: Hertz, during span: ClosedRange<UTCInstant>) {
        self.init(
            observedFrom: span.lowerBound, observedTo: span.upperBound,
            centreFrequency: MeasuredValue(emission.centre, plus: downlink.value, unit: "Hz"))
        occupiedBandwidth = MeasuredValue(emission.occupiedBandwidth, unit: "Hz")
        level = MeasuredValue(emission.level, unit: "dBFS")
        carrierToNoise = MeasuredValue(emission.carrierToNoise, unit: "dB")
        symbolRate = emission.symbolRate.map { MeasuredValue($0, unit: "Bd") }
        drift = MeasuredValue(emission.drift, unit: "Hz/s")
        modulationClass =
            emission.confidence > 0.8 && emission.modulation != .unknown
            ? emission.modulation.rawValue.uppercased() : nil
    }
}

extension MeasuredValue {
    /// A measured value with its expanded uncertainty.
    fileprivate init<Value: Quantity>(
        _ measured: Signals.Measured<Value>, plus offset: Double = 0, unit: String
    ) {
        self.init(
            value: measured.value.value + offset, unit: unit,
            expandedUncertainty: measured.expandedUncertainty.value,
            coverageFactor: measured.coverageFactor)
    }
}

extension PositionEstimate {
    /// A solution of the locator as the report has it.
    public init(_ solution: Solution) {
        self.init(
            position: solution.position,
            ellipse: GroundEllipse(
                semiMajor: solution.ellipse.semiMajor, semiMinor: solution.ellipse.semiMinor,
                azimuth: solution.ellipse.azimuth, confidence: solution.ellipse.confidence),
            residual: solution.residualSigma)
    }
}

extension GeolocationStatement {
    /// What a location says of an observation.
    ///
    /// - Parameters:
    ///   - location: the answer of the locator.
    ///   - observation: what it rests on.
    ///   - source: where the ephemerides are from.
    ///   - notes: what the reader must know besides.
    public init(
        _ location: LocationResult, of observation: Observation, ephemerides source: String,
        notes: [String]
    ) {
        let (pair, links) = (observation.satellites, observation.frequencies)
        let target = MonitoringOrders.Observable(
            "emitter under investigation", nil, links, observation.measurement)
        let references = observation.references.map {
            MonitoringOrders.Observable($0.name, $0.position, $0.frequencies, $0.measurement)
        }
        self.init(
            estimates: location.solutions.map(PositionEstimate.init), method: location.method.name,
            sources: location.method.sources,
            satellites: [
                (pair.victim, links.victimDownlink), (pair.adjacent, links.adjacentDownlink),
            ].map { satellite, downlink in
                SatelliteUsed(
                    name: satellite.name, longitude: satellite.state.position.geodetic.longitude,
                    downlink: downlink, ephemerisSource: source)
            },
            observables: ([target] + references).compactMap(\.self),
            time: observation.time ?? UTCInstant(secondsSince1970: 0),
            includesEphemerisError: location.ephemerisIncluded, notes: location.warnings + notes)
    }
}

extension TaskResult {
    /// The result of a procedure, for the operator to look at before he hands it over.
    ///
    /// - Parameters:
    ///   - measured: what the procedure gave.
    ///   - files: what it rests on.
    ///   - measurement: the file behind the figures.
    public init(_ measured: TaskMeasurement, files: [FileDigest], measurement: FileDigest) {
        let isLocating = measured.target != nil
        let observed = !measured.emissions.emissions.isEmpty
        let resultClass: ResultClass =
            switch measured.location?.outcome {
            case .located: .located
            case .areaOnly: .areaOnly
            case .lineOfPosition: .lineOfPosition
            case .notLocated: .notLocated
            case nil: observed ? (isLocating ? .notLocated : .measured) : .notObserved
            }
        self.init(resultClass: resultClass)
        if ![.located, .measured].contains(resultClass) {
            let words = measured.location?.reasons.joined(separator: "; ") ?? ""
            reason = words.isEmpty ? "no common signal was found on both paths" : words
        }
        let span = measured.span
        emissions = measured.emissions.emissions.prefix(8).map {
            MeasuredEmission($0, downlink: measured.downlink, during: span)
        }
        (recordings, self.measurement) = (files, measurement)
        if let location = measured.location, let observation = measured.observation {
            geolocation = GeolocationStatement(
                location, of: observation, ephemerides: "file of the operator", notes: [])
        }
    }
}

extension MonitoringOrders.Observable {
    /// `nil` where one of both differences was not measured.
    fileprivate init?(
        _ name: String, _ position: GeodeticPosition?, _ frequencies: LinkFrequencies,
        _ measurement: Geolocation.Measurement
    ) {
        guard let delay = measurement.tdoa, let frequency = measurement.fdoa else { return nil }
        self.init(
            emitter: name, position: position, uplink: frequencies.uplink,
            timeDifference: delay.value, timeDifferenceSigma: delay.sigma,
            frequencyDifference: frequency.value, frequencyDifferenceSigma: frequency.sigma)
    }
}
