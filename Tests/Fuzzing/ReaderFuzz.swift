// What libFuzzer calls with bytes of its own making: the reader of letters from raw bytes to the judgement. Built
// only by scripts/fuzz. Whatever the bytes are, the reader ends, and nothing is accepted from nobody.

import Letters
import MailTransport
import MonitoringOrders

private let context: CorrespondenceContext? = {
    guard let bureau = MailAddress("space.monitoring@br.example"),
        let station = MailAddress("emsat@anatel.example"),
        let administration = MailAddress("msat@anatel.example")
    else { return nil }
    let order = OrderNumber(series: "BR", year: 2027, serial: 101)
    return CorrespondenceContext(
        desk: .bureau, ownAddresses: [bureau], authenticationServer: "mx.br.example",
        correspondents: [
            Correspondent(address: station, roles: [.stationOperator]),
            Correspondent(address: administration, roles: [.officer]),
        ],
        knownLetters: [
            KnownLetter(
                messageID: "<order.101@br.example>", order: order, contentDigest: nil,
                name: "order")
        ], knownOrders: [order], orderSeries: ["BR"], isSimulation: false)
}()

/// Reads one letter of libFuzzer's.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let context, let message = try? MIMEReader.read(bytes) else { return 0 }
    let reading = LetterReader.read(message, digest: "digest", knowing: context)
    let isBelieved = reading.sender.isMailSystem || reading.sender.isAuthenticated
    precondition(reading.disposition != .accepted || isBelieved, "accepted from nobody")
    _ = QuestionDraft(about: reading)?.text
    return 0
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's own loop.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Where the package manager expects the beginning of an executable of this name.
@_cdecl("ReaderFuzz_main")
public func begin(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>)
    -> CInt
{
    var (count, arguments) = (count, arguments)
    return runFuzzer(&count, &arguments) { readOne($0, $1) }
}
