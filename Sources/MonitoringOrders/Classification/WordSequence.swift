// Comparing names and phrases in free text by their words, so that letter case, hyphens and
// brackets do not matter.

/// The words of a text: runs of letters and digits, in small letters.
package struct WordSequence: Hashable {
    package let words: [String]

    /// The words of a text. Nearly all texts are ASCII, and read byte by byte.
    package init(_ text: String) {
        let small = text.lowercased()
        words =
            small.utf8.allSatisfy { $0 < 0x80 }
            ? small.utf8.split { !$0.isWordPart }.map { String(Substring($0)) }
            : small.split { !$0.isWordPart }.map(String.init)
    }

    /// True if the words of the phrase stand here side by side.
    ///
    /// - Parameters:
    ///   - phrase: the words looked for; an empty phrase is never found.
    ///   - asStem: the last word of the phrase may go on (`controllers` for `control`).
    /// - Returns: whether the phrase was found.
    func contains(_ phrase: WordSequence, asStem: Bool = false) -> Bool {
        guard let last = phrase.words.last, phrase.words.count <= words.count else { return false }
        let head = phrase.words.dropLast()
        return words.indices.dropLast(head.count).contains { start in
            let end = words[start + head.count]
            return (asStem ? end.hasPrefix(last) : end == last)
                && words[start..<start + head.count] == head
        }
    }
}

extension Character {
    /// True for a letter or a digit. Nearly all are ASCII, where the tables of Unicode need not be asked.
    var isWordPart: Bool {
        asciiValue.map(\.isWordPart) ?? (isLetter || isNumber)
    }
}

extension UInt8 {
    /// True for a letter or a digit of ASCII.
    fileprivate var isWordPart: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
