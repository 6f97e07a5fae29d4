// Values and rows as both engines give them. What cannot be read is damage and is named by column; it never
// becomes a default value, and never a crash.

/// One value of a column.
enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A type that a column can hold.
protocol StoredColumn {
    init?(_ value: StoredValue)
    var storedValue: StoredValue { get }
}

extension Int64: StoredColumn {
    init?(_ value: StoredValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }

    var storedValue: StoredValue { .integer(self) }
}

extension Int: StoredColumn {
    init?(_ value: StoredValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(exactly: number)
    }

    var storedValue: StoredValue { .integer(Int64(self)) }
}

extension String: StoredColumn {
    init?(_ value: StoredValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }

    var storedValue: StoredValue { .text(self) }
}

extension [UInt8]: StoredColumn {
    init?(_ value: StoredValue) {
        switch value {
        case .bytes(let bytes): self = bytes
        case .text(let text): self = Array(text.utf8)
        case .null, .integer: return nil
        }
    }

    var storedValue: StoredValue { .bytes(self) }
}

/// A value as it is: for copying rows from one engine to the other.
extension StoredValue: StoredColumn {
    init?(_ value: StoredValue) { self = value }
    var storedValue: StoredValue { self }
}

/// The values of a statement, in the order of its question marks.
typealias StoredArguments = [(any StoredColumn)?]

/// One row of an answer.
struct StoredRow {
    /// The names of the columns, shared by all rows of an answer.
    let columns: [String]
    let values: [StoredValue]

    /// The value of a column that has one.
    func stored<T: StoredColumn>(_ column: String) throws -> T {
        guard let value: T = try storedIfPresent(column) else {
            throw StoredFault(message: "nothing in column \(column)")
        }
        return value
    }

    /// The value of a column that may be empty.
    func storedIfPresent<T: StoredColumn>(_ column: String) throws -> T? {
        guard let place = columns.firstIndex(of: column) else {
            preconditionFailure("no column \(column) was asked for")
        }
        if values[place] == .null { return nil }
        guard let value = T(values[place]) else {
            throw StoredFault(message: "no \(T.self) in column \(column)")
        }
        return value
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
}
