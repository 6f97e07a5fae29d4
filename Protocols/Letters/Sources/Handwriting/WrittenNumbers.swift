// Serial numbers in a letter: which of them the author gives as numbers of orders, and which as
// reference numbers.

import MonitoringOrders

/// What a letter calls a serial number.
enum WrittenNumberLabel {
    case order, reference

    fileprivate static let words: [String: Self] = [
        "order": .order, "ordem": .order, "reference": .reference, "referência": .reference,
        "referencia": .reference, "ref": .reference, "number": .reference, "número": .reference,
        "task": .reference, "tarefa": .reference, "acknowledgement": .reference,
    ]
}

extension WrittenTokens {
    /// The order numbers in a text.
    func orderNumbers(_ orderSeries: Set<String>) -> [OrderNumber] {
        labelledNumbers(orderSeries).filter { $0.label == .order }
            .compactMap { OrderNumber($0.text) }
    }

    /// The serial numbers in a text; those of the Bureau's series are orders whatever they are called.
    func labelledNumbers(_ orderSeries: Set<String>)
        -> [(text: String, label: WrittenNumberLabel?)]
    {
        serialNumbers().map { text, index in
            let isOfSeries = orderSeries.contains(String(text.prefix { $0 != "/" }))
            let label = label(before: index, of: WrittenNumberLabel.words)
            return (text, isOfSeries ? .order : label)
        }
    }

    /// Texts of the form `SERIES/YEAR/SERIAL`, with the index of their first token.
    private func serialNumbers() -> [(text: String, index: Int)] {
        all.indices.compactMap { slash in
            guard all[slash].text == "/", isAny(["/"], at: slash + 2), let serial = self[slash + 3],
                serial.kind == .number, let year = self[slash + 1], year.text.count == 4
            else { return nil }
            var start = slash
            while start > 0, start > slash - 20, all[start].isGlued,
                let before = self[start - 1],
                before.kind == .word || before.kind == .number || before.text == "-"
            { start -= 1 }
            let text = all[start...slash + 3].map(\.original).joined()
            return (text, start)
        }
    }
}
