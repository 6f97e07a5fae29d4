// The front door: observations in, an honest answer out. It decides which method the stated
// knowledge allows, lists every solution on the visible Earth, and says what it could not do.

import Quantities

/// Locates emitters on the Earth from time and frequency differences of arrival.
///
/// All solutions in view of the satellites are reported, most probable first. The estimate is the
/// maximum a posteriori of emitter position, satellite states and offsets together where their
/// uncertainties are stated; the 95 % ellipse then contains all of them.
public struct Locator: Sendable {
    /// Which corrections to make.
    public enum Strategy: Hashable, Sendable {
        /// Joint if any state covariance is stated, else differencing with the nearest reference
        /// emitter, else none.
        case automatic
        /// Joint estimation of position, states and offsets.
        case joint
        /// Difference to the one reference emitter nearest to the solution; of several observations
        /// each must list its reference emitters in the same order.
        case singleReference
        /// Ephemerides and offsets taken as stated and exact.
        case uncorrected
    }

    public var strategy: Strategy

    /// A locator.
    public init(strategy: Strategy = .automatic) { self.strategy = strategy }

    /// Locates one emitter from one observation.
    ///
    /// - Parameter observation: one snapshot of one pair of satellites.
    /// - Returns: every solution in view of both satellites, or the reasons why there is none.
    public func locate(_ observation: Observation) -> LocationResult { locate([observation]) }

    /// Locates one emitter from several observations of it: several snapshots of one pair, several
    /// pairs, or both.
    ///
    /// Satellites of the same name share their ephemeris errors. The height prior of the first
    /// observation holds. With TDOA alone, two pairs that share the victim are needed.
    ///
    /// - Parameter observations: at least one.
    /// - Returns: every solution in view of all satellites, or the reasons why there is none.
    public func locate(_ observations: [Observation]) -> LocationResult {
        precondition(!observations.isEmpty, "there is nothing to locate without an observation")
        let faults = observations.flatMap(\.faults)
        guard faults.isEmpty else {
            return .refusal(
                id: observations[0].id, reasons: faults.map(\.description), method: .none,
                model: observations[0].model)
        }
        let correction = choose(observations)
        if case .singleReference = correction { return differenced(observations) }
        return Estimation(observations, correction: correction).result()
    }

    private func choose(_ observations: [Observation]) -> Correction {
        let hasReferences = observations.contains { !$0.references.isEmpty }
        let hasCovariance = observations.contains {
            $0.satellites.victim.covariance != nil || $0.satellites.adjacent.covariance != nil
        }
        switch strategy {
        case .automatic:
            return hasCovariance || !hasReferences ? .joint : .singleReference(0)
        case .joint: return .joint
        case .singleReference: return hasReferences ? .singleReference(0) : .none
        case .uncorrected: return .none
        }
    }

    /// Differencing: each reference emitter in turn, of which those count that are nearest to
    /// their own solution.
    private func differenced(_ observations: [Observation]) -> LocationResult {
        let references = observations[0].references
        let results = references.indices.map {
            Estimation(observations, correction: .singleReference($0)).result()
        }
        func distance(_ index: Int, _ position: GeodeticPosition) -> Double {
            let a = SurfacePoint(references[index].position).position
            return (a - SurfacePoint(position).position).norm
        }
        func miss(_ index: Int) -> Double {
            guard let best = results[index].solutions.first?.position else { return .infinity }
            let nearest = references.indices.map { distance($0, best) }.min() ?? 0
            return distance(index, best) - nearest + 1e-6 * distance(index, best)
        }
        guard let chosen = references.indices.min(by: { miss($0) < miss($1) }) else {
            return Estimation(observations, correction: .none).result()
        }
        var result = results[chosen]
        result.warnings.append("differenced against \(references[chosen].name)")
        return result
    }
}

extension LocationResult {
    /// A result that says only why there is none.
    static func refusal(
        id: String, reasons: [String], method: LocationMethod, model: PropagationModel
    ) -> LocationResult {
        LocationResult(
            id: id, outcome: .notLocated, solutions: [], lines: [], ephemerisIncluded: false,
            reasons: reasons, warnings: [], method: method, model: model)
    }
}
