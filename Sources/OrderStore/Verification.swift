// Proving the journal: every row follows from the one before, and every letter is named by the
// journal with the digest of its bytes.

import Quantities

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
        try readAtLength { try $0.verifyJournal() }
    }

    /// Gives every journal row as one line of JSON, oldest first.
    public func exportJournal(to receive: (String) throws -> Void) throws {
        try readAtLength { reader in
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
        let columns = JournalRow.textColumns.map {
            "\(connection.dialect.bytes(of: $0)) AS \($0)"
        }
        let checks = RowChecks()
        try connection.forEach(
            "SELECT sequence, \(columns.joined(separator: ", ")) FROM journal ORDER BY sequence", []
        ) { row in
            guard chain.result.firstBad == nil else { return }
            for row in try checks.add(row) { chain.take(row) }
        }
        for row in checks.rest() { chain.take(row) }
        chain.end()
        if let fault = try letterFault(in: chain.letters) {
            chain.result = JournalVerification(
                rows: fault.sequence - 1, head: try previousHash(of: fault.sequence),
                firstBad: fault)
        }
        if chain.result.firstBad == nil { try checkEnd(&chain) }
        return chain.result
    }

    /// The first row whose letter is not the one that it names; letters are numbered in the order of the journal.
    private func letterFault(
        in named: [ChainCheck.Letter]
    ) throws -> JournalVerification.BadRow? {
        var fault: JournalVerification.BadRow?
        var found = 0
        try connection.forEach(
            "SELECT id, bytes, sha256 FROM letter WHERE id BETWEEN 1 AND ? ORDER BY id",
            [named.count], fetching: Limits.lettersInFetch
        ) { row in
            guard fault == nil, found < named.count else { return }
            let letter = named[found]
            found += 1
            guard try row.stored("id") == found else {
                fault = .init(sequence: letter.sequence, reason: "letter \(found) is missing")
                return
            }
            let (bytes, sha256): ([UInt8], String) = try (row.stored("bytes"), row.stored("sha256"))
            guard sha256 == letter.sha256, Digest.sha256(bytes) == sha256 else {
                fault = .init(
                    sequence: letter.sequence, reason: "the bytes of letter \(found) were changed")
                return
            }
        }
        if fault == nil, found < named.count {
            fault = .init(
                sequence: named[found].sequence, reason: "letter \(found + 1) is missing")
        }
        return fault
    }

    private func previousHash(of sequence: Int) throws -> String {
        let row = try first("SELECT previous FROM journal WHERE sequence = ?", [sequence])
        guard let row else { throw StoredFault(message: "journal row \(sequence) is gone") }
        return try row.stored("previous")
    }

    /// Nothing was cut off at the end, and no letter stands outside the journal.
    private func checkEnd(_ chain: inout ChainCheck) throws {
        let last = try lastNumber(of: "journal")
        if last > chain.result.rows {
            chain.fail(chain.result.rows + 1, "it is missing; \(last) rows had been written")
            return
        }
        let stray = try first(
            "SELECT min(id) AS id FROM letter WHERE id > ? OR id < 1", [chain.letters.count])
        if let letter: Int = try stray?.storedIfPresent("id") {
            chain.fail(chain.result.rows, "letter \(letter) is not named by the journal")
        }
    }
}

/// The walk along the chain.
private struct ChainCheck {
    /// A letter as a row names it.
    struct Letter {
        var sequence: Int
        var sha256: String
    }

    var result: JournalVerification
    /// Hash of the last good row, as the bytes of its text.
    private var head: [UInt8]
    /// The letters named so far, from number 1 on.
    private(set) var letters: [Letter] = []

    init(genesis: String) {
        result = JournalVerification(rows: 0, head: genesis)
        head = Array(genesis.utf8)
    }

    /// Says where the walk has come to.
    mutating func end() { result.head = String(decoding: head, as: UTF8.self) }

    mutating func fail(_ sequence: Int, _ reason: String) {
        result.firstBad = .init(sequence: sequence, reason: reason)
    }

    /// Checks one row.
    mutating func take(_ row: CheckedRow) {
        guard result.firstBad == nil else { return }
        let (sequence, expected) = (row.sequence, result.rows + 1)
        guard sequence == expected else {
            return fail(min(sequence, expected), "row \(expected) is missing")
        }
        guard row.previous == head else {
            return fail(sequence, "it does not follow the row before")
        }
        guard row.isAsWritten else { return fail(sequence, "its content was changed") }
        switch row.letter {
        case .none: break
        case .unreadable: return fail(sequence, "it names no letter")
        case .named(let id, let sha256):
            guard id == letters.count + 1 else {
                return fail(sequence, "letter \(letters.count + 1) was expected, not \(id)")
            }
            letters.append(Letter(sequence: sequence, sha256: sha256))
        }
        (result.rows, head) = (expected, row.hash)
    }
}
