// When cases arise and of what kind: a calm year and three that are not.

import MonitoringOrders
import Quantities

/// A pattern of arrivals.
public enum Scenario: String, Hashable, Sendable, CaseIterable {
    /// As many cases on every day.
    case calm
    /// In the middle third satellites are launched and brought into service: four times as many cases.
    case launch
    /// From the second third on somebody jams: three times as many cases, most of category 1.
    case conflict
    /// One administration asks for most of the measurements, changes its mind and answers every copy.
    case angry

    /// The pattern of one seed of a swarm: each as often.
    public static func swarm(for seed: UInt64) -> Scenario {
        var dice = Dice(seed: seed, stream: "scenario")
        return dice.pick(allCases)
    }

    /// How many times more cases than usual arise at a part of the run, from 0 to 1.
    func surge(at part: Double) -> Double {
        switch self {
        case .calm, .angry: 1
        case .launch: (1.0 / 3..<2.0 / 3).contains(part) ? 4 : 1
        case .conflict: part < 1.0 / 3 ? 1 : 3
        }
    }

    /// Share of category 1 at a part of the run, where it is usually so much.
    func shareOfCategory1(_ usual: Double, at part: Double) -> Double {
        self == .conflict && part >= 1.0 / 3 ? max(usual, 0.6) : usual
    }

    /// Share of the cases that the one administration brings.
    var shareOfOne: Double { self == .angry ? 0.7 : 0 }

    /// Share of the orders about which the Bureau's people change their minds, silly or not.
    var shareOfSecondThoughts: Double { self == .angry ? 0.3 : 0 }

    /// Share of the copies that are answered by hand.
    var shareOfReplies: Double { self == .angry ? 0.5 : 0.02 }
}
