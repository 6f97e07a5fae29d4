// What a backup cannot know: the numbers that were given after it was made. A restored database says so until a person
// has compared its numbers with what the other desk has (R18, R19).

public import MonitoringOrders
public import Quantities

extension StoreReader {
    /// When a backup took the place of this database, as long as nobody has compared the numbers since; else `nil`.
    public func unconfirmedRestoration() throws -> UTCInstant? {
        try first(
            "SELECT MIN(restored_at) AS since FROM restoration WHERE confirmed_at IS NULL")?
            .parsedIfPresent("since") { UTCInstant($0) }
    }

    /// True while a person has still to compare the numbers of a restored database.
    public var areNumbersInDoubt: Bool { get throws { try unconfirmedRestoration() != nil } }

    /// The last reference number of a series that this database knows in a year; `nil` before the first.
    public func lastReference(series: String, year: Int) throws -> ReferenceNumber? {
        let row = try first("SELECT last FROM series WHERE name = ? AND year = ?", [series, year])
        return try row.map {
            ReferenceNumber(series: series, year: year, serial: try $0.stored("last"))
        }
    }
}

extension StoreTransaction {
    /// Knows from now on that a reference number was given, and so all before it: none of them is given again.
    public func noteGiven(_ reference: ReferenceNumber) throws {
        try run(
            """
            INSERT INTO series (name, year, last) VALUES (?, ?, ?)
            ON CONFLICT (name, year) DO UPDATE SET last = excluded.last
            WHERE excluded.last > series.last
            """, [reference.series, reference.year, reference.serial])
    }

    /// Keeps that a person has compared the numbers; new ones are given from now on.
    ///
    /// - Parameters:
    ///   - last: the last reference number of each year in which some were given after the backup.
    ///   - at: when.
    ///   - actor: who.
    /// - Throws: ``StoreError``.
    public func confirmNumbers(
        last: [ReferenceNumber], at: UTCInstant, by actor: Actor
    ) throws {
        for reference in last { try noteGiven(reference) }
        try run(
            "UPDATE restoration SET confirmed_at = ? WHERE confirmed_at IS NULL", [at.description])
        try append(.numbersConfirmed(last: last), at: at, by: actor)
    }
}

extension OrderStore {
    /// Keeps in a database, outside its journal, that it was a backup; within the transaction of the caller.
    static func noteRestored(_ connection: any StoreConnection, at: UTCInstant) throws {
        _ = try connection.run("INSERT INTO restoration (restored_at) VALUES (?)", [at.description])
    }

    /// Keeps the same in a file, which is brought to the newest schema first.
    static func markRestored(file: String, at: UTCInstant) throws {
        let engine = try SQLiteEngine(path: file, isNew: false)
        try engine.withConnection { connection in
            let version = try Schema.version(on: connection, file)
            try connection.transaction(.writing) {
                try Schema.migrate(connection, from: version)
                try noteRestored(connection, at: at)
            }
        }
        try engine.close()
    }
}
