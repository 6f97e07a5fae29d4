// The final report of one task (clause 3.2.1.4): made by the Administration, sent to ITU alone.
// It describes external characteristics of emissions only; no field can hold what was said or
// sent over them (RR Nos. 17.2 and 17.3, R6).

public import Quantities

/// What a completed task found (R50). All of these are results that need a report.
public enum ResultClass: String, Hashable, Sendable, Codable, CaseIterable {
    case located
    case areaOnly
    case lineOfPosition
    case notLocated
    case notObserved
    /// Monitoring data without a location, as orders under No. 11.41 ask for.
    case measured
}

/// A measured value with its expanded uncertainty (coverage factor k).
public struct MeasuredValue: Hashable, Sendable, Codable {
    public var value: Double
    /// SI symbol, or `dBW/m2` and the like.
    public var unit: String
    /// Half-width of the coverage interval, in the same unit (dB for levels).
    public var expandedUncertainty: Double?
    public var coverageFactor: Double?

    /// A value with its unit and, where known, its uncertainty.
    public init(
        value: Double, unit: String, expandedUncertainty: Double? = nil,
        coverageFactor: Double? = nil
    ) {
        (self.value, self.unit) = (value, unit)
        (self.expandedUncertainty, self.coverageFactor) = (expandedUncertainty, coverageFactor)
    }
}

/// One emission as measured from outside.
public struct MeasuredEmission: Hashable, Sendable, Codable {
    public var observedFrom: UTCInstant
    public var observedTo: UTCInstant
    /// Downlink centre frequency in hertz.
    public var centreFrequency: MeasuredValue
    public var occupiedBandwidth: MeasuredValue?
    /// Power relative to full scale, dBFS.
    public var level: MeasuredValue?
    /// Carrier to noise ratio in decibels.
    public var carrierToNoise: MeasuredValue?
    public var polarisation: Polarisation?
    /// Symbols per second, in baud.
    public var symbolRate: MeasuredValue?
    /// Drift of the centre during the recording, in hertz per second.
    public var drift: MeasuredValue?
    /// Class of modulation as seen from outside, for example `QPSK`.
    public var modulationClass: String?

    /// An emission observed in a span of time.
    public init(observedFrom: UTCInstant, observedTo: UTCInstant, centreFrequency: MeasuredValue) {
        (self.observedFrom, self.observedTo) = (observedFrom, observedTo)
        self.centreFrequency = centreFrequency
    }
}

/// A confidence ellipse on the ground.
public struct GroundEllipse: Hashable, Sendable, Codable {
    public var semiMajor: Metres
    public var semiMinor: Metres
    /// Direction of the major axis, clockwise from true north, 0 to 180 degrees.
    public var azimuth: Angle
    /// Probability that the ellipse is claimed to hold the emitter, for example 0.95.
    public var confidence: Double

    /// An ellipse from its half axes.
    public init(semiMajor: Metres, semiMinor: Metres, azimuth: Angle, confidence: Double) {
        (self.semiMajor, self.semiMinor) = (semiMajor, semiMinor)
        (self.azimuth, self.confidence) = (azimuth, confidence)
    }
}

/// A position with its error ellipse; the first of a list is the best.
public struct PositionEstimate: Hashable, Sendable, Codable {
    public var position: GeodeticPosition
    public var ellipse: GroundEllipse
    /// Root mean square of the residuals in units of their standard deviation.
    public var residual: Double?

    /// An estimate from its position and ellipse.
    public init(position: GeodeticPosition, ellipse: GroundEllipse, residual: Double? = nil) {
        (self.position, self.ellipse, self.residual) = (position, ellipse, residual)
    }
}

/// A satellite that was used for the location.
public struct SatelliteUsed: Hashable, Sendable, Codable {
    public var name: String
    public var longitude: Angle
    public var downlink: Hertz
    public var ephemerisSource: String

    /// A satellite by name and sub-satellite longitude.
    public init(name: String, longitude: Angle, downlink: Hertz, ephemerisSource: String) {
        (self.name, self.longitude) = (name, longitude)
        (self.downlink, self.ephemerisSource) = (downlink, ephemerisSource)
    }
}

/// A measured pair of time and frequency differences, path 2 minus path 1.
public struct Observable: Hashable, Sendable, Codable {
    /// The emitter under investigation, or the name of a reference emitter.
    public var emitter: String
    public var position: GeodeticPosition?
    public var uplink: Hertz
    public var timeDifference: Seconds
    public var timeDifferenceSigma: Seconds
    public var frequencyDifference: Hertz
    public var frequencyDifferenceSigma: Hertz

    /// An observable of a named emitter; the position is given for reference emitters only.
    public init(
        emitter: String, position: GeodeticPosition?, uplink: Hertz, timeDifference: Seconds,
        timeDifferenceSigma: Seconds, frequencyDifference: Hertz, frequencyDifferenceSigma: Hertz
    ) {
        (self.emitter, self.position, self.uplink) = (emitter, position, uplink)
        (self.timeDifference, self.timeDifferenceSigma) = (timeDifference, timeDifferenceSigma)
        self.frequencyDifference = frequencyDifference
        self.frequencyDifferenceSigma = frequencyDifferenceSigma
    }
}

/// Geolocation information: obtained, or stated as not obtained with the reason (R78).
public struct GeolocationStatement: Hashable, Sendable, Codable {
    /// Best first; mirror solutions are kept.
    public var estimates: [PositionEstimate]
    public var method: String
    /// Papers, Recommendations and handbook sections that the method rests on.
    public var sources: [String]
    public var satellites: [SatelliteUsed]
    public var observables: [Observable]
    public var time: UTCInstant
    /// True if the ellipse includes the errors of the ephemerides.
    public var includesEphemerisError: Bool
    public var notes: [String]

    /// A statement on how and from what the estimates were made.
    public init(
        estimates: [PositionEstimate], method: String, sources: [String],
        satellites: [SatelliteUsed], observables: [Observable], time: UTCInstant,
        includesEphemerisError: Bool, notes: [String] = []
    ) {
        (self.estimates, self.method, self.sources) = (estimates, method, sources)
        (self.satellites, self.observables, self.time) = (satellites, observables, time)
        (self.includesEphemerisError, self.notes) = (includesEphemerisError, notes)
    }
}

/// A file named by its digest: a recording that can be measured again, or an attachment.
public struct FileDigest: Hashable, Sendable, Codable {
    public var fileName: String
    /// SHA-256 in 64 hexadecimal digits.
    public var sha256: String

    /// A file by name and digest.
    public init(fileName: String, sha256: String) {
        (self.fileName, self.sha256) = (fileName, sha256)
    }
}

/// What the station hands to the officer when a task's work is done.
public struct TaskResult: Hashable, Sendable, Codable {
    public var resultClass: ResultClass
    /// Why nothing was located or observed; mandatory for every class but `located` and `measured`.
    public var reason: String?
    public var emissions: [MeasuredEmission]
    public var geolocation: GeolocationStatement?
    /// Every file that the result rests on: recordings, ephemerides, the procedure.
    public var recordings: [FileDigest]
    /// The measurement behind the figures, kept beside the recordings.
    public var measurement: FileDigest?
    /// Antenna, receiver, integration and weather in words.
    public var conditions: String?

    /// A result of a class; the details start empty.
    public init(resultClass: ResultClass, reason: String? = nil) {
        (self.resultClass, self.reason) = (resultClass, reason)
        (emissions, recordings) = ([], [])
    }

    /// True if the result says what its class demands: a position where one is claimed, a reason
    /// where none is (R78).
    public var isComplete: Bool {
        switch resultClass {
        case .located, .areaOnly: !(geolocation?.estimates.isEmpty ?? true)
        case .measured: !emissions.isEmpty
        case .lineOfPosition, .notLocated, .notObserved: !(reason?.isEmpty ?? true)
        }
    }
}

/// The link whose service suffers the interference, as the order gives it.
public struct AffectedLink: Hashable, Sendable, Codable {
    public var uplink: Hertz?
    public var downlink: Hertz?
    public var bandwidth: Hertz?
    public var uplinkPolarisation: Polarisation?
    public var downlinkPolarisation: Polarisation?
    public var service: String?
    /// The assignment recorded under RR No. 11.41 that is involved.
    public var assignmentUnder1141: String?

    /// A link; what is not known stays empty.
    public init() {}

    /// The link of an order's form.
    public init(_ form: OrderForm) {
        (uplink, downlink, bandwidth) = (form.uplink, form.downlink, form.bandwidth)
        uplinkPolarisation = form.uplinkPolarisation
        downlinkPolarisation = form.downlinkPolarisation
        (service, assignmentUnder1141) = (form.service, form.assignmentUnder1141)
    }

    /// Uplink less downlink.
    public var translation: Hertz? {
        uplink.flatMap { uplink in downlink.map { uplink - $0 } }
    }
}

/// The final report, frozen when released; a correction is a numbered revision (R51).
public struct FinalReport: Hashable, Sendable, Codable {
    public var order: OrderNumber
    public var reference: ReferenceNumber
    /// 0 for the report itself, then 1, 2, ...
    public var revision: Int
    public var kind: OrderKind
    public var category: Category
    public var satellite: VictimSatellite
    /// `nil` in reports that were made before it was part of them.
    public var link: AffectedLink?
    public var particulars: Particulars
    public var result: TaskResult
    /// The officer's conclusion.
    public var conclusion: String
    /// The task's actual beginning and end.
    public var taskStarted: UTCInstant
    public var taskCompleted: UTCInstant
    public var approvedBy: String
    public var approvedAt: UTCInstant

    /// A report from the order it answers and the approved result.
    public init(
        order: OrderNumber, reference: ReferenceNumber, revision: Int, kind: OrderKind,
        category: Category, satellite: VictimSatellite, particulars: Particulars,
        result: TaskResult, conclusion: String, taskStarted: UTCInstant,
        taskCompleted: UTCInstant, approvedBy: String, approvedAt: UTCInstant
    ) {
        (self.order, self.reference, self.revision) = (order, reference, revision)
        (self.kind, self.category, self.satellite) = (kind, category, satellite)
        (self.particulars, self.result, self.conclusion) = (particulars, result, conclusion)
        (self.taskStarted, self.taskCompleted) = (taskStarted, taskCompleted)
        (self.approvedBy, self.approvedAt) = (approvedBy, approvedAt)
    }

    /// The form the report follows; no conformity with the details of SM.2181 is claimed (R80).
    public static let formBasis = "Report ITU-R SM.2181, RR Appendix 10"
}

/// A final report as the Bureau files it. A correspondent without Vigia sends it as attachments, and
/// then there is no structured report to file.
public struct FiledReport: Hashable, Sendable, Codable {
    public var reference: ReferenceNumber
    /// 0 for the report itself, then 1, 2, ...
    public var revision: Int
    public var report: FinalReport?
    public var attachments: [FileDigest]

    /// A report with its attachments.
    public init(
        reference: ReferenceNumber, revision: Int, report: FinalReport?, attachments: [FileDigest]
    ) {
        (self.reference, self.revision) = (reference, revision)
        (self.report, self.attachments) = (report, attachments)
    }
}
