// 86: what other parts say in passing is said in Portuguese too on Portuguese pages.

import Console
import Foundation
import Letters
import MonitoringOrders
import OrderStore
import TestSupport
import Testing

@Suite("86: phrases of other parts")
struct PhraseTests {
    /// Where phrases are made that reach pages, and what shows that a literal is one.
    static let places: [(file: String, phrase: String)] = [
        ("Protocols/Letters/Sources/Forms/OrderFormReader.swift", "^( is|the |no such)| is not "),
        ("Protocols/Letters/Sources/Forms/OrderFormDraft.swift", "^[a-z]+ .* "),
        ("Sources/Desk/Alarms/Desk+Alarms.swift", "^(the|no|not|call) .* "),
        ("Sources/Geolocation/Location/Prediction.swift", "^(a |the ).* | places would"),
        ("Sources/MailTransport/MIME/ParseWatch.swift", "^(a|an|the) .* "),
        ("Sources/MailTransport/MIME/PartReader.swift", "^(a|the|only) .* "),
        ("Sources/MailTransport/MIME/HeaderReader.swift", "^(the|there) .* "),
        ("Sources/MailTransport/MIME/TransferEncodingCheck.swift", " .* .* "),
        ("Sources/MailTransport/Signatures/SignatureCheck.swift", "^(it|no) .* "),
        ("Sources/Console/Site/SentFields.swift", "^(must be|is missing|has more|holds) ?"),
    ]

    /// Literals as phrases: what is put in is `…`.
    private static func phrases(in file: String, like pattern: String) throws -> [String] {
        let like = try Regex(pattern)
        let code = try Repository.text(Repository.path(file))
            .replacing("\\(HouseTargets.label)", with: HouseTargets.label).split(separator: "\n")
            .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
        return code.matches(of: /"((?:\\\((?:[^()]|\([^()]*\))*\)|[^"\\])*)"/).map { match in
            String(match.1).replacing(/\\\((?:[^()]|\([^()]*\))*\)/, with: "…")
        }.filter { $0.contains(like) }
    }

    @Test("every phrase of these sources has its Portuguese", arguments: places.indices)
    func complete(index: Int) throws {
        let (file, pattern) = Self.places[index]
        let phrases = try Self.phrases(in: file, like: pattern)
        #expect(!phrases.isEmpty, "\(file)")
        for phrase in phrases {
            #expect(PhraseBook.portuguese(phrase) != nil, "\(file): \(phrase)")
        }
    }

    @Test("both languages have the same gaps, and no phrase is there twice")
    func gaps() {
        for phrase in PhraseBook.phrases {
            let gaps = [phrase.english, phrase.portuguese ?? ""].map { text in
                text.count { $0 == "…" }
            }
            #expect(gaps[0] == gaps[1], "\(phrase.english)")
        }
        let english = PhraseBook.phrases.map(\.english)
        #expect(Set(english).count == english.count)
    }

    @Test("all faults of a spoilt form are said in Portuguese")
    func form() throws {
        let form = try SiteOfDesk.form("category-1.txt").split(separator: "\n").map {
            line -> String in
            line.firstIndex(of: ":").map { "\(line[...$0]) ?" } ?? String(line)
        }
        let faults = OrderFormReader.read(form.joined(separator: "\n")).faults
        #expect(faults.count > 8)
        for fault in faults {
            #expect(PhraseBook.portuguese(fault.message) != nil, "\(fault)")
        }
    }

    @Test("phrases after each other, behind a name, and with what is put into them")
    func composed() {
        #expect(
            PhraseBook.portuguese("Number: \"x\" is not a frequency; start: is missing")
                == "Number: \"x\" não é uma frequência; start: falta")
        #expect(
            PhraseBook.portuguese("the header To stands 3 times") == "o campo To aparece 3 vezes")
        #expect(PhraseBook.portuguese("550 5.1.1 no such user") == nil)
    }

    @Test("a problem's page and a form's page are in Portuguese throughout")
    func pages() throws {
        let browser = try BrowserOfDesk(SiteOfDesk(.bureau), as: .dispatcher)
        browser.open("/help")
        browser.submit("/language", ["language": "pt-BR", "next": "/orders/new"])
        let form = "MONITORING ORDER\nUplink frequency: x"
        browser.submit("/orders/new", ["mode": "text", "act": "check", "form": form])
        #expect(browser.words.contains("falta o número da ordem"))
        #expect(!browser.text.contains("lang=\"en\" dir"))
    }
}
