// One letter: what it says as text, what became of it, and the raw bytes. What strangers wrote is never taken as markup
// of this page: HTML is shown in a frame that can do nothing, and files are only to be kept.

import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Pages about letters.
enum LetterPages {
    static let all: [Route] =
        [
            LetterListPage.route,
            Route(.get, "/letters/{id}", .members, answer: show),
            Route(.get, "/letters/{id}/raw", .members, answer: raw),
            Route(.get, "/letters/{id}/file", .members, answer: file),
            Route(.get, "/letters/{id}/html", .members, answer: html),
            Route(.get, "/letters/{id}/parts/{part}", .members, answer: part),
        ] + LetterActs.all.map(\.pageRoute)

    /// The letter of the path with its bytes; that somebody reads a report is kept (R7).
    private static func letter(_ visit: Visit) throws -> (record: LetterRecord, bytes: [UInt8]) {
        let id = try visit.id
        let (record, bytes) = try visit.desk.store.read { reader in
            (try reader.letter(id), try reader.bytes(of: id))
        }
        guard let record, let bytes else { throw Problem.notFound }
        try visit.noteReading(of: record)
        return (record, bytes)
    }

    /// The letter of the path as it can be read; `nil` if it cannot be.
    private static func message(_ visit: Visit, _ bytes: [UInt8]) throws -> MailMessage? {
        do {
            return try visit.desk.mailReader.read(bytes)
        } catch is MIMEFault {
            return nil
        }
    }

    private static func show(_ visit: Visit) throws -> SiteResponse {
        let (record, bytes) = try letter(visit)
        let message = try message(visit, bytes)
        let deliveries =
            record.isIncoming
            ? [] : try visit.desk.store.read { try $0.deliveries(of: record.id) }
        let mayAct = visit.actor.may(.note, at: visit.desk.kind)
        return Page(
            title: "\(visit.say(LetterWords.letter)) \(record.id): \(message?.subject ?? "")",
            content: """
                \(LetterView.facts(visit, record, message))
                \(mayAct ? LetterView.acts(visit, record, deliveries) : .none)
                \(deliveries.isEmpty ? .none : LetterView.deliveries(visit, deliveries))
                \(record.isWaiting ? try question(visit, record.id) : .none)
                \(message.map { LetterView.contents(visit, record, $0) }
                    ?? "<p class=\"fault\">\(visit.say(LetterWords.unreadable))</p>")
                <p><a href="/letters/\(record.id)/raw">\(visit.say(LetterWords.raw))</a>
                <a href="/letters/\(record.id)/file" download>\(visit.say(LetterWords.rawFile))</a></p>
                """, isLive: !record.isReport
        ).response(visit)
    }

    /// What the desk would ask the author, for a person to send.
    private static func question(_ visit: Visit, _ id: Int) throws -> HTML {
        do {
            let mail = try visit.desk.question(about: id)
            let to = mail.to.map(\.address.description).joined(separator: ", ")
            return """
                <details id="question" open><summary>\(visit.say(LetterWords.question))</summary>
                \(Table.facts(
                    visit, LetterWords.question,
                    [(NewOrderWords.to, "\(to)"), (NewOrderWords.subject, "\(mail.subject)")]))
                \(Quote.lines(mail.text))</details>
                """
        } catch is NothingToAsk {
            return .none
        } catch is MIMEFault {
            return .none
        }
    }

    private static func raw(_ visit: Visit) throws -> SiteResponse {
        let (record, bytes) = try letter(visit)
        let shown = bytes.prefix(Limits.partTextBytes)
        return Page(
            title: "\(visit.say(LetterWords.rawTitle)) \(record.id)",
            content: """
                <p><a href="/letters/\(record.id)">\(visit.say(LetterWords.backToLetter))</a></p>
                <p>\(visit.say(LetterWords.digest)): <code>\(record.sha256)</code></p>
                \(shown.count < bytes.count
                    ? "<p class=\"notice\">\(visit.say(LetterWords.rawCut))</p>" as HTML : .none)
                \(Quote.lines(String(decoding: shown, as: UTF8.self)))
                """
        ).response(visit)
    }

    private static func file(_ visit: Visit) throws -> SiteResponse {
        let (record, bytes) = try letter(visit)
        return .download(bytes, name: "letter-\(record.id).eml", type: "message/rfc822")
    }

    /// The first part in HTML, for a frame: nothing in it runs, loads or leads anywhere.
    private static func html(_ visit: Visit) throws -> SiteResponse {
        let (_, bytes) = try letter(visit)
        guard let text = try message(visit, bytes)?.htmlText else { throw Problem.notFound }
        var response = SiteResponse.text(text, type: "text/html; charset=utf-8")
        response.set(
            "content-security-policy",
            """
            sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; \
            base-uri 'none'; frame-ancestors 'self'
            """)
        response.set("x-frame-options", "SAMEORIGIN")
        return response
    }

    /// A part of the letter, whatever it is, to be kept.
    private static func part(_ visit: Visit) throws -> SiteResponse {
        let (record, bytes) = try letter(visit)
        let parts = try message(visit, bytes)?.parts ?? []
        guard let index = visit.parameters["part"].flatMap({ Int($0) }),
            parts.indices.contains(index)
        else { throw Problem.notFound }
        let part = parts[index]
        return .download(
            part.content, name: part.fileName ?? "letter-\(record.id)-part-\(index)",
            type: "application/octet-stream")
    }
}

extension MailMessage {
    /// The first part in HTML that is no attachment, as text.
    var htmlText: String? {
        parts.first { $0.contentType == "text/html" && !$0.isAttachment }?.text
    }
}
