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
    /// SHA-256 over all that happened, in 64 hexadecimal digits.
    public var trace: String

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
            "broken": JSONValue(words), "trace": .string("sha256:" + trace),
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
                invariant: .journalVerifies, words: "\(kind): row \(bad.sequence) \(bad.reason)")
        }
        let orders = try desk.store.projectionDifferences().map(\.description)
        let letters = try desk.store.judgementDifferences().map(String.init)
        guard orders.isEmpty, letters.isEmpty else {
            throw Breach(
                invariant: .projectionsEqualReplay,
                words: "\(kind): \((orders + letters).joined(separator: ", "))")
        }
    }

    /// Orders that neither ended nor show an alarm.
    func forgottenOrders() throws -> [OrderNumber] {
        let alarmed = Set(try desk.alarms().compactMap(\.order))
        let open = Set(OrderState.allCases.filter { !$0.isFinal })
        return try desk.store.read { try $0.orders(states: open) }.map(\.number)
            .filter { !alarmed.contains($0) }
    }

    /// Checks that every letter that the desk took responsibility for is in its store.
    func checkKept(_ confirmed: Set<String>) throws {
        let stored = Set(try desk.store.read { try $0.letters() }.map(\.sha256))
        guard confirmed.isSubset(of: stored) else {
            throw Breach(
                invariant: .lettersKept,
                words: "\(kind): \(confirmed.subtracting(stored).count) letters are gone")
        }
    }
}
