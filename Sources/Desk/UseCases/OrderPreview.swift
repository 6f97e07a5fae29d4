// What a dispatcher may look at before an order is placed: the letter as it would go out.

public import Letters
public import MonitoringOrders
import Quantities

extension Desk {
    /// The order letter as it would be frozen now. Nothing is stored, numbered or sent.
    public func preview(
        of form: OrderForm, as category: MonitoringOrders.Category
    ) -> OutgoingMail {
        let correspondents = configuration.settings.correspondents
        let version = OrderVersion(number: 1, form: form, category: category, firstContact: nil)
        return LetterWriter.mail(
            content(of: .order(version)),
            envelope: LetterEnvelope(
                messageID: "<preview@\(correspondents.bureau.domain)>", date: surroundings.now(),
                from: mailbox(correspondents.bureau), to: [mailbox(correspondents.station)],
                copies: form.copies))
    }
}
