// Turns observations into a joint problem: which satellites, offsets and emitters are unknown, and
// which of them several observations share.

import Quantities

/// Which corrections an estimate makes.
enum Correction: Hashable {
    /// None: ephemerides and offsets are taken as they are.
    case none
    /// The difference to one reference emitter; states exact, offsets free.
    case singleReference(Int)
    /// States and offsets unknown with their priors, all reference emitters used.
    case joint
}

struct JointAssembly {
    private(set) var problem: JointProblem
    /// True if both satellites of every observation carry a covariance.
    private(set) var includesEphemeris = true
    private(set) var warnings: [String] = []
    private var known: [(satellite: ObservedSatellite, time: UTCInstant?, offset: Int)] = []
    private let correction: Correction

    init(_ observations: [Observation], correction: Correction) {
        self.correction = correction
        let height = observations[0].height
        problem = JointProblem(
            height: height.height.value, sigmaHeight: height.sigma.map(\.value))
        for observation in observations { add(observation) }
        if correction != .joint { includesEphemeris = false }
    }

    /// Epochs of one satellite: the emitter's frequency offset is one free unknown, the oscillator
    /// of each epoch another that the reference emitter fixes.
    init(
        _ epochs: [FrequencyObservation], station: GeodeticPosition, height: HeightPrior,
        model: PropagationModel
    ) {
        correction = .joint
        problem = JointProblem(
            height: height.height.value, sigmaHeight: height.sigma.map(\.value))
        let m = SurfacePoint(station).position
        var satellites: [(use: Int, oscillator: Int)] = []
        for epoch in epochs {
            let use = add(epoch.satellite, at: epoch.time)
            satellites.append((use, problem.addUnknown(weight: 0)))
        }
        let emitterOffset = problem.addUnknown(weight: 0)
        for (epoch, (use, oscillator)) in zip(epochs, satellites) {
            func look(
                _ site: Vector?, _ up: Hertz, _ down: Hertz, _ f: Measured<Hertz>, _ biases: [Int]
            ) -> Look {
                Look(
                    site: site, first: nil, second: use, station: m, fUp: up.value,
                    fDown1: down.value, fDown2: down.value, model: model, tau: nil,
                    nu: .init(z: f.value.value, sigma: f.sigma.value, biases: biases))
            }
            let reference = epoch.reference
            problem.looks.append(
                look(
                    nil, epoch.uplink, epoch.downlink, epoch.frequency, [oscillator, emitterOffset])
            )
            problem.looks.append(
                look(
                    SurfacePoint(reference.position).position, reference.uplink,
                    reference.downlink, reference.frequency, [oscillator]))
        }
    }

    private mutating func add(_ observation: Observation) {
        let first = add(observation.satellites.victim, at: observation.time)
        let second = add(observation.satellites.adjacent, at: observation.time)
        let biases = addBiases(observation)
        let station = SurfacePoint(observation.station).position
        func look(_ f: LinkFrequencies, _ m: Measurement, _ site: Vector?) -> Look {
            Look(
                site: site, first: first, second: second, station: station,
                fUp: f.uplink.value, fDown1: f.victimDownlink.value,
                fDown2: f.adjacentDownlink.value, model: observation.model,
                tau: m.tdoa.map {
                    .init(z: $0.value.value, sigma: $0.sigma.value, biases: biases.tau)
                },
                nu: m.fdoa.map {
                    .init(z: $0.value.value, sigma: $0.sigma.value, biases: biases.nu)
                })
        }
        problem.looks.append(look(observation.frequencies, observation.measurement, nil))
        for (index, reference) in observation.references.enumerated() {
            switch correction {
            case .none: continue
            case .singleReference(let chosen) where chosen != index: continue
            default: break
            }
            let site = SurfacePoint(reference.position).position
            problem.looks.append(look(reference.frequencies, reference.measurement, site))
        }
    }

    /// Offsets of one observation: with the stated prior, or free if a reference fixes them.
    private mutating func addBiases(_ observation: Observation) -> (tau: [Int], nu: [Int]) {
        // Differencing takes up the ephemeris error too: no prior of the offsets holds for that.
        let prior = correction == .joint ? observation.biasPrior : nil
        let used = correction == .none ? [] : observation.references
        func unknown(_ sigma: Double?, _ isMeasured: Bool) -> [Int] {
            if let sigma {
                return sigma > 0 ? [problem.addUnknown(weight: 1 / sigma)] : []
            }
            return isMeasured ? [problem.addUnknown(weight: 0)] : []
        }
        return (
            unknown(prior?.tdoa.value, used.contains { $0.measurement.tdoa != nil }),
            unknown(prior?.fdoa.value, used.contains { $0.measurement.fdoa != nil })
        )
    }

    private mutating func add(_ satellite: ObservedSatellite, at time: UTCInstant?) -> Int {
        var use = SatelliteUse(
            s0: Vector(satellite.state.position), v0: Vector(satellite.state.velocity))
        if correction == .joint {
            if let covariance = satellite.covariance {
                (use.root, use.offset) = unknowns(of: satellite, covariance, at: time)
            } else {
                includesEphemeris = false
            }
        }
        problem.satellites.append(use)
        return problem.satellites.count - 1
    }

    /// Six unknowns for a satellite: those it already has, carried to this time, or new ones.
    private mutating func unknowns(
        of satellite: ObservedSatellite, _ covariance: StateCovariance, at time: UTCInstant?
    ) -> (root: [Double], offset: Int) {
        if let old = known.first(where: { $0.satellite.name == satellite.name }),
            let oldCovariance = old.satellite.covariance
        {
            if old.satellite.state == satellite.state { return (oldCovariance.root, old.offset) }
            if let time, let oldTime = old.time,
                let motion = RelativeMotion(of: old.satellite.state)
            {
                let seconds = Double((time - oldTime).wholeNanoseconds) * 1e-9
                return (motion.carry(oldCovariance.root, by: seconds), old.offset)
            }
            warnings.append(
                "the ephemeris errors of \(satellite.name) are taken as independent between "
                    + "observations: times or a geostationary state are missing")
        }
        let offset = problem.nuisances
        for _ in 0..<6 { _ = problem.addUnknown(weight: 1) }
        known.append((satellite, time, offset))
        return (covariance.root, offset)
    }
}
