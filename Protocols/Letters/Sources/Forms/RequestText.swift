// Whether a request asks for the location of an emitter, from its words (English, Portuguese,
// Spanish). A form may say it outright instead; this is only for forms that do not.

/// Reading of the line `Request`.
enum RequestText {
    /// True if the words ask that something be located or found, and do not say "no location".
    static func asksForLocation(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        return words.indices.contains { index in
            isLocating(words, index) && !isDenied(words[..<index])
        }
    }

    private static func isLocating(_ words: [String], _ index: Int) -> Bool {
        let word = words[index]
        let stems = ["locat", "geolocat", "localis", "localiz", "encontr"]
        if stems.contains(where: word.hasPrefix) { return true }
        let next = words.indices.contains(index + 1) ? words[index + 1] : ""
        return ["find", "finding"].contains(word) && next != "out"
    }

    /// "no location", "without location", "do not locate", "location is not needed" is not read:
    /// only a denial in the two words before counts.
    private static func isDenied(_ before: ArraySlice<String>) -> Bool {
        let denials: Set<String> = ["no", "not", "without", "never", "não", "sem", "sin"]
        return before.suffix(2).contains { denials.contains($0) }
    }
}
