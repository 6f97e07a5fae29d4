// To which order a letter belongs: by the letters it answers, then by the tag in its subject, then by
// the number in its author's own text. Ways that disagree are a matter for a person.

public import MonitoringOrders

/// What ties a letter to orders.
struct LetterThread: Hashable {
    /// Orders of the letters it answers.
    var answered: Set<OrderNumber>
    /// The tag in its subject, whether there is such an order or not.
    var tag: OrderNumber?
    /// Orders that its author names and that there are.
    var named: Set<OrderNumber>
    private let orders: Set<OrderNumber>

    /// The ties of a letter.
    init(
        _ message: MailMessage, _ context: CorrespondenceContext, named: [OrderNumber] = []
    ) {
        let answers = Set(message.inReplyTo + message.references)
        answered = Set(
            context.knownLetters.filter { answers.contains($0.messageID) }.compactMap(\.order))
        orders = context.knownOrders
        tag = Self.tag(in: message.subject)
        self.named = orders.intersection(named)
    }

    /// The order it belongs to, `nil` if nothing, or nothing certain, says so.
    var order: OrderNumber? {
        if !answered.isEmpty { return answered.count == 1 ? answered.first : nil }
        if let tag { return orders.contains(tag) ? tag : nil }
        return named.count == 1 ? named.first : nil
    }

    /// True if a way leads to another order than this.
    func contradicts(_ order: OrderNumber) -> Bool {
        (!answered.isEmpty && !answered.contains(order)) || (tag.map { $0 != order } ?? false)
            || (!named.isEmpty && !named.contains(order))
    }

    /// The order named in a subject as `[BR/2027/0101]`.
    static func tag(in subject: String) -> OrderNumber? {
        subject.split(separator: "[", omittingEmptySubsequences: false).dropFirst().lazy.compactMap
        { rest in
            rest.firstIndex(of: "]").flatMap { OrderNumber(String(rest[..<$0])) }
        }.first
    }
}

extension LetterReader {
    /// Message-IDs that bear on a letter: its own, those it answers, that of the letter it reports on.
    public static func messageIDs(in message: MailMessage) -> [String] {
        message.inReplyTo + message.references
            + [message.messageID, DeliveryReport(message)?.originalMessageID].compactMap(\.self)
    }

    /// Order numbers by which a letter may be tied to its order, whether there are such orders or
    /// not: the tag of its subject and, if it has no data part, what its author names.
    public static func orders(namedIn message: MailMessage, series: Set<String>) -> Set<OrderNumber>
    {
        let tag = LetterThread.tag(in: message.subject)
        let texts =
            message.data == nil
            ? [AuthorText.plain(message), AuthorText.html(message)].compactMap(\.self) : []
        let named = texts.flatMap { WrittenTokens($0.readablePart).orderNumbers(series) }
        return Set(named + [tag].compactMap(\.self))
    }
}

extension MailMessage {
    /// The part that holds the letter as data.
    var data: Part? { parts.first { $0.fileName == LetterWriter.dataFileName } }
}
