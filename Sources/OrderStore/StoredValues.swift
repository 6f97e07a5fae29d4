// Reading stored values back. What cannot be read is damage and is named by table, row and column;
// it never becomes a default value, and never a crash.

import CanonicalJSON
import Foundation
import GRDB

extension Row {
    /// The value of a column that has one.
    func stored<T: DatabaseValueConvertible>(_ column: String) throws -> T {
        try decode(T.self, forColumn: column)
    }

    /// The value of a column that may be empty.
    func storedIfPresent<T: DatabaseValueConvertible>(_ column: String) throws -> T? {
        try decode(T?.self, forColumn: column)
    }

    /// A text column read as a value of the house.
    func parsed<T>(_ column: String, _ read: (String) -> T?) throws -> T {
        let text: String = try stored(column)
        guard let value = read(text) else {
            throw StoredFault(message: "\"\(text)\" in column \(column)")
        }
        return value
    }

    /// A text column that may be empty, read as a value of the house.
    func parsedIfPresent<T>(_ column: String, _ read: (String) -> T?) throws -> T? {
        let text: String? = try storedIfPresent(column)
        return try text == nil ? nil : parsed(column, read)
    }

    /// A column of bytes.
    func bytes(_ column: String) throws -> [UInt8] {
        let data: Data = try stored(column)
        return [UInt8](data)
    }
}

/// Values of the house as the canonical JSON text that is stored: equal values, equal bytes.
enum StoredText {
    static func encode(_ value: some Encodable) throws -> String {
        let text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        return try JSONValue(parsing: text).canonical
    }

    static func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StoredFault(message: "\(text.prefix(80)) is no \(type)")
        }
    }

    /// The name of an event: the case of its enumeration.
    static func name(of event: some Any) -> String {
        Mirror(reflecting: event).children.first?.label ?? "\(event)"
    }
}
