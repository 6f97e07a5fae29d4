// 86: every word that a page shows is in both languages, and stands in the catalogue.

import Foundation
import TestSupport
import Testing

@Suite("86: texts of the pages")
struct TextTests {
    struct Source: Sendable, CustomStringConvertible {
        var description: String
        var text: String
    }

    static func sources(_ folder: String) -> [Source] {
        let path = Repository.path("Sources/Console/\(folder)")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            (try? Repository.text("\(path)/\(name)")).map { Source(description: name, text: $0) }
        }
    }

    @Test("every text of the catalogue has its Portuguese", arguments: sources("Texts"))
    func portuguese(source: Source) {
        // The one text that comes from elsewhere is the title of a problem that only programs meet.
        let calls = source.text.matches(of: /Bilingual\([^)]*,\s*nil\)/).map { String($0.0) }
        #expect(calls.allSatisfy { $0 == "Bilingual(title, nil)" }, "\(calls)")
        #expect(source.text.matches(of: /Bilingual\(\s*""[^"]|,\s*""\s*\)/).isEmpty)
    }

    @Test("pages hold no words of their own", arguments: sources("Pages"))
    func noWords(source: Source) {
        for markup in StringLiterals.of(source.text) where markup.contains("<") {
            let text = markup.replacing(/<[^>]*(>|$)/, with: " ").replacing(/&[a-z]+;/, with: " ")
            #expect(!text.contains(/\p{L}{3,}/), "\(text)")
            for match in markup.matches(of: /(title|aria-label|placeholder|alt)="([^"]*)/) {
                #expect(!match.2.contains(/\p{L}/), "\(match.2)")
            }
        }
    }

    @Test("the sources are found, and literals are told from code")
    func found() {
        #expect(Self.sources("Texts").count > 8 && Self.sources("Pages").count > 10)
        let code = #"let a = "<p>\(say("b \(c)"))</p>" // "d""# + "\nf(\"\"\"\n  <i>\n  \"\"\")"
        #expect(StringLiterals.of(code) == ["b ", "<p></p>", "\n  <i>\n  "])
    }
}

/// The string literals of Swift code, without what is put into them; those inside of others too.
private struct StringLiterals {
    private var rest: Substring
    private var found: [String] = []

    static func of(_ code: String) -> [String] {
        var literals = StringLiterals(rest: code[...])
        while !literals.rest.isEmpty { literals.readCode() }
        return literals.found
    }

    private init(rest: Substring) { self.rest = rest }

    private mutating func take(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    /// Reads to the bracket that closes this code, or to the end.
    private mutating func readCode() {
        var depth = 0
        while let next = rest.first {
            if take("//") {
                rest = rest.drop { $0 != "\n" }
            } else if take("\"\"\"") {
                readLiteral(until: "\"\"\"")
            } else if take("\"") {
                readLiteral(until: "\"")
            } else {
                rest = rest.dropFirst()
                if next == "(" { depth += 1 }
                if next == ")" { depth -= 1 }
                if depth < 0 { return }
            }
        }
    }

    private mutating func readLiteral(until end: String) {
        var text = ""
        while !rest.isEmpty, !take(end) {
            if take("\\(") {
                readCode()
            } else if take("\\") {
                rest = rest.dropFirst()
            } else {
                text.append(rest.removeFirst())
            }
        }
        found.append(text)
    }
}
