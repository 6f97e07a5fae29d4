// What the page of the queue shows, read at once: both lanes, what runs, and the plan for those that wait.

import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// The queue as it stands.
struct QueueView {
    /// A page of one category.
    struct Lane {
        var orders: [OrderSummary]
        /// How many wait in all.
        var count: Int
        /// The place of the first order shown, among the orders of both categories.
        var firstPlace: Int
        /// The same among those of its own.
        var firstPlaceInLane: Int
        /// The receipt after which the next page begins.
        var next: Int?
    }

    /// When an order is expected to be done.
    struct Expected {
        var start: UTCInstant?
        var end: UTCInstant?
        /// True if nobody has promised it.
        var isProposal = false
        /// Where a promise cannot be kept: the earliest start that is left.
        var possible: UTCInstant?
    }

    /// The two lanes, category 1 first.
    let lanes: [Lane]
    let running: [OrderSummary]
    /// How long the station may take to acknowledge.
    let targets: HouseTargets
    /// True for visitors who may acknowledge.
    let mayAcknowledge: Bool
    /// True while the desk gives no new reference number, because it was restored.
    private let areNumbersInDoubt: Bool
    /// `nil` where too many wait to be planned for a page.
    private let timetable: Timetable?
    private let moved: [OrderNumber: MovedStart]

    /// So many waiting orders are planned anew for each page at most.
    private static let plannedAtMost = 60

    init(_ visit: Visit) throws {
        let limit = try visit.pageLimit(usual: Limits.laneRows)
        let starts = try [1, 2].map { try Self.start(visit, $0) }
        let (lanes, running, areInDoubt) = try visit.desk.store.read { reader in
            let counts = try [1, 2].map { try reader.waitingCount(category: $0) }
            let lanes = try [1, 2].map { category in
                let start = starts[category - 1]
                let orders = try reader.waitingOrders(
                    category: category, after: start, limit: limit + 1)
                let before =
                    start == 0 ? 0 : try reader.waitingCount(category: category, upTo: start)
                return Lane(
                    orders: Array(orders.prefix(limit)), count: counts[category - 1],
                    firstPlace: before + 1 + (category == 2 ? counts[0] : 0),
                    firstPlaceInLane: before + 1,
                    next: orders.count > limit ? orders[limit - 1].receipt?.sequence : nil)
            }
            return (
                lanes, try reader.orders(states: [.running]), try reader.areNumbersInDoubt
            )
        }
        (self.lanes, self.running, areNumbersInDoubt) = (lanes, running, areInDoubt)
        targets = visit.desk.configuration.settings.targets
        mayAcknowledge = visit.actor.may(.acknowledge, at: .station)
        let isFew = lanes.map(\.count).reduce(0, +) <= Self.plannedAtMost
        timetable = isFew ? try visit.desk.timetable() : nil
        moved = Dictionary(
            (timetable?.movedStarts ?? []).map { ($0.order, $0) }, uniquingKeysWith: { $1 })
    }

    /// The field of the query that says where the page of a lane begins.
    static func field(_ category: Int) -> String { "after-\(category)" }

    private static func start(_ visit: Visit, _ category: Int) throws(Problem) -> Int {
        let field = field(category)
        guard let cursor = visit.request.query[field] else { return 0 }
        guard let receipt = Cursor.decoded(cursor).flatMap({ Int($0) }) else {
            throw .invalid(field, "is none that this list gave")
        }
        return receipt
    }

    /// False where proposed starts are not worked out.
    var isPlanned: Bool { timetable != nil }

    /// The antenna of a running task.
    func antenna(of order: OrderNumber) -> String? {
        timetable?.running.first { $0.order == order }?.antenna
    }

    /// When an order is expected: as promised, else as the timetable has it.
    func expected(of order: OrderSummary) -> Expected {
        guard order.state == .acknowledged else {
            let span = timetable?.task(of: order.number)?.span
            return Expected(start: span?.start, end: span?.end, isProposal: span != nil)
        }
        return Expected(
            start: order.expectedStart, end: order.expectedEnd,
            possible: moved[order.number]?.possible)
    }

    /// True for the first order of its lane that nobody has acknowledged.
    func isNextToAcknowledge(_ order: OrderSummary) -> Bool {
        isPlanned && !areNumbersInDoubt
            && lanes.contains { $0.orders.first { $0.state == .received }?.number == order.number }
    }
}
