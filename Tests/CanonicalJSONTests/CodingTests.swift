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
        let text = try JSONValue.canonicalText(encoding: event)
        let value = try JSONValue(parsing: text)
        #expect(try value.decoded(as: Event.self) == event)
        #expect(value.canonical == text)
    }

    @Test("optional values, elements of arrays and single values stand for themselves")
    func simple() throws {
        #expect(try JSONValue(parsing: "[1,null,3]").decoded(as: [Int?].self) == [1, nil, 3])
        #expect(try JSONValue.null.decoded(as: String?.self) == nil)
        #expect(try JSONValue(parsing: "5.0").decoded(as: Int.self) == 5)
        #expect(try JSONValue(parsing: "5").decoded(as: Double.self) == 5)
        #expect(try JSONValue(parsing: "200").decoded(as: UInt8.self) == 200)
        #expect(try JSONValue.canonicalText(encoding: [UInt8.max]) == "[255]")
        #expect(try JSONValue.canonicalText(encoding: Float(0.5)) == "0.5")
        #expect(
            try JSONValue.canonicalText(encoding: [nil, "a\"b", "c\u{7F}"])
                == #"[null,"a\"b","c\u007f"]"#)
        #expect(throws: EncodingError.self) { try JSONValue.canonicalText(encoding: UInt64.max) }
    }

    @Test("members are sorted by the bytes of their names, on every level")
    func order() throws {
        let text = try JSONValue.canonicalText(encoding: [
            "b": ["z": 1, "\u{E9}": 2, "a": 3, "aa": 4], "a\"": [:], "a!": ["only": 5],
        ])
        #expect(text == #"{"a!":{"only":5},"a\"":{},"b":{"a":3,"aa":4,"z":1,"é":2}}"#)
        #expect(try JSONValue(parsing: text).canonical == text)
    }

    /// Encodes itself piece by piece, as no synthesised conformance does.
    private struct Pieces: Encodable {
        enum Key: String, CodingKey { case list, inner, nothing, base }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Key.self)
            var list = members.nestedUnkeyedContainer(forKey: .list)
            try list.encode(1)
            try list.encodeNil()
            #expect(list.count == 2)
            var inner = list.nestedContainer(keyedBy: Key.self)
            try inner.encode(true, forKey: .nothing)
            try inner.encode("deep", forKey: .base)
            _ = list.superEncoder()
            // The list is closed by what comes after it.
            _ = members.superEncoder(forKey: .nothing)
            try 2.5.encode(to: members.superEncoder())
            try members.encodeNil(forKey: .base)
        }
    }

    @Test("containers may be filled by hand; a place that stays empty is an object")
    func pieces() throws {
        #expect(
            try JSONValue.canonicalText(encoding: Pieces())
                == #"{"base":null,"list":[1,null,{"base":"deep","nothing":true},{}],"nothing":{},"super":2.5}"#
        )
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
