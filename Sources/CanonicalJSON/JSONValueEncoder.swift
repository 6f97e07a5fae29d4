// Values that can be encoded, as JSON: without Foundation, whose encoder writes text that would have to be read
// again to be printed canonically.

extension JSONValue {
    /// A value as it encodes itself.
    ///
    /// - Throws: what the value throws.
    public init(encoding value: some Encodable) throws {
        let place = Place()
        try value.encode(to: PlaceEncoder(place: place))
        self = place.value
    }
}

/// Where one value goes: filled by containers that the value may hold on to.
private final class Place {
    enum Content {
        case value(JSONValue)
        case object([(name: String, place: Place)])
        case array([Place])
    }

    var content = Content.object([])

    init() {}
    init(_ value: JSONValue) { content = .value(value) }

    var value: JSONValue {
        switch content {
        case .value(let value): value
        case .object(let members):
            .object(members.map { JSONValue.Member($0.name, $0.place.value) })
        case .array(let elements): .array(elements.map(\.value))
        }
    }

    func add(_ name: String, _ place: Place) {
        guard case .object(var members) = content else {
            preconditionFailure("a value encodes itself as two things")
        }
        // Given back before it is changed, so that it is not copied.
        content = .array([])
        members.append((name, place))
        content = .object(members)
    }

    func add(_ place: Place) {
        guard case .array(var elements) = content else {
            preconditionFailure("a value encodes itself as two things")
        }
        content = .object([])
        elements.append(place)
        content = .array(elements)
    }

    /// A place that holds a value.
    static func of(_ value: some Encodable) throws -> Place {
        if let plain = plain(value) { return Place(plain) }
        let place = Place()
        try value.encode(to: PlaceEncoder(place: place))
        return place
    }

    /// Values that JSON has itself; `nil` for others.
    private static func plain(_ value: some Encodable) -> JSONValue? {
        switch value {
        case let text as String: .string(text)
        case let flag as Bool: .bool(flag)
        case let number as Int: .integer(Int64(number))
        case let number as Int64: .integer(number)
        case let number as Double: JSONValue(number)
        default: nil
        }
    }
}

private struct PlaceEncoder: Encoder {
    let place: Place
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.content = .array([])
        return Elements(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { place.add(key.stringValue, Place(.null)) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        place.add(key.stringValue, try Place.of(value))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        nested(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nested(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested("super") }
    func superEncoder(forKey key: Key) -> any Encoder { nested(key.stringValue) }

    private func nested(_ name: String) -> PlaceEncoder {
        let inner = Place()
        place.add(name, inner)
        return PlaceEncoder(place: inner)
    }
}

private struct Elements: UnkeyedEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }
    var count: Int {
        guard case .array(let elements) = place.content else { return 0 }
        return elements.count
    }

    func encodeNil() { place.add(Place(.null)) }
    func encode(_ value: some Encodable) throws { place.add(try Place.of(value)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedEncodingContainer<Nested>
    {
        nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
    func superEncoder() -> any Encoder { nested() }

    private func nested() -> PlaceEncoder {
        let inner = Place()
        place.add(inner)
        return PlaceEncoder(place: inner)
    }
}

private struct Single: SingleValueEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { place.content = .value(.null) }
    func encode(_ value: some Encodable) throws { place.content = try Place.of(value).content }
}
