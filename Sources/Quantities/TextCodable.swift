// Types whose coded form is their text: dates, instants, numbers of orders, mail addresses.

/// A value that is coded as the text it is read from and printed to.
public protocol TextCodable: Codable, CustomStringConvertible {
    /// Reads the text, or gives `nil` where it is not well formed.
    init?(_ text: String)
}

extension TextCodable {
    /// Reads the text and refuses what is not well formed.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is not a well-formed \(Self.self)")
        }
        self = value
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
