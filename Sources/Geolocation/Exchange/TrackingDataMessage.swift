// Differences of arrival as a CCSDS Tracking Data Message (503.0-B-2, KVN): VLBI_DELAY is the
// TDOA and RECEIVE_FREQ the FDOA of a SINGLE_DIFF segment, path 2 less path 1 as everywhere here.

public import Quantities

/// A tracking data message with time and frequency differences of arrival.
public struct TrackingDataMessage: Hashable, Sendable {
    /// One value of one observable.
    public enum Datum: Hashable, Sendable {
        /// `VLBI_DELAY`: arrival by path 2 less arrival by path 1.
        case tdoa(Seconds)
        /// `RECEIVE_FREQ` of a single difference: path 2 less path 1.
        case fdoa(Hertz)
    }

    /// One measurement with its time tag at reception.
    public struct Entry: Hashable, Sendable {
        public var time: UTCInstant
        public var datum: Datum

        /// A measurement at a time.
        public init(time: UTCInstant, datum: Datum) { (self.time, self.datum) = (time, datum) }
    }

    /// The measurements of one emitter through one pair of satellites at one station.
    public struct Segment: Hashable, Sendable {
        public var comments: [String]
        public var emitter: String
        public var victim: String
        public var adjacent: String
        public var station: String
        /// Length of each snapshot; its middle is the time tag.
        public var integration: Seconds?
        public var entries: [Entry]

        /// A segment.
        public init(
            comments: [String] = [], emitter: String, victim: String, adjacent: String,
            station: String, integration: Seconds? = nil, entries: [Entry]
        ) {
            (self.comments, self.emitter, self.victim) = (comments, emitter, victim)
            (self.adjacent, self.station) = (adjacent, station)
            (self.integration, self.entries) = (integration, entries)
        }
    }

    public var created: UTCInstant
    public var originator: String
    public var segments: [Segment]

    /// A message of given segments.
    public init(created: UTCInstant, originator: String, segments: [Segment]) {
        (self.created, self.originator, self.segments) = (created, originator, segments)
    }

    /// The message of observations: a segment for each emitter, reference emitters included.
    ///
    /// Gives `nil` if an observation has no time.
    ///
    /// - Parameters:
    ///   - observations: snapshots; each must carry its time.
    ///   - created: when the message is made.
    ///   - originator: who makes it.
    ///   - station: the station's name.
    public init?(
        _ observations: [Observation], created: UTCInstant, originator: String, station: String
    ) {
        var segments: [Segment] = []
        for observation in observations {
            guard let time = observation.time else { return nil }
            let pair = observation.satellites
            func segment(_ emitter: String, _ measurement: Measurement) -> Segment {
                Segment(
                    comments: measurement.comments, emitter: emitter, victim: pair.victim.name,
                    adjacent: pair.adjacent.name, station: station,
                    entries: measurement.entries(at: time))
            }
            segments.append(segment(observation.id, observation.measurement))
            segments += observation.references.map { segment($0.name, $0.measurement) }
        }
        self.init(created: created, originator: originator, segments: segments)
    }
}

extension Measurement {
    fileprivate var comments: [String] {
        var comments: [String] = []
        if let tdoa { comments.append("standard deviation of VLBI_DELAY \(tdoa.sigma.value) s") }
        if let fdoa { comments.append("standard deviation of RECEIVE_FREQ \(fdoa.sigma.value) Hz") }
        return comments
    }

    fileprivate func entries(at time: UTCInstant) -> [TrackingDataMessage.Entry] {
        let values = [
            tdoa.map { TrackingDataMessage.Datum.tdoa($0.value) },
            fdoa.map { TrackingDataMessage.Datum.fdoa($0.value) },
        ]
        return values.compactMap { $0.map { .init(time: time, datum: $0) } }
    }
}

extension TrackingDataMessage {
    /// The message in key-value notation. Names lose line breaks and commas, which KVN forbids.
    public var kvn: String {
        var lines = [
            "CCSDS_TDM_VERS = 2.0", "CREATION_DATE = \(created)",
            "ORIGINATOR = \(Self.plain(originator))",
        ]
        for segment in segments { lines += Self.lines(segment) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ segment: Segment) -> [String] {
        let participants = [segment.emitter, segment.victim, segment.adjacent, segment.station]
        var lines = ["META_START"]
        lines += segment.comments.map { "COMMENT \(plain($0))" }
        lines.append("TIME_SYSTEM = UTC")
        for (index, name) in participants.enumerated() {
            lines.append("PARTICIPANT_\(index + 1) = \(plain(name))")
        }
        lines += [
            "MODE = SINGLE_DIFF", "PATH_1 = 1,2,4", "PATH_2 = 1,3,4", "TIMETAG_REF = RECEIVE",
        ]
        if let integration = segment.integration {
            lines += [
                "INTEGRATION_INTERVAL = \(integration.value)", "INTEGRATION_REF = MIDDLE",
            ]
        }
        lines += ["FREQ_OFFSET = 0.0", "META_STOP", "DATA_START"]
        for entry in segment.entries.sorted(by: { $0.time < $1.time }) {
            switch entry.datum {
            case .tdoa(let value): lines.append("VLBI_DELAY = \(entry.time) \(value.value)")
            case .fdoa(let value): lines.append("RECEIVE_FREQ = \(entry.time) \(value.value)")
            }
        }
        return lines + ["DATA_STOP"]
    }

    private static func plain(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            scalar.isASCII && scalar.value >= 0x20 && scalar != "," ? Character(scalar) : "_"
        }
        return kept.isEmpty ? "UNKNOWN" : String(kept)
    }
}
