// What a revision changes in a report: found in the data, and where a correspondent sends files only,
// in the files.

import CanonicalJSON
import Letters
public import MonitoringOrders
import OrderStore

/// One value that two versions of a report do not share.
public struct ReportDifference: Hashable, Sendable {
    /// Path in the report's data, for example `result.geolocation.estimates[0].latitude_deg`, or
    /// `file report.pdf`.
    public var place: String
    /// The value as JSON, or the file's SHA-256; `nil` where the earlier version has none.
    public var before: String?
    /// The same of the later version.
    public var after: String?
}

extension Desk {
    /// What differs between two versions of a report. The reading is journalled (R7).
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - earlier: 0 for the report itself, then 1, 2, ... (default: the last but one).
    ///   - later: the same (default: the last).
    ///   - actor: who reads it.
    /// - Returns: the differences in the order of the report; none for equal versions.
    /// - Throws: ``RevisionMissing``; `Refusal.unknownOrder`, `StoreError`.
    public func reportDifferences(
        of number: OrderNumber, from earlier: Int? = nil, to later: Int? = nil, by actor: Actor
    ) throws -> [ReportDifference] {
        let reports = try order(number).reports
        func version(_ revision: Int) throws -> FiledReport {
            guard let report = reports.first(where: { $0.revision == revision }) else {
                throw RevisionMissing(order: number, revision: revision)
            }
            return report
        }
        let latest = reports.map(\.revision).max() ?? 0
        let after = try version(later ?? latest)
        let before = try version(earlier ?? max(0, after.revision - 1))
        try noteReading(of: after.reference, by: actor)
        return ReportDifference.between(before, after)
    }
}

extension ReportDifference {
    /// What differs between two versions.
    static func between(_ before: FiledReport, _ after: FiledReport) -> [ReportDifference] {
        let (old, new) = (leaves(of: before), leaves(of: after))
        let (oldValues, newValues) = (
            Dictionary(old) { $1 }, Dictionary(new) { $1 }
        )
        let places = old.map(\.0) + new.map(\.0).filter { oldValues[$0] == nil }
        return places.filter { oldValues[$0] != newValues[$0] }.map {
            ReportDifference(place: $0, before: oldValues[$0], after: newValues[$0])
        }
    }

    private static func leaves(of filed: FiledReport) -> [(String, String)] {
        (filed.report.map { leaves(of: ReportJSON.value($0), at: "") } ?? [])
            + filed.attachments.map { ("file \($0.fileName)", $0.sha256) }
    }

    /// Every value that holds no others, with its path.
    private static func leaves(of value: JSONValue, at path: String) -> [(String, String)] {
        switch value {
        case .null: []
        case .object(let members):
            members.flatMap { member in
                leaves(
                    of: member.value, at: path.isEmpty ? member.name : "\(path).\(member.name)")
            }
        case .array(let elements):
            elements.enumerated().flatMap { leaves(of: $1, at: "\(path)[\($0)]") }
        default: [(path, value.compact)]
        }
    }
}
