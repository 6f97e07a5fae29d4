// Upkeep that only somebody at the desk's own machine may ask for, because it reads or writes files there or shows
// everything at once. Commands of a desk that is served come here; nobody else is let in.

public import CanonicalJSON
import Desk
import Foundation
import MailTransport
import MonitoringOrders
public import OrderStore
import Quantities
import Reports

/// Routes for commands at the desk.
enum UpkeepRoutes {
    static let all: [Route] = [
        Route(.post, "/upkeep/backups", .local, answer: backUp),
        Route(.post, "/upkeep/projections", .local, answer: rebuild),
        Route(.post, "/upkeep/numbers", .local, answer: confirmNumbers),
        Route(.post, "/upkeep/verifications", .local, answer: verify),
        Route(.get, "/upkeep/journal", .local, answer: lines),
        Route(.post, "/upkeep/readings", .local, upTo: 2 * Limits.letterBytes, answer: readings),
        Route(.post, "/upkeep/records/{series}/{year}/{serial}", .local, answer: record),
    ]

    /// The file that a command names.
    private static func file(_ fields: inout SentFields) -> String {
        let path = fields.text("file", upTo: 4_096)
        if !path.hasPrefix("/") { fields.note("file", "must be a whole path") }
        return path
    }

    /// Copies the database into a file that is not there yet.
    private static func backUp(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let path = file(&fields)
        try fields.check()
        let record: BackupRecord
        do {
            record = try visit.desk.store.backUp(to: path)
            try visit.site.folder.note(record, in: path, at: visit.desk.surroundings.now())
        } catch let error as StoreError where [.exists, .missing, .readOnly].contains(error.code) {
            throw Problem(409, "file-not-made", "The file was not made", "\(error)")
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

    /// A person has compared the numbers of a restored desk with the other desk's.
    private static func confirmNumbers(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let last = fields.texts("last").compactMap { text in
            let reference = ReferenceNumber(text)
            if reference == nil { fields.note("last", "\(text) is no reference number") }
            return reference
        }
        try fields.check()
        try visit.desk.confirmNumbers(last: last, by: visit.actor)
        return .json(["last": JSONValue(last.map(\.description))])
    }

    /// Proves everything: chain, letters, projections, and a checkpoint that was signed once.
    private static func verify(_ visit: Visit) throws -> SiteResponse {
        var fields = try SentFields(visit)
        let (note, key) = (
            fields.optionalText("checkpoint", upTo: 20_000), fields.optionalText("key")
        )
        let verifier = key.flatMap(CheckpointVerifier.init(text:))
        // A note ends with a line feed, which belongs to what is signed.
        let signed = note.flatMap { verifier?.checkpoint(in: $0 + "\n") }
        if note != nil, signed == nil {
            fields.note("checkpoint", "is no checkpoint signed with this key")
        }
        try fields.check()
        return .json(VerificationJSON.object(try visit.desk.store.verify(against: signed)))
    }

    /// Rows of the journal as the export has them, a page at a time.
    private static func lines(_ visit: Visit) throws -> SiteResponse {
        let from = visit.request.query["from"].flatMap { Int($0) } ?? 1
        let lines = try visit.desk.store.read {
            try $0.journalLines(from: from, limit: Limits.eventsInPiece)
        }
        return .text(
            lines.map { $0 + "\n" }.joined(), type: "application/x-ndjson; charset=utf-8")
    }

    /// What the desk would make of letters that arrived in this order; nothing is stored.
    private static func readings(_ visit: Visit) throws -> SiteResponse {
        var trial = LetterTrial(visit.desk)
        let letters = try visit.object()["letters"]?.array ?? []
        let readings = try letters.map { letter -> JSONValue in
            let name = letter["name"]?.string ?? ""
            guard let text = letter["content"]?.string, let bytes = Data(base64Encoded: text) else {
                throw Problem.invalid("letters", "each has a name and its content in base 64")
            }
            do {
                return try trial.read([UInt8](bytes), name: name)
            } catch let fault as MIMEFault {
                return ["input": .string(name), "fault": .string("\(fault)")]
            }
        }
        return .json(["readings": .array(readings)])
    }

    /// Packs the record of an order into an archive that is not there yet.
    private static func record(_ visit: Visit) throws -> SiteResponse {
        let number = try visit.orderNumber
        var fields = try SentFields(visit)
        let path = file(&fields)
        let audience = fields.optional(
            "for", "parties or concerned-administration", EvidenceAudience.init)
        try fields.check()
        do {
            let exported = try visit.desk.exportRecord(
                of: number, for: audience ?? .parties, recordings: visit.site.folder.recordings,
                to: path, by: visit.actor)
            return .json(object(exported))
        } catch let error as ExportNotPermitted {
            throw Problem(403, "not-permitted", "This is not for your role", "\(error)")
        } catch let error as ExportExists {
            throw Problem(409, "file-not-made", "The file was not made", "\(error)")
        }
    }

    private static func object(_ exported: ExportedRecord) -> JSONValue {
        [
            "path": .string(exported.path), "sha256": .string(exported.sha256),
            "files": JSONValue(exported.files),
            "withheld": .array(
                exported.withheld.map { missing in
                    [
                        "name": .string(missing.name), "sha256": .string(missing.sha256),
                        "reason": missing.reason == .notHeld ? "notHeld" : "redacted",
                    ]
                }),
        ]
    }
}

/// What a verification found, as a command prints it.
public enum VerificationJSON {
    /// An object with the first bad row, if there is one, and what differs from the journal.
    public static func object(_ found: StoreVerification) -> JSONValue {
        [
            "rows": JSONValue(found.journal.rows), "head": .string(found.journal.head),
            "first_bad": found.journal.firstBad.map { bad -> JSONValue in
                ["sequence": JSONValue(bad.sequence), "reason": .string(bad.reason)]
            } ?? .null,
            "differing_orders": JSONValue(found.differingOrders.map(\.description)),
            "differing_letters": .array(found.differingLetters.map { JSONValue($0) }),
        ]
    }
}
