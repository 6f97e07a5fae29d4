// What a run has shown, in the words of the contract, and the checks that need the whole of it.

public import CanonicalJSON
import Desk
import MonitoringOrders
import OrderStore
import Quantities

/// The result of one run.
public struct WorkflowOutcome: Sendable {
    public var seed: UInt64
    public var days: Int
    public var orders: Int
    public var letters: Int
    public var faults: [Fault: Int]
    /// The first invariant that did not hold, and where.
    public var broken: Invariant?
    public var words: String?
    /// The day on which it broke, counted from 1.
    public var dayOfBreach: Int?
    /// How long orders waited at the station.
    public var waits: Waits
    /// SHA-256 over all that happened, in 64 hexadecimal digits.
    public var trace: String

    /// What a run has shown.
    public init(
        seed: UInt64, days: Int, orders: Int, letters: Int, faults: [Fault: Int],
        broken: Invariant?, words: String?, dayOfBreach: Int?, waits: Waits, trace: String
    ) {
        (self.seed, self.days, self.orders, self.letters) = (seed, days, orders, letters)
        (self.faults, self.broken, self.words) = (faults, broken, words)
        (self.dayOfBreach, self.waits, self.trace) = (dayOfBreach, waits, trace)
    }

    /// One object as the contract says.
    public var json: JSONValue {
        let invariants = Invariant.allCases.map { invariant in
            JSONValue.Member(invariant.rawValue, invariant == broken ? "BROKEN" : "held")
        }
        let strikes = faults.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { JSONValue.Member($0.key.rawValue, JSONValue($0.value)) }
        return [
            "seed": .integer(Int64(bitPattern: seed)), "days": JSONValue(days),
            "orders": JSONValue(orders), "letters": JSONValue(letters),
            "faults": .object(strikes), "invariants": .object(invariants),
            "broken": JSONValue(words), "waits": waits.json, "trace": .string("sha256:" + trace),
        ]
    }
}

/// The digest of a story, line by line.
struct Trace {
    private(set) var digest = ""

    mutating func add(_ line: String) { digest = Digest.sha256(Array((digest + line).utf8)) }
}

extension SimulatedDesk {
    /// The checks that need the whole journal.
    func checkEnd() throws {
        if let bad = try desk.store.verifyJournal().firstBad {
            throw Breach(
                invariant: .journalVerifies, words: "\(name): row \(bad.sequence) \(bad.reason)")
        }
        let orders = try desk.store.projectionDifferences().map(\.description)
        let letters = try desk.store.judgementDifferences().map(String.init)
        guard orders.isEmpty, letters.isEmpty else {
            throw Breach(
                invariant: .projectionsEqualReplay,
                words: "\(name): \((orders + letters).joined(separator: ", "))")
        }
    }

    /// Checks that every order has ended or shows an alarm, and so every letter that waits for a person.
    func checkAlarms() throws {
        let alarms = try desk.alarms()
        let (orders, letters) = (Set(alarms.compactMap(\.order)), Set(alarms.compactMap(\.letter)))
        let open = Set(OrderState.allCases.filter { !$0.isFinal })
        let forgotten = try desk.store.read { try $0.orders(states: open) }.map(\.number)
        if let order = forgotten.first(where: { !orders.contains($0) }) {
            throw Breach(
                invariant: .everyOrderEndsOrAlarms,
                words: "\(name): \(order) is open and shows no alarm")
        }
        let aside = try desk.store.read {
            try $0.letters(dispositions: ["needs-human", "quarantined"])
        }
        if let letter = aside.first(where: { !letters.contains($0.id) }) {
            throw Breach(
                invariant: .lettersAlarmed,
                words: "\(name): letter \(letter.id) waits for a person and shows no alarm")
        }
    }

    /// Checks that the desk has come to rest: every letter was read, every order answered.
    func checkRead(lying: Int) throws {
        let unread = try desk.store.read { try $0.unreadLetters(limit: 1) }
        guard lying == 0, unread.isEmpty else {
            throw Breach(
                invariant: .lettersRead,
                words: "\(name): \(lying) letters lie in the mailbox, \(unread.map(\.id)) unread")
        }
        let received = try desk.receivedOrders(in: [.received])
        if kind == .station, let entry = received.first {
            throw Breach(invariant: .ordersAnswered, words: "nobody answered \(entry.order)")
        }
    }

    /// Checks the outbox against what the servers have said.
    func checkDeliveries(_ frozen: [Witness.Frozen]) throws {
        let alarmed = Set(try desk.alarms().compactMap(\.letter))
        for letter in frozen {
            let records = try desk.store.read { try $0.deliveries(of: letter.id) }
            guard records.map(\.recipient) == letter.recipients else {
                throw Breach(
                    invariant: .deliveriesTrue,
                    words: "\(name): letter \(letter.id) goes to \(records.map(\.recipient))")
            }
            for record in records {
                let handed = DeliveryLedger.Handed(
                    sha256: letter.sha256, recipient: record.recipient)
                let isTrue =
                    record.state == "accepted"
                    ? ledger.hasAccepted(handed) : alarmed.contains(letter.id)
                guard isTrue else {
                    throw Breach(
                        invariant: .deliveriesTrue,
                        words: "\(name): letter \(letter.id) to \(record.recipient) is called "
                            + record.state)
                }
            }
        }
    }

    /// Checks that every letter that the desk took responsibility for is in its store.
    func checkKept(_ confirmed: Set<String>) throws {
        let stored = Set(try desk.store.read { try $0.letters() }.map(\.sha256))
        guard confirmed.isSubset(of: stored) else {
            throw Breach(
                invariant: .lettersKept,
                words: "\(name): \(confirmed.subtracting(stored).count) letters are gone")
        }
    }
}
