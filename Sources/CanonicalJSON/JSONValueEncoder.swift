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

/// Where one value goes. Containers that are nested in it may be filled later, as long as it is encoded.
private final class Place {
    enum Shape { case value, object, array }

    var shape = Shape.object
    private var single = JSONValue.null
    private var members: [JSONValue.Member] = []
    private var elements: [JSONValue] = []
    private var nested: [(index: Int, place: Place)] = []

    /// What is there now.
    var value: JSONValue {
        switch shape {
        case .value: return single
        case .object:
            for (index, place) in nested { members[index].value = place.value }
            return .object(members)
        case .array:
            for (index, place) in nested { elements[index] = place.value }
            return .array(elements)
        }
    }

    func set(_ value: JSONValue) { (single, shape) = (value, .value) }
    func add(_ name: String, _ value: JSONValue) { members.append(.init(name, value)) }
    func add(_ value: JSONValue) { elements.append(value) }
    var count: Int { elements.count }

    func nest(_ name: String) -> PlaceEncoder {
        add(name, .null)
        nested.append((members.count - 1, Place()))
        return PlaceEncoder(place: nested[nested.count - 1].place)
    }

    func nest() -> PlaceEncoder {
        add(.null)
        nested.append((elements.count - 1, Place()))
        return PlaceEncoder(place: nested[nested.count - 1].place)
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
        place.shape = .array
        return Elements(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { place.add(key.stringValue, .null) }
    func encode(_ value: String, forKey key: Key) {
        place.add(key.stringValue, .string(value))
    }
    func encode(_ value: Bool, forKey key: Key) { place.add(key.stringValue, .bool(value)) }
    func encode(_ value: Int, forKey key: Key) {
        place.add(key.stringValue, .integer(Int64(value)))
    }
    func encode(_ value: Int64, forKey key: Key) {
        place.add(key.stringValue, .integer(value))
    }
    func encode(_ value: Double, forKey key: Key) {
        place.add(key.stringValue, JSONValue(value))
    }

    // What JSON has itself is told apart by the compiler, everything else encodes itself.
    func encode(_ value: some Encodable, forKey key: Key) throws {
        place.add(key.stringValue, try JSONValue(encoding: value))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        place.nest(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        place.nest(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { place.nest("super") }
    func superEncoder(forKey key: Key) -> any Encoder { place.nest(key.stringValue) }
}

private struct Elements: UnkeyedEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }
    var count: Int { place.count }

    func encodeNil() { place.add(.null) }
    func encode(_ value: String) { place.add(.string(value)) }
    func encode(_ value: Bool) { place.add(.bool(value)) }
    func encode(_ value: Int) { place.add(.integer(Int64(value))) }
    func encode(_ value: Int64) { place.add(.integer(value)) }
    func encode(_ value: Double) { place.add(JSONValue(value)) }
    func encode(_ value: some Encodable) throws { place.add(try JSONValue(encoding: value)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedEncodingContainer<Nested>
    {
        place.nest().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        place.nest().unkeyedContainer()
    }
    func superEncoder() -> any Encoder { place.nest() }
}

private struct Single: SingleValueEncodingContainer {
    let place: Place
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { place.set(.null) }
    func encode(_ value: String) { place.set(.string(value)) }
    func encode(_ value: Bool) { place.set(.bool(value)) }
    func encode(_ value: some BinaryInteger & Encodable) throws {
        guard let whole = Int64(exactly: value) else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "\(value) is too large"))
        }
        place.set(.integer(whole))
    }
    func encode(_ value: Double) { place.set(JSONValue(value)) }
    func encode(_ value: Float) { place.set(JSONValue(Double(value))) }
    func encode(_ value: some Encodable) throws { place.set(try JSONValue(encoding: value)) }
}
