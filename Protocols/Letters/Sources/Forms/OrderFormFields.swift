// The lines of an order form as somebody typed them, apart from one another and unread: what a form with one field for
// each item shows, and gives back unchanged whatever is wrong with it.

public import MonitoringOrders

/// The typed items of an order form.
public struct OrderFormFields: Hashable, Sendable {
    /// What was typed for an item; of an item whose line may stand more than once, one line for each.
    public var items: [FormItem: String] = [:]
    public var particulars: [ParticularLetter: String] = [:]

    /// Nothing typed.
    public init() {}

    /// The lines of a text that are an item or a letter; of others nothing is kept.
    public init(lines text: String) {
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks) {
            if line.dropFirst().first == ")",
                let letter = ParticularLetter(rawValue: String(line.prefix(1)))
            {
                particulars[letter] = line.dropFirst(2).trimmingBlanks
            } else if let colon = line.firstIndex(of: ":"),
                let item = FormItem(headName: line[..<colon].trimmingBlanks)
            {
                let value = line[line.index(after: colon)...].trimmingBlanks
                let before = item.isRepeatable ? items[item].map { $0 + "\n" } ?? "" : ""
                items[item] = before + value
            }
        }
    }

    /// The text of the form, for ``OrderFormReader``; what was left empty has no line.
    public var text: String {
        let head = FormItem.allCases.flatMap { item in
            Self.lines(of: items[item], isRepeatable: item.isRepeatable)
                .map { "\(item.headName): \($0)" }
        }
        let letters = ParticularLetter.allCases.flatMap { letter in
            Self.lines(of: particulars[letter], isRepeatable: false)
                .map { "\(letter.rawValue)) \($0)" }
        }
        let body = letters.isEmpty ? [] : [""] + letters
        return ([OrderFormReader.title] + head + body).joined(separator: "\n") + "\n"
    }

    private static func lines(of typed: String?, isRepeatable: Bool) -> [String] {
        let lines = (typed ?? "").split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
            .filter { !$0.isEmpty }
        return isRepeatable || lines.count < 2 ? lines : [lines.joined(separator: " ")]
    }
}
