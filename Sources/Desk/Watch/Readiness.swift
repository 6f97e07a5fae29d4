// Whether a desk does its work, told with reasons. A reason names no order, no letter and nobody, so that it may be
// shown to whoever watches the machine.

import Letters
import Logging
import OrderStore
import Quantities

/// Why a desk is not ready.
public struct Unreadiness: Hashable, Sendable {
    /// What is wrong.
    public enum Cause: String, Hashable, Sendable, CaseIterable {
        /// The mailbox was not read for longer than `watch.mailbox_age`.
        case mailboxStale = "mailbox-stale"
        /// A letter waits for its delivery for longer than `watch.outbox_age`.
        case outboxOld = "outbox-old"
        /// More letters are set apart than `watch.quarantined`.
        case quarantine
        /// There was no backup for longer than `watch.backup_age`.
        case backupOld = "backup-old"
        /// The database fails.
        case store
    }

    public var cause: Cause
    public var words: String
}

extension Desk {
    /// Everything that keeps the desk from being ready; none if it is.
    ///
    /// - Parameter folder: of the desk, where its last backup is noted.
    /// - Returns: the reasons, in the order of their causes.
    public func unreadiness(in folder: DeskFolder) -> [Unreadiness] {
        do {
            return reasons(try vitals(in: folder))
        } catch {
            logger.error("\(error)")
            return [Unreadiness(cause: .store, words: "the database does not answer")]
        }
    }

    /// What vitals mean under the settings.
    func reasons(_ vitals: DeskVitals) -> [Unreadiness] {
        let limits = configuration.settings.watch
        var reasons: [Unreadiness] = []
        func note(_ cause: Unreadiness.Cause, _ words: String) {
            reasons.append(Unreadiness(cause: cause, words: words))
        }
        if let age = vitals.mailboxAge, age > limits.mailboxAge {
            note(.mailboxStale, "not read for \(age.words); limit \(limits.mailboxAge.iso8601)")
        }
        if let age = vitals.outboxAge, age > limits.outboxAge {
            note(.outboxOld, "a letter waits for \(age.words); limit \(limits.outboxAge.iso8601)")
        }
        if vitals.quarantined > limits.quarantined {
            note(
                .quarantine,
                "letters set apart: \(vitals.quarantined); limit \(limits.quarantined)")
        }
        if let limit = limits.backupAge, let age = vitals.backupAge, age > limit {
            note(.backupOld, "no backup for \(age.words); limit \(limit.iso8601)")
        }
        if pulse.storeTrouble != nil { note(.store, "the database fails at present") }
        return reasons
    }
}

/// How old and how many: what readiness is judged by, and what is measured.
public struct DeskVitals: Hashable, Sendable {
    /// Since the mailbox was read; `nil` in a process without workers.
    public var mailboxAge: Duration?
    /// Of the oldest letter that waits for its delivery; `nil` where none does.
    public var outboxAge: Duration?
    /// How many deliveries wait.
    public var outboxDeliveries: Int
    /// Letters that are set apart.
    public var quarantined: Int
    /// Letters that a person must decide about.
    public var needingPerson: Int
    /// Since the last backup or, before the first, since the first row of the journal; `nil` for an empty one.
    public var backupAge: Duration?
}

extension Desk {
    /// How the desk stands now.
    ///
    /// - Parameter folder: of the desk, where its last backup is noted.
    /// - Returns: ages and counts.
    /// - Throws: `StoreError`.
    public func vitals(in folder: DeskFolder) throws -> DeskVitals {
        let now = surroundings.now()
        return try store.read { reader in
            let waiting = try reader.outstandingDeliveries().filter { $0.state != "refused" }
            let oldest = waiting.map(\.since).min()
            let backup = try folder.lastBackup ?? reader.journal(from: 1, limit: 1).first?.at
            let counts = try reader.dispositionCounts()
            return DeskVitals(
                mailboxAge: pulse.mailboxReadAt.map { now - $0 },
                outboxAge: oldest.map { now - $0 },
                outboxDeliveries: waiting.count,
                quarantined: counts[Disposition.quarantined.rawValue] ?? 0,
                needingPerson: counts[Disposition.needsHuman.rawValue] ?? 0,
                backupAge: backup.map { now - $0 })
        }
    }
}

extension Duration {
    /// In whole seconds, as ISO 8601.
    fileprivate var words: String { Duration.seconds(Int(components.seconds)).iso8601 }
}
