// Why a letter could not be read. A fault sends the letter to quarantine with its raw bytes; it
// never stops the next letter.

import Quantities

/// The reason a received letter is not parsed.
public enum MIMEFault: Error, Hashable, Sendable {
    /// A limit of `Limits` that a hostile letter would break.
    public enum Limit: String, Hashable, Sendable, CaseIterable {
        case letterBytes, headerFields, headerBytes, boundaryLines, parts, depth
    }

    /// The letter breaks a limit; `found` counts up to where reading stopped.
    case overLimit(Limit, found: Int, allowed: Int)
    /// There is no header field at the beginning: the bytes are no letter.
    case noHeader
    /// The process that reads letters broke over this one, in words.
    case readerFailed(String)
}

extension MIMEFault: CustomStringConvertible {
    /// The fault in words for the quarantine list.
    public var description: String {
        switch self {
        case .overLimit(let limit, let found, let allowed):
            "the letter has \(found) \(limit.words), \(allowed) are allowed"
        case .noHeader: "the bytes do not begin with a header field and are no letter"
        case .readerFailed(let words): words
        }
    }
}

extension MIMEFault.Limit {
    /// What is counted.
    public var words: String {
        switch self {
        case .letterBytes: "bytes"
        case .headerFields: "header fields"
        case .headerBytes: "bytes in one header field"
        case .boundaryLines: "lines that look like a boundary"
        case .parts: "parts"
        case .depth: "levels of nesting"
        }
    }

    /// The number allowed.
    public var allowed: Int {
        switch self {
        case .letterBytes: Limits.letterBytes
        case .headerFields: Limits.letterHeaders
        case .headerBytes: Limits.headerBytes
        case .boundaryLines: Limits.letterParts * 100
        case .parts: Limits.letterParts
        case .depth: Limits.letterDepth
        }
    }

    /// Throws when a count is over the limit.
    package func check(_ found: Int) throws(MIMEFault) {
        guard found <= allowed else {
            throw .overLimit(self, found: found, allowed: allowed)
        }
    }
}
