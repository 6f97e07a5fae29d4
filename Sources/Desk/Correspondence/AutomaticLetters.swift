// The fuse on everything automatic (RFC 3834 section 2): two programs that answer each other stop by themselves,
// and a person is told. Letters of people are never held back.

import Letters
public import MonitoringOrders
import OrderStore
import Quantities

/// So many letters on one order were made by programs within an hour that no more are.
public struct AutomaticLettersStopped: Error, CustomStringConvertible {
    public var order: OrderNumber

    public var description: String {
        "\(order): \(Limits.automaticLettersPerHour) automatic letters within an hour; a person must go on"
    }
}

extension Desk {
    private static let fuseTime = Duration.seconds(3600)

    /// Checks that a program may make one more letter on an order.
    ///
    /// - Throws: ``AutomaticLettersStopped``; the act that would send it does not happen.
    func checkFuse(
        on order: OrderNumber, _ actor: Actor, at now: UTCInstant, in reader: StoreReader
    ) throws {
        guard actor.isAutomatic else { return }
        let recent = try reader.automaticLetters(since: now - Self.fuseTime)
        guard recent[order, default: 0] < Limits.automaticLettersPerHour else {
            throw AutomaticLettersStopped(order: order)
        }
    }

    /// The orders whose fuse has blown.
    func fuseAlarms(in reader: StoreReader, at now: UTCInstant) throws -> [Alarm] {
        let begin = now - Self.fuseTime
        return try reader.automaticLetters(since: begin)
            .filter { $0.value >= Limits.automaticLettersPerHour }.map { order, count in
                Alarm(
                    .automaticLettersStopped, since: begin, order: order,
                    words: "\(count) automatic letters within an hour; no more are made")
            }
    }
}

extension StoreReader {
    /// How many letters programs have frozen since an instant, by their orders.
    fileprivate func automaticLetters(since begin: UTCInstant) throws -> [OrderNumber: Int] {
        try frozenLetters(since: begin).filter(\.actor.isAutomatic).compactMap(\.order)
            .reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension Actor {
    /// True for the desk's own programs and for simulated people.
    var isAutomatic: Bool { isSimulated || role == .desk }
}
