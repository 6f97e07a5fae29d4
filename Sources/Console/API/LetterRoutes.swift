// Letters over the API: lists, one letter with its deliveries and attachments, its bytes; handing letters in.

import CanonicalJSON
import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/letters`.
enum LetterRoutes {
    /// The path of one letter.
    static let letter = "/api/v1/letters/{id}"

    static let all: [Route] =
        [
            Route(.get, "/api/v1/letters", .members, answer: list),
            handingIn,
            Route(.get, letter, .members) { .json(try object(letter($0), $0)) },
            Route(.get, letter + "/raw", .members, answer: raw),
            Route(.get, letter + "/attachments/{part}", .members, answer: attachment),
            Route(.get, letter + "/question", .members, answer: question),
        ] + LetterActs.all.map(\.apiRoute)

    private static var handingIn: Route {
        var route = Route(
            .post, "/api/v1/letters", .mailServer, upTo: Limits.letterBytes, answer: takeIn)
        route.bodyType = "message/rfc822"
        return route
    }

    private static func list(_ visit: Visit) throws -> SiteResponse {
        let (filter, limit) = (try visit.letterFilter(), try visit.pageLimit())
        let last = try visit.pageStart { Int($0) }
        let letters = try visit.desk.store.read {
            try $0.letters(filter, after: last, limit: limit + 1)
        }
        return visit.page(
            letters, named: "letters", limit: limit, place: { "\($0.id)" },
            object: LetterJSON.object)
    }

    /// A letter is durable before its sender is told so; it is read later, like any other.
    private static func takeIn(_ visit: Visit) throws -> SiteResponse {
        guard !visit.request.body.isEmpty else {
            throw Problem(400, "no-letter", "The body is empty")
        }
        let id = try visit.desk.store(visit.request.body, from: "api", handle: nil)
        guard let id else { preconditionFailure("a letter without a handle is always new") }
        var response = SiteResponse.json(["id": JSONValue(id)], status: 201)
        response.headers.append(("location", "/api/v1/letters/\(id)"))
        return response
    }

    /// The letter that the path names.
    static func letter(_ visit: Visit) throws -> LetterRecord {
        let id = try visit.id
        guard let letter = try visit.desk.store.read({ try $0.letter(id) }) else {
            throw Problem.notFound
        }
        return letter
    }

    /// A letter with its deliveries and, where it can be read, its attachments.
    static func object(_ letter: LetterRecord, _ visit: Visit) throws -> JSONValue {
        let (deliveries, bytes) = try visit.desk.store.read {
            (try $0.deliveries(of: letter.id), try $0.bytes(of: letter.id) ?? [])
        }
        var object = LetterJSON.object(letter)
        object.set("bytes", to: JSONValue(bytes.count))
        object.set("deliveries", to: .array(deliveries.map(LetterJSON.object)))
        let files: JSONValue
        do {
            let parts = try attachments(in: bytes, visit)
            files = .array(parts.enumerated().map { LetterJSON.object($1, number: $0 + 1) })
        } catch is MIMEFault {
            files = .null
        }
        object.set("attachments", to: files)
        return object
    }

    private static func attachments(in bytes: [UInt8], _ visit: Visit) throws
        -> [MailMessage.Part]
    {
        try visit.desk.mailReader.read(bytes).parts.filter { $0.fileName != nil }
    }

    private static func raw(_ visit: Visit) throws -> SiteResponse {
        let letter = try letter(visit)
        let bytes = try content(of: letter, visit)
        return .download(bytes, name: "letter-\(letter.id).eml", type: "message/rfc822")
    }

    /// An attachment, as bytes of no type: no program is led to open it.
    private static func attachment(_ visit: Visit) throws -> SiteResponse {
        let letter = try letter(visit)
        let parts = try attachments(in: try content(of: letter, visit), visit)
        guard let number = visit.parameters["part"].flatMap({ Int($0) }),
            parts.indices.contains(number - 1)
        else { throw Problem.notFound }
        let part = parts[number - 1]
        return .download(
            part.content, name: AttachmentName.safe(part.fileName ?? ""),
            type: "application/octet-stream")
    }

    private static func content(of letter: LetterRecord, _ visit: Visit) throws -> [UInt8] {
        try visit.noteReading(of: letter)
        return try visit.desk.store.read { try $0.bytes(of: letter.id) } ?? []
    }

    private static func question(_ visit: Visit) throws -> SiteResponse {
        let mail = try visit.desk.question(about: letter(visit).id)
        return .json([
            "to": JSONValue(mail.to.map(\.address.description)), "subject": .string(mail.subject),
            "in_reply_to": JSONValue(mail.references.last), "text": .string(mail.text),
        ])
    }
}

extension LetterRecord {
    /// True for final reports and their revisions.
    var isReport: Bool {
        [LetterKind.finalReport, .revision].map(\.rawValue).contains(kind ?? "")
    }
}

extension Visit {
    /// Keeps that somebody reads a report, if the letter is one (R7).
    func noteReading(of letter: LetterRecord) throws {
        guard letter.isReport, let number = letter.order,
            let reference = try desk.order(number).reference
        else { return }
        try desk.noteReading(of: reference, by: actor)
    }

    /// The filter of a list of letters, by the query.
    ///
    /// - Throws: ``Problem`` for a value that is none.
    func letterFilter() throws(Problem) -> LetterFilter {
        let known = Set(Disposition.allCases.map(\.rawValue) + [LetterRecord.awaitingRecord])
        let dispositions = Set(request.query.all("disposition").filter { !$0.isEmpty })
        guard dispositions.isSubset(of: known) else {
            throw .invalid(
                "disposition", "is one of \(known.sorted().joined(separator: ", "))")
        }
        let direction = request.query["direction"]
        if let direction, !["in", "out"].contains(direction) {
            throw .invalid("direction", "is in or out")
        }
        let order = request.query["order"]
        let number = order.flatMap(OrderNumber.init)
        if order != nil, number == nil { throw .invalid("order", "is no order number") }
        return LetterFilter(
            isIncoming: direction.map { $0 == "in" }, order: number,
            dispositions: dispositions.isEmpty ? nil : dispositions)
    }
}
