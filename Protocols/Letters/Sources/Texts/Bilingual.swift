// Fixed texts in the two languages of the memorandum. English is the text of record; Portuguese
// stands beside it and never replaces it (R72).

/// A text in English and, where there is one, in Portuguese.
public struct Bilingual: Hashable, Sendable {
    public var english: String
    public var portuguese: String?

    /// A text in both languages.
    public init(_ english: String, _ portuguese: String?) {
        (self.english, self.portuguese) = (english, portuguese)
    }

    /// The text in a language; a missing Portuguese one falls back to English.
    public func text(_ language: Language) -> String {
        language == .english ? english : portuguese ?? english
    }
}

/// The languages of the memorandum.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case english, portuguese
}
