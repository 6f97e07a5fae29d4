// What a person's letter says: the items of an acknowledgement or an update, the reason of a refusal.
// A value is taken only if one label names it and no second value contradicts it; everything else is
// left to the person who reads the letter.

import MonitoringOrders
import Quantities

/// The values of a letter written by hand.
struct HandwrittenLetter: Hashable {
    /// All order numbers and reference numbers in the text look alike; these are the Bureau's.
    var orders: [OrderNumber] = []
    /// The one reference number the letter names, `nil` for none or several.
    var reference: ReferenceNumber?
    /// Instants the start can mean; the start is certain if there is exactly one.
    var startCandidates: [UTCInstant] = []
    /// True if a start is written that cannot be decided.
    var hasUndecidedStart = false
    var duration: Duration?
    /// Number of an update, or of a revision of a report.
    var number: Int?
    var isRefusal = false
    /// True if it speaks of refusing in a way that need not be one.
    var speaksOfRefusing = false
    var refusalReason: String?
    var isFinalReport = false
    var isRevision = false
    var isUpdate = false

    /// The start, if it is certain.
    var start: UTCInstant? {
        startCandidates.count == 1 && !hasUndecidedStart ? startCandidates[0] : nil
    }

    /// Reads the author's own text.
    ///
    /// - Parameters:
    ///   - text: without quotations.
    ///   - orderSeries: first parts of the Bureau's order numbers.
    init(_ text: String, orderSeries: Set<String>) {
        let tokens = WrittenTokens(text)
        readNumbers(tokens, orderSeries)
        let times = tokens.times()
        readStart(tokens, times)
        readDuration(tokens, times)
        readRefusal(tokens, text)
        readReport(tokens, text)
        readUpdate(tokens)
    }

    private static let reportWords = ["final report", "relatório final"]

    // MARK: Numbers

    private mutating func readNumbers(_ tokens: WrittenTokens, _ orderSeries: Set<String>) {
        var labelled: Set<ReferenceNumber> = []
        var others: Set<ReferenceNumber> = []
        for (text, label) in tokens.labelledNumbers(orderSeries) {
            if label == .order {
                OrderNumber(text).map { orders.append($0) }
            } else if let number = ReferenceNumber(text) {
                if label == .reference { labelled.insert(number) } else { others.insert(number) }
            }
        }
        let named = labelled.isEmpty ? others : labelled
        reference = named.count == 1 ? named.first : nil
    }

    // MARK: Start and duration

    private mutating func readStart(_ tokens: WrittenTokens, _ times: [WrittenTime]) {
        let starts = times.filter {
            tokens.label(before: $0.range.lowerBound, of: WrittenLabels.ofTimes) == .meant
        }
        hasUndecidedStart = starts.contains { $0.candidates.isEmpty }
        startCandidates = Set(starts.flatMap(\.candidates)).sorted()
    }

    private mutating func readDuration(_ tokens: WrittenTokens, _ times: [WrittenTime]) {
        let durations = tokens.durations(outside: times.map(\.range)).filter {
            tokens.label(before: $0.range.lowerBound, of: WrittenLabels.ofDurations) == .meant
        }
        let values = Set(durations.map(\.value))
        duration = values.count == 1 ? values.first.flatMap(\.self) : nil
    }

    // MARK: Refusal

    private mutating func readRefusal(_ tokens: WrittenTokens, _ text: String) {
        let places = tokens.all.indices.filter { WrittenLabels.isRefusing(tokens.all[$0].text) }
        for place in places {
            let sentence = tokens.sentence(around: place)
            let isDoubtful =
                tokens.all[sentence.lowerBound..<place].contains {
                    WrittenLabels.doubts.contains($0.text)
                } || tokens.all[sentence].contains { WrittenLabels.conditions.contains($0.text) }
            if isDoubtful { speaksOfRefusing = true } else { isRefusal = true }
        }
        if isRefusal { refusalReason = RefusalReason.find(in: text) }
    }

    // MARK: Reports and updates

    private mutating func readReport(_ tokens: WrittenTokens, _ text: String) {
        let folded = text.lowercased().onOneLine
        isFinalReport = Self.reportWords.contains(where: folded.contains)
        isRevision =
            isFinalReport && tokens.all.contains { WrittenLabels.revisions.contains($0.text) }
    }

    private mutating func readUpdate(_ tokens: WrittenTokens) {
        for index in tokens.all.indices where WrittenLabels.updates.contains(tokens.all[index].text)
        {
            var next = index + 1
            while next < index + 5,
                tokens.isAny(["no", "n", "nº", ".", "º", "°", "number", "número"], at: next)
            { next += 1 }
            guard let number = tokens[next]?.number, (1...999).contains(number) else { continue }
            (isUpdate, self.number) = (true, number)
        }
        isUpdate =
            isUpdate
            || tokens.all.indices.contains { index in
                WrittenLabels.changes.contains(tokens.all[index].text)
                    && (1...2).contains { tokens.isAny(WrittenLabels.startNouns, at: index + $0) }
            }
    }
}
