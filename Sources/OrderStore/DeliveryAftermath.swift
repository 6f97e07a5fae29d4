// What happens to a delivery after a server took or refused the letter: a mail system sends it back or reports
// a delay, a person has it sent once more.

public import MonitoringOrders
public import Quantities

extension StoreTransaction {
    /// Keeps what our mail system says of a letter that a server had taken.
    ///
    /// - Parameters:
    ///   - letter: an outgoing letter.
    ///   - recipient: of its envelope.
    ///   - failed: the letter came back; else it is only late.
    ///   - words: of the mail system.
    ///   - at: now.
    ///   - actor: who took the report in.
    /// - Returns: false if nothing changes: there is no such delivery, or this was known.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func reportDelivery(
        of letter: Int, to recipient: MailAddress, failed: Bool, words: String, at: UTCInstant,
        by actor: Actor
    ) throws -> Bool {
        guard let known = try deliveries(of: letter).first(where: { $0.recipient == recipient }),
            known.state == "accepted", known.serverWords != words
        else { return false }
        try run(
            """
            UPDATE delivery SET state = ?, server_words = ?, settled_at = ?
            WHERE letter = ? AND recipient = ?
            """,
            [
                failed ? "refused" : "accepted", words, at.description, letter,
                recipient.description,
            ])
        let event = DeskEvent.deliveryReported(
            letter: letter, recipient: recipient, failed: failed, words: words)
        try append(event, at: at, by: actor)
        return true
    }

    /// Makes a refused delivery due again, with the same bytes.
    ///
    /// - Returns: false if there is no refused delivery of this letter to this recipient.
    /// - Throws: ``StoreError``.
    public func renewDelivery(
        of letter: Int, to recipient: MailAddress, at: UTCInstant, by actor: Actor
    ) throws -> Bool {
        let renewed = try run(
            """
            UPDATE delivery SET state = 'waiting', due_at = ?, renewed_at = ?
            WHERE letter = ? AND recipient = ? AND state = 'refused'
            """,
            [at.nanosecondsSince1970, at.description, letter, recipient.description])
        guard renewed > 0 else { return false }
        try append(
            .deliveryRenewed(letter: letter, recipient: recipient), at: at, by: actor)
        return true
    }
}
