// From observations to a result for one choice of corrections: candidates, joint estimates,
// solutions in order of probability, the class of the outcome.

import Glibc
import Quantities

struct Estimation {
    /// Semi-major axis of the 95 % ellipse above which a solution is no longer a position, m.
    private static let largestPosition = 5e5
    /// Semi-major axis above which the measurements do not bound it at all, m.
    private static let largestArea = 1e6
    /// Aspect from which an unbounded ellipse is a line.
    private static let lineAspect = 10.0

    let id: String
    let model: PropagationModel
    let method: LocationMethod
    let includesEphemeris: Bool
    let warnings: [String]
    let calibrated: CalibratedProblem

    init(_ observations: [Observation], correction: Correction) {
        let assembly = JointAssembly(observations, correction: correction)
        let hasReferences = observations.contains { !$0.references.isEmpty }
        var warnings: [String] = []
        if !hasReferences, observations.contains(where: { $0.biasPrior == nil }) {
            warnings.append("offsets of transponders and station are taken as zero")
        }
        if correction == .none, hasReferences {
            warnings.append("reference emitters were given but not used")
        }
        self.init(
            id: observations[0].id, assembly: assembly,
            method: LocationMethod(
                correction, nuisances: assembly.problem.nuisances,
                observations: observations.count), model: observations[0].model,
            warnings: warnings)
    }

    init(
        id: String, assembly: JointAssembly, method: LocationMethod, model: PropagationModel,
        warnings: [String]
    ) {
        (self.id, self.method, self.model) = (id, method, model)
        includesEphemeris = assembly.includesEphemeris
        let omission =
            includesEphemeris ? [] : ["the ellipse leaves out the errors of the ephemerides"]
        self.warnings = assembly.warnings + omission + warnings
        calibrated = CalibratedProblem(assembly.problem)
    }

    func result() -> LocationResult {
        var result = LocationResult(
            id: id, outcome: .notLocated, solutions: [], lines: [],
            ephemerisIncluded: includesEphemeris, reasons: [], warnings: warnings, method: method,
            model: model)
        if let only = soleObservable {
            result.outcome = .lineOfPosition
            result.lines = lines(only, through: [])
            result.reasons.append(
                "only the \(only == .tdoa ? "TDOA" : "FDOA") was measured: the emitter stands on a "
                    + "line")
            if result.lines.isEmpty {
                result.outcome = .notLocated
                result.reasons = ["no point in view of both satellites has this measurement"]
            }
            return result
        }
        let estimates = self.estimates()
        result.solutions = solutions(estimates)
        classify(&result, estimates)
        return result
    }

    /// The one observable measured, if there is but one.
    private var soleObservable: LineOfPosition.Observable? {
        let targets = calibrated.targets
        guard targets.count == 1, targets[0].first != nil else { return nil }
        if targets[0].nu == nil { return .tdoa }
        return targets[0].tau == nil ? .fdoa : nil
    }

    /// Converged estimates in view of the satellites, different from each other, that are not
    /// much worse than the best.
    private func estimates() -> [JointEstimate] {
        var found: [JointEstimate] = []
        for start in calibrated.candidates() {
            let estimate = calibrated.problem.estimate(from: start, unknowns: calibrated.x)
            let place = estimate.point.position
            guard estimate.converged, calibrated.sees(estimate.point),
                found.allSatisfy({ ($0.point.position - place).norm > 50 })
            else { continue }
            found.append(estimate)
        }
        let best = found.map(\.cost).min() ?? 0
        // A misfit of five sigmas more than the best is no solution.
        return found.filter { $0.cost <= best + 25 }
    }

    /// Measurements beyond the unknowns they determine; priors count as measurements.
    private var redundancy: Int {
        let problem = calibrated.problem
        let data = problem.looks.reduce(0) { $0 + ($1.tau == nil ? 0 : 1) + ($1.nu == nil ? 0 : 1) }
        return data - problem.weights.count { $0 == 0 } - 2
    }

    private func solutions(_ estimates: [JointEstimate]) -> [Solution] {
        let best = estimates.map(\.cost).min() ?? 0
        var solutions = estimates.map { estimate -> Solution in
            let covariance = HorizontalCovariance(information: estimate.information)
            let area =
                (covariance.eastEast * covariance.northNorth
                - covariance.eastNorth * covariance.eastNorth)
                .squareRoot()
            let mass = exp((best - estimate.cost) / 2) * area
            return Solution(
                position: estimate.point.geodetic, covariance: covariance,
                ellipse: ErrorEllipse(covariance),
                residualSigma: (estimate.cost / Double(max(1, redundancy))).squareRoot(),
                probability: mass.isFinite ? mass : 0, contour: nil)
        }
        let total = solutions.reduce(0) { $0 + $1.probability }
        for k in solutions.indices {
            solutions[k].probability = total > 0 ? solutions[k].probability / total : 0
        }
        return solutions.sorted { $0.probability > $1.probability }
    }

    private func classify(_ result: inout LocationResult, _ estimates: [JointEstimate]) {
        guard
            let sharpest = result.solutions.min(by: { $0.ellipse.semiMajor < $1.ellipse.semiMajor })
        else {
            explainFailure(&result)
            return
        }
        let (major, aspect) = (sharpest.ellipse.semiMajor.value, sharpest.ellipse.aspect)
        if !(major <= Self.largestArea), !(aspect < Self.lineAspect) {
            becomeLine(&result, through: estimates)
            return
        }
        if !(major <= Self.largestPosition) {
            result.outcome = .areaOnly
            result.reasons.append(
                "the 95 % region reaches \(Int(min(major, 1e9) / 1000)) km from the estimate")
        } else {
            result.outcome = .located
        }
        if result.solutions.count > 1 {
            result.warnings.append(
                "\(result.solutions.count) positions fit the measurements; coverage, another "
                    + "snapshot or a third satellite must decide between them")
        }
        if let worst = result.solutions.first?.residualSigma, redundancy > 0, worst > 2.5 {
            result.warnings.append(
                "the residuals are \(worst.fixed(1)) times what the stated sigmas explain")
        }
        addContours(&result, estimates)
        if calibrated.targets.count == 1 {
            for observable in [LineOfPosition.Observable.tdoa, .fdoa] {
                result.lines += lines(observable, through: estimates.map(\.point))
            }
        }
    }

    private func becomeLine(_ result: inout LocationResult, through estimates: [JointEstimate]) {
        result.outcome = .lineOfPosition
        result.reasons.append(
            "the geometry bounds the emitter across a line but not along it (satellites nearly at "
                + "rest, or equal velocities)")
        let points = estimates.map(\.point)
        for observable in [LineOfPosition.Observable.tdoa, .fdoa] where result.lines.isEmpty {
            result.lines = lines(observable, through: points)
        }
        result.solutions = []
    }

    /// No estimate survived: a line, if the FDOA agrees with the whole TDOA curve, else nothing.
    private func explainFailure(_ result: inout LocationResult) {
        let targets = calibrated.targets
        guard targets.count == 1, let z = calibrated.whitened(targets[0]),
            let geometry = calibrated.geometry(targets[0])
        else {
            result.reasons.append("no position in view of the satellites fits the measurements")
            return
        }
        var (samples, agreeing) = (0, 0)
        geometry.scan.curve(tau: z.tau)?.walk { _, sample in
            guard let sample, geometry.sees(sample) else { return }
            samples += 1
            if abs(geometry.observe(sample.position).f - z.nu) * z.weightNu < 3 { agreeing += 1 }
        }
        if samples > 0, agreeing > samples / 2 {
            becomeLine(&result, through: [])
        } else if samples == 0 {
            result.reasons.append("no point in view of both satellites has this TDOA")
        } else {
            result.reasons.append(
                "no point in view of both satellites has this TDOA and this FDOA: wrong "
                    + "ephemerides, an uncorrected frequency offset or another pair of satellites")
        }
    }
}

extension HorizontalCovariance {
    /// The covariance of an information matrix on east, north (and up, integrated out).
    init(information m: [[Double]]) {
        var (a, b, c) = (m[0][0], m[0][1], m[1][1])
        if m.count == 3, m[2][2] > 0 {
            a -= m[0][2] * m[0][2] / m[2][2]
            b -= m[0][2] * m[1][2] / m[2][2]
            c -= m[1][2] * m[1][2] / m[2][2]
        }
        let determinant = max(a * c - b * b, 1e-300)
        self.init(
            eastEast: c / determinant, eastNorth: -b / determinant, northNorth: a / determinant)
    }
}
