// The reason in a letter of refusal, where one is given: a line of its own, or what follows a colon or
// a "because" in the sentence that refuses.

/// Finding of the reason.
enum RefusalReason {
    /// The reason in the author's words, `nil` where none is given (R53-R55: none need be).
    static func find(in text: String) -> String? {
        let lines = text.split { $0.isNewline }.map { String($0).onOneLine }
        for line in lines {
            guard let colon = line.firstIndex(of: ":"),
                labels.contains(String(line[..<colon]).lowercased())
            else { continue }
            return cleaned(line[line.index(after: colon)...])
        }
        return text.paragraphs.lazy.compactMap(inParagraph).first
    }

    private static let labels: Set = [
        "reason", "reasons", "grounds", "motivo", "motivos", "razão", "justificativa",
    ]
    private static let causes = [
        "because of ", "because ", "due to ", "owing to ", "since ", "as there is ", "porque ",
        "pois ", "devido a ",
        "por motivo de ", "em razão de ", "uma vez que ", "visto que ",
    ]

    private static func inParagraph(_ paragraph: String) -> String? {
        guard let refusing = refusingWord(in: paragraph) else { return nil }
        let rest = sentence(paragraph[refusing...])
        if let colon = rest.firstRange(of: ": ") { return cleaned(rest[colon.upperBound...]) }
        for cause in causes {
            guard let place = rest.firstRange(of: " " + cause) else { continue }
            return cleaned(rest[place.upperBound...])
        }
        return nil
    }

    /// Where the first word of refusing begins.
    private static func refusingWord(in text: String) -> String.Index? {
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex { !$0.isLetter } ?? text.endIndex
            if WrittenLabels.isRefusing(text[start..<end].lowercased()) { return start }
            start = end < text.endIndex ? text.index(after: end) : end
        }
        return nil
    }

    /// Up to the first full stop that is followed by a blank or ends the text.
    private static func sentence(_ text: Substring) -> Substring {
        var place = text.startIndex
        while let stop = text[place...].firstIndex(where: { ".!".contains($0) }) {
            let next = text.index(after: stop)
            if next == text.endIndex || text[next] == " " { return text[..<stop] }
            place = next
        }
        return text
    }

    private static func cleaned(_ text: some StringProtocol) -> String? {
        var words = String(text).onOneLine
        while words.last == "." { words.removeLast() }
        return words.ifNotBlank
    }
}

extension String {
    /// Runs of lines without an empty one between them, each as one line.
    fileprivate var paragraphs: [String] {
        var paragraphs: [[Substring]] = [[]]
        for line in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        return paragraphs.map { $0.joined(separator: " ").onOneLine }.filter { !$0.isEmpty }
    }
}
