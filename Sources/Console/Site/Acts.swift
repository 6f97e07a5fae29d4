// What people and programs can do with an order. Each act stands here once and is served twice: to programs under
// the API, to browsers as a form's address; the rules judge both alike.

import CanonicalJSON
import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// An act on one order, under its name in the path.
struct Act: Sendable {
    var name: String
    var permission: Permission
    var desks: Set<DeskKind>
    var bodyLimit = 256 << 10
    var perform: @Sendable (Visit, OrderNumber, inout SentFields) throws -> Order

    init(
        _ name: String, _ act: OrderAct, at desks: Set<DeskKind>, upTo bodyLimit: Int = 256 << 10,
        _ perform: @escaping @Sendable (Visit, OrderNumber, inout SentFields) throws -> Order
    ) {
        (self.name, self.desks, self.bodyLimit) = (name, desks, bodyLimit)
        (permission, self.perform) = (.may(act), perform)
    }

    /// The act for programs, answered by the order as it stands then.
    var apiRoute: Route {
        Route(.post, "\(OrderRoutes.order)/\(name)", permission, at: desks, upTo: bodyLimit) {
            try OrderRoutes.one(try carryOut($0), $0)
        }.repeatable
    }

    /// The act for browsers, answered by the order's page.
    var pageRoute: Route {
        Route(
            .post, "/orders/{series}/{year}/{serial}/\(name)", permission, at: desks,
            upTo: bodyLimit
        ) {
            .seeOther("/orders/\(try carryOut($0).number)")
        }
    }

    private func carryOut(_ visit: Visit) throws -> Order {
        let number = try visit.orderNumber
        // An order that is not there is told before anything about the fields.
        _ = try visit.desk.order(number)
        try visit.checkVersion(of: number)
        var fields = try SentFields(visit)
        return try perform(visit, number, &fields)
    }
}

extension Route {
    /// The route, whose answers are kept under the request's Idempotency-Key.
    var repeatable: Route {
        var route = self
        route.isRepeatable = true
        return route
    }
}

/// The acts on orders.
enum Acts {
    static let all: [Act] = [
        Act("acknowledgement", .acknowledge, at: [.station], acknowledge),
        Act("updates", .update, at: [.station]) { visit, number, fields in
            let (start, duration) = (
                fields.optionalInstant("start"), fields.optionalDuration("duration")
            )
            let reason = fields.optionalText("reason")
            try fields.check()
            return try visit.desk.update(
                number, start: start, duration: duration, reason: reason, by: visit.actor)
        },
        Act("refusal", .refuse, at: [.station]) { visit, number, fields in
            let reason = fields.optionalText("reason")
            try fields.check()
            return try visit.desk.perform(.refuse(reason: reason), on: number, by: visit.actor)
        },
        Act("start", .start, at: [.station]) { visit, number, _ in
            try visit.desk.start(number, by: visit.actor)
        },
        Act("suspension", .suspend, at: [.station]) { visit, number, fields in
            let reason = fields.text("reason")
            try fields.check()
            return try visit.desk.perform(.suspend(reason: reason), on: number, by: visit.actor)
        },
        Act("resumption", .resume, at: [.station]) { visit, number, _ in
            try visit.desk.perform(.resume, on: number, by: visit.actor)
        },
        Act("result", .complete, at: [.station], upTo: Limits.formBytes, complete),
        Act("approval", .approveReport, at: [.station]) { visit, number, fields in
            let conclusion = fields.text("conclusion", upTo: 20_000)
            try fields.check()
            return try visit.desk.perform(
                .approveReport(conclusion: conclusion), on: number, by: visit.actor)
        },
        Act("release", .releaseReport, at: [.station]) { visit, number, _ in
            try visit.desk.releaseReport(number, by: visit.actor)
        },
        Act("revision", .reviseReport, at: [.station], upTo: Limits.formBytes, revise),
        Act("withdrawal", .withdraw, at: [.bureau]) { visit, number, fields in
            let reason = fields.text("reason")
            try fields.check()
            return try visit.desk.perform(.withdraw(reason: reason), on: number, by: visit.actor)
        },
        Act("classification", .revise, at: [.bureau], reclassify),
        Act("first-contact", .recordFirstContact, at: [.bureau]) { visit, number, fields in
            let at = fields.optionalInstant("at") ?? visit.now
            let means = fields.text("means", upTo: 200)
            try fields.check()
            let contact = FirstContact(at: at, by: visit.actor.name, means: means)
            return try visit.desk.perform(.recordFirstContact(contact), on: number, by: visit.actor)
        },
        Act("contact-authorisations", .authoriseContact, at: [.station]) { visit, number, fields in
            let name = fields.text("operator", upTo: 200)
            try fields.check()
            return try visit.desk.perform(
                .authoriseContact(operatorName: name), on: number, by: visit.actor)
        },
        Act("contact-withdrawals", .withdrawAuthorisation, at: [.station]) {
            visit, number, fields in
            let name = fields.text("operator", upTo: 200)
            try fields.check()
            return try visit.desk.perform(
                .withdrawAuthorisation(operatorName: name), on: number, by: visit.actor)
        },
        Act("operator-contacts", .contactOperator, at: [.station], contact),
        Act("notes", .note, at: [.bureau, .station]) { visit, number, fields in
            let text = fields.text("text")
            try fields.check()
            return try visit.desk.perform(.note(text), on: number, by: visit.actor)
        },
    ]

    static func acknowledge(
        _ visit: Visit, _ number: OrderNumber, _ fields: inout SentFields
    ) throws -> Order {
        let start = fields.optionalInstant("start")
        let duration = fields.required("duration", fields.optionalDuration("duration"))
        let reference = fields.optional("reference", "a reference number", ReferenceNumber.init)
        if reference != nil, start == nil { fields.note("start", "goes with the reference number") }
        try fields.check()
        guard let duration else { preconditionFailure("a missing duration is a fault") }
        if let reference, let start {
            return try visit.desk.acknowledge(
                number, start: start, duration: duration, as: reference, by: visit.actor)
        }
        guard let start else {
            return try visit.desk.acknowledgeAtEarliest(number, duration: duration, by: visit.actor)
        }
        return try visit.desk.acknowledgeMovingOthers(
            number, start: start, duration: duration, by: visit.actor)
    }

    /// Hands over the result that is sent, or the one that a measurement left and the field `measured` names.
    private static func complete(
        _ visit: Visit, _ number: OrderNumber, _ fields: inout SentFields
    ) throws -> Order {
        let result =
            try fields.optionalText("measured").map { try measured(visit, number, sha256: $0) }
            ?? sentResult(&fields)
        return try visit.desk.perform(.complete(result), on: number, by: visit.actor)
    }

    private static func measured(_ visit: Visit, _ number: OrderNumber, sha256: String) throws
        -> TaskResult
    {
        let folder = TaskFolder(of: try visit.desk.order(number), in: visit.site.folder)
        guard let measured = folder?.measuredResult else {
            throw Problem.invalid("measured", "there is no measured result in the task's folder")
        }
        guard measured.sha256 == sha256 else {
            throw Problem(
                412, "version-changed", "The measured result has changed since you saw it")
        }
        guard let result = measured.result else {
            throw Problem(
                422, "result-faulty", "The result has faults",
                measured.faults.joined(separator: "\n"))
        }
        return result
    }

    /// The result of a task.
    private static func sentResult(_ fields: inout SentFields) throws -> TaskResult {
        let value = fields.required("result", fields.value("result"))
        try fields.check()
        let (result, faults) = ReportJSON.readResult(try Self.parsed(value ?? .null))
        guard let result else {
            throw Problem(
                422, "result-faulty", "The result has faults",
                faults.map { "\($0.field): \($0.message)" }.joined(separator: "\n"),
                errors: faults.map(\.json))
        }
        return result
    }

    /// Revises a released report; without a result the one of its last version stays.
    private static func revise(
        _ visit: Visit, _ number: OrderNumber, _ fields: inout SentFields
    ) throws -> Order {
        let conclusion = fields.text("conclusion", upTo: 20_000)
        let order = try visit.desk.order(number)
        let kept = order.reports.last?.report?.result ?? order.result
        let sent = fields.has("result") ? try sentResult(&fields) : nil
        try fields.check()
        guard let result = sent ?? kept else {
            throw Refusal.notPossible(.reviseReport, in: order.state)
        }
        return try visit.desk.reviseReport(
            number, result: result, conclusion: conclusion, by: visit.actor)
    }

    /// An object as a program sends it, or the text that a browser's form holds.
    private static func parsed(_ value: JSONValue) throws(Problem) -> JSONValue {
        guard case .string(let text) = value else { return value }
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw .invalid("result", "\(error)")
        }
    }

    private static func contact(
        _ visit: Visit, _ number: OrderNumber, _ fields: inout SentFields
    ) throws -> Order {
        let name = fields.text("operator", upTo: 200)
        // Without a time the contact is about to happen, and the gate must be open for it.
        let at = fields.optionalInstant("at") ?? visit.now + .seconds(1)
        let direction = fields.required(
            "direction",
            fields.optional("direction", "outgoing or incoming", OperatorContact.Direction.init))
        let summary = fields.text("summary")
        try fields.check()
        guard let direction else { preconditionFailure("a missing direction is a fault") }
        let contact = OperatorContact(
            operatorName: name, at: at, direction: direction, summary: summary)
        return try visit.desk.perform(.contactOperator(contact), on: number, by: visit.actor)
    }

    /// Category and grounds, where the field says a category.
    private static func category(_ fields: inout SentFields, suggested: Grounds? = nil) throws
        -> MonitoringOrders.Category
    {
        let number = fields.required("category", fields.optionalNumber("category"))
        let words = Grounds.allCases.map(\.rawValue).joined(separator: " or ")
        let grounds = fields.optional("grounds", words, Grounds.init) ?? suggested
        switch (number, grounds) {
        case (1?, nil): fields.note("grounds", "are needed for category 1")
        case (1?, _?), (2?, _), (nil, _): break
        default: fields.note("category", "must be 1 or 2")
        }
        try fields.check()
        return Category(grounds: number == 1 ? grounds : nil)
    }

    static func reclassify(
        _ visit: Visit, _ number: OrderNumber, _ fields: inout SentFields
    ) throws -> Order {
        let reason = fields.text("reason")
        let category = try category(&fields)
        return try visit.desk.reclassify(number, as: category, reason: reason, by: visit.actor)
    }

    /// Places an order; the form's own faults are told with their lines.
    static func place(_ visit: Visit, form text: String, _ fields: inout SentFields) throws -> Order
    {
        let check = visit.desk.configuration.checker.check(form: text)
        guard check.reading.faults.isEmpty, let form = check.reading.form else {
            throw Problem(
                422, "form-faulty", "The form has faults",
                check.reading.faults.map(\.description).joined(separator: "\n"),
                errors: check.reading.faults.map(\.json))
        }
        let reason = fields.optionalText("reason")
        let category = try category(&fields, suggested: check.suggestion?.grounds)
        let decision = CategoryDecision(
            category: category, reason: reason, suggested: check.suggestion?.category)
        return try visit.desk.placeOrder(form, as: decision, by: visit.actor)
    }
}
