// Statistics of a desk, for page, CSV and JSON alike. A live register counts no act of a simulation,
// and every form says which register it is of (R87).

public import CanonicalJSON
public import MonitoringOrders
public import OrderStore
public import Quantities

/// The statistics of one desk.
public struct DeskStatistics: Hashable, Sendable {
    public var desk: DeskKind
    public var register: Register
    public var targets: HouseTargets
    public var statistics: OrderStatistics
}

extension Desk {
    /// Figures about the orders that this desk received or placed in a period, as they stand now.
    ///
    /// - Parameters:
    ///   - from: begin of the period.
    ///   - to: its end, which does not belong to it.
    /// - Returns: the figures with what they are of.
    /// - Throws: `StoreError`.
    public func statistics(from: UTCInstant, to: UTCInstant) throws -> DeskStatistics {
        let begun = try store.read { try $0.ordersBegun(from: from, to: to) }
        let counted = begun.filter { isSimulation || !$0.actor.isSimulated }
        let targets = configuration.settings.targets
        return DeskStatistics(
            desk: kind, register: store.register, targets: targets,
            statistics: OrderStatistics(
                of: counted.map(\.order), from: from, to: to, targets: targets))
    }
}

extension DeskStatistics {
    /// All figures; keys name their unit.
    public var json: JSONValue {
        [
            "desk": .string(desk.rawValue), "register": .string(register.rawValue),
            "from": .string(statistics.from.description), "to": .string(statistics.to.description),
            "targets": [
                "label": .string(HouseTargets.label),
                "acknowledge_category_1": .string(targets.categoryOne.iso8601),
                "acknowledge_category_2": .string(targets.categoryTwo.iso8601),
            ],
            "groups": .array(
                statistics.groups.map { group in
                    var object: JSONValue = [
                        "by": .string(group.dimension.rawValue), "key": .string(group.key),
                    ]
                    for (name, count) in group.figures.counts {
                        object.set(name, to: JSONValue(count))
                    }
                    for (name, spread) in group.figures.spreads {
                        object.set(name, to: spread?.json ?? .null)
                    }
                    return object
                }),
        ]
    }

    /// One row for each group, under a head of names with units.
    public var csv: String {
        let figures = OrderFigures(of: [], targets: targets)
        let head =
            ["desk", "register", "by", "key"] + figures.counts.map(\.name)
            + figures.spreads.flatMap { ["\($0.name)_median", "\($0.name)_p90"] }
            + ["targets"]
        let rows = statistics.groups.map { group in
            [desk.rawValue, register.rawValue, group.dimension.rawValue, group.key]
                + group.figures.counts.map { "\($0.count)" }
                + group.figures.spreads.flatMap { _, spread in
                    [spread?.median, spread?.ninetiethPercentile].map { $0?.fixed(3) ?? "" }
                }
                + [HouseTargets.label]
        }
        return CommaSeparated.text([head] + rows)
    }
}

extension OrderFigures {
    /// The counts under their names in JSON and CSV.
    fileprivate var counts: [(name: String, count: Int)] {
        [
            ("orders", orders), ("acknowledged", acknowledged),
            ("acknowledged_within_target", acknowledgedWithinTarget), ("reported", reported),
            ("refused", refused), ("withdrawn", withdrawn), ("open", open), ("waiting", waiting),
        ]
    }

    /// The spreads under their names, which say the unit.
    fileprivate var spreads: [(name: String, spread: Spread?)] {
        [
            ("time_to_acknowledge_s", timeToAcknowledge), ("time_to_start_s", timeToStart),
            ("time_to_report_s", timeToReport), ("time_to_refuse_s", timeToRefuse),
            ("ellipse_semi_major_m", semiMajorAxis), ("ellipse_semi_minor_m", semiMinorAxis),
        ]
    }
}

extension Spread {
    fileprivate var json: JSONValue {
        [
            "count": JSONValue(count), "median": JSONValue(median),
            "p90": JSONValue(ninetiethPercentile),
        ]
    }
}
