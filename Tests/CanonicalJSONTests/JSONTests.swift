import CanonicalJSON
import TestSupport
import Testing

@Suite("JSON without Foundation")
struct JSONTests {
    @Test("values of every form are read")
    func reads() throws {
        let text = #"{"a":[1,-2.5,1e3,true,false,null],"b":{"ü":"\u00e9\n\ud83d\ude00"}}"#
        let value = try JSONValue(parsing: text)
        #expect(value["a"] == [1, -2.5, 1000.0, true, false, nil])
        #expect(value["b"]?["ü"]?.string == "é\n😀")
    }

    @Test(
        "what is no JSON is named with its place",
        arguments: [
            ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\":1,\n\"a\":2}", 2, 1), ("01", 1, 3),
            ("\"\\x\"", 1, 4), ("nul", 1, 1), ("[1]\n x", 2, 2), ("1e400", 1, 6),
            ("\"\u{1}\"", 1, 2),
            ("\"\\ud800\"", 1, 8), ("-", 1, 2), ("{\"a\" 1}", 1, 6),
        ])
    func faults(text: String, line: Int, column: Int) {
        #expect { _ = try JSONValue(parsing: text) } throws: { error in
            let fault = error as? JSONFault
            return fault?.line == line && fault?.column == column
        }
    }

    @Test("nesting has a limit")
    func depth() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONFault.self) { try JSONValue(parsing: deep) }
    }

    @Test("the canonical form sorts names and is the same for equal content")
    func canonical() throws {
        let one = try JSONValue(parsing: #"{"b": 1.0, "a": [ {"d":2,"c":3} ]}"#)
        let two = try JSONValue(parsing: #"{"a":[{"c":3,"d":2}],"b":1}"#)
        #expect(one.canonical == #"{"a":[{"c":3,"d":2}],"b":1}"#)
        #expect(one.canonical == two.canonical)
    }

    @Test("printing and reading are inverse for 500 seeded values")
    func inverse() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let value = Self.value(depth: 0, &random)
            #expect(try JSONValue(parsing: value.compact) == value)
            #expect(try JSONValue(parsing: value.pretty) == value)
        }
    }

    @Test("20 000 seeded mutations never trap and never make two values of one text")
    func mutations() {
        var random = SeededGenerator(seed: 4)
        let seed = Array(#"{"a":[1,-2.5e-3,"é\n",true,null],"b":{"c":"\u00e9"}}"#.utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = UInt8.random(in: .min ... .max, using: &random)
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect((try? JSONValue(parsing: value.compact))?.canonical == value.canonical)
        }
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0...(depth > 3 ? 4 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3: return .number(.random(in: -1...1, using: &random) * 1e-7)
        case 4: return .string(random.pick(["", "a\"b", "é\u{0}\u{1F600}", "\\/", "\r\n\t"]) ?? "")
        case 5: return .array((0..<3).map { _ in value(depth: depth + 1, &random) })
        default:
            return .object(
                (0..<3).map { .init("k\($0)", value(depth: depth + 1, &random)) })
        }
    }
}
