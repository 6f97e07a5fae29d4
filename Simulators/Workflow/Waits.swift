// How long orders waited, by category, in the world's time: what a surge or an outage does to service.

public import CanonicalJSON
import MonitoringOrders
import Quantities

/// Waiting times of the orders of a station, of a run, or of several.
public struct Waits: Sendable {
    /// What an order waits for.
    public enum Goal: String, Hashable, Sendable, CaseIterable {
        case acknowledgement, start, report
    }

    private struct Begun {
        var category: Int
        var at: UTCInstant
        var reached: Set<Goal> = []
    }

    private var orders: [OrderNumber: Begun] = [:]

    /// No waits yet.
    public init() {}

    /// Hours from the receipt at the station, by category and goal.
    private(set) var hours: [Int: [Goal: [Double]]] = [:]
    /// Orders that came in a week and orders that were open at its end, counted from the first week.
    private(set) var weeks: [(received: Int, open: Int)] = []

    mutating func note(_ event: OrderEvent, of number: OrderNumber, at now: UTCInstant) {
        switch event {
        case .received(let version, _):
            orders[number] = Begun(category: version.category.number, at: now)
            weeks[week(at: now)].received += 1
        case .revised(let version, _): orders[number]?.category = version.category.number
        case .acknowledged: reach(.acknowledgement, number, now)
        case .started: reach(.start, number, now)
        case .reportReleased:
            reach(.report, number, now)
            orders[number] = nil
        case .refused, .withdrawn: orders[number] = nil
        default: break
        }
        weeks[week(at: now)].open = orders.count
    }

    private mutating func reach(_ goal: Goal, _ number: OrderNumber, _ now: UTCInstant) {
        guard let begun = orders[number], !begun.reached.contains(goal) else { return }
        orders[number]?.reached.insert(goal)
        hours[begun.category, default: [:]][goal, default: []].append(
            (now - begun.at) / .seconds(3600))
    }

    /// The place of the week of an instant; weeks without a happening keep what was open.
    private mutating func week(at now: UTCInstant) -> Int {
        let index = Int((now - WorkflowSettings.start) / .seconds(7 * 86_400))
        while weeks.count <= index { weeks.append((0, weeks.last?.open ?? 0)) }
        return index
    }

    /// Adds the waits of another station or run.
    mutating func add(_ other: Waits) {
        for (category, goals) in other.hours {
            for (goal, values) in goals {
                hours[category, default: [:]][goal, default: []] += values
            }
        }
        // Whoever saw nothing more had the same orders open to the end.
        let count = max(weeks.count, other.weeks.count)
        while weeks.count < count { weeks.append((0, weeks.last?.open ?? 0)) }
        for index in 0..<count {
            let isSeen = other.weeks.indices.contains(index)
            weeks[index].received += isSeen ? other.weeks[index].received : 0
            weeks[index].open += isSeen ? other.weeks[index].open : other.weeks.last?.open ?? 0
        }
    }

    /// Hours that a share of the orders of a category waited at most; `nil` where none was counted.
    public func hours(_ category: Int, _ goal: Goal, share: Double) -> Double? {
        guard let values = hours[category]?[goal]?.sorted(), !values.isEmpty else { return nil }
        return values[min(values.count - 1, Int((Double(values.count) * share).rounded(.down)))]
    }

    /// Middle, nine in ten and longest, in hours, by category and goal.
    public var json: JSONValue {
        .object(
            [1, 2].map { category in
                let goals = Goal.allCases.compactMap { goal -> JSONValue.Member? in
                    guard let longest = hours(category, goal, share: 1) else { return nil }
                    let shares = [("median", 0.5), ("p90", 0.9)].map { name, share in
                        JSONValue.Member(name, JSONValue(hours(category, goal, share: share)))
                    }
                    return JSONValue.Member(
                        goal.rawValue, .object(shares + [.init("longest", JSONValue(longest))]))
                }
                return JSONValue.Member("category_\(category)_hours", .object(goals))
            })
    }
}
