// The journal over the API, for auditors: its rows with their contents, whether the chain holds, and a checkpoint to be
// kept elsewhere.

import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// Routes under `/api/v1/journal`.
enum JournalRoutes {
    private static let auditors = Permission.roles([.auditor])

    static let all: [Route] = [
        Route(.get, "/api/v1/journal", auditors, answer: rows),
        Route(.get, "/api/v1/journal/verification", auditors) { visit in
            .json(object(try visit.desk.store.verifyJournal()))
        },
        Route(.get, "/api/v1/journal/checkpoint", .members) { visit in
            guard let note = try visit.desk.signedCheckpoint() else {
                throw Problem(409, "no-key", "This desk has no key for checkpoints")
            }
            return .text(note, type: "text/plain; charset=utf-8")
        },
    ]

    /// Rows from a sequence number on, oldest first. Reports among them are read with them (R7).
    private static func rows(_ visit: Visit) throws -> SiteResponse {
        let limit = try visit.pageLimit()
        let after = try visit.pageStart { Int($0) } ?? visit.sequence("from") - 1
        let rows = try visit.desk.store.read { try $0.journal(from: after + 1, limit: limit + 1) }
        for reference in Set(rows.prefix(limit).compactMap(\.reportReference)) {
            try visit.desk.noteReading(of: reference, by: visit.actor)
        }
        return visit.page(
            rows, named: "rows", limit: limit, place: { "\($0.sequence)" }, object: object)
    }

    private static func object(_ row: JournalEntry) -> JSONValue {
        [
            "sequence": JSONValue(row.sequence), "at": .string(row.at.description),
            "actor": .string(row.actor.name), "role": .string(row.actor.role.rawValue),
            "subject": .string(row.subject), "kind": .string(row.kind),
            "content": .string(row.content), "previous": .string(row.previous),
            "hash": .string(row.hash),
        ]
    }

    private static func object(_ found: JournalVerification) -> JSONValue {
        [
            "holds": .bool(found.firstBad == nil), "rows": JSONValue(found.rows),
            "head": .string(found.head),
            "first_bad": found.firstBad.map { bad -> JSONValue in
                ["sequence": JSONValue(bad.sequence), "reason": .string(bad.reason)]
            } ?? .null,
        ]
    }
}

extension JournalEntry {
    /// The task whose report the row holds.
    fileprivate var reportReference: ReferenceNumber? {
        guard case .order(_, let event) = event else { return nil }
        return switch event {
        case .reportReleased(let report), .reportRevised(let report): report.reference
        case .reportFiled(let filed): filed.reference
        default: nil
        }
    }
}

extension Visit {
    /// A row's number in the query, 1 where there is none.
    fileprivate func sequence(_ name: String) throws(Problem) -> Int {
        guard let text = request.query[name] else { return 1 }
        guard let number = Int(text), number > 0 else {
            throw .invalid(name, "must be a number from 1")
        }
        return number
    }
}
