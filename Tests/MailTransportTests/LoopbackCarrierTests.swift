// The post office in memory: at least once until confirmed, each mailbox for itself, many threads.

import Foundation
import MailTransport
import MonitoringOrders
import Testing

@Suite struct LoopbackCarrierTests {
    let a: MailAddress
    let b: MailAddress

    init() throws {
        a = try #require(MailAddress("a@br.example"))
        b = try #require(MailAddress("b@anatel.example"))
    }

    @Test("a letter comes until it is confirmed, to its mailbox alone, in order")
    func deliversAtLeastOnce() throws {
        let office = LoopbackCarrier()
        let (ours, theirs) = (office.mailbox(a), office.mailbox(b))
        for number in 1...3 { _ = try office.deliver([UInt8(number)], from: a, to: b) }
        #expect(try ours.arrivals(limit: 10) == [])
        #expect(try theirs.arrivals(limit: 2).map(\.bytes) == [[1], [2]])
        let first = try #require(try theirs.arrivals(limit: 1).first)
        #expect(try theirs.arrivals(limit: 1) == [first])
        try theirs.confirm(first.handle)
        try theirs.confirm(first.handle)
        #expect(try theirs.arrivals(limit: 10).map(\.bytes) == [[2], [3]])
        #expect(office.waiting == [b: 2])
    }

    @Test("letters of many threads arrive once each")
    func isSafeForThreads() throws {
        let office = LoopbackCarrier()
        DispatchQueue.concurrentPerform(iterations: 200) { number in
            _ = try? office.deliver([UInt8(number)], from: a, to: b)
        }
        let letters = try office.mailbox(b).arrivals(limit: 1_000)
        #expect(Set(letters.map(\.bytes)).count == 200)
        #expect(Set(letters.map(\.handle)).count == 200)
    }
}
