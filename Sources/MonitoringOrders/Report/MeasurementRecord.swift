// What the figures of a report show of a measurement: spectra, the ambiguity surface, lines of position,
// residuals, directions. External characteristics only, thinned out to what a figure can show: from
// none of it can a signal be demodulated, and no field can hold what was said or sent (R6).

public import Quantities

/// The measurement of one task as its figures need it.
public struct MeasurementRecord: Hashable, Sendable {
    public var conditions: MeasurementConditions
    /// The victim's downlink first, then the adjacent one.
    public var spectra: [SpectrumRecord] = []
    public var waterfall: WaterfallRecord?
    public var correlation: CorrelationRecord?
    public var lines: [PositionLine] = []
    public var references: [ReferenceRecord] = []
    /// The victim satellite first.
    public var satellites: [SatelliteView] = []

    /// A record of the conditions; the details start empty.
    public init(conditions: MeasurementConditions) { self.conditions = conditions }
}

/// How and when was measured.
public struct MeasurementConditions: Hashable, Sendable {
    /// Beginning and end of the recordings of the target.
    public var begin: UTCInstant
    public var end: UTCInstant
    /// Complex samples per second.
    public var sampleRate: Hertz
    /// Integration time of spectra and correlation.
    public var integration: Seconds
    /// Width of a bin of the spectrum from which emissions were measured.
    public var resolution: Hertz
    public var antennaDiameter: Metres?
    /// Noise temperature of the system in kelvin.
    public var noiseTemperature: Double?

    /// Conditions of a measurement between two instants.
    public init(
        begin: UTCInstant, end: UTCInstant, sampleRate: Hertz, integration: Seconds,
        resolution: Hertz, antennaDiameter: Metres? = nil, noiseTemperature: Double? = nil
    ) {
        (self.begin, self.end, self.sampleRate) = (begin, end, sampleRate)
        (self.integration, self.resolution) = (integration, resolution)
        (self.antennaDiameter, self.noiseTemperature) = (antennaDiameter, noiseTemperature)
    }
}

/// Which of the two downlinks.
public enum SignalPath: String, Hashable, Sendable, CaseIterable {
    case victim, adjacent
}

/// A mean power spectrum.
public struct SpectrumRecord: Hashable, Sendable {
    public var path: SignalPath
    /// Radio frequency in the middle.
    public var centre: Hertz
    /// Distance of the levels in frequency.
    public var step: Hertz
    /// Power densities in dBFS/Hz, lowest frequency first; each the highest of its bins.
    public var levels: [Double]
    /// Density of the noise in dBFS/Hz, where it was measured.
    public var noiseFloor: MeasuredValue?

    /// A spectrum round a centre.
    public init(
        path: SignalPath, centre: Hertz, step: Hertz, levels: [Double],
        noiseFloor: MeasuredValue? = nil
    ) {
        (self.path, self.centre, self.step) = (path, centre, step)
        (self.levels, self.noiseFloor) = (levels, noiseFloor)
    }
}

/// Spectra one after the other.
public struct WaterfallRecord: Hashable, Sendable {
    public var centre: Hertz
    public var step: Hertz
    public var begin: UTCInstant
    /// Time from one row to the next.
    public var interval: Seconds
    /// Power densities in dBFS/Hz, earliest row first, lowest frequency first.
    public var rows: [[Double]]

    /// Rows of spectra round a centre.
    public init(
        centre: Hertz, step: Hertz, begin: UTCInstant, interval: Seconds, rows: [[Double]]
    ) {
        (self.centre, self.step, self.begin) = (centre, step, begin)
        (self.interval, self.rows) = (interval, rows)
    }
}

/// The correlation of both paths: its quality and the cross-ambiguity surface round the peak.
public struct CorrelationRecord: Hashable, Sendable {
    /// The peak as received; no delay of a carrier without bandwidth.
    public var timeDifference: Seconds?
    public var frequencyDifference: Hertz
    /// Output signal-to-noise ratio.
    public var outputRatio: Decibels
    /// Power of the peak over the median of the searched surface.
    public var peakOverMedian: Double
    /// Whether noise alone would reach the peak less often than was allowed.
    public var isSignificant: Bool
    /// Independent cells that were searched.
    public var cellsSearched: Double
    /// Lowest and highest frequency of the common signal from the centre of the victim's recording.
    public var band: ClosedRange<Double>
    /// The surface round the peak; `nil` where none was kept.
    public var surface: AmbiguityGrid?

    /// A correlation by its peak; without its surface.
    public init(
        timeDifference: Seconds?, frequencyDifference: Hertz, outputRatio: Decibels,
        peakOverMedian: Double, isSignificant: Bool, cellsSearched: Double,
        band: ClosedRange<Double>
    ) {
        (self.timeDifference, self.frequencyDifference) = (timeDifference, frequencyDifference)
        (self.outputRatio, self.peakOverMedian) = (outputRatio, peakOverMedian)
        (self.isSignificant, self.cellsSearched, self.band) = (isSignificant, cellsSearched, band)
    }
}

/// A piece of the cross-ambiguity surface.
public struct AmbiguityGrid: Hashable, Sendable {
    /// TDOA of the first row.
    public var firstDelay: Seconds
    /// From one row to the next.
    public var delayStep: Seconds
    /// FDOA of the first column.
    public var firstDoppler: Hertz
    /// From one column to the next.
    public var dopplerStep: Hertz
    /// Power in decibels over the median of the whole surface, one row for each delay.
    public var levels: [[Double]]

    /// A surface from its first cell, its steps and its levels.
    public init(
        firstDelay: Seconds, delayStep: Seconds, firstDoppler: Hertz, dopplerStep: Hertz,
        levels: [[Double]]
    ) {
        (self.firstDelay, self.delayStep) = (firstDelay, delayStep)
        (self.firstDoppler, self.dopplerStep) = (firstDoppler, dopplerStep)
        self.levels = levels
    }
}

/// A curve on the Earth on which one observable keeps its measured value.
public struct PositionLine: Hashable, Sendable {
    /// Which of the two differences of arrival.
    public enum Observable: String, Hashable, Sendable, CaseIterable {
        case tdoa, fdoa
    }
    public var observable: Observable
    public var points: [GeodeticPosition]

    /// A line of one observable.
    public init(observable: Observable, points: [GeodeticPosition]) {
        (self.observable, self.points) = (observable, points)
    }
}

/// What a reference emitter tells about the measurement.
public struct ReferenceRecord: Hashable, Sendable {
    public var emitter: String
    /// Measured less predicted at the known place, less the mean of all reference emitters.
    public var timeResidual: Seconds
    public var timeSigma: Seconds
    public var frequencyResidual: Hertz
    public var frequencySigma: Hertz
    /// How far from its known place it is found by the others; `nil` if it was not found.
    public var distance: Metres?
    /// Whether that ellipse of 95 % holds its known place.
    public var isInside: Bool?

    /// The residuals of an emitter.
    public init(
        emitter: String, timeResidual: Seconds, timeSigma: Seconds, frequencyResidual: Hertz,
        frequencySigma: Hertz, distance: Metres? = nil, isInside: Bool? = nil
    ) {
        (self.emitter, self.timeResidual, self.timeSigma) = (emitter, timeResidual, timeSigma)
        (self.frequencyResidual, self.frequencySigma) = (frequencyResidual, frequencySigma)
        (self.distance, self.isInside) = (distance, isInside)
    }
}

/// A satellite as it stands in the sky of the station, in the middle of the measurement.
public struct SatelliteView: Hashable, Sendable {
    public var name: String
    /// Clockwise from true north.
    public var azimuth: Angle
    public var elevation: Angle
    public var range: Metres
    /// The point of the ellipsoid below it.
    public var subPoint: GeodeticPosition
    /// Standard deviation of its position as its operator states it, each axis.
    public var positionSigma: Metres?

    /// A satellite in a direction.
    public init(
        name: String, azimuth: Angle, elevation: Angle, range: Metres,
        subPoint: GeodeticPosition, positionSigma: Metres? = nil
    ) {
        (self.name, self.azimuth, self.elevation) = (name, azimuth, elevation)
        (self.range, self.subPoint, self.positionSigma) = (range, subPoint, positionSigma)
    }
}
