// A Bureau desk's knowledge and letters to it, for tests of reading.

import Letters
import MonitoringOrders
import TestSupport

enum LetterDesk {
    static let station = "emsat@anatel.example"
    static let administration = "msat@anatel.example"
    static let vouched = "mx.br.example; dmarc=pass header.from=anatel.example"

    static func address(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { preconditionFailure("a plain address") }
        return address
    }

    static func order(_ serial: Int) -> OrderNumber {
        OrderNumber(series: "BR", year: 2027, serial: serial)
    }

    /// Orders 101 and 102 were sent.
    static func context(isSimulation: Bool = false) -> CorrespondenceContext {
        CorrespondenceContext(
            desk: .bureau, ownAddresses: [address("space.monitoring@br.example")],
            authenticationServer: "mx.br.example",
            correspondents: [
                Correspondent(address: address(station), roles: [.stationOperator]),
                Correspondent(address: address(administration), roles: [.officer]),
            ],
            knownLetters: [101, 102].map {
                KnownLetter(
                    messageID: "<order.\($0)@br.example>", order: order($0), contentDigest: nil,
                    name: "order")
            }, knownOrders: [order(101), order(102)], orderSeries: ["BR"],
            isSimulation: isSimulation)
    }

    /// An answer to order 101 in plain text.
    static func answer(_ text: String, from sender: String = station) -> MailMessage {
        var message = MailMessage()
        message.from = [.init(name: nil, address: sender)]
        message.returnPath = sender
        message.messageID = "<answer@anatel.example>"
        message.inReplyTo = ["<order.101@br.example>"]
        message.subject = "Re: [BR/2027/0101] Monitoring order"
        message.headers = [.init(name: "Authentication-Results", value: vouched)]
        message.parts = [
            .init(contentType: "text/plain", content: Array(text.utf8), text: text)
        ]
        return message
    }

    static func read(_ message: MailMessage, isSimulation: Bool = false) -> LetterReading {
        LetterReader.read(
            message, digest: "digest", knowing: context(isSimulation: isSimulation))
    }
}
