// JSON as a plain value, without Foundation: one reader with limits and places in its complaints,
// one printer whose output is the same everywhere. The modules that may not know Foundation read
// and write their files through it, and whatever is hashed is printed by it.

/// A JSON value. Objects keep the order of their members; integers stay integers.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One name and its value in an object.
    public struct Member: Hashable, Sendable {
        public var name: String
        public var value: JSONValue
        /// A member of an object.
        public init(_ name: String, _ value: JSONValue) {
            (self.name, self.value) = (name, value)
        }
    }
}

extension JSONValue {
    /// The value of a member, `nil` if this is no object or has no such member.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The element at an index, `nil` if this is no array or too short.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text, if this is a string.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number as a Double, if this is a number of either form.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The whole number, if this is one (also when written with an exponent or `.0`).
    public var int: Int? {
        switch self {
        case .integer(let value): Int(value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The truth value, if this is one.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, if this is an array.
    public var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members in their order, if this is an object.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// True for JSON's `null`.
    public var isNull: Bool { self == .null }

    /// Sets, replaces or (with `nil`) removes a member of an object; other values are left alone.
    public mutating func set(_ name: String, to value: JSONValue?) {
        guard case .object(var members) = self else { return }
        let index = members.firstIndex { $0.name == name }
        switch (index, value) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append(Member(name, value))
        case (nil, nil): return
        }
        self = .object(members)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
    public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// A string, or `null` for `nil`.
    public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    /// A number, or `null` for `nil`; whole numbers below 2^53 become integers.
    public init(_ value: Double?) {
        guard let value else { self = .null; return }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
            self = .integer(whole)
        } else {
            self = .number(value)
        }
    }
    /// A whole number, or `null` for `nil`.
    public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    /// A truth value.
    public init(_ value: Bool) { self = .bool(value) }
    /// An array of strings.
    public init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }
    /// An array of numbers.
    public init(_ values: [Double]) { self = .array(values.map { JSONValue($0) }) }
}
