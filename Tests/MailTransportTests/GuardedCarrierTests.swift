// R82, R83 (with the composer) and R87: what must never leave does not leave.

import MailTransport
import MonitoringOrders
import Synchronization
import Testing

@Suite struct GuardedCarrierTests {
    @Test(
        "R82: without the production switch a real address is refused before anything is opened",
        arguments: [
            "brmail@itu.int", "BRMAIL@ITU.INT", "space@br.itu.int", "msat@anatel.gov.br",
            "emsat@rio.anatel.gov.br",
        ])
    func refusesRealAddresses(_ text: String) throws {
        let recording = RecordingCarrier()
        let guarded = GuardedCarrier(recording, production: false, simulation: false)
        let to = try #require(MailAddress(text))
        let error = #expect(throws: CarrierError.self) {
            try guarded.deliver([1], from: to, to: to)
        }
        #expect(error?.kind == .permanent)
        #expect(error?.words.contains("R82") == true)
        #expect(recording.recipients.isEmpty)
    }

    @Test(
        "behaviour 68, R87: a simulated letter goes to no live address, also with the production switch",
        arguments: ["brmail@itu.int", "msat@anatel.gov.br", "a@operator.com", "a@example.com.br"],
        [true, false])
    func refusesSimulatedLetters(_ text: String, _ production: Bool) throws {
        let recording = RecordingCarrier()
        let guarded = GuardedCarrier(recording, production: production, simulation: true)
        let to = try #require(MailAddress(text))
        let error = #expect(throws: CarrierError.self) {
            try guarded.deliver([1], from: to, to: to)
        }
        #expect(error?.words.contains("R82") == true)
        #expect(recording.recipients.isEmpty)
    }

    @Test("a simulated letter goes to reserved domains", arguments: ["a@br.example", "b@x.test"])
    func letsSimulatedLettersThrough(_ text: String) throws {
        let recording = RecordingCarrier()
        let guarded = GuardedCarrier(recording, production: false, simulation: true)
        let to = try #require(MailAddress(text))
        #expect(try guarded.deliver([1], from: to, to: to) == "recorded")
        #expect(recording.recipients == [to])
    }

    @Test("with the production switch real letters reach real addresses")
    func letsRealLettersThrough() throws {
        let recording = RecordingCarrier()
        let guarded = GuardedCarrier(recording, production: true, simulation: false)
        let to = try #require(MailAddress("brmail@itu.int"))
        _ = try guarded.deliver([1], from: to, to: to)
        #expect(recording.recipients == [to])
    }

    @Test(
        "a domain that only ends like a real one is another domain",
        arguments: ["a@notitu.int", "a@itu.int.example", "a@anatel.gov.br.example"])
    func comparesWholeLabels(_ text: String) throws {
        let guarded = GuardedCarrier(RecordingCarrier(), production: false, simulation: false)
        #expect(guarded.refusal(to: try #require(MailAddress(text))) == nil)
    }
}

/// Notes what it was given, and whether anything was opened at all.
private final class RecordingCarrier: OutgoingCarrier {
    private let noted = Mutex<[MailAddress]>([])
    var recipients: [MailAddress] { noted.withLock { $0 } }

    func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        noted.withLock { $0.append(to) }
        return "recorded"
    }
}
