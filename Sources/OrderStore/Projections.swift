// What follows from the journal can be compared with it, and made anew from it.

public import MonitoringOrders

extension OrderStore {
    /// Orders whose summary is not what their events make, those without events included.
    public func projectionDifferences() throws -> [OrderNumber] {
        try readAtLength { try $0.projectionDifferences() }
    }

    /// Incoming letters whose judgement is not the one last journalled.
    public func judgementDifferences() throws -> [Int] {
        try readAtLength { try $0.judgementDifferences() }
    }

    /// Writes every projection anew from the journal.
    ///
    /// - Returns: how many orders were written.
    @discardableResult
    public func rebuildProjections() throws -> Int {
        defer { cache.forgetAnswers() }
        return try write { transaction in
            try transaction.run("DELETE FROM order_summary")
            let count = try transaction.projectAll()
            for (letter, judgement) in try transaction.journalledJudgements() {
                try transaction.project(judgement, of: letter)
            }
            cache.forgetAnswers()
            return count
        }
    }
}

extension StoreTransaction {
    /// Writes the summary of every order anew.
    ///
    /// - Returns: how many there are.
    @discardableResult
    func projectAll() throws -> Int {
        var count = 0
        try forEachOrder { order in
            try project(order)
            count += 1
        }
        return count
    }
}

extension StoreReader {
    /// Every order that the journal knows, as its events make it.
    func forEachOrder(_ body: (Order) throws -> Void) throws {
        var entries: [JournalEntry] = []
        try connection.forEach(
            "SELECT * FROM journal WHERE subject <> ? ORDER BY subject, sequence",
            [JournalRow.deskSubject]
        ) { row in
            let entry = try JournalEntry(row: row)
            if let last = entries.last, last.subject != entry.subject {
                if let order = try replay(entries) { try body(order) }
                entries.removeAll(keepingCapacity: true)
            }
            entries.append(entry)
        }
        if let order = try replay(entries) { try body(order) }
    }

    func projectionDifferences() throws -> [OrderNumber] {
        var differing: [OrderNumber] = []
        var known: Set<OrderNumber> = []
        try forEachOrder { order in
            known.insert(order.number)
            if try summary(of: order.number) != OrderSummary(order) {
                differing.append(order.number)
            }
        }
        let summaries = try all("SELECT number FROM order_summary ORDER BY number")
        differing += try summaries.map { try $0.parsed("number", OrderNumber.init) }
            .filter { !known.contains($0) }
        return differing
    }

    /// The latest judgement of each letter.
    func journalledJudgements() throws -> [Int: LetterJudgement] {
        var judgements: [Int: LetterJudgement] = [:]
        try connection.forEach(
            """
            SELECT content FROM journal WHERE subject = ? AND kind = 'letterJudged'
            ORDER BY sequence
            """, [JournalRow.deskSubject]
        ) { row in
            let event = try StoredText.decode(DeskEvent.self, from: row.stored("content"))
            if case .letterJudged(let letter, let judgement) = event {
                judgements[letter] = judgement
            }
        }
        return judgements
    }

    func judgementDifferences() throws -> [Int] {
        let judgements = try journalledJudgements()
        let rows = try all("SELECT * FROM letter WHERE direction = 'in' ORDER BY id")
        return try rows.map(LetterRecord.init).filter { record in
            judgements[record.id] != record.judgement
        }.map(\.id)
    }
}

extension LetterRecord {
    /// The judgement that the columns hold; `nil` while the letter is unread.
    public var judgement: LetterJudgement? {
        guard let disposition else { return nil }
        var judgement = LetterJudgement(disposition: disposition, reasons: reasons)
        (judgement.kind, judgement.order, judgement.sender) = (kind, order, sender)
        (judgement.messageID, judgement.contentDigest) = (messageID, contentDigest)
        return judgement
    }
}
