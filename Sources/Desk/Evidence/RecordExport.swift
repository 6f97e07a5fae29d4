// Taking the record of an order out of the desk as an evidence bag. It appears under its name only when
// it is complete and journalled (R7); a fault leaves nothing.

import Foundation
public import MonitoringOrders
import OrderStore
public import Reports

/// A record that was taken out.
public struct ExportedRecord: Hashable, Sendable {
    public var path: String
    /// SHA-256 of the archive, as the journal keeps it.
    public var sha256: String
    /// Files of the payload.
    public var files: Int
    /// What belongs to the record and is not in it.
    public var withheld: [EvidenceRecord.Withheld]
}

/// A role may not take out a record for such an audience.
public struct ExportNotPermitted: Error, Hashable, CustomStringConvertible {
    public var role: Role
    public var audience: EvidenceAudience
    public var description: String {
        "taking a record out for \(audience.rawValue) is not an act of the \(role.rawValue) here"
    }
}

/// There is a file of this name already.
public struct ExportExists: Error, Hashable, CustomStringConvertible {
    public var path: String
    public var description: String { "\(path): exists already; nothing was written" }
}

extension Desk {
    /// Packs the record of an order: report, letters, servers' words, journal rows, recordings.
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - audience: for whom; the record for a Concerned Administration is redacted by rule.
    ///   - recordings: the folder that holds the recordings of the desk's tasks, if it has one.
    ///   - path: a file that does not exist yet.
    ///   - actor: who takes it out.
    /// - Returns: what was written, and what is not in it.
    /// - Throws: ``ExportNotPermitted``, ``ExportExists``; `EvidenceFault` naming the file to blame,
    ///   `FormsError`; `Refusal.unknownOrder`, `StoreError`.
    public func exportRecord(
        of number: OrderNumber, for audience: EvidenceAudience = .parties, recordings: String?,
        to path: String, by actor: Actor
    ) throws -> ExportedRecord {
        guard audience.mayBeServed(by: actor.role, at: kind) else {
            throw ExportNotPermitted(role: actor.role, audience: audience)
        }
        let manager = FileManager.default
        guard !manager.fileExists(atPath: path) else { throw ExportExists(path: path) }
        let record = try record(of: number, for: audience, recordings: recordings)
        let unfinished = "\(path).\(surroundings.newName()).part"
        let sha256 = try EvidenceBag(record).write(to: unfinished)
        do {
            let now = surroundings.now()
            try store.write { transaction in
                try transaction.append(
                    .recordExported(order: number, audience: audience.rawValue, sha256: sha256),
                    at: now, by: actor)
            }
            try manager.moveItem(atPath: unfinished, toPath: path)
        } catch {
            unlink(unfinished)
            throw error
        }
        return ExportedRecord(
            path: path, sha256: sha256, files: record.files.count, withheld: record.withheld)
    }
}

extension EvidenceAudience {
    /// Who may take a record out for this audience. Reports go to ITU alone (R49), so that only the
    /// Bureau gives anything to the administration that asked for its help.
    func mayBeServed(by role: Role, at desk: DeskKind) -> Bool {
        switch self {
        case .parties: role == .auditor || role == (desk == .bureau ? .dispatcher : .officer)
        case .concernedAdministration: desk == .bureau && role == .dispatcher
        }
    }
}
