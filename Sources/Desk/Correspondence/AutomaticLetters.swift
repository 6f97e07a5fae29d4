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
        let counts = try reader.automaticLetters(since: now - Self.fuseTime, only: order)
        guard counts.isEmpty else { throw AutomaticLettersStopped(order: order) }
    }

    /// The orders whose fuse has blown.
    func fuseAlarms(in reader: StoreReader, at now: UTCInstant) throws -> [Alarm] {
        let begin = now - Self.fuseTime
        return try reader.automaticLetters(since: begin).map { order, count in
            Alarm(
                .automaticLettersStopped, since: begin, order: order,
                words: "\(count) automatic letters within an hour; no more are made")
        }
    }
}

extension StoreReader {
    /// Orders for which programs have made as many letters since an instant as they may, and how many. Only where that
    /// many letters went out at all is the journal asked who made them.
    fileprivate func automaticLetters(
        since begin: UTCInstant, only order: OrderNumber? = nil
    ) throws -> [OrderNumber: Int] {
        let most = Limits.automaticLettersPerHour
        let busy = Set(try orders(withLettersSince: begin, count: most, only: order))
        guard !busy.isEmpty else { return [:] }
        return try frozenLetters(since: begin).filter(\.actor.isAutomatic).compactMap(\.order)
            .filter(busy.contains).reduce(into: [:]) { $0[$1, default: 0] += 1 }
            .filter { $0.value >= most }
    }
}

extension Actor {
    /// True for the desk's own programs and for simulated people.
    var isAutomatic: Bool { isSimulated || role == .desk }
}
