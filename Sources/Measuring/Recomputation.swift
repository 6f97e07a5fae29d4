// A report compared with what its own files give when they are measured again.

import Geolocation
public import MonitoringOrders
public import Quantities
import Signals

/// What stands in a report beside what came out again.
public struct Recomputation: Hashable, Sendable {
    /// One value of both.
    public struct Comparison: Hashable, Sendable {
        public var what: String
        public var reported: String
        public var recomputed: String
        /// How far both are apart, in the unit of the comparison.
        public var difference: Double?
        public var agrees: Bool
    }
    public private(set) var comparisons: [Comparison] = []
    /// Metres from each reported position to the nearest one that came out.
    public private(set) var distances: [Metres] = []

    /// Two positions are the same within this.
    public static let tolerance = Metres(1)
    /// Observables are the same within this part of their standard deviation.
    private static let part = 0.1

    /// True if everything that the report claims came out again.
    public var agrees: Bool { comparisons.allSatisfy(\.agrees) }

    /// Compares a report with a measurement of its files.
    public init(of report: FinalReport, by measurement: TaskMeasurement) {
        compareEmissions(report, measurement)
        guard let statement = report.result.geolocation else { return }
        compareObservables(statement, measurement)
        let solutions = measurement.location?.solutions.map(\.position) ?? []
        for (index, estimate) in statement.estimates.enumerated() {
            comparePosition(estimate.position, number: index + 1, with: solutions)
        }
    }

    private mutating func comparePosition(
        _ position: GeodeticPosition, number: Int, with solutions: [GeodeticPosition]
    ) {
        let axes = LocalAxes(at: position)
        let found = solutions.map { ($0, axes.local(Position($0)).distance) }
        guard let (place, distance) = found.min(by: { $0.1 < $1.1 }) else {
            comparisons.append(
                Comparison(
                    what: "position \(number)", reported: Self.words(position),
                    recomputed: "none", difference: nil, agrees: false))
            return
        }
        distances.append(distance)
        comparisons.append(
            Comparison(
                what: "position \(number), m apart", reported: Self.words(position),
                recomputed: Self.words(place), difference: distance.value,
                agrees: distance <= Self.tolerance))
    }

    private mutating func compareObservables(
        _ statement: GeolocationStatement, _ measurement: TaskMeasurement
    ) {
        guard let observation = measurement.observation else {
            comparisons.append(
                Comparison(
                    what: "observables", reported: "\(statement.observables.count)",
                    recomputed: "none", difference: nil, agrees: false))
            return
        }
        let targets = statement.observables.filter { $0.position == nil }
        for one in targets { compare(one, with: observation.measurement) }
        for one in statement.observables where one.position != nil {
            let again = observation.references.first { $0.name == one.emitter }
            compare(one, with: again?.measurement ?? .init(tdoa: nil, fdoa: nil))
        }
    }

    private mutating func compare(
        _ reported: MonitoringOrders.Observable, with again: Geolocation.Measurement
    ) {
        append(
            "TDOA of \(reported.emitter), s", reported.timeDifference.value,
            again.tdoa?.value.value, within: Self.part * reported.timeDifferenceSigma.value)
        append(
            "FDOA of \(reported.emitter), Hz", reported.frequencyDifference.value,
            again.fdoa?.value.value, within: Self.part * reported.frequencyDifferenceSigma.value)
    }

    private mutating func compareEmissions(_ report: FinalReport, _ measurement: TaskMeasurement) {
        let downlink = measurement.downlink.value
        for (index, emission) in report.result.emissions.enumerated() {
            let reported = emission.centreFrequency
            let again = measurement.emissions.emissions.map { $0.centre.value.value + downlink }
                .min { ($0 - reported.value).magnitude < ($1 - reported.value).magnitude }
            let room = reported.expandedUncertainty.map { Self.part * $0 } ?? 1
            append(
                "centre of emission \(index + 1), Hz", reported.value, again,
                within: max(room, 1e-3))
        }
    }

    private mutating func append(
        _ what: String, _ reported: Double, _ again: Double?, within room: Double
    ) {
        let difference = again.map { ($0 - reported).magnitude }
        comparisons.append(
            Comparison(
                what: what, reported: "\(reported)", recomputed: again.map { "\($0)" } ?? "none",
                difference: difference, agrees: difference.map { $0 <= room } ?? false))
    }

    private static func words(_ place: GeodeticPosition) -> String {
        "\(place.latitude.degrees.fixed(6)), \(place.longitude.degrees.fixed(6))"
    }
}
