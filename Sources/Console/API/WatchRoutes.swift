// For those who watch the machine: alive, ready with reasons, and figures. What is told to everybody names no order, no
// letter and nobody; figures are for those who show a token that may read.

import CanonicalJSON
import Desk
import Foundation

/// Routes of monitoring.
enum WatchRoutes {
    static let all: [Route] = [
        Route(.get, "/healthz", .everybody) { _ in
            uncached(.text("ok\n", type: "text/plain; charset=utf-8"))
        },
        Route(.get, "/readyz", .everybody, answer: readiness),
        Route(.get, "/metrics", .members) { visit in
            let figures = try visit.desk.figures(in: visit.site.folder)
            let text = MetricsText.of(figures, of: visit.desk) + MetricsText.ofProcess()
            return uncached(.text(text, type: "text/plain; version=0.0.4; charset=utf-8"))
        },
    ]

    static let paths = Set(all.map(\.path))

    /// 200 if the desk does its work, 503 with every reason if it does not.
    private static func readiness(_ visit: Visit) -> SiteResponse {
        let reasons = visit.desk.unreadiness(in: visit.site.folder)
        let body: JSONValue = [
            "ready": .bool(reasons.isEmpty),
            "reasons": .array(
                reasons.map { reason in
                    ["cause": .string(reason.cause.rawValue), "words": .string(reason.words)]
                }),
        ]
        return uncached(.json(body, status: reasons.isEmpty ? 200 : 503))
    }

    private static func uncached(_ response: SiteResponse) -> SiteResponse {
        var response = response
        response.set("cache-control", "no-store")
        return response
    }
}
