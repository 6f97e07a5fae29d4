// Numbers that are given once. A number is used up by the commit, not before, so that an act that
// fails leaves no gap; and it is never given again (R18, R19).

public import MonitoringOrders

extension StoreTransaction {
    /// A fresh reference number: the next of its series in a year.
    public func nextReference(series: String, year: Int) throws -> ReferenceNumber {
        try run(
            """
            INSERT INTO series (name, year, last) VALUES (?, ?, 1)
            ON CONFLICT (name, year) DO UPDATE SET last = series.last + 1
            """, [series, year])
        let row = try first(
            "SELECT last FROM series WHERE name = ? AND year = ?", [series, year])
        guard let row else { throw StoredFault(message: "series \(series) of \(year) is gone") }
        return ReferenceNumber(series: series, year: year, serial: try row.stored("last"))
    }
}
