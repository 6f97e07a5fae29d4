// What went wrong with a request, in the form of RFC 9457. Pages show the same words.

import CanonicalJSON
import Desk
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Reports

/// A request that was not carried out. Nothing has changed.
struct Problem: Error, Sendable {
    var status: Int
    /// Last part of the problem's type; with it the documents explain the problem.
    var code: String
    var title: String
    var detail: String?
    /// The detail in both languages, where it has them.
    var words: Bilingual?
    /// One object for each fault of what was sent.
    var errors: [JSONValue] = []
    var headers: [(name: String, value: String)] = []

    init(
        _ status: Int, _ code: String, _ title: String, _ detail: String? = nil,
        errors: [JSONValue] = [], headers: [(name: String, value: String)] = []
    ) {
        (self.status, self.code, self.title) = (status, code, title)
        (self.detail, self.errors, self.headers) = (detail, errors, headers)
    }

    /// The answer.
    ///
    /// - Parameters:
    ///   - instance: the path that was asked for.
    ///   - trace: what finds the request in the log.
    /// - Returns: problem+json.
    func response(instance: String, trace: String) -> SiteResponse {
        var object: JSONValue = [
            "type": .string("urn:vigia:problem:\(code)"), "title": .string(title),
            "status": JSONValue(status), "detail": .string(detail ?? title),
            "instance": .string(instance), "traceId": .string(trace),
        ]
        if !errors.isEmpty { object.set("errors", to: .array(errors)) }
        var response = SiteResponse.text(
            object.compact + "\n", type: "application/problem+json", status: status)
        response.headers += headers
        return response
    }
}

extension Problem {
    /// The field that cannot be taken, where one is named.
    var field: String? { errors.first?["field"]?.string }

    static let notFound = Problem(404, "not-found", "There is no such thing here")
    static let noReport = Problem(404, "no-report", "There is no report of this order yet")
    static let notLoggedIn = Problem(
        401, "not-authenticated", "A token or a session is needed",
        headers: [("www-authenticate", "Bearer realm=\"vigia\"")])
    static let notPermitted = Problem(403, "not-permitted", "This is not for your role")
    static let foreignForm = Problem(
        403, "foreign-form", "The form did not come from this site; load the page again")

    /// A body of more bytes than are taken.
    static func tooLarge(_ limit: Int) -> Problem {
        Problem(413, "too-large", "At most \(limit) bytes are taken here")
    }

    /// A value that was sent and cannot be taken.
    static func invalid(_ field: String, _ message: String) -> Problem {
        Problem(
            422, "invalid", "What was sent cannot be taken", "\(field): \(message)",
            errors: [["field": .string(field), "message": .string(message)]])
    }

    /// What an error of the desk means to the one who asked.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case Refusal.unknownOrder: self = .notFound
        case let error as RevisionMissing:
            self.init(404, "no-such-revision", "There is no such revision", "\(error)")
        case let refusal as Refusal: self.init(refusal)
        case let error as StoreError: self.init(error)
        case let error as NoPlaceInTimetable:
            self.init(409, "no-place-in-timetable", "No start can be promised", "\(error)")
        case is LetterDoesNotWait, is NothingToAsk, is DeliveryNotRefused, is OrderHasChanged:
            self.init(409, "not-possible", "This is not possible now", "\(error)")
        case let error as AutomaticLettersStopped:
            self.init(409, "letters-stopped", "Automatic letters are stopped", "\(error)")
        case let fault as MIMEFault:
            self.init(409, "letter-unreadable", "The letter cannot be read", "\(fault)")
        case let error as FormsError:
            self.init(500, "report-not-made", "The report could not be made", "\(error)")
        case let error as ReaderUnavailable:
            self.init(503, "reader-unavailable", "Letters cannot be read now", "\(error)")
        default: self.init(500, "defect", "This is a defect of Vigia; it is in the log")
        }
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .notPermitted, .needsAnotherPerson:
            self.init(403, "not-permitted", "This is not for your role")
        case .contactLocked:
            self.init(403, "contact-locked", "The contact is locked", "\(refusal)")
        default: self.init(409, "refused", "The rules say no", "\(refusal)")
        }
        words = refusal.words
    }

    private init(_ error: StoreError) {
        guard error.mayPass else {
            self.init(500, "store-failed", "The database failed; nothing was done")
            return
        }
        self.init(
            503, "try-again", "The database cannot take it now; nothing was done or lost",
            headers: [("retry-after", "5")])
    }
}
