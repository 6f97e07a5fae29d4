// Header fields that every answer carries: what a browser may do with a page, and what it must not.

/// Header fields of every answer.
enum SecurityFields {
    /// Nothing is loaded from elsewhere, no script stands in a page, nobody frames it.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
        frame-src 'self'; frame-ancestors 'none'
        """

    private static let fields = [
        ("content-security-policy", policy),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        // With no-referrer browsers send the origin of our own forms as null, and every form would be refused.
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        ("cache-control", "no-store"),
    ]

    static func add(to response: inout SiteResponse) {
        for (name, value) in fields where response.header(name) == nil {
            response.headers.append((name, value))
        }
    }
}
