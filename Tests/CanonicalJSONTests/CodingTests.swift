import CanonicalJSON
import Testing

@Suite("Values as JSON, and back")
struct CodingTests {
    private enum Event: Hashable, Codable {
        case began
        case moved(to: Int, by: String?)
        case measured(Reading)
    }

    private struct Reading: Hashable, Codable {
        var level: Double
        var isGood: Bool
        var marks: [String]
        var names: [String: Int64]
        var nested: [[Event]]
        var remark: String?
    }

    private static let events: [Event] = [
        .began, .moved(to: -3, by: nil), .moved(to: .max, by: "é\n\u{1F600}"),
        .measured(
            Reading(
                level: -97.25, isGood: true, marks: [], names: ["a": .min], nested: [[.began], []],
                remark: nil)),
        .measured(
            Reading(
                level: 12, isGood: false, marks: ["x", ""], names: [:],
                nested: [[.moved(to: 0, by: "o")]],
                remark: "r")),
    ]

    @Test("what was encoded is decoded, also after it was printed", arguments: events.indices)
    func inverse(index: Int) throws {
        let event = Self.events[index]
        let value = try JSONValue(encoding: event)
        #expect(try value.decoded(as: Event.self) == event)
        #expect(try JSONValue(parsing: value.canonical).decoded(as: Event.self) == event)
    }

    @Test("optional values, elements of arrays and single values stand for themselves")
    func simple() throws {
        #expect(try JSONValue(parsing: "[1,null,3]").decoded(as: [Int?].self) == [1, nil, 3])
        #expect(try JSONValue.null.decoded(as: String?.self) == nil)
        #expect(try JSONValue(parsing: "5.0").decoded(as: Int.self) == 5)
        #expect(try JSONValue(parsing: "5").decoded(as: Double.self) == 5)
        #expect(try JSONValue(parsing: "200").decoded(as: UInt8.self) == 200)
        #expect(try JSONValue(encoding: [UInt8.max]).decoded(as: [UInt8].self) == [.max])
        #expect(try JSONValue(encoding: Float(0.5)).decoded(as: Float.self) == 0.5)
        #expect(throws: EncodingError.self) { try JSONValue(encoding: UInt64.max) }
    }

    @Test(
        "what is missing, of another type or too large is refused",
        arguments: [
            #"{"measured":{"_0":{"level":1}}}"#, #"{"moved":{"to":"three"}}"#, #"{"moved":[]}"#,
            #"{"moved":{"to":1.5}}"#, #"{"stopped":{}}"#, "{}", "[]", "null", "7",
            #"{"began":{},"moved":{"to":1}}"#,
        ])
    func refused(text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(throws: DecodingError.self) { try value.decoded(as: Event.self) }
        #expect(throws: DecodingError.self) { try JSONValue.integer(300).decoded(as: UInt8.self) }
    }
}
