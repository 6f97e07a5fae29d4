// Comparing names and phrases in free text by their words, so that letter case, hyphens and
// brackets do not matter.

/// The words of a text: runs of letters and digits, in small letters.
struct WordSequence: Hashable {
    let words: [String]

    /// The words of a text.
    init(_ text: String) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
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
