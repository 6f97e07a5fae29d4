// The letters of a desk in both ways, the latest first.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// The list of letters.
enum LetterListPage {
    static let route = Route(.get, "/letters", .members, answer: answer)

    /// What the list can be narrowed to, by the word in the address.
    private static let views: [(name: String?, title: Bilingual, filter: LetterFilter)] = [
        (nil, LetterWords.all, LetterFilter()),
        (
            "person", LetterWords.needsPerson,
            LetterFilter(dispositions: [Disposition.needsHuman.rawValue])
        ),
        (
            "quarantined", LetterWords.quarantined,
            LetterFilter(dispositions: [Disposition.quarantined.rawValue])
        ),
        ("in", LetterWords.incoming, LetterFilter(isIncoming: true)),
        ("out", LetterWords.outgoing, LetterFilter(isIncoming: false)),
    ]

    private static func answer(_ visit: Visit) throws -> SiteResponse {
        let name = visit.request.query["show"]
        guard let view = views.first(where: { $0.name == name }) else {
            throw Problem.invalid(
                "show", "is one of \(views.compactMap(\.name).joined(separator: ", "))")
        }
        let limit = try visit.pageLimit()
        let last = try visit.pageStart { Int($0) }
        let letters = try visit.desk.store.read {
            try $0.letters(view.filter, after: last, limit: limit + 1)
        }
        let next = letters.count > limit ? letters[limit - 1].id : nil
        return Page(
            title: visit.say(LetterWords.letters),
            content: """
                \(Choice.html(
                    visit, "show", LetterWords.show, views.map { ($0.name, "\(visit.say($0.title))") }))
                \(letters.isEmpty
                    ? "<p class=\"empty\">\(visit.say(LetterWords.noLetters))</p>"
                    : LetterTable.html(visit, letters.prefix(limit), withOrders: true))
                \(Pager.html(visit, after: next.map { "\($0)" }))
                """, isLive: true
        ).response(visit)
    }
}

/// Letters as rows.
enum LetterTable {
    static func html(
        _ visit: Visit, _ letters: some Sequence<LetterRecord>, withOrders: Bool
    ) -> HTML {
        let titles =
            [LetterWords.letter, LetterWords.way, LetterWords.stored]
            + (withOrders ? [Words.order] : [])
            + [LetterWords.sender, LetterWords.disposition]
        return Table.html(
            visit, LetterWords.letters, titles, isCaptionSeen: false,
            rows: letters.map { row(visit, $0, withOrders) })
    }

    private static func row(
        _ visit: Visit, _ letter: LetterRecord, _ withOrders: Bool
    ) -> [HTML] {
        let order: HTML =
            letter.order.map { "<a class=\"number\" href=\"/orders/\($0)\">\($0)</a>" } ?? "–"
        let kind = visit.say(MailKindWords.words(letter.kind))
        return [
            "<a href=\"/letters/\(letter.id)\">\(letter.id)</a> \(kind)", way(visit, letter),
            Time.html(letter.storedAt),
        ] + (withOrders ? [order] : []) + [
            "<span class=\"long\" dir=\"ltr\">\(letter.sender ?? "–")</span>",
            judgement(visit, letter),
        ]
    }

    static func way(_ visit: Visit, _ letter: LetterRecord) -> HTML {
        let words = letter.isIncoming ? LetterWords.came : LetterWords.went
        return """
            <span class="way \(letter.isIncoming ? "in" : "out")">\(visit.say(words))</span>
            """
    }

    /// What became of a letter that came, and why.
    static func judgement(_ visit: Visit, _ letter: LetterRecord) -> HTML {
        guard letter.isIncoming else { return "–" }
        let reasons = letter.reasons.map { reason(visit, $0) }
        return """
            <span class="disposition \(letter.disposition ?? "unread")">\(visit.say(Disposition.words(letter.disposition)))</span>\
            \(reasons.isEmpty ? .none : "<ul class=\"reasons\">\(reasons.html { "<li>\($0)</li>" })</ul>" as HTML)
            """
    }

    private static func reason(_ visit: Visit, _ reason: String) -> HTML {
        let (words, details) = ReadingWords.parts(reason)
        let quoted: HTML =
            details.isEmpty ? .none : visit.phrase(details)
        guard let words else { return quoted }
        return details.isEmpty ? "\(visit.say(words))" : "\(visit.say(words)): \(quoted)"
    }
}
