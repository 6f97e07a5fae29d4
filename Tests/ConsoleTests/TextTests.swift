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
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            (try? Repository.text("\(path)/\(name)")).map { Source(description: name, text: $0) }
        }
    }

    @Test("every text of the catalogue has its Portuguese", arguments: sources("Texts"))
    func portuguese(source: Source) {
        // The one text that comes from elsewhere is the title of a problem that only programs meet.
        let calls = source.text.matches(of: /Bilingual\([^)]*,\s*nil\)/).map { String($0.0) }
        #expect(calls.allSatisfy { $0 == "Bilingual(title, nil)" }, "\(calls)")
        let empty = source.text.matches(of: /Bilingual\(\s*""|,\s*""\s*\)/)
        #expect(empty.isEmpty)
    }

    @Test("pages hold no words of their own", arguments: sources("Pages"))
    func noWords(source: Source) {
        let markup = Self.literals(of: source.text)
        for match in markup.matches(of: />([^<>]*)</) {
            let words = match.1.replacing(/&[a-z]+;/, with: "")
            #expect(!words.contains(/[A-Za-zÀ-ÿ]{3,}/), "\(source): \(words)")
        }
        for match in markup.matches(of: /(?:title|aria-label|placeholder|alt)=\\?"([^"\\]*)/) {
            #expect(!match.1.contains(/[A-Za-z]/), "\(source): \(match.1)")
        }
    }

    @Test("the sources are found")
    func found() {
        #expect(Self.sources("Texts").count > 8 && Self.sources("Pages").count > 10)
    }

    /// The text of string literals that hold markup, without what is put into them.
    static func literals(of source: String) -> String {
        var result = ""
        for line in source.split(separator: "\n") {
            let code = line.drop { $0 == " " }
            guard code.contains("<"), !code.hasPrefix("//") else { continue }
            result += withoutInterpolations(String(code)) + "\n"
        }
        return result
    }

    private static func withoutInterpolations(_ line: String) -> String {
        var (result, depth) = ("", 0)
        var characters = Array(line)[...]
        while let character = characters.popFirst() {
            if character == "\\", characters.first == "(" {
                depth += 1
                characters.removeFirst()
            } else if depth > 0 {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
            } else {
                result.append(character)
            }
        }
        return result
    }
}
