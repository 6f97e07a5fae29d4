// Whether a request asks for the location of an emitter, from its words (English, Portuguese,
// Spanish). A form may say it outright instead; this is only for forms that do not.

import MonitoringOrders

/// Reading of the line `Request`.
enum RequestText {
    /// True if the words ask that something be located or found, and do not say "no location".
    static func asksForLocation(_ text: String) -> Bool {
        let words = WordSequence(text).words.filter { Int($0) == nil }
        return words.indices.contains { index in
            isLocating(words, index) && !isDenied(words, index)
        }
    }

    private static func isLocating(_ words: [String], _ index: Int) -> Bool {
        let word = words[index]
        let stems = ["locat", "geolocat", "localis", "localiz", "encontr"]
        if stems.contains(where: word.hasPrefix) { return true }
        let next = words.indices.contains(index + 1) ? words[index + 1] : ""
        return ["find", "finding"].contains(word) && next != "out"
    }

    /// A denial before the word, with nothing but small words between ("no location", "do not need
    /// to locate"), or right after it ("location is not needed"). "Without delay locate" is none.
    private static func isDenied(_ words: [String], _ index: Int) -> Bool {
        let small: Set<String> = ["any", "exact", "precise", "to", "need", "necessary", "required"]
        let before = words[..<index].last { !small.contains($0) }
        let after = words[(index + 1)...].first { !["is", "are"].contains($0) }
        return before.map(denials.contains) ?? false || after == "not"
    }

    private static let denials: Set<String> = [
        "no", "not", "without", "never", "não", "sem", "sin",
    ]
}
