import CanonicalJSON
import TestSupport
import Testing

@Suite("The Bureau's desk and stations of every behaviour")
struct BehaviourTests {
    /// What becomes of both orders, and whether the demo says that all is well.
    static let ends: [(behaviour: String, outcome: String, status: Int32)] = [
        ("portuguese", "reported", 0), ("garbage", "reported", 0), ("doubles", "reported", 0),
        ("out-of-office", "reported", 0), ("refuses", "refused", 0),
        ("wrong-reference", "acknowledged", 1), ("silent", "placed", 1), ("slow", "placed", 1),
    ]

    @Test("behaviour 69: a station that behaves so ends the orders so", arguments: ends)
    func end(behaviour: String, outcome: String, status: Int32) throws {
        let folder = try Repository.temporaryFolder() + "/demo"
        let run = try Program.run(
            ["demo", "--station", behaviour, "--out", folder, "--no-serve", "--json"])
        #expect(run.status == status)
        let orders = try JSONValue(parsing: Array(run.output.utf8))["orders"]?.array ?? []
        #expect(orders.count == 2)
        #expect(orders.allSatisfy { $0["outcome"]?.string == outcome }, "\(run.output.prefix(400))")
    }

    @Test("an unknown behaviour is a fault of use, and the known ones are listed")
    func unknown() throws {
        let run = try Program.run(["demo", "--station", "moody"])
        #expect(run.status == 64)
        #expect(run.errors.contains("wrong-reference"))
    }
}
