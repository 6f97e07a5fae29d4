// How honest the station is: tasks over many seeds of one scenario, each compared with the truth only
// after the measuring side has spoken.

public import CanonicalJSON
import Foundation
import Geolocation
import Letters
public import Quantities
import Signals
public import Sky

/// What one simulated task claimed and what was true.
public struct TrialResult: Hashable, Sendable {
    public var seed: UInt64
    /// Class of result; `measured` where nothing was to be located.
    public var outcome: String
    /// Solutions claimed.
    public var solutions: Int
    /// Semi-major axis of the most probable solution.
    public var semiMajor: Metres?
    /// Distance from the truth to the nearest claimed solution.
    public var error: Metres?
    /// Errors of the target's observables in their standard deviations, TDOA then FDOA.
    public var deviations: [Double]
    /// Whether an ellipse claimed holds the truth.
    public var isInside: Bool?
    /// True if the truth is more than three semi-major axes from every solution claimed.
    public var isFarOff: Bool
    /// Time from plan to result.
    public var seconds: Double
    public var reasons: [String]
    /// How the task was measured, in words.
    public var plan: String

    /// The result as JSON.
    public var json: JSONValue {
        [
            "seed": JSONValue(Double(seed)), "outcome": .string(outcome),
            "solutions": JSONValue(solutions), "semi_major_m": JSONValue(semiMajor?.value),
            "error_m": JSONValue(error?.value),
            "deviations": .array(deviations.map { JSONValue($0) }),
            "inside": isInside.map { JSONValue.bool($0) } ?? .null,
            "far_off": .bool(isFarOff), "seconds": JSONValue(seconds),
            "reasons": .array(reasons.map(JSONValue.string)), "plan": .string(plan),
        ]
    }
}

/// Runs tasks of one scenario.
public struct StationTrial: Sendable {
    private let scenario: SkyScenario

    /// Trials of a scenario.
    public init(_ scenario: SkyScenario) { self.scenario = scenario }

    /// Runs the task of a seed.
    ///
    /// - Parameters:
    ///   - seed: of the sky.
    ///   - folder: where recordings are left, made if it is not there.
    ///   - isKept: true to leave procedure, measurement and result beside them, as the operator of a desk gets them.
    /// - Returns: the claim beside the truth.
    /// - Throws: `RecordingFaults`, `PropagationError`, errors of files.
    public func run(seed: UInt64, in folder: String, isKept: Bool = false) throws -> TrialResult {
        let clock = ContinuousClock()
        let begin = clock.now
        let sky = SimulatedSky(scenario, seed: seed)
        let briefing = try sky.briefing()
        let measurement = try StationMeasurement(
            briefing, plan: try TaskPlanner(briefing).plan(), receivers: SkyReceivers(sky),
            folder: folder)
        let outcome = try measurement.run()
        let seconds = (clock.now - begin) / .seconds(1)
        if isKept {
            let written = try outcome.writeDown(in: folder)
            let result = outcome.taskResult(
                of: briefing, files: written.files, measurement: written.measurement)
            try Data(ReportJSON.value(result).pretty.utf8)
                .write(to: URL(filePath: folder + "/result.json"))
        }
        return compare(outcome, briefing, sky, seconds: seconds)
    }

    /// The only place where a result meets the truth.
    private func compare(
        _ outcome: StationMeasurement.Outcome, _ briefing: StationBriefing, _ sky: SimulatedSky,
        seconds: Double
    ) -> TrialResult {
        let claimsPosition = outcome.location.map { [.located, .areaOnly].contains($0.outcome) }
        let claimed = claimsPosition == true ? outcome.location?.solutions ?? [] : []
        let truth = sky.emitter
        let errors = claimed.compactMap { solution in
            truth.map {
                (Position<EarthFixed>($0).onGround - Position(solution.position).onGround).distance
            }
        }
        let nearest = errors.min()
        let isFarOff = zip(errors, claimed).allSatisfy { $0 > 3 * $1.ellipse.semiMajor }
        return TrialResult(
            seed: sky.seed, outcome: outcome.className(briefing), solutions: claimed.count,
            semiMajor: claimed.first?.ellipse.semiMajor, error: nearest,
            deviations: deviations(outcome, briefing, sky),
            isInside: truth.flatMap { truth in
                claimed.isEmpty ? nil : claimed.contains { $0.holds(truth) }
            },
            isFarOff: !claimed.isEmpty && isFarOff, seconds: seconds, reasons: outcome.reasons,
            plan: outcome.plan.words)
    }
}

extension StationTrial {
    /// How far the target's observables are from the true ones.
    private func deviations(
        _ outcome: StationMeasurement.Outcome, _ briefing: StationBriefing, _ sky: SimulatedSky
    ) -> [Double] {
        guard let target = outcome.target?.result, target.significant,
            let neighbour = briefing.candidates.firstIndex(where: {
                $0.name == outcome.observation?.satellites.adjacent.name
            }),
            let truth = sky.trueObservables(
                of: "target", adjacent: neighbour,
                at: outcome.plan.window + outcome.duration.value / 2)
        else { return [] }
        let frequency = (target.fdoa - truth.fdoa) / target.sigmaFDOA
        guard let delay = target.tdoa, let sigma = target.sigmaTDOA else { return [frequency] }
        return [(delay - truth.tdoa) / sigma, frequency]
    }
}

extension Position<EarthFixed> {
    /// The point of the ellipsoid under or above a position.
    fileprivate var onGround: Self {
        let place = geodetic
        return Self(GeodeticPosition(latitude: place.latitude, longitude: place.longitude))
    }
}

extension Solution {
    /// Whether the 95 % region claimed holds a place: the contour where the locator gives one because the
    /// ellipse is too long to be trusted, else the ellipse.
    func holds(_ place: GeodeticPosition) -> Bool {
        let axes = LocalAxes(at: position)
        let local = axes.local(Position(place))
        if let contour {
            return Self.polygon(contour.map { axes.local(Position($0)) }, holds: local)
        }
        let c = covariance
        let determinant = c.eastEast * c.northNorth - c.eastNorth * c.eastNorth
        let (e, n) = (local.x, local.y)
        let distance =
            (c.northNorth * e * e - 2 * c.eastNorth * e * n + c.eastEast * n * n) / determinant
        return distance <= ErrorEllipse.chiSquare95
    }

    /// Crossing number of a ray to the east (Shimrat 1962).
    private static func polygon(
        _ corners: [Position<LocalHorizon>], holds point: Position<LocalHorizon>
    ) -> Bool {
        var isInside = false
        for (index, a) in corners.enumerated() {
            let b = corners[(index + 1) % corners.count]
            guard (a.y > point.y) != (b.y > point.y) else { continue }
            if point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y) { isInside.toggle() }
        }
        return isInside
    }
}
