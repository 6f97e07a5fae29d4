// Values of the house as the canonical JSON text that is stored.

import CanonicalJSON

/// Values of the house as the canonical JSON text that is stored: equal values, equal bytes.
enum StoredText {
    static func encode(_ value: some Encodable) throws -> String {
        try JSONValue.canonicalText(encoding: value)
    }

    static func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
        do {
            return try JSONValue(parsing: text).decoded(as: type)
        } catch {
            throw StoredFault(message: "\(text.prefix(80)) is no \(type)")
        }
    }
}
