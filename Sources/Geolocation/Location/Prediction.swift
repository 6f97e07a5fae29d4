// The ellipse to expect before anyone tasks an antenna, and which neighbours of the victim are
// worth the antenna's time.

import Glibc
public import Quantities

/// A measurement that is only planned.
public struct MeasurementPlan: Hashable, Sendable {
    public var station: GeodeticPosition
    public var satellites: SatellitePair
    public var frequencies: LinkFrequencies
    /// Where the emitter is supposed to stand; its height too.
    public var emitter: GeodeticPosition
    /// How well that height is known; `nil` holds it fixed.
    public var sigmaHeight: Metres?
    /// Standard deviations expected of the two observables.
    public var bounds: SignalBounds
    public var biasPrior: BiasPrior?
    /// Reference emitters; of their measurements only the standard deviations count.
    public var references: [ReferenceEmitter]
    public var model: PropagationModel

    /// A plan.
    public init(
        station: GeodeticPosition, satellites: SatellitePair, frequencies: LinkFrequencies,
        emitter: GeodeticPosition, sigmaHeight: Metres? = nil, bounds: SignalBounds,
        biasPrior: BiasPrior? = nil, references: [ReferenceEmitter] = [],
        model: PropagationModel = .lightTime
    ) {
        (self.station, self.satellites, self.frequencies) = (station, satellites, frequencies)
        (self.emitter, self.sigmaHeight, self.bounds) = (emitter, sigmaHeight, bounds)
        (self.biasPrior, self.references, self.model) = (biasPrior, references, model)
    }
}

/// What a plan would yield.
public struct Prediction: Hashable, Sendable {
    /// What the station would observe.
    public var observables: Observables
    public var bounds: SignalBounds
    public var covariance: HorizontalCovariance
    /// The 95 % ellipse at the supposed place.
    public var ellipse: ErrorEllipse
    /// Places that would fit the same measurement, the supposed one among them.
    public var solutions: Int
    public var ephemerisIncluded: Bool
    public var warnings: [String]
    public var method: LocationMethod
}

extension Locator {
    /// Predicts the 95 % ellipse of a planned measurement, with every stated source of error in
    /// it: the Cramer-Rao bound, all other unknowns integrated out.
    ///
    /// - Parameter plan: geometry, supposed emitter and expected standard deviations.
    /// - Returns: the prediction; `warnings` says what stands against the plan.
    public func predict(_ plan: MeasurementPlan) -> Prediction {
        let observation = plan.noiseless
        let estimation = Estimation([observation], correction: .joint)
        let point = SurfacePoint(plan.emitter)
        let problem = estimation.calibrated.problem
        let information = problem.information(
            at: point, unknowns: [Double](repeating: 0, count: problem.nuisances))
        let covariance = HorizontalCovariance(information: information)
        var prediction = Prediction(
            observables: plan.geometry.observables(of: plan.emitter), bounds: plan.bounds,
            covariance: covariance, ellipse: ErrorEllipse(covariance), solutions: 0,
            ephemerisIncluded: estimation.includesEphemeris,
            warnings: estimation.warnings, method: .predicted)
        prediction.solutions =
            plan.geometry.allRoots(prediction.observables).count
        plan.addWarnings(to: &prediction)
        return prediction
    }

    /// Predicts the ellipse with each of several neighbours of the victim, best first.
    ///
    /// - Parameters:
    ///   - plan: the plan; its adjacent satellite is replaced by each candidate in turn.
    ///   - candidates: the neighbours, each with the signal bounds to expect.
    /// - Returns: one entry for each candidate; those not in view of emitter and station come last.
    public func rank(
        _ plan: MeasurementPlan, candidates: [AdjacentCandidate]
    ) -> [RankedAdjacent] {
        candidates.map { candidate in
            var trial = plan
            trial.satellites.adjacent = candidate.satellite
            trial.frequencies.adjacentDownlink = candidate.downlink
            trial.bounds = candidate.bounds
            return RankedAdjacent(
                satellite: candidate.satellite,
                separation: plan.emitter.angle(
                    between: plan.satellites.victim, and: candidate.satellite),
                isVisible: trial.isVisible, prediction: predict(trial))
        }.sorted { ($0.isVisible ? 0 : 1, $0.rank) < ($1.isVisible ? 0 : 1, $1.rank) }
    }
}

/// A neighbour of the victim satellite that might hear the emitter.
public struct AdjacentCandidate: Hashable, Sendable {
    public var satellite: ObservedSatellite
    public var downlink: Hertz
    public var bounds: SignalBounds

    /// A candidate.
    public init(satellite: ObservedSatellite, downlink: Hertz, bounds: SignalBounds) {
        (self.satellite, self.downlink, self.bounds) = (satellite, downlink, bounds)
    }
}

/// A candidate with what it would yield.
public struct RankedAdjacent: Hashable, Sendable {
    public var satellite: ObservedSatellite
    /// Angle between victim and candidate as the emitter sees them: its antenna's side-lobe angle.
    public var separation: Angle
    /// True if emitter and station both see the candidate.
    public var isVisible: Bool
    public var prediction: Prediction

    /// Semi-major axis, worsened threefold if the correlation peak could not be trusted.
    fileprivate var rank: Double {
        let axis = prediction.ellipse.semiMajor.value
        return prediction.bounds.outputSNR.value < Prediction.trustedSNR ? 3 * axis : axis
    }
}

extension Prediction {
    /// Output SNR (dB) below which a correlation peak among a million cells is not trusted.
    fileprivate static let trustedSNR = 17.0
}

extension GeodeticPosition {
    /// The angle between two satellites as seen from here.
    public func angle(between a: ObservedSatellite, and b: ObservedSatellite) -> Angle {
        let e = SurfacePoint(self).position
        let (u, v) = (Vector(a.state.position) - e, Vector(b.state.position) - e)
        return Angle(atan2(u.cross(v).norm, u.dot(v)))
    }
}

extension MeasurementPlan {
    fileprivate var geometry: PairGeometry { geometry(frequencies) }

    private func geometry(_ frequencies: LinkFrequencies) -> PairGeometry {
        PairGeometry(
            station: station, victim: satellites.victim.state, adjacent: satellites.adjacent.state,
            frequencies: frequencies, height: emitter.height, model: model)
    }

    /// The observation the plan would give without noise.
    fileprivate var noiseless: Observation {
        let o = geometry.observables(of: emitter)
        return Observation(
            id: "prediction", station: station, satellites: satellites, frequencies: frequencies,
            measurement: Measurement(
                tdoa: Measured(o.tdoa, sigma: bounds.tdoa),
                fdoa: Measured(o.fdoa, sigma: bounds.fdoa)),
            height: HeightPrior(emitter.height, sigma: sigmaHeight), biasPrior: biasPrior,
            references: references.map { reference in
                var predicted = reference
                let r = geometry(reference.frequencies).observables(of: reference.position)
                predicted.measurement.tdoa?.value = r.tdoa
                predicted.measurement.fdoa?.value = r.fdoa
                return predicted
            }, model: model)
    }

    /// True if emitter and station see both satellites.
    fileprivate var isVisible: Bool {
        [station, emitter].allSatisfy { geometry.sees(SurfacePoint($0)) }
    }

    fileprivate func addWarnings(to prediction: inout Prediction) {
        if !isVisible {
            prediction.warnings.append("a satellite stands below the horizon of emitter or station")
        }
        if bounds.outputSNR.value < Prediction.trustedSNR {
            prediction.warnings.append(
                "the correlation peak of \(bounds.outputSNR.value.fixed(1)) dB may drown in noise")
        }
        if prediction.solutions > 1 {
            prediction.warnings.append("\(prediction.solutions) places would fit the measurement")
        }
        if !(prediction.ellipse.semiMajor.value < 1e6) {
            prediction.warnings.append("the geometry gives a line, not a position")
        }
    }
}
