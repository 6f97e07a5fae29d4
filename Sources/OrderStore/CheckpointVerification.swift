// The journal beside what was once signed of it.

import MonitoringOrders

extension StoreReader {
    /// The journal as it stands.
    public func checkpoint() throws -> JournalCheckpoint {
        let (desk, register) = try identity()
        let last = try first("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        return JournalCheckpoint(
            desk: desk, register: register, rows: try last?.stored("sequence") ?? 0,
            head: try last?.stored("hash") ?? JournalRow.genesis(of: desk, register))
    }

    /// Why the journal is not the one of which a checkpoint was signed; `nil` if it is. The chain itself must
    /// hold, see ``OrderStore/verifyJournal()``.
    ///
    /// - Throws: ``StoreError``.
    public func difference(from signed: JournalCheckpoint) throws -> JournalVerification.BadRow? {
        let now = try checkpoint()
        guard now.desk == signed.desk, now.register == signed.register else {
            return .init(sequence: 1, reason: "the checkpoint is of another desk or register")
        }
        guard now.rows >= signed.rows else {
            return .init(
                sequence: now.rows + 1,
                reason:
                    "it is missing; there were \(signed.rows) rows when the checkpoint was signed")
        }
        let row = try first("SELECT hash FROM journal WHERE sequence = ?", [signed.rows])
        let head = try row?.stored("hash") ?? JournalRow.genesis(of: now.desk, now.register)
        guard head != signed.head else { return nil }
        return .init(
            sequence: signed.rows,
            reason: "this row, or one before it, is not what it was when the checkpoint was signed")
    }
}
