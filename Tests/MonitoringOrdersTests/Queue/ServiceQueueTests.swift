import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("The queue (clause 3.2.1.1)")
struct ServiceQueueTests {
    private func entry(
        _ serial: Int, _ category: Category, receipt: Int, _ state: OrderState = .received
    )
        -> QueueEntry
    {
        QueueEntry(
            order: Fixture.number(serial), category: category,
            receipt: Receipt(sequence: receipt, at: Fixture.morning), state: state)
    }

    private func shuffledEntries(_ random: inout SeededGenerator) -> [QueueEntry] {
        let entries = (1...40).map { serial in
            entry(
                serial, Bool.random(using: &random) ? .two : .one(.safetyOfFlight),
                receipt: serial)
        }
        return entries.shuffled(using: &random)
    }

    @Test("R40, R41, R43: for any arrivals, 1 before 2 and receipt order inside each")
    func order() {
        var random = SeededGenerator(seed: 40)
        for _ in 0..<500 {
            let arrivals = shuffledEntries(&random)
            let queue = ServiceQueue(arrivals).entries
            #expect(queue.count == arrivals.count)
            for (earlier, later) in zip(queue, queue.dropFirst()) {
                #expect(earlier.category.number <= later.category.number)
                if earlier.category.number == later.category.number {
                    #expect(earlier.receipt.sequence < later.receipt.sequence)
                }
            }
        }
    }

    @Test("R40: neither number nor time of receipt decides, only the durable sequence")
    func onlyTheSequence() {
        var late = entry(1, .two, receipt: 2)
        late.receipt.at = Fixture.morning - .seconds(9999)
        let early = entry(2, .two, receipt: 1)
        #expect(ServiceQueue([late, early]).entries == [early, late])
    }

    @Test("R45: a reclassified order joins the other category by its original receipt")
    func reclassified() {
        let entries = [
            entry(1, .one(.safetyOfFlight), receipt: 5), entry(2, .two, receipt: 2),
            entry(3, .one(.safetyOfFlight), receipt: 9),
        ]
        var changed = entries
        changed[1].category = .one(.distressOrSafetyOfLife)
        let serials = ServiceQueue(changed).entries.map(\.order)
        #expect(serials == [Fixture.number(2), Fixture.number(1), Fixture.number(3)])
    }

    @Test("R57: a refused order leaves and the order of the others is unchanged")
    func refusedLeaves() {
        var random = SeededGenerator(seed: 57)
        var entries = shuffledEntries(&random)
        let before = ServiceQueue(entries).entries.map(\.order)
        let gone = entries[7].order
        entries[7].state = .refused
        #expect(ServiceQueue(entries).entries.map(\.order) == before.filter { $0 != gone })
    }

    @Test("R42: a running task is not among the waiting, and a suspended one holds nobody up")
    func runningAndSuspended() {
        let queue = ServiceQueue([
            entry(1, .two, receipt: 1, .suspended), entry(2, .two, receipt: 2, .acknowledged),
            entry(3, .two, receipt: 3, .running),
        ])
        #expect(queue.place(of: Fixture.number(1)) == 1)
        #expect(queue.waitingAhead(of: Fixture.number(2)).isEmpty)
        #expect(queue.place(of: Fixture.number(3)) == nil)
    }

    @Test("R41: a waiting category 1 stands ahead of every category 2")
    func ahead() {
        let queue = ServiceQueue([
            entry(1, .two, receipt: 1), entry(2, .one(.safetyOfFlight), receipt: 2),
        ])
        #expect(queue.waitingAhead(of: Fixture.number(1)) == [Fixture.number(2)])
        #expect(queue.waitingAhead(of: Fixture.number(2)).isEmpty)
    }
}
