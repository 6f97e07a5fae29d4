// From what was measured to what the figures of a report show: thinned out to a few hundred values, rounded to what
// a figure can tell.

public import Geolocation
import Glibc
public import MonitoringOrders
public import Quantities
public import Signals

/// What a record is made from.
public struct MeasurementSource: Sendable {
    private let victim: Recording
    private let emissions: MeasurementResult
    private let downlink: Hertz
    private var adjacent: Recording?
    private var correlation: CorrelationResult?
    private var observation: Observation?
    private var location: LocationResult?
    /// Diameter of the antennas and noise temperature of the system, where known.
    public var receiver: (diameter: Metres, noiseTemperature: Double)?

    private static let spectrumLevels = 512
    private static let (waterfallRows, waterfallBins) = (48, 128)

    /// A source with the victim's path alone.
    ///
    /// - Parameters:
    ///   - victim: the recording of the victim's downlink.
    ///   - emissions: what was measured of it.
    ///   - downlink: nominal frequency at its centre.
    public init(victim: Recording, emissions: MeasurementResult, downlink: Hertz) {
        (self.victim, self.emissions, self.downlink) = (victim, emissions, downlink)
    }

    /// Adds the adjacent path and what both together gave.
    public mutating func add(
        adjacent: Recording, _ correlation: CorrelationResult, _ observation: Observation?,
        _ location: LocationResult?
    ) {
        (self.adjacent, self.correlation) = (adjacent, correlation)
        (self.observation, self.location) = (observation, location)
    }

    /// The record.
    ///
    /// - Throws: `RecordingFaults` if samples cannot be read again.
    public func record() throws(RecordingFaults) -> MeasurementRecord {
        let begin = victim.start?.instant ?? observation?.time ?? UTCInstant(secondsSince1970: 0)
        var record = MeasurementRecord(
            conditions: MeasurementConditions(
                begin: begin, end: begin + victim.length, sampleRate: victim.sampleRate,
                integration: victim.length, resolution: emissions.resolution,
                antennaDiameter: receiver?.diameter,
                noiseTemperature: receiver?.noiseTemperature))
        record.spectra = [victimSpectrum]
        record.waterfall = try waterfall(begin: begin)
        if let adjacent, let observation {
            record.spectra.append(
                try spectrum(of: adjacent, centre: observation.frequencies.adjacentDownlink))
        }
        record.correlation = correlation.map(CorrelationRecord.init)
        record.lines = (location?.lines ?? []).map(PositionLine.init)
        if let observation {
            record.references = ReferenceCheck(observation).records
            record.satellites = [
                observation.satellites.victim, observation.satellites.adjacent,
            ].map { SatelliteView($0, from: observation.station) }
        }
        return record
    }

    private var victimSpectrum: SpectrumRecord {
        var group = 1
        while emissions.spectrum.count / group > Self.spectrumLevels { group *= 2 }
        let levels = stride(from: 0, to: emissions.spectrum.count, by: group).map { first in
            let bins = emissions.spectrum[first..<min(first + group, emissions.spectrum.count)]
            return (bins.max() ?? 0).rounded(toTenths: ())
        }
        let floor = emissions.noiseFloor
        return SpectrumRecord(
            path: .victim, centre: downlink, step: Double(group) * emissions.resolution,
            levels: levels,
            noiseFloor: MeasuredValue(
                value: floor.value.value, unit: "dBFS/Hz",
                expandedUncertainty: floor.expandedUncertainty.value,
                coverageFactor: floor.coverageFactor))
    }

    private func spectrum(of recording: Recording, centre: Hertz) throws(RecordingFaults)
        -> SpectrumRecord
    {
        let whole = try Waterfall(of: recording, rows: 1, bins: Self.spectrumLevels)
        return SpectrumRecord(
            path: .adjacent, centre: centre, step: whole.resolution,
            levels: whole.rows.first?.map { $0.rounded(toTenths: ()) } ?? [])
    }

    private func waterfall(begin: UTCInstant) throws(RecordingFaults) -> WaterfallRecord {
        let measured = try Waterfall(
            of: victim, rows: Self.waterfallRows, bins: Self.waterfallBins)
        return WaterfallRecord(
            centre: downlink, step: measured.resolution, begin: begin,
            interval: measured.interval,
            rows: measured.rows.map { $0.map { $0.rounded(toTenths: ()) } })
    }
}

extension CorrelationRecord {
    /// A correlation with the surface round its peak.
    fileprivate init(_ result: CorrelationResult) {
        self.init(
            timeDifference: result.tdoa, frequencyDifference: result.fdoa,
            outputRatio: result.snr, peakOverMedian: result.peakOverMedian,
            isSignificant: result.significant, cellsSearched: result.cellsSearched,
            band: result.band)
        let (delays, dopplers) = (result.surface.delays, result.surface.dopplers)
        guard delays.count > 1, dopplers.count > 1,
            delays.count * dopplers.count <= Limits.figureValues
        else { return }
        surface = AmbiguityGrid(
            firstDelay: delays[0], delayStep: delays[1] - delays[0], firstDoppler: dopplers[0],
            dopplerStep: dopplers[1] - dopplers[0],
            levels: result.surface.power.map { row in
                row.map { (10 * log10(max(Double($0), 0.1))).rounded(toTenths: ()) }
            })
    }
}

extension PositionLine {
    fileprivate init(_ line: LineOfPosition) {
        self.init(
            observable: line.observable == .tdoa ? .tdoa : .fdoa,
            // A hundred-thousandth of a degree is a metre.
            points: line.points.map { point in
                GeodeticPosition(
                    latitude: .degrees((point.latitude.degrees * 1e5).rounded() / 1e5),
                    longitude: .degrees((point.longitude.degrees * 1e5).rounded() / 1e5))
            })
    }
}

extension SatelliteView {
    fileprivate init(_ satellite: ObservedSatellite, from station: GeodeticPosition) {
        let position = satellite.state.position
        let direction = SkyDirection(from: station, to: position)
        var below = position.geodetic
        below.height = .zero
        self.init(
            name: satellite.name, azimuth: direction.azimuth, elevation: direction.elevation,
            range: direction.range, subPoint: below,
            positionSigma: satellite.covariance.map { covariance in
                let diagonal = [0, 7, 14].map { covariance.entries[$0] }
                return Metres((diagonal.reduce(0, +) / 3).squareRoot())
            })
    }
}

extension Double {
    /// The nearest tenth, as a figure shows it.
    fileprivate func rounded(toTenths: Void) -> Double { (self * 10).rounded() / 10 }
}
