// Upkeep that only somebody at the desk's own machine may ask for, because it reads or writes files there.

import CanonicalJSON
import Desk
import OrderStore

/// Routes for commands at the desk.
enum UpkeepRoutes {
    static let all: [Route] = [
        Route(.post, "/api/v1/backups", .roles([.administrator]), answer: backUp),
        Route(.post, "/api/v1/projections", .roles([.administrator]), answer: rebuild),
    ]

    /// Copies the database into a file that is not there yet.
    private static func backUp(_ visit: Visit) throws -> SiteResponse {
        guard case .local? = visit.principal?.means else { throw Problem.notPermitted }
        var fields = try SentFields(visit)
        let path = fields.text("file", upTo: 4_096)
        if !path.hasPrefix("/") { fields.note("file", "must be a whole path") }
        try fields.check()
        let record: BackupRecord
        do {
            record = try visit.desk.store.backUp(to: path)
        } catch let error as StoreError where [.exists, .missing, .readOnly].contains(error.code) {
            throw Problem(409, "backup-not-made", "The backup was not made", "\(error)")
        }
        return .json([
            "rows": JSONValue(record.verification.journal.rows),
            "head": .string(record.verification.journal.head), "sha256": JSONValue(record.sha256),
        ])
    }

    /// Writes the tables of orders anew from the journal, if that holds.
    private static func rebuild(_ visit: Visit) throws -> SiteResponse {
        if let bad = try visit.desk.store.verifyJournal().firstBad {
            throw Problem(
                409, "journal-damaged", "The journal does not hold",
                "journal row \(bad.sequence): \(bad.reason); nothing was rebuilt")
        }
        return .json(["orders": JSONValue(try visit.desk.store.rebuildProjections())])
    }
}
