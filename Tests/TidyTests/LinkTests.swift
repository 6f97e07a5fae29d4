// Links between the pages lead somewhere.

import Foundation
import TestSupport
import Testing

@Suite("Links in the pages")
struct LinkTests {
    /// Every page of the repository.
    static let pages: [String] = {
        let files = FileManager.default.enumerator(atPath: Repository.root)
        return (files?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".md") && !$0.hasPrefix(".") && !$0.contains("/.")
                && !$0.contains("-output/")
        }.sorted()
    }()

    /// A page without its code.
    private static func prose(_ page: String) throws -> String {
        try Repository.text(Repository.path(page))
            .replacing(#/(?ms)^```.*?^```/#, with: "").replacing(#/`[^`\n]*`/#, with: "")
    }

    /// The names that headings have in links.
    private static func anchors(_ page: String) throws -> Set<String> {
        let headings = try Repository.text(Repository.path(page)).matches(of: #/(?m)^#+ +(.*)$/#)
        return Set(
            headings.map { heading in
                heading.1.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                    .replacing(" ", with: "-")
            })
    }

    @Test("lead to files and headings that are there", arguments: pages)
    func lead(page: String) throws {
        for link in try Self.prose(page).matches(of: #/\]\(([^()\s]+)\)/#).map({ String($0.1) }) {
            guard !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let folder = URL(filePath: "/" + page).deletingLastPathComponent()
            let target =
                parts[0].isEmpty
                ? page
                : String(folder.appending(path: String(parts[0])).standardized.path.dropFirst())
            let exists = FileManager.default.fileExists(atPath: Repository.path(target))
            #expect(exists, "\(page): \(link) leads nowhere")
            guard exists, parts.count == 2, target.hasSuffix(".md") else { continue }
            #expect(
                try Self.anchors(target).contains(String(parts[1])),
                "\(page): \(link) names no heading")
        }
    }

    @Test("every document is named in the list of documents")
    func everyDocumentIsListed() throws {
        let index = try Repository.text(Repository.path("docs/README.md"))
        for name in try Repository.names(in: Repository.path("docs"))
        where name.hasSuffix(".md") && name != "README.md" {
            #expect(index.contains("(\(name))"), "docs/README.md does not name \(name)")
        }
    }
}
