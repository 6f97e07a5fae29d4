// Values that can be decoded, from JSON: the counterpart of the encoder. It takes what that writes, and refuses
// everything else.

extension JSONValue {
    /// The value that this JSON holds.
    ///
    /// - Throws: `DecodingError`, what the type throws.
    public func decoded<T: Decodable>(as type: T.Type) throws -> T {
        try T(from: PlaceDecoder(value: self))
    }
}

private struct PlaceDecoder: Decoder {
    let value: JSONValue
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Members(members: try value.found(value.members, "an object")))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        Elements(elements: try value.found(value.array, "an array"))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(value: value) }
}

extension JSONValue {
    /// What was found in a value.
    fileprivate func found<T>(_ part: T?, _ wanted: String) throws -> T {
        guard let part else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "\(compact) is not \(wanted)"))
        }
        return part
    }

    fileprivate func text() throws -> String { try found(string, "a text") }
    fileprivate func truth() throws -> Bool { try found(bool, "true or false") }
    fileprivate func real() throws -> Double { try found(double, "a number") }

    fileprivate func number<T: BinaryInteger>(_ type: T.Type) throws -> T {
        try found(int.flatMap { T(exactly: $0) }, "a whole number")
    }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [JSONValue.Member]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { members.compactMap { Key(stringValue: $0.name) } }

    private func find(_ key: Key) throws -> JSONValue {
        let name = key.stringValue
        guard let member = members.last(where: { $0.name == name }) else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: [], debugDescription: "there is no \(name)"))
        }
        return member.value
    }

    func contains(_ key: Key) -> Bool {
        let name = key.stringValue
        return members.contains { $0.name == name }
    }

    func decodeNil(forKey key: Key) throws -> Bool { try find(key) == .null }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try find(key).text() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try find(key).truth() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try find(key).number(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try find(key).number(type)
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try find(key).real() }

    // What JSON has itself is told apart by the compiler, everything else decodes itself.
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try find(key).decoded(as: type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try PlaceDecoder(value: find(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try PlaceDecoder(value: find(key)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
        PlaceDecoder(value: members.last { $0.name == "super" }?.value ?? .null)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        PlaceDecoder(value: try find(key))
    }
}

private struct Elements: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    init(elements: [JSONValue]) { self.elements = elements }

    private mutating func next<T>(_ read: (JSONValue) throws -> T) throws -> T {
        guard !isAtEnd else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "the array is too short"))
        }
        let value = try read(elements[currentIndex])
        currentIndex += 1
        return value
    }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, elements[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.text() } }
    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.truth() } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.number(type) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 {
        try next { try $0.number(type) }
    }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.real() } }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next { try $0.decoded(as: type) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next { try PlaceDecoder(value: $0).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try PlaceDecoder(value: $0).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next { PlaceDecoder(value: $0) } }
}

private struct Single: SingleValueDecodingContainer {
    let value: JSONValue
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { value == .null }
    func decode(_ type: String.Type) throws -> String { try value.text() }
    func decode(_ type: Bool.Type) throws -> Bool { try value.truth() }
    func decode<T: BinaryInteger & Decodable>(_ type: T.Type) throws -> T {
        try value.number(type)
    }
    func decode(_ type: Double.Type) throws -> Double { try value.real() }
    func decode(_ type: Float.Type) throws -> Float { Float(try value.real()) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try value.decoded(as: type) }
}
