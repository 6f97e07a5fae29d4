// The style, the script and the mark of the pages, as they are shipped.

import Foundation
import OrderStore

/// Files of the console that are the same for everybody.
public struct Assets: Sendable {
    private struct File: Sendable {
        var type: String
        var bytes: [UInt8]
        var tag: String
    }

    private static let types = [
        "vigia.css": "text/css; charset=utf-8", "vigia.js": "text/javascript; charset=utf-8",
        "vigia.svg": "image/svg+xml", "openapi.yaml": "application/yaml; charset=utf-8",
    ]

    private let files: [String: File]

    /// Reads the files of a folder.
    ///
    /// - Throws: an error of the file system that names the one that cannot be read.
    public init(reading folder: String) throws {
        files = try Self.types.reduce(into: [:]) { files, type in
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(type.key)")))
            files[type.key] = File(
                type: type.value, bytes: bytes, tag: "\"\(Digest.sha256(bytes).prefix(16))\"")
        }
    }

    static let route = Route(.get, "/assets/{name}", .everybody) { visit in
        try file(visit.parameters["name"] ?? "", visit)
    }

    /// What the API is, for programs and those who write them.
    static let description = Route(.get, "/openapi.yaml", .everybody) { visit in
        try file("openapi.yaml", visit)
    }

    private static func file(_ name: String, _ visit: Visit) throws(Problem) -> SiteResponse {
        guard let file = visit.site.assets.files[name] else { throw .notFound }
        return SiteResponse(
            headers: [
                ("content-type", file.type), ("etag", file.tag),
                ("cache-control", "max-age=300, must-revalidate"),
            ], body: .bytes(file.bytes))
    }
}
