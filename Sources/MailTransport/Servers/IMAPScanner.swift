// Answers of an IMAP server (RFC 9051) cut out of a stream of bytes: pure, no socket. A literal is taken by
// its announced size and no other way, so that nothing that a letter contains can be taken for an answer.

import Quantities

/// One answer: its text, with literals set apart.
package struct IMAPAnswer: Hashable {
    /// The line with each literal left out after its announcement `{size}`.
    package var text: String
    /// The literals in their order; one that is too large is `nil` and was passed over.
    package var literals: [[UInt8]?]

    /// The tag of an answer that ends a command; `nil` for `*` and `+`.
    package var tag: String? {
        let first = String(text.prefix { $0 != " " })
        return first == "*" || first == "+" ? nil : first
    }

    /// The text after the first word.
    package var rest: String { String(text.drop { $0 != " " }.dropFirst()) }
}

/// What a server may not send.
package struct IMAPFault: Error, Hashable {
    /// What the server did.
    package var words: String
}

/// Cuts answers out of bytes as they come.
package struct IMAPScanner {
    private var waiting: [UInt8] = []
    private var line: [UInt8] = []
    private var literals: [[UInt8]?] = []
    /// Bytes of a literal still to come; `keeps` is false for one that is too large.
    private var open: (missing: Int, keeps: Bool)?
    private var literal: [UInt8] = []
    /// Bytes of the largest literal that is kept.
    private let largest: Int
    /// Bytes of a line without its literals.
    private static let longestLine = 1 << 20
    private static let mostLiterals = 64

    /// A scanner that keeps literals up to a size.
    package init(largestLiteral: Int = Limits.letterBytes + 1) { largest = largestLiteral }

    /// Takes bytes in.
    ///
    /// - Returns: the answers that are complete now.
    /// - Throws: ``IMAPFault`` for what no server may send; the connection is of no use then.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(IMAPFault) -> [IMAPAnswer] {
        waiting += bytes
        var answers: [IMAPAnswer] = []
        var place = 0
        while place < waiting.count {
            if open != nil {
                place = takeLiteral(from: place)
            } else {
                guard let end = waiting[place...].firstIndex(of: 0x0A) else {
                    guard waiting.count - place <= Self.longestLine else {
                        throw IMAPFault(words: "a line has no end")
                    }
                    break
                }
                line += waiting[place...end]
                place = end + 1
                if let answer = try takeLine() { answers.append(answer) }
            }
        }
        waiting.removeFirst(place)
        return answers
    }

    /// Whether an answer is under way.
    package var isInside: Bool { !line.isEmpty || !waiting.isEmpty || open != nil }

    private mutating func takeLiteral(from place: Int) -> Int {
        guard let (missing, keeps) = open else { return place }
        let count = min(missing, waiting.count - place)
        if keeps { literal += waiting[place..<place + count] }
        if count < missing {
            open = (missing - count, keeps)
        } else {
            literals.append(keeps ? literal : nil)
            (literal, open) = ([], nil)
        }
        return place + count
    }

    /// A line that ends here, or goes on after a literal.
    private mutating func takeLine() throws(IMAPFault) -> IMAPAnswer? {
        guard line.count <= Self.longestLine else { throw IMAPFault(words: "a line has no end") }
        if let size = try announcedSize() {
            guard literals.count < Self.mostLiterals else {
                throw IMAPFault(words: "an answer has too many literals")
            }
            line.removeLast(2)
            open = (size, size <= largest)
            if size == 0 {
                literals.append([])
                open = nil
            }
            return nil
        }
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        let answer = IMAPAnswer(
            text: String(decoding: line, as: UTF8.self), literals: literals)
        (line, literals) = ([], [])
        return answer
    }

    /// The size in `{123}` at the end of the line.
    private func announcedSize() throws(IMAPFault) -> Int? {
        guard line.suffix(3) == [0x7D, 0x0D, 0x0A],
            let brace = line.lastIndex(of: 0x7B)
        else { return nil }
        let digits = line[(brace + 1)..<(line.count - 3)]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard digits.count <= 12, let size = Int(String(decoding: digits, as: UTF8.self)) else {
            throw IMAPFault(words: "a literal has no size")
        }
        return size
    }
}
