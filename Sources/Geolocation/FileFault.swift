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

/// Everything that is wrong with a file, in the order of its lines; never empty.
public struct FileFaults: Error, Hashable, Sendable {
    /// How many faults are kept of one file; a last entry says when there were more.
    public static let most = 1_000

    public private(set) var faults: [FileFault]

    /// The faults of a file.
    public init(_ faults: [FileFault]) {
        self.faults = faults.enumerated()
            .sorted { ($0.1.line ?? 0, $0.0) < ($1.1.line ?? 0, $1.0) }.map(\.1)
        guard faults.count > Self.most else { return }
        self.faults.removeSubrange(Self.most...)
        self.faults.append(
            FileFault(line: nil, field: "", message: "\(faults.count) faults in all"))
    }

    /// A single fault.
    init(line: Int?, field: String, message: String) {
        faults = [FileFault(line: line, field: field, message: message)]
    }
}
