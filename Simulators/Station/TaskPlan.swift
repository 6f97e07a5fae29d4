// Before an antenna moves: which neighbour, which reference emitters and which hour promise the smallest
// ellipse, by what the operators report and what a usual emitter would look like.

public import Geolocation
import Glibc
public import Quantities
public import Sky

/// How a task is to be measured.
public struct TaskPlan: Hashable, Sendable {
    /// Numbers of the neighbours to try, best first; empty if none can hear the emission.
    public var neighbours: [Int]
    /// Numbers of the reference emitters to measure.
    public var references: [Int]
    /// Seconds after the start at which recording begins.
    public var window: Double
    /// Semi-major axis to expect; `nil` without a neighbour.
    public var expected: Metres?
    /// Why the plan is as it is, in words.
    public var words: String
}

/// Makes plans from a briefing.
public struct TaskPlanner: Sendable {
    private let briefing: StationBriefing
    private let locator = Locator()
    /// Antenna of the emitter that is assumed before anything is measured.
    private static let assumedDiameter = Metres(1.8)
    /// Ratio of signal to noise that is assumed on the victim's path.
    private static let assumedRatio = 12.0
    private static let referencesPerTask = 4
    /// An earlier hour is taken if its ellipse is at most so much longer than the best.
    private static let patience = 1.15

    /// A planner for a task.
    public init(_ briefing: StationBriefing) { self.briefing = briefing }

    /// The plan with the smallest expected ellipse, as early as can be.
    ///
    /// - Throws: `PropagationError` if an ephemeris does not reach over the task.
    public func plan() throws(PropagationError) -> TaskPlan {
        let references = nearestReferences
        guard briefing.purpose != .monitoringData else {
            return TaskPlan(
                neighbours: [], references: [], window: 0, expected: nil,
                words: "nothing is to be located: the victim's downlink is measured")
        }
        var windows: [(hour: Double, neighbours: [Int], axis: Double)] = []
        for hour in stride(from: 0, through: briefing.hours, by: 1) {
            let ranked = try ranked(at: hour * 3600, references)
            guard let best = ranked.first else { continue }
            windows.append((hour, ranked.map(\.neighbour), best.axis))
        }
        guard let least = windows.map(\.axis).min(),
            let chosen = windows.first(where: { $0.axis <= Self.patience * least })
        else {
            return TaskPlan(
                neighbours: [], references: [], window: 0, expected: nil,
                words: "no neighbouring satellite hears the uplink within view")
        }
        return TaskPlan(
            neighbours: chosen.neighbours, references: references, window: chosen.hour * 3600,
            expected: Metres(chosen.axis),
            words:
                "with \(briefing.candidates[chosen.neighbours[0]].name), \(chosen.hour.fixed(0)) h after the "
                + "start; expected semi-major axis \(Metres(chosen.axis).kilometres.fixed(1)) km")
    }

    /// The neighbours in view at a time with their predicted semi-major axes, best first.
    private func ranked(at time: Double, _ references: [Int]) throws(PropagationError)
        -> [(neighbour: Int, axis: Double)]
    {
        let instant = briefing.start + Seconds(time)
        var ranked: [(neighbour: Int, axis: Double)] = []
        for (number, candidate) in briefing.candidates.enumerated()
        where candidate.transponder.passes(briefing.target.uplink) {
            let plan = try plan(with: candidate, at: instant, references)
            let entry = locator.rank(
                plan,
                candidates: [
                    AdjacentCandidate(
                        satellite: plan.satellites.adjacent,
                        downlink: plan.frequencies.adjacentDownlink, bounds: plan.bounds)
                ]
            ).first
            guard let entry, entry.isVisible else { continue }
            ranked.append((number, entry.prediction.ellipse.semiMajor.value))
        }
        return ranked.sorted { $0.axis < $1.axis }
    }

    private func plan(
        with candidate: BriefedSatellite, at instant: UTCInstant, _ references: [Int]
    ) throws(PropagationError) -> MeasurementPlan {
        let pair = SatellitePair(
            victim: try briefing.victim.observed(at: instant),
            adjacent: try candidate.observed(at: instant))
        let place = briefing.coverage.middle
        let bounds = bounds(separation: place.angle(between: pair.victim, and: pair.adjacent))
        return MeasurementPlan(
            station: briefing.station, satellites: pair,
            frequencies: briefing.frequencies(of: briefing.target, through: candidate),
            emitter: place, sigmaHeight: Metres(300), bounds: bounds,
            biasPrior: briefing.biasPrior,
            references: references.map { number in
                let carrier = briefing.references[number]
                return ReferenceEmitter(
                    name: carrier.name, position: carrier.position ?? place,
                    frequencies: briefing.frequencies(of: carrier, through: candidate),
                    measurement: Measurement(
                        tdoa: Measured(.zero, sigma: bounds.tdoa),
                        fdoa: Measured(.zero, sigma: bounds.fdoa)))
            })
    }

    /// What a usual emitter would give: the neighbour hears it by a side lobe only.
    private func bounds(separation: Angle) -> SignalBounds {
        let peak =
            20
            * log10(
                Self.assumedDiameter.value * briefing.target.uplink.value / speedOfLight.value) + 8
        let sidelobe = sidelobeGain(at: separation, peak: Decibels(peak)).value
        return .stein(
            bandwidth: max(briefing.target.bandwidth, Hertz(1)),
            integration: briefing.receiver.duration, victimSNR: Decibels(Self.assumedRatio),
            adjacentSNR: Decibels(Self.assumedRatio - peak + sidelobe))
    }

    /// The reference emitters nearest to the middle of the area.
    private var nearestReferences: [Int] {
        let middle = Position<EarthFixed>(briefing.coverage.middle)
        let distances = briefing.references.map { carrier in
            carrier.position.map { (Position<EarthFixed>($0) - middle).distance.value } ?? .infinity
        }
        return Array(
            distances.indices.sorted { distances[$0] < distances[$1] }.prefix(
                Self.referencesPerTask))
    }
}
