// What people do with a letter that waits for them. Each act stands here once and is served twice, as those on orders
// are.

import Desk
import MonitoringOrders
import OrderStore

/// An act on one letter, under its name in the path.
struct LetterAct: Sendable {
    var name: String
    var perform: @Sendable (Visit, LetterRecord, inout SentFields) throws -> Void

    /// The act for programs, answered by the letter as it stands then.
    var apiRoute: Route {
        Route(.post, "\(LetterRoutes.letter)/\(name)", .may(.note)) { visit in
            try carryOut(visit)
            return .json(try LetterRoutes.object(LetterRoutes.letter(visit), visit))
        }.repeatable
    }

    /// The act for browsers, answered by the letter's page.
    var pageRoute: Route {
        Route(.post, "/letters/{id}/\(name)", .may(.note)) { visit in
            try carryOut(visit)
            return .seeOther("/letters/\(try visit.id)")
        }
    }

    private func carryOut(_ visit: Visit) throws {
        let letter = try LetterRoutes.letter(visit)
        var fields = try SentFields(visit)
        try perform(visit, letter, &fields)
    }
}

/// The acts on letters.
enum LetterActs {
    static let all: [LetterAct] = [
        LetterAct(name: "closing") { visit, letter, fields in
            let remark = fields.text("remark")
            try fields.check()
            try visit.desk.closeLetter(letter.id, remark: remark, by: visit.actor)
        },
        LetterAct(name: "rereading") { visit, letter, fields in
            try fields.check()
            try visit.desk.readAgain(letter.id, by: visit.actor)
        },
        LetterAct(name: "resending") { visit, letter, fields in
            let recipient = fields.optional("recipient", "an address") { MailAddress($0) }
            try fields.check()
            try visit.desk.resend(letter.id, to: recipient, by: visit.actor)
        },
    ]
}
