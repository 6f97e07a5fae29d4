// The letters that people write: 24 mails of ordinary mail programs, each with its correct reading.

import CanonicalJSON
import Desk
import Letters
import Quantities
import TestSupport
import Testing

@Suite("The letter cases")
struct LetterCaseTests {
    static let folder = Repository.golden("letters/")
    static let cases =
        (try? Repository.names(in: folder).filter { $0.hasSuffix(".eml") }) ?? []

    private func expected(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: Repository.text(Self.folder + name.dropLast(4) + ".json"))
    }

    private func reading(_ name: String, after earlier: [String]) throws -> JSONValue {
        let file = try Repository.bytes(Self.folder + "context.json")
        var trial = LetterTrial(knowing: try #require(CorrespondenceContext.read(file).context))
        for name in earlier { _ = try trial.read(Repository.bytes(Self.folder + name), name: name) }
        return try trial.read(Repository.bytes(Self.folder + name), name: name)
    }

    /// The object with durations as lengths of time and reasons as a sorted list of codes.
    private func comparable(_ value: JSONValue?) -> JSONValue? {
        guard var object = value, object.members != nil else { return value }
        if let duration = object["duration"]?.string.flatMap({ Duration(iso8601: $0) }) {
            object.set("duration", to: .string("\(duration)"))
        }
        return object
    }

    private func codes(_ reading: JSONValue) -> [String] {
        (reading["reasons"]?.array ?? []).compactMap { reason in
            reason.string.map { String($0.prefix { $0 != ":" }) }
        }.sorted()
    }

    @Test("all 24 are there")
    func complete() { #expect(Self.cases.count == 24) }

    @Test("each is read as it must be, and as carefully", arguments: cases)
    func reading(name: String) throws {
        let wanted = try expected(name)
        let earlier = (wanted["after"]?.array ?? []).compactMap(\.string)
        let found = try reading(name, after: earlier)
        for key in ["input", "kind", "order", "reference", "disposition"] {
            #expect(found[key] == wanted[key], "\(key)")
        }
        for key in ["values", "sender"] {
            let (found, wanted) = (comparable(found[key]), comparable(wanted[key]))
            #expect(found?.canonical == wanted?.canonical, "\(key)")
        }
        #expect(codes(found) == codes(wanted))
    }
}
