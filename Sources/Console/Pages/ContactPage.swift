// The agreement with its parties and designated contacts, as a list that can be printed and says which version it is
// (R59, R84).

import Desk
import Letters
import MonitoringOrders
import Quantities

/// The page of contacts.
enum ContactPage {
    static let route = Route(.get, "/contacts", .members, answer: answer)

    private static func answer(_ visit: Visit) -> SiteResponse {
        let agreement = visit.desk.configuration.agreement
        return Page(
            title: visit.say(ContactWords.title),
            content: """
                \(facts(visit, agreement))
                \(designated(visit, agreement.contacts))
                \(parties(visit, agreement))
                \(history(visit, agreement.contacts))
                <p class="hint">\(visit.say(ContactWords.printHint))</p>
                """
        ).response(visit)
    }

    private static func facts(_ visit: Visit, _ agreement: Agreement) -> HTML {
        let today = visit.now.date
        var rows: [(Bilingual, HTML)] = [
            (
                ContactWords.version,
                "<strong>\(agreement.contacts.version(on: today)?.description ?? "–")</strong>"
            ), (ContactWords.citation, "<span lang=\"en\">\(agreement.citation)</span>"),
            (ContactWords.inForce, "\(agreement.entryIntoForce?.description ?? "–")"),
            (ContactWords.amendments, "\(agreement.version(on: today))"),
        ]
        if let end = agreement.endsOn {
            rows.append((ContactWords.ends, "<strong class=\"bad\">\(end)</strong>"))
        }
        return Table.facts(visit, ContactWords.agreement, rows)
    }

    private static func designated(_ visit: Visit, _ contacts: ContactList) -> HTML {
        let none: HTML = "<strong class=\"bad\">\(visit.say(ContactWords.noContact))</strong>"
        let rows = Party.allCases.map { party -> [HTML] in
            guard let contact = contacts.contact(of: party, on: visit.now.date) else {
                return ["\(visit.say(party.words))", none, "–", "–", "–", "–"]
            }
            return [
                "\(visit.say(party.words))", "\(contact.name)",
                "\(contact.reach.telephone ?? "–")", "\(contact.reach.deputy ?? "–")",
                "\(contact.reach.language ?? "–")", "\(contact.from)",
            ]
        }
        return Table.html(
            visit, ContactWords.designated,
            [
                ContactWords.party, AccountWords.name, ContactWords.telephone, ContactWords.deputy,
                ContactWords.language, ContactWords.since,
            ], rows: rows)
    }

    private static func parties(_ visit: Visit, _ agreement: Agreement) -> HTML {
        let records = [agreement.itu, agreement.administrationRecord]
        return Table.html(
            visit, ContactWords.parties,
            [
                ContactWords.party, ContactWords.representedBy, ContactWords.headquarters,
                ContactWords.postal, ContactWords.telephone, ContactWords.mailboxes,
            ],
            rows: records.map { record in
                [
                    "\(record.name)", "\(record.representedBy)", "\(record.headquarters)",
                    "\(record.postalAddress)", "\(record.telephone)",
                    "<span dir=\"ltr\">\(record.mailboxes.map(\.description).joined(separator: ", "))</span>",
                ]
            })
    }

    private static func history(_ visit: Visit, _ contacts: ContactList) -> HTML {
        Table.html(
            visit, ContactWords.history,
            [
                AccountWords.name, ContactWords.party, ContactWords.since, ContactWords.until,
                ContactWords.document,
            ],
            rows: contacts.designations.sorted { $0.from > $1.from }.map { contact in
                [
                    "\(contact.name)", "\(visit.say(contact.party.words))", "\(contact.from)",
                    "\(contact.until?.description ?? "–")", "\(contact.document)",
                ]
            })
    }
}

/// The page of help.
enum HelpPage {
    static let route = Route(.get, "/help", .members) { visit in
        Page(
            title: visit.say(HelpWords.title),
            content: HelpWords.topics.html { topic in
                "<section><h2>\(visit.say(topic.title))</h2><p>\(visit.say(topic.text))</p></section>\n"
            }
        ).response(visit)
    }
}
