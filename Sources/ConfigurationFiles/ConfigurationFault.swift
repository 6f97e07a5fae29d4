// What is wrong with a file that people write, and where: one fault a line, all faults at once.

/// A fault in a settings, agreement, station or table file.
public struct ConfigurationFault: Hashable, Sendable, CustomStringConvertible {
    public var file: String
    /// Counted from 1; `nil` when the fault is of the file as a whole.
    public var line: Int?
    /// The key, with the keys above it: `mail.incoming`.
    public var key: String?
    public var message: String
    /// What could be written instead.
    public var suggestion: String?

    /// A fault at a place.
    public init(
        file: String, line: Int? = nil, key: String? = nil, message: String,
        suggestion: String? = nil
    ) {
        (self.file, self.line, self.key, self.message) = (file, line, key, message)
        self.suggestion = suggestion
    }

    /// `file:line: key: message; suggestion`.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let advice = suggestion.map { "; \($0)" } ?? ""
        return "\(place): \(key.map { "\($0): " } ?? "")\(message)\(advice)"
    }
}

/// A configuration that cannot be used, with all its faults.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    public var faults: [ConfigurationFault]

    /// An error with at least one fault.
    public init(_ faults: [ConfigurationFault]) {
        precondition(!faults.isEmpty, "a configuration error has a fault")
        self.faults = faults
    }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
