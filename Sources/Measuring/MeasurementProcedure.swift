// How a task was measured, written down so that anyone who has the recordings and the ephemerides can do it
// again: which files, which searches, what was known before. It holds no result.

public import Geolocation
public import Quantities
public import Signals

/// Everything between a task's files and its result.
public struct MeasurementProcedure: Hashable, Sendable {
    public var station: GeodeticPosition
    /// The instant that the states of the satellites belong to: the middle of the recordings.
    public var middle: UTCInstant
    public var victim: Satellite
    /// `nil` where nothing was to be located or no neighbour was heard.
    public var adjacent: Satellite?
    public var target: Step
    public var references: [Step] = []
    /// The height at which the emitter was looked for.
    public var height: HeightPrior
    public var biasPrior: BiasPrior?

    /// A procedure for a target; reference emitters are added.
    public init(
        station: GeodeticPosition, middle: UTCInstant, victim: Satellite, adjacent: Satellite?,
        target: Step, height: HeightPrior, biasPrior: BiasPrior?
    ) {
        (self.station, self.middle, self.victim) = (station, middle, victim)
        (self.adjacent, self.target) = (adjacent, target)
        (self.height, self.biasPrior) = (height, biasPrior)
    }

    /// A satellite with the file of its operator.
    public struct Satellite: Hashable, Sendable {
        public var name: String
        /// Name of the file with its ephemeris or elements, without folder.
        public var ephemeris: String
        /// True if its transponder turns the spectrum round.
        public var invertsSpectrum: Bool

        /// A satellite with its ephemeris.
        public init(name: String, ephemeris: String, invertsSpectrum: Bool) {
            (self.name, self.ephemeris) = (name, ephemeris)
            self.invertsSpectrum = invertsSpectrum
        }
    }

    /// One emission in the recordings of one or both paths.
    public struct Step: Hashable, Sendable {
        public var name: String
        /// Where a reference emitter stands.
        public var position: GeodeticPosition?
        public var frequencies: LinkFrequencies
        /// Names of the metadata files, the victim's first, without folder.
        public var recordings: [String]
        public var search: SignalSearch

        /// An emission and how it is looked for.
        public init(
            name: String, position: GeodeticPosition?, frequencies: LinkFrequencies,
            recordings: [String], search: SignalSearch
        ) {
            (self.name, self.position, self.frequencies) = (name, position, frequencies)
            (self.recordings, self.search) = (recordings, search)
        }
    }

    /// Every file that it needs, itself included.
    public var files: [String] {
        let metadata = ([target] + references).flatMap(\.recordings)
        let recordings = metadata.flatMap { name in
            [name, name.replacing(".sigmf-meta", with: ".sigmf-data")]
        }
        return recordings + [victim, adjacent].compactMap { $0?.ephemeris } + [Self.fileName]
    }

    /// The name of its file in a task's folder.
    public static let fileName = "procedure.json"
}
