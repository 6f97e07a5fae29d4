// Proving the journal: every row follows from the one before, and every letter is named by the
// journal with the digest of its bytes.

import CanonicalJSON

/// What a verification of the journal found.
public struct JournalVerification: Hashable, Sendable {
    /// Good rows from the beginning.
    public var rows: Int
    /// Hash of the last good row.
    public var head: String
    /// The first row that is not as it was written, with the reason.
    public var firstBad: BadRow?

    /// A row that does not hold.
    public struct BadRow: Hashable, Sendable {
        public var sequence: Int
        public var reason: String
    }
}

extension OrderStore {
    /// Checks the whole chain and the letters it names.
    public func verifyJournal() throws -> JournalVerification {
        try read { try $0.verifyJournal() }
    }

    /// Gives every journal row as one line of JSON, oldest first.
    public func exportJournal(to receive: (String) throws -> Void) throws {
        try read { reader in
            try reader.connection.forEach("SELECT * FROM journal ORDER BY sequence", []) { row in
                try receive(try JournalRow.line(of: row))
            }
        }
    }
}

extension StoreReader {
    /// Journal rows from a sequence number on, each as one line of JSON.
    public func journalLines(from sequence: Int, limit: Int) throws -> [String] {
        try all(
            "SELECT * FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?",
            [sequence, limit]
        ).map(JournalRow.line)
    }

    func verifyJournal() throws -> JournalVerification {
        let (desk, register) = try identity()
        var chain = ChainCheck(genesis: JournalRow.genesis(of: desk, register))
        // As bytes, so that nothing hides behind a NUL or a broken character.
        let columns = JournalRow.textColumns.map {
            "\(connection.dialect.bytes(of: $0)) AS \($0)"
        }
        let digests = DigestLine()
        try connection.forEach(
            "SELECT sequence, \(columns.joined(separator: ", ")) FROM journal ORDER BY sequence", []
        ) { row in
            guard chain.result.firstBad == nil else { return }
            let texts = row.values.dropFirst().map { [UInt8]($0) ?? [] }
            for row in digests.add(try row.stored("sequence"), texts) {
                try chain.take(row, letter: letter)
            }
        }
        for row in digests.rest() { try chain.take(row, letter: letter) }
        chain.end()
        if chain.result.firstBad == nil { try checkEnd(&chain) }
        return chain.result
    }

    /// Nothing was cut off at the end, and no letter stands outside the journal.
    private func checkEnd(_ chain: inout ChainCheck) throws {
        let last: Int? = try first(connection.dialect.lastNumber, ["journal"])?
            .storedIfPresent("last")
        if let last, last > chain.result.rows {
            chain.fail(chain.result.rows + 1, "it is missing; \(last) rows had been written")
            return
        }
        let stray = try first("SELECT min(id) AS id FROM letter WHERE id > ?", [chain.letters])
        if let letter: Int = try stray?.storedIfPresent("id") {
            chain.fail(chain.result.rows, "letter \(letter) is not named by the journal")
        }
    }

    private func letter(_ id: Int) throws -> (bytes: [UInt8], sha256: String)? {
        try first("SELECT bytes, sha256 FROM letter WHERE id = ?", [id]).map {
            (try $0.stored("bytes"), try $0.stored("sha256"))
        }
    }
}

/// The walk along the chain.
private struct ChainCheck {
    var result: JournalVerification
    /// Hash of the last good row, as the bytes of its text.
    private var head: [UInt8]
    /// Letters named so far; they are numbered in the order of the journal.
    var letters = 0

    init(genesis: String) {
        result = JournalVerification(rows: 0, head: genesis)
        head = Array(genesis.utf8)
    }

    private static let desk = Array(JournalRow.deskSubject.utf8)

    /// Says where the walk has come to.
    mutating func end() { result.head = String(decoding: head, as: UTF8.self) }

    mutating func fail(_ sequence: Int, _ reason: String) {
        result.firstBad = .init(sequence: sequence, reason: reason)
    }

    /// Checks one row.
    mutating func take(
        _ row: DigestedRow, letter: (Int) throws -> (bytes: [UInt8], sha256: String)?
    ) throws {
        guard result.firstBad == nil else { return }
        let (sequence, texts, expected) = (row.sequence, row.texts, result.rows + 1)
        guard sequence == expected else {
            return fail(min(sequence, expected), "row \(expected) is missing")
        }
        guard texts[5] == head else {
            return fail(sequence, "it does not follow the row before")
        }
        guard texts[6] == row.digest else {
            return fail(sequence, "its content was changed")
        }
        if texts[2] == Self.desk,
            let fault = try fault(
                ofLetterIn: String(decoding: texts[4], as: UTF8.self),
                kind: String(decoding: texts[3], as: UTF8.self), letter)
        {
            return fail(sequence, fault)
        }
        (result.rows, head) = (expected, texts[6])
    }

    /// What is wrong with the letter that a row names; `nil` if nothing is, or it names none.
    private mutating func fault(
        ofLetterIn content: String, kind: String,
        _ letter: (Int) throws -> (bytes: [UInt8], sha256: String)?
    ) throws -> String? {
        guard ["letterStored", "letterFrozen"].contains(kind) else { return nil }
        let facts = try? JSONValue(parsing: content)[kind]
        guard let id = facts?["letter"]?.int, let sha256 = facts?["sha256"]?.string else {
            return "it names no letter"
        }
        guard id == letters + 1 else { return "letter \(letters + 1) was expected, not \(id)" }
        letters = id
        guard let stored = try letter(id) else { return "letter \(id) is missing" }
        guard stored.sha256 == sha256, Digest.sha256(stored.bytes) == sha256 else {
            return "the bytes of letter \(id) were changed"
        }
        return nil
    }
}
