// Pages of lists. A cursor is opaque to programs: it names the last row of the page before.

import CanonicalJSON
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

/// Where a page of a list begins.
enum Cursor {
    static func encoded(_ place: String) -> String { Base64URL.encoded(Array(place.utf8)) }

    static func decoded(_ cursor: String) -> String? {
        let text = cursor.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: text + padding).flatMap { String(validating: $0, as: UTF8.self) }
    }
}

extension Visit {
    /// How many rows a page may have.
    ///
    /// - Throws: ``Problem`` for what is no number in the limits.
    func pageLimit(usual: Int = Limits.pageRows) throws(Problem) -> Int {
        guard let text = request.query["limit"] else { return usual }
        guard let limit = Int(text), (1...Limits.pageRowsAtMost).contains(limit) else {
            throw .invalid("limit", "must be a number from 1 to \(Limits.pageRowsAtMost)")
        }
        return limit
    }

    /// The last row of the page before, as its reader makes it of the cursor.
    ///
    /// - Throws: ``Problem`` for a cursor that this server did not give.
    func pageStart<T>(_ read: (String) -> T?) throws(Problem) -> T? {
        guard let cursor = request.query["cursor"] else { return nil }
        guard let place = Cursor.decoded(cursor).flatMap(read) else {
            throw .invalid("cursor", "is none that this list gave")
        }
        return place
    }

    /// A page of a list, with the link to the next one. There is one row more than the page may have if there are more;
    /// `place` names a row.
    func page<Row>(
        _ rows: [Row], named name: String, limit: Int, place: (Row) -> String,
        object: (Row) -> JSONValue
    ) -> SiteResponse {
        let shown = rows.prefix(limit)
        let next = rows.count > limit ? shown.last.map { Cursor.encoded(place($0)) } : nil
        var response = SiteResponse.json([
            name: .array(shown.map(object)), "next_cursor": JSONValue(next),
        ])
        if let next {
            let query = request.query.encoded(replacing: ["cursor": next])
            response.headers.append(("link", "<\(request.path)?\(query)>; rel=\"next\""))
        }
        return response
    }

    /// The filter of a list of orders, by the query.
    ///
    /// - Throws: ``Problem`` with every value that is none.
    func orderFilter() throws(Problem) -> OrderFilter {
        let query = request.query
        if let text = query["q"], text.unicodeScalars.count > Limits.searchCharacters {
            throw .invalid("q", "has more than \(Limits.searchCharacters) characters")
        }
        let states = query.all("state").filter { !$0.isEmpty }
        let known = states.compactMap(OrderState.init(rawValue:))
        guard known.count == states.count else {
            throw .invalid(
                "state", "is one of \(OrderState.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let category = query["category"].map { Int($0) ?? 0 }
        if let category, !(1...2).contains(category) { throw .invalid("category", "is 1 or 2") }
        let kind = query["kind"].map(OrderKind.init(rawValue:))
        if case .some(.none) = kind {
            throw .invalid(
                "kind", "is one of \(OrderKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return OrderFilter(
            states: known.isEmpty ? nil : Set(known), category: category, kind: kind ?? nil,
            text: query["q"])
    }
}
