// The pieces of a letter's page.

import Desk
import Letters
import MonitoringOrders
import OrderStore

/// A letter in pieces.
enum LetterView {
    static func facts(_ visit: Visit, _ record: LetterRecord, _ message: MailMessage?) -> HTML {
        let order: HTML =
            record.order.map { "<a class=\"number\" href=\"/orders/\($0)\">\($0)</a>" } ?? "–"
        let rows: [(Bilingual, HTML)] = [
            (LetterWords.kind, "\(visit.say(MailKindWords.words(record.kind)))"),
            (LetterWords.way, LetterTable.way(visit, record)),
            (LetterWords.stored, Time.html(record.storedAt)), (Words.order, order),
            (LetterWords.sender, "<span dir=\"ltr\">\(record.sender ?? "–")</span>"),
            (LetterWords.disposition, LetterTable.judgement(visit, record)),
            (LetterWords.signature, message.map { signature(visit, $0) } ?? "–"),
            (LetterWords.messageID, "<code>\(record.messageID ?? "–")</code>"),
            (LetterWords.digest, "<code>\(record.sha256)</code>"),
        ]
        let anomalies = message?.anomalies ?? []
        return """
            \(Table.facts(visit, LetterWords.facts, rows))
            \(anomalies.isEmpty ? .none : list(visit, anomalies))
            """
    }

    private static func list(_ visit: Visit, _ anomalies: [String]) -> HTML {
        """
        <section class="notice"><h2>\(visit.say(LetterWords.anomalies))</h2>
        <ul>\(anomalies.html { "<li>\(visit.phrase($0))</li>" })</ul></section>
        """
    }

    private static func signature(_ visit: Visit, _ message: MailMessage) -> HTML {
        guard let signature = message.signature else { return "\(visit.say(LetterWords.unsigned))" }
        if let fault = signature.fault {
            return """
                <strong class="bad">\(visit.say(LetterWords.signatureFault))</strong>: \(visit.phrase(fault))
                """
        }
        let part =
            signature.coversWholeLetter ? "" : ", \(visit.say(LetterWords.signedInPart))"
        return """
            \(visit.say(LetterWords.signedBy)) \(signature.signers.joined(separator: ", "))\(part)
            """
    }

    /// What a person can do about the letter.
    static func acts(_ visit: Visit, _ record: LetterRecord, _ deliveries: [DeliveryRecord]) -> HTML
    {
        let refused = deliveries.filter { $0.state == Delivery.Outcome.refused.rawValue }
        let remark = Field(name: "remark", label: LetterWords.whatWasDone, isRequired: true)
        let closing =
            record.isWaiting
            ? Forms.act(
                visit, id: "act-closing", to: "/letters/\(record.id)/closing", LetterWords.close,
                fields: remark.area(visit, rows: 2)) : .none
        let reading =
            record.isWaiting
            ? Forms.act(
                visit, id: "act-rereading", to: "/letters/\(record.id)/rereading",
                LetterWords.readAgain,
                fields: "<p class=\"hint\">\(visit.say(LetterWords.readAgainHelp))</p>") : .none
        return reading + closing
            + refused.html { delivery in
                let address = delivery.recipient.description
                return """
                    <form method="post" action="/letters/\(record.id)/resending">\(Forms.key(visit))
                    <input type="hidden" name="recipient" value="\(address)">
                    <p><button>\(visit.say(LetterWords.resend)) \(address)</button></p></form>
                    """
            }
    }

    static func deliveries(_ visit: Visit, _ deliveries: [DeliveryRecord]) -> HTML {
        Table.html(
            visit, OrderWords.deliveries, [OrderWords.recipient] + OrderLetters.outcomeTitles,
            rows: deliveries.map { delivery in
                ["<span dir=\"ltr\">\(delivery.recipient.description)</span>"]
                    + OrderLetters.outcome(visit, delivery)
            })
    }

    /// Text, HTML in its frame, files, header fields.
    static func contents(_ visit: Visit, _ record: LetterRecord, _ message: MailMessage) -> HTML {
        let texts = message.parts.filter { $0.contentType == "text/plain" && !$0.isAttachment }
        let frame: HTML =
            message.htmlText == nil
            ? .none
            : """
            <h3>\(visit.say(LetterWords.html))</h3>
            <iframe class="letter" sandbox src="/letters/\(record.id)/html" title="\(visit.say(LetterWords.html))"></iframe>
            """
        return """
            <section><h2>\(visit.say(LetterWords.contents))</h2>
            \(texts.html { Quote.lines($0.text ?? "") })\(frame)</section>
            \(files(visit, record, message))
            <details id="headers"><summary>\(visit.say(LetterWords.headers))</summary>
            \(headers(visit, message))</details>
            """
    }

    private static func files(
        _ visit: Visit, _ record: LetterRecord, _ message: MailMessage
    ) -> HTML {
        let files = message.parts.enumerated().filter { _, part in
            part.isAttachment || part.fileName != nil || !part.contentType.hasPrefix("text/")
        }
        guard !files.isEmpty else { return .none }
        return Table.html(
            visit, LetterWords.attachments,
            [OrderWords.fileName, LetterWords.type, OrderWords.size, LetterWords.digest],
            rows: files.map { index, part in
                [
                    "<a href=\"/letters/\(record.id)/parts/\(index)\" download>\(part.fileName ?? "\(index)")</a>",
                    "<code>\(part.contentType)</code>", "\(part.content.count)",
                    "<code class=\"long\">\(Digest.sha256(part.content))</code>",
                ]
            })
    }

    private static func headers(_ visit: Visit, _ message: MailMessage) -> HTML {
        Table.html(
            visit, LetterWords.headers, [LetterWords.field, LetterWords.content],
            isCaptionSeen: false,
            rows: message.headers.map { header in
                [
                    "<code>\(header.name)</code>",
                    "<span class=\"long\" dir=\"auto\">\(header.value)</span>",
                ]
            })
    }
}
