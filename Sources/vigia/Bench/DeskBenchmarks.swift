// The speed of a desk on a real disk: orders placed and letters taken in, each durable before the next.

import CanonicalJSON
import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import SimulatedWorkflow

extension Benchmark {
    static let desks = [orderPlace, letterRead, ingest, workflowDays]

    /// Orders placed by a dispatcher: judged by the rules, letter composed in two languages with a signed checkpoint, one
    /// commit each.
    private static let orderPlace = rate("order-place", "orders/s", count: 200) {
        let desk = try BenchDesk(.bureau)
        return { for _ in 0..<200 { try desk.placeOrder() } }
    }

    /// Order letters parsed, checked against their text and judged.
    private static let letterRead = rate("letter-read", "letters/s", count: 200) {
        let desk = try BenchDesk(.station)
        let letters = try (0..<20).map { try desk.orderLetter(serial: $0 + 1) }
        return {
            for index in 0..<200 {
                var trial = LetterTrial(desk.desk)
                let reading = try trial.read(letters[index % letters.count], name: "letter")
                guard reading["disposition"]?.string == "accepted" else {
                    throw Failure(.defect, "letter-read: \(reading.compact)")
                }
            }
        }
    }

    /// Order letters stored as raw bytes, read, journalled, acknowledged into the outbox.
    private static let ingest = Benchmark(name: "ingest", unit: "letters/s") {
        let desk = try BenchDesk(.station)
        return {
            let numbers = desk.nextNumbers(100)
            let letters = try numbers.map { try desk.orderLetter(serial: $0) }
            return 100 / (try Stopwatch.seconds(of: { try desk.takeIn(letters, numbers) }))
        }
    }

    /// Days of both desks' work in virtual time under every fault.
    private static let workflowDays = rate("workflow-days", "days/s", count: 10) {
        let configurations = try DeskConfigurations(
            shipped: DeskSession.shippedConfiguration())
        return {
            let settings = WorkflowSettings(seed: 1, days: 10, faults: Set(Fault.allCases))
            let outcome = try WorkflowSimulation(settings, at: configurations).run()
            guard outcome.broken == nil else {
                throw Failure(.defect, "workflow-days: an invariant is broken")
            }
        }
    }
}

/// A desk in a folder of its own, which goes with it.
final class BenchDesk {
    let desk: Desk
    /// A form that the station can serve.
    let form: OrderForm
    private let folder: String
    private let office = LoopbackCarrier()
    private var serial = 0
    private let dispatcher = Actor(name: "bench", role: .dispatcher)
    private let stationOperator = Actor(name: "bench", role: .stationOperator)

    /// Makes a desk.
    ///
    /// - Returns: what is to be removed, and the desk's own folder in it.
    static func folderOf(_ kind: DeskKind) throws -> (whole: String, desk: String) {
        let folder = TemporaryFolder.path("bench")
        let place = DeskFolder(folder + "/" + kind.rawValue)
        try place.create(
            desk: kind, register: .simulation,
            configuration: try DeskSession.shippedConfiguration())
        return (folder, place.path)
    }

    init(_ kind: DeskKind) throws {
        let place = try Self.folderOf(kind)
        folder = place.whole
        desk = try DeskSession.open(place.desk)
        let text = try Input.text(try DeskSession.shippedConfiguration() + "/demo/category-2.txt")
        guard let form = desk.configuration.checker.check(form: text).reading.form else {
            throw Failure(.defect, "the shipped order form has faults")
        }
        self.form = form
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func form(serial: Int) -> OrderForm {
        var form = form
        form.number = OrderNumber(series: "BR", year: 2027, serial: serial)
        return form
    }

    func nextNumbers(_ count: Int) -> [Int] {
        serial += count
        return (serial - count + 1...serial).map { 1000 + $0 }
    }

    func placeOrder() throws {
        let number = nextNumbers(1)[0]
        try desk.placeOrder(
            form(serial: number), as: CategoryDecision(category: .two), by: dispatcher)
    }

    /// An order letter as the station's mail server hands it over.
    func orderLetter(serial: Int) throws -> [UInt8] {
        let settings = desk.configuration.settings
        let bureau = settings.correspondents.bureau
        let letter = Letter.order(
            OrderVersion(
                number: 1, form: form(serial: serial), category: .two, firstContact: nil))
        let mail = LetterWriter.mail(
            LetterContent(
                letter, under: desk.configuration.agreement.citation, isSimulation: true),
            envelope: LetterEnvelope(
                messageID: "<bench.\(serial)@\(bureau.domain)>", date: desk.surroundings.now(),
                from: Mailbox(address: bureau), to: [Mailbox(address: settings.ownAddress)]))
        let head =
            "Return-Path: <\(bureau)>\r\nAuthentication-Results: \(settings.mail.serverName); "
            + "dmarc=pass header.from=\(bureau.domain)\r\n"
        return Array(head.utf8) + (try MIMEComposer.compose(mail))
    }

    /// Takes letters in as they come from a mailbox, and acknowledges their orders.
    func takeIn(_ letters: [[UInt8]], _ numbers: [Int]) throws {
        let settings = desk.configuration.settings
        let (address, bureau) = (settings.ownAddress, settings.correspondents.bureau)
        for letter in letters { _ = try office.deliver(letter, from: bureau, to: address) }
        let mailbox = office.mailbox(address)
        while try desk.storeArrivals(from: mailbox) > 0 { try desk.readStoredLetters() }
        for number in numbers {
            try desk.acknowledge(
                OrderNumber(series: "BR", year: 2027, serial: number),
                start: desk.surroundings.now(), duration: .seconds(3600), by: stationOperator)
        }
    }
}
