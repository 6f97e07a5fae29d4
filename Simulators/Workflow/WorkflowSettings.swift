// What a run simulates: how long, how busy, how people behave, and what goes wrong.

import Quantities

/// The settings of a run. The same settings give the same run.
public struct WorkflowSettings: Hashable, Sendable {
    public var seed: UInt64
    public var days: Int
    /// Faults that may strike; see ``Fault``.
    public var faults: Set<Fault>
    /// Cases that arise on a day, on average.
    public var ordersPerDay = 3.0
    /// Share of category 1 among harmful-interference orders.
    public var shareOfCategory1 = 0.2
    /// Share of orders under RR No. 11.41.
    public var shareOfCoordination = 0.1
    /// Share of orders that the Administration refuses.
    public var shareOfRefusals = 0.08
    /// The longest task; most take a fraction of it.
    public var longestTask = Duration.seconds(12 * 3600)
    /// How long people take until they look at something new, at most.
    public var longestReaction = Duration.seconds(4 * 3600)

    /// Settings of a run of some days with some faults.
    public init(seed: UInt64, days: Int, faults: Set<Fault>) {
        (self.seed, self.days, self.faults) = (seed, days, faults)
    }

    /// When every run begins.
    static let start = UTCInstant(secondsSince1970: 1_830_297_600)
    /// After the last day faults stop, and the desks have so long to come to rest.
    static let calm = Duration.seconds(30 * 86_400)
}
