// The list of deliberate defects fits the code that it changes; `make mutations` lets them loose.

import Foundation
import TestSupport
import Testing

/// A deliberate defect, as Tests/Mutations/mutations.json has it.
struct DeliberateDefect: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var old: String
    var testDescription: String { name }

    static let all = Result {
        let text = try Repository.text(Repository.path("Tests/Mutations/mutations.json"))
        return try JSONDecoder().decode([DeliberateDefect].self, from: Data(text.utf8))
    }
}

@Suite("Deliberate defects")
struct MutationTests {
    @Test(
        "what a defect changes stands once in its file", arguments: try DeliberateDefect.all.get())
    func applies(defect: DeliberateDefect) throws {
        let text = try Repository.text(Repository.path(defect.file))
        #expect(text.ranges(of: defect.old).count == 1)
    }
}
