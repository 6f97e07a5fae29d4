// The station's first page: what runs, and the two lanes of what waits, in the order of service.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The queue of the station.
enum QueuePage {
    static let all: [Route] = [
        Route(.get, "/queue", .members, at: [.station], answer: show),
        Route(.get, "/queue/proof.csv", .members, at: [.station]) { visit in
            let rows = try visit.desk.proofOfService().map { order in
                proofColumns.map { column in
                    order[column].flatMap { $0.string ?? $0.int.map(String.init) } ?? ""
                }
            }
            return .download(
                Array(CommaSeparated.text([proofColumns] + rows).utf8),
                name: "proof-of-service.csv",
                type: "text/csv; charset=utf-8")
        },
        Route(.get, "/queue/proof.json", .members, at: [.station]) { visit in
            .download(
                Array(JSONValue.array(try visit.desk.proofOfService()).pretty.utf8),
                name: "proof-of-service.json", type: "application/json")
        },
    ]

    private static let proofColumns = [
        "order", "reference", "receipt_sequence", "received", "category", "state", "started",
    ]

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let view = try QueueView(visit)
        return Page(
            title: visit.say(QueueWords.queue),
            content: """
                <p class="lead">\(visit.say(QueueWords.help))</p>
                \(running(visit, view))
                \(try [1, 2].html { try lane(visit, view, category: $0) })
                <section id="proof"><h2>\(visit.say(QueueWords.proof))</h2><p>\(visit.say(QueueWords.proofHelp))
                <a href="/queue/proof.csv" download>\(visit.say(QueueWords.csv))</a> ·
                <a href="/queue/proof.json" download>\(visit.say(QueueWords.json))</a></p></section>
                """, isLive: true
        ).response(visit)
    }

    // MARK: What runs

    private static func running(_ visit: Visit, _ view: QueueView) -> HTML {
        let antennas = visit.desk.configuration.station.antennas.count
        return """
            <section id="running"><h2>\(visit.say(QueueWords.runningNow))
            <small>\(view.running.count)/\(antennas) \(visit.say(QueueWords.ofAntennas))</small></h2>
            \(view.running.isEmpty
                ? "<p class=\"empty\">\(visit.say(QueueWords.nothingRuns))</p>" as HTML : runningTable(visit, view))
            </section>
            """
    }

    private static func runningTable(_ visit: Visit, _ view: QueueView) -> HTML {
        Table.html(
            visit, QueueWords.runningNow,
            [
                Words.order, Words.category, Words.satellite, QueueWords.antenna,
                OrderWords.started, OrderWords.expectedEnd,
            ], isCaptionSeen: false,
            rows: view.running.map { order in
                let isLate = order.expectedEnd.map { $0 < visit.now } ?? false
                return [
                    link(order.number), CategoryMark.html(order.category?.number, visit),
                    "\(order.satellite ?? "–")", "\(view.antenna(of: order.number) ?? "–")",
                    Time.html(order.startedAt),
                    "\(Time.html(order.expectedEnd))\(isLate ? late(visit) : .none)",
                ]
            })
    }

    private static func link(_ order: OrderNumber) -> HTML {
        "<a href=\"/orders/\(order)\">\(order)</a>"
    }

    private static func late(_ visit: Visit) -> HTML {
        " <strong class=\"stale\">\(visit.say(QueueWords.late))</strong>"
    }

    // MARK: What waits

    private static func lane(_ visit: Visit, _ view: QueueView, category: Int) throws -> HTML {
        let lane = view.lanes[category - 1]
        let name = category == 1 ? "one" : "two"
        return """
            <section id="lane-\(category)" class="lane \(name)"><h2>\(CategoryMark.html(category, visit))
            <small>\(lane.count) \(visit.say(QueueWords.waiting))</small></h2>
            \(lane.orders.isEmpty
                ? "<p class=\"empty\">\(visit.say(QueueWords.emptyLane))</p>" as HTML
                : try laneTable(visit, view, lane, category: category))
            \(view.isPlanned ? .none : "<p class=\"quiet\">\(visit.say(QueueWords.tooMany))</p>" as HTML)
            \(pager(visit, lane, category: category))
            </section>
            """
    }

    private static func laneTable(
        _ visit: Visit, _ view: QueueView, _ lane: QueueView.Lane, category: Int
    ) throws -> HTML {
        Table.html(
            visit, category == 1 ? Words.categoryOne : Words.categoryTwo,
            [
                QueueWords.placeAndOrder, Words.satellite, Words.state, OrderWords.receivedUTC,
                QueueWords.age, OrderWords.expectedStart, OrderWords.expectedEnd,
            ], isCaptionSeen: false,
            rows: try lane.orders.enumerated().map { index, order in
                let expected = view.expected(of: order)
                return [
                    "<span class=\"place\">\(lane.firstPlace + index)</span> \(link(order.number))",
                    "\(order.satellite ?? "–")",
                    "\(Tag.state(order.state, visit)) \(try action(visit, view, order))",
                    Time.html(order.receipt?.at), age(visit, view, order),
                    startCell(visit, expected), Time.html(expected.end),
                ]
            })
    }

    private static func age(_ visit: Visit, _ view: QueueView, _ order: OrderSummary) -> HTML {
        guard let receipt = order.receipt, let category = order.category else { return "–" }
        let age = visit.now - receipt.at
        let target = view.targets.target(for: category)
        guard order.state == .received, age > target else {
            return "<span class=\"number\">\(Length.words(age))</span>"
        }
        return """
            <span class="number stale">\(Length.words(age)) \u{26A0}</span><span class="unseen"> \(visit.say(QueueWords.overdue))</span>
            """
    }

    private static func startCell(_ visit: Visit, _ expected: QueueView.Expected) -> HTML {
        let start = Time.html(expected.start)
        if expected.isProposal {
            return "<span class=\"quiet\">\(start) \(visit.say(QueueWords.proposed))</span>"
        }
        guard let possible = expected.possible else { return start }
        return """
            \(start)<br><strong class="stale">\(visit.say(QueueWords.nowPossible)) \(Time.html(possible))</strong>
            """
    }

    /// One click where it moves nobody; else a look first.
    private static func action(_ visit: Visit, _ view: QueueView, _ order: OrderSummary) throws
        -> HTML
    {
        guard order.state == .received, view.mayAcknowledge else {
            return .none
        }
        let proposal =
            view.isNextToAcknowledge(order) ? try visit.desk.proposal(for: order.number) : nil
        guard let proposal, let start = proposal.start, proposal.moved.isEmpty else {
            return """
                <a href="/orders/\(order.number)#acknowledge">\(visit.say(QueueWords.lookAndAcknowledge))</a>
                """
        }
        let length = Length.words(proposal.duration)
        return ActForm(
            act: "acknowledgement", button: QueueWords.acknowledge,
            fields: """
                <input type="hidden" name="duration" value="\(proposal.duration.iso8601)">
                <span class="quiet">\(visit.say(QueueWords.fromStart)) \(start.hourAndMinute) \(visit.say(Words.utc)), \(length)</span>
                """
        ).html(visit, order.number)
    }

    /// Links to the head of a lane and to the orders after those shown; the other lane stays where it is.
    private static func pager(_ visit: Visit, _ lane: QueueView.Lane, category: Int) -> HTML {
        let (query, field) = (visit.request.query, QueueView.field(category))
        let first = query.encoded(replacing: [field: String?.none])
        let next = lane.next.map { query.encoded(replacing: [field: Cursor.encoded("\($0)")]) }
        guard lane.firstPlaceInLane > 1 || next != nil else { return .none }
        return """
            <nav class="pager">
            \(lane.firstPlaceInLane > 1 ? "<a href=\"/queue?\(first)#lane-\(category)\">\(visit.say(QueueWords.first))</a>" as HTML : .none)
            \(next.map { "<a rel=\"next\" href=\"/queue?\($0)#lane-\(category)\">\(visit.say(QueueWords.next))</a>" as HTML })
            </nav>
            """
    }
}
