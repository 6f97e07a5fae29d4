// Portuguese for what other parts say in English, in passing: faults of forms, alarms, warnings, what is not right with
// a letter. A phrase is known by its fixed words; `…` stands for what is put into it, which stays as it is.

package import Letters

/// Phrases in both languages.
package enum PhraseBook {
    /// Every phrase, those with the most fixed words first, so that the nearest one is found.
    package static let phrases: [Bilingual] =
        (FormPhrases.all + LetterPhrases.all + DeskPhrases.all).sorted {
            $0.english.count > $1.english.count
        }

    /// A text in Portuguese: one phrase, phrases after each other (`a; b`), or a phrase behind a name (`field: a`).
    ///
    /// - Returns: `nil` for a text that somebody else wrote.
    package static func portuguese(_ text: String) -> String? {
        phrase(text) ?? list(text) ?? labelled(text)
    }

    /// The fixed words of every phrase in both languages.
    private static let patterns = phrases.compactMap { phrase in
        phrase.portuguese.map { (english: pieces(phrase.english), portuguese: pieces($0)) }
    }

    private static func phrase(_ text: String) -> String? {
        for pattern in patterns {
            guard let values = values(in: text[...], of: pattern.english) else { continue }
            let fixed = pattern.portuguese
            return fixed[0] + zip(values, fixed.dropFirst()).map { $0 + $1 }.joined()
        }
        return nil
    }

    private static func list(_ text: String) -> String? {
        let parts = text.split(separator: "; ").map(String.init)
        guard parts.count > 1 else { return nil }
        let translated = parts.compactMap(portuguese)
        return translated.count == parts.count ? translated.joined(separator: "; ") : nil
    }

    private static func labelled(_ text: String) -> String? {
        guard let colon = text.firstRange(of: ": ") else { return nil }
        return portuguese(String(text[colon.upperBound...])).map { text[..<colon.upperBound] + $0 }
    }

    /// The fixed words of a phrase, before, between and behind what is put into it.
    private static func pieces(_ phrase: String) -> [Substring] {
        phrase.split(separator: "…", omittingEmptySubsequences: false)
    }

    /// What was put between fixed words; `nil` if a text has others.
    private static func values(in text: Substring, of fixed: [Substring]) -> [Substring]? {
        guard let first = fixed.first, text.hasPrefix(first) else { return nil }
        var (rest, values) = (text.dropFirst(first.count), [Substring]())
        for (index, words) in fixed.enumerated().dropFirst() {
            let isLast = index == fixed.count - 1
            if isLast, rest.hasSuffix(words) {
                values.append(rest.dropLast(words.count))
                rest = ""
            } else if !isLast, let place = rest.firstRange(of: words) {
                values.append(rest[..<place.lowerBound])
                rest = rest[place.upperBound...]
            } else {
                return nil
            }
        }
        return rest.isEmpty ? values : nil
    }
}

extension Visit {
    /// What another part says in English, in the language of the page. What somebody else wrote stays as it is, and is
    /// marked so that it is read out as what it is.
    func phrase(_ english: some StringProtocol) -> HTML {
        let english = String(english)
        if language == .portuguese, let text = PhraseBook.portuguese(english) { return "\(text)" }
        return "<span lang=\"en\" dir=\"auto\">\(english)</span>"
    }
}
