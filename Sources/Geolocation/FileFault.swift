// What is wrong with a file of elements, ephemerides or observations, and where.

/// A fault in a file that was read; readers give all of them at once.
public struct FileFault: Error, Hashable, Sendable {
    /// Counted from 1; `nil` when the fault is of the file as a whole.
    public var line: Int?
    /// The field, key or column.
    public var field: String
    public var message: String

    /// A fault at a place.
    public init(line: Int?, field: String, message: String) {
        (self.line, self.field, self.message) = (line, field, message)
    }
}
