// Acknowledging an order: the proposed promise with one button, and every other promise with what stands in its way
// and what it moves, before it is made. A restored desk takes the number that the Bureau has, and proposes none.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Forms for acknowledgements and their updates.
enum AcknowledgementForms {
    static func html(_ visit: Visit, _ order: Order) throws -> HTML {
        let probe = Acknowledgement(
            reference: order.reference ?? .probe, expectedStart: visit.now,
            expectedDuration: .seconds(1))
        if let refusal = visit.hindrance(to: .acknowledge(probe), order) {
            return visit.hindrance(TaskWords.acknowledge, refusal)
        }
        if order.reference == nil, try visit.desk.store.read({ try $0.areNumbersInDoubt }) {
            return knownNumber(visit, order)
        }
        let earliest = try visit.desk.proposal(for: order.number)
        return """
            <div id="acknowledge" class="card"><h3>\(visit.say(TaskWords.acknowledgement))</h3>
            \(oneClick(visit, order, earliest))
            \(try otherValues(visit, order, earliest))</div>
            """
    }

    /// The earliest promise, to be made as it stands.
    private static func oneClick(
        _ visit: Visit, _ order: Order, _ proposal: AcknowledgementProposal
    ) -> HTML {
        if let reason = proposal.noPlace {
            return "<p class=\"fault\">\(visit.say(reason.words))</p>"
        }
        let form = ActForm(
            act: "acknowledgement", button: TaskWords.acknowledge,
            fields: """
                <input type="hidden" name="duration" value="\(proposal.duration.iso8601)">
                """)
        return """
            \(facts(visit, proposal))\(moves(visit, proposal))
            \(form.html(visit, order.number))<p class="hint">\(visit.say(TaskWords.acknowledgeHelp))</p>
            """
    }

    private static func facts(_ visit: Visit, _ proposal: AcknowledgementProposal) -> HTML {
        let basis: HTML = "<span class=\"quiet\">(\(visit.say(proposal.basis.words)))</span>"
        return Table.facts(
            visit, TaskWords.acknowledgement,
            [
                (OrderWords.expectedStart, Time.html(proposal.start)),
                (OrderWords.expectedEnd, Time.html(proposal.end)),
                (OrderWords.expectedDuration, "\(Length.words(proposal.duration)) \(basis)"),
                (QueueWords.antenna, "\(proposal.antenna ?? "–")"),
            ])
    }

    private static func moves(_ visit: Visit, _ proposal: AcknowledgementProposal) -> HTML {
        guard !proposal.moved.isEmpty else {
            return "<p>\(visit.say(TaskWords.movesNothing))</p>"
        }
        return """
            <div class="notice"><p>\(visit.say(TaskWords.moves))</p><ul>\(proposal.moved.html { moved in
                """
                <li><a href="/orders/\(moved.order)">\(moved.order)</a>: \(visit.say(TaskWords.promised)) \(Time.html(moved.promised)),
                \(possible(moved.possible, visit))</li>
                """
            })</ul></div>
            """
    }

    private static func possible(_ start: UTCInstant?, _ visit: Visit) -> HTML {
        guard let start else { return "\(visit.say(TaskWords.noPlaceAnyMore))" }
        return "\(visit.say(TaskWords.possible)) \(Time.html(start))"
    }

    // MARK: Another start or duration

    /// A form that looks first: the values stand in the address, and what they would do is shown with them.
    private static func otherValues(
        _ visit: Visit, _ order: Order, _ earliest: AcknowledgementProposal
    ) throws -> HTML {
        let query = visit.request.query
        let wanted = try Self.wanted(visit)
        var start = Field.instant("start", TaskWords.start, form: "wanted-", earliest.start)
        var duration = Field.duration(form: "wanted-", earliest.duration)
        if let typed = query["start"] { start.value = typed }
        if let typed = query["duration"] { duration.value = typed }
        return """
            <details id="other-values"\(wanted == nil ? .none : " open" as HTML)><summary>\(visit.say(TaskWords.otherValues))</summary>
            <form class="row" action="/orders/\(order.number)#other-values">
            \(start.input(visit))\(duration.input(visit))
            <button class="quiet">\(visit.say(TaskWords.checkFirst))</button></form>
            \(try wanted.map { try chosen(visit, order, $0) })
            </details>
            """
    }

    private static func wanted(_ visit: Visit) throws(Problem) -> (
        start: UTCInstant?, duration: Duration
    )? {
        let query = visit.request.query
        guard query["duration"] != nil || query["start"] != nil else { return nil }
        var fields = SentFields(query: query)
        let start = fields.optionalInstant("start")
        let duration = fields.required("duration", fields.optionalDuration("duration"))
        try fields.check()
        return duration.map { (start, $0) }
    }

    private static func chosen(
        _ visit: Visit, _ order: Order, _ wanted: (start: UTCInstant?, duration: Duration)
    ) throws -> HTML {
        let proposal = try visit.desk.proposal(
            for: order.number, start: wanted.start, lasting: wanted.duration)
        let fields: HTML = """
            \(wanted.start.map { "<input type=\"hidden\" name=\"start\" value=\"\($0)\">" as HTML })
            <input type="hidden" name="duration" value="\(wanted.duration.iso8601)">
            """
        let form = ActForm(
            act: "acknowledgement", button: TaskWords.acknowledgeSo, fields: fields,
            isGrave: !proposal.conflicts.isEmpty)
        let isPast = wanted.start.map { $0 < visit.now } ?? false
        return """
            \(facts(visit, proposal))
            \(isPast ? "<p class=\"fault\">\(visit.say(TaskWords.inThePast))</p>" as HTML : .none)
            \(conflicts(visit, proposal))\(moves(visit, proposal))\(form.html(visit, order.number))
            """
    }

    private static func conflicts(_ visit: Visit, _ proposal: AcknowledgementProposal) -> HTML {
        guard !proposal.conflicts.isEmpty else {
            return "<p class=\"good\">\(visit.say(TaskWords.noConflicts))</p>"
        }
        return """
            <div class="fault"><p>\(visit.say(TaskWords.conflicts))</p><ul>\(proposal.conflicts.html { conflict in
                let what: HTML =
                    conflict.order.map { "<a href=\"/orders/\($0)\">\($0)</a>" }
                    ?? "\(visit.say(TimetableWords.maintenance))"
                return """
                    <li>\(what), \(conflict.antenna), \(Time.html(conflict.span.start)) – \(Time.html(conflict.span.end))</li>
                    """
            })</ul></div>
            """
    }

    // MARK: After a restore

    /// A form for the number that the Bureau knows already; a restored desk gives no new one.
    private static func knownNumber(_ visit: Visit, _ order: Order) -> HTML {
        let fields = [
            Field(
                name: "reference", label: TaskWords.knownNumber, form: "known-", isRequired: true),
            Field(
                name: "start", label: TaskWords.start, form: "known-", type: "datetime-local",
                isRequired: true),
            Field(name: "duration", label: TaskWords.duration, form: "known-", isRequired: true),
        ]
        let form = ActForm(
            act: "acknowledgement", button: TaskWords.acknowledgeSo,
            fields: "\(fields.html { $0.input(visit) })")
        return """
            <div id="acknowledge" class="card"><h3>\(visit.say(TaskWords.acknowledgement))</h3>
            <p class="fault">\(visit.say(Refusal.numbersUnconfirmed.words))</p>
            <p class="hint">\(visit.say(TaskWords.knownNumberHelp))</p>
            \(form.html(visit, order.number))</div>
            """
    }

    // MARK: Updates

    /// A form for a numbered update; a task that has begun keeps its start.
    static func update(_ visit: Visit, _ order: Order) -> HTML {
        guard let current = order.acknowledgement, OrderActs.isOpen(.update, visit, order) else {
            return .none
        }
        let start: HTML =
            order.state == .acknowledged
            ? Field.instant("start", TaskWords.start, form: "update-", current.expectedStart)
                .input(visit) : .none
        let duration = Field.duration(form: "update-", current.expectedDuration)
        let reason = Field(name: "reason", label: TaskWords.optionalReason, form: "update-")
        return ActForm(
            act: "updates", button: TaskWords.update,
            fields: start + duration.input(visit) + reason.input(visit)
        ).folded(visit, order.number, help: TaskWords.updateHelp)
    }
}

extension ReferenceNumber {
    /// A number that is asked with whether an acknowledgement is possible; it is never issued.
    fileprivate static let probe = ReferenceNumber(series: "X", year: 2000, serial: 1)
}
