// A post office in memory: connects the mailboxes of one process for tests, simulations and a demo
// without files. It forgets everything when the process ends.

public import MonitoringOrders
import Synchronization

/// Mailboxes in memory; everyone who holds the office may send, each mailbox has one reader.
public final class LoopbackCarrier: OutgoingCarrier {
    private struct Office {
        var boxes: [MailAddress: [Arrival]] = [:]
        var count = 0
    }
    private let office = Mutex(Office())

    /// An office without letters.
    public init() {}

    public func deliver(
        _ bytes: [UInt8], from: MailAddress, to: MailAddress
    ) throws(CarrierError) -> String {
        office.withLock { office in
            office.count += 1
            office.boxes[to, default: []].append(
                Arrival(handle: "loopback-\(office.count)", bytes: bytes))
            return "delivered as loopback-\(office.count)"
        }
    }

    /// The reading end of an address; letters wait for it also before it is asked for.
    public func mailbox(_ address: MailAddress) -> some IncomingCarrier {
        LoopbackMailbox(office: self, address: address)
    }

    /// Addresses with letters that nobody has confirmed.
    public var waiting: [MailAddress: Int] {
        office.withLock { $0.boxes.mapValues(\.count).filter { $0.value > 0 } }
    }

    fileprivate func waiting(_ address: MailAddress, limit: Int) -> [Arrival] {
        office.withLock { Array($0.boxes[address, default: []].prefix(max(0, limit))) }
    }

    fileprivate func remove(_ handle: String, from address: MailAddress) {
        office.withLock { $0.boxes[address]?.removeAll { $0.handle == handle } }
    }
}

private struct LoopbackMailbox: IncomingCarrier {
    let office: LoopbackCarrier
    let address: MailAddress

    var name: String { address.description }

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        office.waiting(address, limit: limit)
    }

    func confirm(_ handle: String) throws(CarrierError) { office.remove(handle, from: address) }
}
