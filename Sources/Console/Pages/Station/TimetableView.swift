// What a span of the timetable holds: tasks that run, are promised or proposed, and maintenance.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The part of the timetable that a page shows.
struct TimetableView {
    /// How sure a task's place is.
    enum Firmness {
        case running, promised, proposed, suspended

        var words: Bilingual {
            switch self {
            case .running: TimetableWords.running
            case .promised: TimetableWords.promised
            case .proposed: TimetableWords.proposed
            case .suspended: TimetableWords.suspended
            }
        }
    }

    /// A task in its place.
    struct Task {
        var order: OrderNumber
        var category: Int?
        var how: Firmness
        var antenna: String
        var span: TimeSpan
    }

    /// A row of the table.
    struct Row {
        var antenna: String
        var span: TimeSpan
        /// `nil` for maintenance.
        var task: Task?
    }

    let antennas: [Antenna]
    /// Tasks that meet the span.
    let tasks: [Task]
    /// Maintenance that meets the span.
    let closures: [(antenna: String, span: TimeSpan)]
    let unplaced: [(order: OrderNumber, reason: NoPlace)]

    /// Waiting orders behind those that are planned here.
    let behind: Int

    /// So many waiting orders are planned for a page at most.
    private static let plannedAtMost = 100

    init(_ visit: Visit, _ window: TimeSpan) throws {
        let timetable = try visit.desk.timetable(first: Self.plannedAtMost)
        let (summaries, waiting) = try visit.desk.store.read { reader in
            let heads = try [1, 2].flatMap {
                try reader.waitingOrders(category: $0, limit: Self.plannedAtMost)
            }
            let counts = try [1, 2].map { try reader.waitingCount(category: $0) }
            return (try reader.orders(states: [.running]) + heads, counts.reduce(0, +))
        }
        behind = max(0, waiting - Self.plannedAtMost)
        let orders = Dictionary(summaries.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        antennas = timetable.antennas
        tasks = (timetable.running + timetable.planned)
            .filter { $0.span.overlaps(window) }
            .map { planned in
                let order = orders[planned.order]
                return Task(
                    order: planned.order, category: order?.category?.number,
                    how: Firmness(order?.state), antenna: planned.antenna, span: planned.span)
            }
        closures = antennas.flatMap { antenna in
            antenna.maintenance.filter { $0.overlaps(window) }.map { (antenna.name, $0) }
        }
        unplaced = timetable.requests.compactMap { request in
            timetable.unplaced[request.order].map { (request.order, $0) }
        }
    }

    /// Everything, by antenna and then by time.
    var rows: [Row] {
        antennas.flatMap { antenna in
            let tasks = tasks.filter { $0.antenna == antenna.name }.map {
                Row(antenna: antenna.name, span: $0.span, task: $0)
            }
            let closures = closures.filter { $0.antenna == antenna.name }.map {
                Row(antenna: antenna.name, span: $0.span)
            }
            return (tasks + closures).sorted { $0.span.start < $1.span.start }
        }
    }
}

extension TimetableView.Firmness {
    fileprivate init(_ state: OrderState?) {
        self =
            switch state {
            case .running: .running
            case .acknowledged: .promised
            case .suspended: .suspended
            default: .proposed
            }
    }
}
