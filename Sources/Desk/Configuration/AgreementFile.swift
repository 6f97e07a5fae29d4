// Reads Config/agreements/*.yaml. A second memorandum is a new file, not new code; what the MoU
// itself fixes has no key here, so that no file can drop the copy or add a third category (R73).

public import ConfigurationFiles
public import MonitoringOrders
import Quantities

/// Reader of agreement files.
public enum AgreementFile {
    /// Reads an agreement.
    ///
    /// - Throws: ``ConfigurationError`` with all faults of the file.
    public static func read(_ path: String) throws(ConfigurationError) -> Agreement {
        let faults = FaultCollector(file: path)
        let top = try YAMLSection.read(path, into: faults)
        top.allow(only: [
            "title", "administration", "itu", "anatel", "signatures", "contacts", "amendments",
            "termination",
        ])
        let agreement = Agreement(
            title: top.text("title"), administration: administration(top),
            itu: party(top, "itu"), administrationRecord: party(top, "anatel"),
            signatures: top.sections("signatures").compactMap(signature),
            contacts: ContactList(top.sections("contacts").compactMap(contact)),
            amendments: top.sections("amendments").map(amendment),
            termination: top.optionalSection("termination").flatMap(termination))
        check(agreement, top)
        try faults.finish()
        return agreement
    }

    private static func check(_ agreement: Agreement, _ top: YAMLSection) {
        if agreement.entryIntoForce == nil {
            top.note("must hold exactly one signature of each party", at: "signatures")
        }
        for (index, amendment) in agreement.amendments.enumerated()
        where amendment.effectiveDate == nil {
            top.note("entry \(index + 1) is not signed by both parties", at: "amendments")
        }
        for (first, second) in agreement.contacts.overlaps {
            top.note(
                "\(first.name) and \(second.name) are both designated by \(first.party.rawValue)"
                    + " at one time (clause 3.3.1)", at: "contacts")
        }
        for party in Party.allCases
        where !agreement.contacts.designations.contains(where: { $0.party == party }) {
            top.note("no contact is designated by \(party.rawValue)", at: "contacts")
        }
    }

    private static func administration(_ top: YAMLSection) -> Administration {
        guard let section = top.section("administration") else {
            return Administration(name: "", country: "")
        }
        section.allow(only: ["name", "country", "also_known_as"])
        return Administration(
            name: section.text("name"), country: section.text("country"),
            alsoKnownAs: section.has("also_known_as") ? section.texts("also_known_as") : [])
    }

    private static func party(_ top: YAMLSection, _ key: String) -> PartyRecord {
        let section = top.section(key)
        section?.allow(only: [
            "name", "represented_by", "headquarters", "postal_address", "telephone", "mailboxes",
        ])
        let texts = section?.texts("mailboxes") ?? []
        let mailboxes = texts.compactMap(MailAddress.init)
        if mailboxes.count != texts.count || texts.isEmpty {
            section?.note("must be a list of mail addresses", at: "mailboxes")
        }
        return PartyRecord(
            name: section?.text("name") ?? "",
            representedBy: section?.text("represented_by") ?? "",
            headquarters: section?.text("headquarters") ?? "",
            postalAddress: section?.text("postal_address") ?? "",
            telephone: section?.text("telephone") ?? "", mailboxes: mailboxes)
    }

    private static func signature(_ section: YAMLSection) -> Signature? {
        section.allow(only: ["party", "signatory", "place", "date"])
        guard let party = section.word("party", as: Party.self), let date = section.date("date")
        else { return nil }
        return Signature(
            party: party, signatory: section.text("signatory"), place: section.text("place"),
            date: date)
    }

    private static func contact(_ section: YAMLSection) -> DesignatedContact? {
        section.allow(only: ["party", "name", "from", "until", "document", "reach"])
        guard let party = section.word("party", as: Party.self), let from = section.date("from")
        else { return nil }
        return DesignatedContact(
            party: party, name: section.text("name"), from: from,
            until: section.optional("until", "a date YYYY-MM-DD", CalendarDate.init),
            document: section.text("document"),
            reach: section.optionalSection("reach").map(reach) ?? ContactReach())
    }

    private static func reach(_ section: YAMLSection) -> ContactReach {
        section.allow(only: ["telephone", "language", "deputy", "office"])
        return ContactReach(
            hours: section.optionalSection("office").flatMap(officeHours),
            telephone: section.optional("telephone", "a text") { $0 },
            language: section.optional("language", "a text") { $0 },
            deputy: section.optional("deputy", "a text") { $0 })
    }

    private static func officeHours(_ section: YAMLSection) -> OfficeHours? {
        section.allow(only: ["utc_offset", "opens", "closes", "days", "holidays"])
        let offset = section.required("utc_offset", "a duration such as -PT3H", signedDuration)
        let clock = "a time of day such as 09:00"
        let opens = section.required("opens", clock, minuteOfDay)
        let closes = section.required("closes", clock, minuteOfDay)
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let days = section.texts("days").map { names.firstIndex(of: $0).map { $0 + 1 } }
        if days.isEmpty || days.contains(nil) {
            section.note("must be a list of mon, tue, wed, thu, fri, sat, sun", at: "days")
        }
        let dates = section.has("holidays") ? section.texts("holidays").map(CalendarDate.init) : []
        if dates.contains(nil) {
            section.note("must be a list of dates YYYY-MM-DD", at: "holidays")
        }
        guard let offset, let opens, let closes else { return nil }
        if closes <= opens { section.note("must be after opens", at: "closes") }
        return OfficeHours(
            offset: offset, opens: opens, closes: closes, days: Set(days.compactMap(\.self)),
            holidays: Set(dates.compactMap(\.self)))
    }

    private static func signedDuration(_ text: String) -> Duration? {
        text.hasPrefix("-")
            ? Duration(iso8601: String(text.dropFirst())).map { .zero - $0 }
            : Duration(iso8601: text)
    }

    private static func minuteOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1],
            (0...24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    private static func amendment(_ section: YAMLSection) -> Amendment {
        section.allow(only: ["document", "subject", "signatures"])
        return Amendment(
            document: section.text("document"), subject: section.text("subject"),
            signatures: section.sections("signatures").compactMap(signature))
    }

    private static func termination(_ section: YAMLSection) -> TerminationNotice? {
        section.allow(only: ["by", "document", "sent", "received"])
        guard let party = section.word("by", as: Party.self), let sent = section.date("sent"),
            let received = section.date("received")
        else { return nil }
        return TerminationNotice(
            by: party, document: section.text("document"), sent: sent, received: received)
    }
}
