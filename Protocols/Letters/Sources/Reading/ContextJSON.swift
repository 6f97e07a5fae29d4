// What a desk knows, as a file: for reading letters without a desk.

import CanonicalJSON
import MonitoringOrders
import Quantities

extension CorrespondenceContext {
    /// Reads the knowledge of a desk from JSON: `desk`, `mailbox`, `authserv_id`, `correspondents` with
    /// `address` and `role`, `orders` with `order` and `message_id`, `simulation`.
    ///
    /// - Returns: the knowledge, or `nil` with all faults by key path.
    public static func read(_ bytes: [UInt8]) -> (
        context: CorrespondenceContext?, faults: [FormFault]
    ) {
        let list = FaultList()
        do throws(JSONFault) {
            let value = try JSONValue(parsing: bytes, maximumDepth: Limits.jsonDepth)
            let context = context(JSONFields(value, list: list))
            return (list.faults.isEmpty ? context : nil, list.faults)
        } catch {
            return (nil, [FormFault(line: error.line, field: "context", message: error.message)])
        }
    }

    private static func context(_ fields: JSONFields) -> CorrespondenceContext? {
        let desk: DeskKind? = fields.word("desk", "bureau or station")
        let mailbox = address(fields, "mailbox")
        let server = fields.text("authserv_id")
        let correspondents = fields.objects("correspondents").compactMap(correspondent)
        let letters = fields.objects("orders").compactMap(sentOrder)
        let isSimulation = fields.optional("simulation", "true or false") { $0.bool } ?? false
        guard let desk, let mailbox, let server else { return nil }
        let orders = Set(letters.compactMap(\.order))
        let series = orders.map { String($0.description.prefix { $0 != "/" }) }
        return CorrespondenceContext(
            desk: desk, ownAddresses: [mailbox], authenticationServer: server,
            correspondents: correspondents, knownLetters: letters, knownOrders: orders,
            orderSeries: Set(series), isSimulation: isSimulation)
    }

    private static func address(_ fields: JSONFields, _ name: String) -> MailAddress? {
        fields.required(name, "an e-mail address") { $0.string.flatMap { MailAddress($0) } }
    }

    private static func correspondent(_ fields: JSONFields) -> Correspondent? {
        let address = address(fields, "address")
        let role: Role? = fields.required("role", "bureau, station or administration") {
            $0.string.flatMap { roles[$0] }
        }
        guard let address, let role else { return nil }
        return Correspondent(address: address, roles: [role])
    }

    private static let roles: [String: Role] = [
        "bureau": .dispatcher, "station": .stationOperator, "administration": .officer,
    ]

    private static func sentOrder(_ fields: JSONFields) -> KnownLetter? {
        let order: OrderNumber? = fields.value("order", "an order number")
        guard let order, let messageID = fields.text("message_id") else { return nil }
        return KnownLetter(
            messageID: messageID, order: order, contentDigest: nil, name: order.description)
    }
}
