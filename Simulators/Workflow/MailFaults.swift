// What servers and ways do to letters: taken, refused, lost, doubled, held back, written anew.

import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

extension MailWorld.State {
    private mutating func post(_ bytes: [UInt8], to address: MailAddress, at: UTCInstant) {
        count += 1
        boxes[address, default: .init()].waiting.append(
            .init(bytes: bytes, handle: "\(count)", arrives: at))
        fresh.append((address, at))
    }

    /// Decides whether a fault strikes a letter, or a mailbox, and keeps it for the story.
    private mutating func strikes(_ fault: Fault, _ bytes: [UInt8], at address: MailAddress) -> Bool
    {
        guard faults.strikes(fault) else { return false }
        let name = bytes.isEmpty ? "" : " \(Stranger.messageID(of: bytes) ?? "without a name")"
        mishaps.append("\(fault.rawValue):\(name) at \(address)")
        return true
    }

    private mutating func span(_ shortest: Int, _ longest: Int) -> Duration {
        faults.draw { $0.span(from: .seconds(shortest), to: .seconds(longest)) }
    }
}

// MARK: reading a mailbox

extension MailWorld.State {
    mutating func waiting(
        _ address: MailAddress, limit: Int, now: UTCInstant
    ) -> (isDown: Bool, arrivals: [Arrival]) {
        if let outage, outage.contains(now) {
            fresh.append((address, outage.upperBound))
            return (true, [])
        }
        if strikes(.mailboxDown, [], at: address) {
            let end = now + span(60, 3 * 86_400)
            downUntil[address] = end
            fresh.append((address, end))
        }
        if let end = downUntil[address], end > now { return (true, []) }
        if strikes(.mailboxRenumbered, [], at: address) { renumber(address, now: now) }
        if strikes(.mailboxShared, [], at: address) { moveAway(from: address, now: now) }
        let letters = boxes[address, default: .init()].waiting.filter { $0.arrives <= now }
        return (false, letters.prefix(limit).map { Arrival(handle: $0.handle, bytes: $0.bytes) })
    }

    private mutating func renumber(_ address: MailAddress, now: UTCInstant) {
        let again = boxes[address, default: .init()].kept.suffix(MailWorld.Mailbox.keeps)
        boxes[address]?.kept.removeLast(again.count)
        for (letter, _) in again { post(letter.bytes, to: address, at: now) }
    }

    /// Under their own handles, which the desk does not know any more.
    mutating func giveBack(to address: MailAddress, since begin: UTCInstant, now: UTCInstant) {
        guard var box = boxes[address] else { return }
        box.waiting += box.kept.filter { $0.confirmed >= begin }.map(\.letter)
        box.kept.removeAll { $0.confirmed >= begin }
        boxes[address] = box
        fresh.append((address, now))
    }

    /// Somebody moves the first waiting letter to a folder of his own, and later back: under a new handle.
    private mutating func moveAway(from address: MailAddress, now: UTCInstant) {
        guard let index = boxes[address]?.waiting.firstIndex(where: { $0.arrives <= now }),
            let letter = boxes[address]?.waiting.remove(at: index)
        else { return }
        let back = now + span(600, 2 * 86_400)
        post(letter.bytes, to: address, at: back)
    }
}

// MARK: sending

extension MailWorld.State {
    mutating func accept(
        _ bytes: [UInt8], from sender: MailAddress, to address: MailAddress, now: UTCInstant
    ) -> Result<String, CarrierError> {
        if outage?.contains(now) == true {
            return .failure(CarrierError(kind: .temporary, words: "no connection"))
        }
        if strikes(.serverDown, [], at: address) { serverDownUntil = now + span(3600, 3 * 86_400) }
        if let end = serverDownUntil, now < end {
            return .failure(CarrierError(kind: .temporary, words: "no connection"))
        }
        if strikes(.deliveryPostponed, bytes, at: address) {
            return .failure(CarrierError(kind: .temporary, words: "451 try again later"))
        }
        if strikes(.deliveryRefused, bytes, at: address) {
            return .failure(CarrierError(kind: .permanent, words: "550 no such mailbox"))
        }
        let isCut = strikes(.deliveryUncertain, bytes, at: address)
        if !isCut || faults.draw({ $0.falls(0.5) }) {
            carry(bytes, from: sender, to: address, now: now)
        }
        return isCut
            ? .failure(CarrierError(kind: .uncertain, words: "the connection ended"))
            : .success("250 queued as \(count)")
    }

    /// On the way everything can happen to a letter.
    private mutating func carry(
        _ original: [UInt8], from sender: MailAddress, to address: MailAddress, now: UTCInstant
    ) {
        sendEchoes(of: original, from: sender, to: address, now: now)
        if strikes(.letterLost, original, at: address) { return }
        if misdirect(original, to: address, now: now) { return }
        var bytes = original
        if strikes(.letterReencoded, bytes, at: address) { bytes = Gateway.reencode(bytes) }
        if strikes(.letterTruncated, bytes, at: address) {
            let count = bytes.count
            bytes = Array(bytes.prefix(faults.draw { Int.random(in: 0..<count, using: &$0) }))
        }
        let copies = strikes(.letterDoubled, bytes, at: address) ? 2 : 1
        for _ in 0..<copies {
            let isDelayed = strikes(.letterDelayed, bytes, at: address)
            let isHeld = strikes(.letterReordered, bytes, at: address)
            let delay = span(1, isDelayed ? 4 * 86_400 : 120) + (isHeld ? span(600, 7200) : .zero)
            post(bytes, to: address, at: now + delay)
        }
    }

    /// Perhaps a letter comes to another desk.
    ///
    /// - Returns: true if it does not come to its own any more.
    private mutating func misdirect(
        _ bytes: [UInt8], to address: MailAddress, now: UTCInstant
    ) -> Bool {
        let others = desks.filter { $0 != address }
        // Between two desks there is no other one.
        guard desks.count > 2, strikes(.letterMisdirected, bytes, at: address) else { return false }
        let (other, isLost) = faults.draw { ($0.pick(others), $0.falls(0.5)) }
        post(bytes, to: other, at: now + span(1, 120))
        return isLost
    }

    /// Letters that a letter brings about: forged ones, automatic answers, loops, and answers by hand.
    private mutating func sendEchoes(
        of bytes: [UInt8], from sender: MailAddress, to address: MailAddress, now: UTCInstant
    ) {
        if strikes(.letterForged, bytes, at: address) {
            post(Stranger.forge(bytes), to: address, at: now + .seconds(30))
        }
        if strikes(.autoReply, bytes, at: address) {
            let reply = Stranger.autoReply(to: bytes, from: address, number: count)
            post(reply, to: sender, at: now + .seconds(10))
        }
        if strikes(.mailLoop, bytes, at: address) {
            for turn in 1...3 {
                let lap = Stranger.sentRound(bytes, turns: 12 * turn)
                post(lap, to: turn == 3 ? sender : address, at: now + .seconds(20 * turn))
            }
        }
        if !desks.contains(address), address != administration, people.falls(shareOfReplies) {
            let reply = Stranger.note(on: bytes, from: address, number: count)
            post(
                reply, to: sender, at: now + people.span(from: .seconds(600), to: .seconds(86_400)))
        }
    }
}
