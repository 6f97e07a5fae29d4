// What a run simulates: how long, how busy, how people behave, and what goes wrong.

import Quantities

/// The settings of a run. The same settings give the same run.
public struct WorkflowSettings: Hashable, Sendable {
    public var seed: UInt64
    public var days: Int
    /// Faults that may strike; see ``Fault``.
    public var faults: Set<Fault>
    public var scenario = Scenario.calm
    /// Stations, each with a Bureau desk of its own for it.
    public var stations = 1
    /// Cases that arise on a usual day, on average, for all stations together.
    public var ordersPerDay = 3.0
    /// Cases, counted from 1, that do not arise; so a story can be made shorter.
    public var skippedCases: Set<Int> = []
    /// Share of category 1 among harmful-interference orders.
    public var shareOfCategory1 = 0.2
    /// Share of orders under RR No. 11.41.
    public var shareOfCoordination = 0.1
    /// Share of orders that the Administration refuses.
    public var shareOfRefusals = 0.08
    /// Tasks that the station can run at the same time.
    public var antennas = 1
    /// Whether a running task of category 2 is suspended for a waiting one of category 1.
    public var suspends = true
    /// Days, counted from 0, on which no mail moves.
    public var outage: Range<Int>?
    /// The longest task; most take a fraction of it.
    public var longestTask = Duration.seconds(12 * 3600)
    /// How long people take until they look at something new, at most.
    public var longestReaction = Duration.seconds(4 * 3600)

    /// Settings of a run of some days with some faults.
    public init(seed: UInt64, days: Int, faults: Set<Fault>) {
        (self.seed, self.days, self.faults) = (seed, days, faults)
    }

    /// Settings of one run of many: every fourth seed has all faults, every tenth three stations.
    public static func amongMany(seed: UInt64, days: Int) -> WorkflowSettings {
        let faults = seed.isMultiple(of: 4) ? Set(Fault.allCases) : Fault.swarm(for: seed)
        var settings = WorkflowSettings(seed: seed, days: days, faults: faults)
        settings.stations = seed % 10 == 9 ? 3 : 1
        return settings
    }

    /// When every run begins.
    static let start = UTCInstant(secondsSince1970: 1_830_297_600)
    /// After the last day faults stop, and the desks have so long to come to rest.
    static let calm = Duration.seconds(30 * 86_400)

    /// The same for one exchange of several, with a seed of its own.
    func own(of place: Int) -> WorkflowSettings {
        guard place > 0 else { return self }
        var (own, dice) = (self, Dice(seed: seed, stream: "exchange \(place)"))
        own.seed = dice.next()
        return own
    }

    /// The instant at which faults stop.
    var end: UTCInstant { Self.start + .seconds(86_400 * days) }

    /// How much of the run is over at an instant, from 0 to 1.
    func part(at instant: UTCInstant) -> Double {
        (instant - Self.start) / .seconds(86_400 * days)
    }

    var outageSpan: Range<UTCInstant>? {
        outage.map { days in
            Self.start + .seconds(86_400 * days.lowerBound)..<Self.start
                + .seconds(86_400 * days.upperBound)
        }
    }
}
