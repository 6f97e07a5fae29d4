// How a simulated station behaves, for training and for tests: by name, and where chance plays a part,
// by seed.

import MonitoringOrders
public import Quantities

/// A way to behave.
public enum StationBehaviour: String, Hashable, Sendable, CaseIterable {
    /// Acts as soon as it can.
    case prompt
    /// Takes each step two to eight hours after the one before.
    case slow
    /// Receives and never answers.
    case silent
    /// Its officer refuses every order.
    case refuses
    /// Answers in Portuguese, by hand, without data.
    case portuguese
    /// Sends a letter that makes no sense before each of its own.
    case garbage
    /// Sends every letter twice.
    case doubles
    /// Acknowledges under one reference number and reports under another.
    case wrongReference = "wrong-reference"
    /// An absent person's mailbox answers every letter at once; the station itself works.
    case outOfOffice = "out-of-office"
    /// For days on end it neither receives nor sends.
    case down

    /// Whether the station is cut off at an instant: one stretch of two days in four, on average.
    public func isDown(at time: UTCInstant, seed: UInt64) -> Bool {
        guard self == .down else { return false }
        let stretch = time.nanosecondsSince1970 / (172_800 * 1_000_000_000)
        var dice = Self.dice(seed: seed, number: UInt64(bitPattern: stretch))
        return UInt64.random(in: 0..<4, using: &dice) == 0
    }

    /// How long it waits before a step on an order.
    func pause(before step: String, on order: OrderNumber, seed: UInt64) -> Duration {
        guard self == .slow else { return .zero }
        let hash = (order.description + step).utf8.fnv1a(from: seed)
        var dice = Self.dice(seed: seed, number: hash)
        return .seconds(Int64.random(in: 7200...28_800, using: &dice))
    }

    private static func dice(seed: UInt64, number: UInt64) -> SplitMix64 {
        SplitMix64(seed: seed ^ number &* SplitMix64.increment)
    }
}
