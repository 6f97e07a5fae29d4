// Reports of mail servers about letters of ours (RFC 3464): for each recipient what became of it. Only
// our own server's are believed, and only the embedded Message-ID says which letter is meant.

import MonitoringOrders

/// A delivery status notification.
public struct DeliveryReport: Hashable, Sendable {
    /// What became of the letter for one recipient.
    public struct Recipient: Hashable, Sendable {
        /// As written; it may be no address.
        public var address: String
        /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
        public var action: String
        /// The enhanced status code, for example `5.1.1`.
        public var status: String?
        /// The words of the other server.
        public var diagnostic: String?
    }

    /// Message-ID of the letter it is about, with angle brackets.
    public var originalMessageID: String?
    public var recipients: [Recipient]

    /// The report in a mail, `nil` if it holds none.
    init?(_ message: MailMessage) {
        guard
            let part = message.parts.first(where: { $0.contentType == "message/delivery-status" })
        else { return nil }
        let groups = Self.fieldGroups(String(decoding: part.content, as: UTF8.self))
        recipients = groups.compactMap(Self.recipient)
        let original = message.parts.first {
            ["text/rfc822-headers", "message/rfc822"].contains($0.contentType)
        }
        let headers = original.map { Self.fieldGroups(String(decoding: $0.content, as: UTF8.self)) }
        originalMessageID = headers?.first?["message-id"]?.filter { !$0.isWhitespace }
    }

    private static func recipient(_ fields: [String: String]) -> Recipient? {
        guard let address = fields["final-recipient"], let action = fields["action"] else {
            return nil
        }
        return Recipient(
            address: typed(address), action: action.lowercased(), status: fields["status"],
            diagnostic: fields["diagnostic-code"].map(typed))
    }

    /// What follows the type: `rfc822; a@b` -> `a@b`.
    private static func typed(_ value: String) -> String {
        value.firstIndex(of: ";").map { String(value[value.index(after: $0)...]).onOneLine }
            ?? value
    }

    /// Groups of header fields between empty lines, unfolded, names in small letters; of a repeated
    /// field the first counts.
    private static func fieldGroups(_ text: String) -> [[String: String]] {
        var groups: [[String: String]] = [[:]]
        var open: (name: String, value: String)?
        func close() {
            if let field = open, groups[groups.count - 1][field.name] == nil {
                groups[groups.count - 1][field.name] = field.value.onOneLine
            }
            open = nil
        }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.first == " " || line.first == "\t" {
                open?.value += line
                continue
            }
            close()
            if line.isEmpty { groups.append([:]) }
            guard let colon = line.firstIndex(of: ":") else { continue }
            open = (line[..<colon].lowercased(), String(line[line.index(after: colon)...]))
        }
        close()
        return groups
    }

    /// What the report says about the delivery, for lists.
    var reasons: [ReadingReason] {
        var reasons: [ReadingReason] = []
        for recipient in recipients {
            let words = [recipient.address, recipient.status, recipient.diagnostic]
                .compactMap(\.self).joined(separator: " ")
            switch recipient.action {
            case "failed": reasons.append(.deliveryFailed(words))
            case "delayed": reasons.append(.deliveryDelayed(words))
            default: break
            }
        }
        return reasons
    }
}
