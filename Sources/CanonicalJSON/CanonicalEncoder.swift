// Values that can be encoded, as canonical text: without Foundation, and without a tree of values between a value and
// the bytes that are hashed and stored.

extension JSONValue {
    /// A value as it encodes itself, in canonical form.
    ///
    /// - Parameter value: fills one container after the other, as every synthesised conformance does.
    /// - Returns: what ``canonical`` would print of it.
    /// - Throws: what the value throws.
    public static func canonicalText(encoding value: some Encodable) throws -> String {
        let writer = CanonicalWriter()
        try value.encode(to: Place(writer: writer))
        return writer.text.finish()
    }
}

/// The place that the writer has come to: for one container, or for a single value.
private struct Place: Encoder, SingleValueEncodingContainer {
    let writer: CanonicalWriter
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(writer: writer, level: writer.text.begin(isObject: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        Elements(writer: writer, level: writer.text.begin(isObject: false))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { writer.text.write(bare: "null") }
    func encode(_ value: String) { writer.text.write(value) }
    func encode(_ value: Bool) { writer.text.write(bare: value ? "true" : "false") }
    func encode(_ value: Int64) { writer.text.write(bare: String(value)) }
    func encode(_ value: Double) { writer.text.write(bare: JSONValue.text(of: value)) }
    func encode(_ value: Float) { encode(Double(value)) }

    func encode(_ value: some BinaryInteger & Encodable) throws {
        guard let whole = Int64(exactly: value) else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "\(value) is too large"))
        }
        encode(whole)
    }

    func encode(_ value: some Encodable) throws { try value.encode(to: self) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: CanonicalWriter
    let level: Int
    var codingPath: [any CodingKey] { [] }

    private func place(_ key: Key) -> Place { place(key.stringValue) }

    /// The place of a member's value.
    private func place(_ name: String) -> Place {
        writer.text.beginMember(name, at: level)
        return Place(writer: writer)
    }

    func encodeNil(forKey key: Key) { place(key).encodeNil() }
    func encode(_ value: String, forKey key: Key) { place(key).encode(value) }
    func encode(_ value: Bool, forKey key: Key) { place(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) { place(key).encode(Int64(value)) }
    func encode(_ value: Int64, forKey key: Key) { place(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) { place(key).encode(value) }

    // What JSON has itself is told apart by the compiler, everything else encodes itself.
    func encode(_ value: some Encodable, forKey key: Key) throws { try place(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        place(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        place(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { place("super") }
    func superEncoder(forKey key: Key) -> any Encoder { place(key) }
}

private struct Elements: UnkeyedEncodingContainer {
    let writer: CanonicalWriter
    let level: Int
    var codingPath: [any CodingKey] { [] }
    var count: Int { writer.text.count(at: level) }

    /// The place of the next element.
    private func place() -> Place {
        writer.text.beginElement(at: level)
        return Place(writer: writer)
    }

    func encodeNil() { place().encodeNil() }
    func encode(_ value: String) { place().encode(value) }
    func encode(_ value: Bool) { place().encode(value) }
    func encode(_ value: Int) { place().encode(Int64(value)) }
    func encode(_ value: Int64) { place().encode(value) }
    func encode(_ value: Double) { place().encode(value) }
    func encode(_ value: some Encodable) throws { try place().encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedEncodingContainer<Nested>
    {
        place().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        place().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { place() }
}
