// The twelve order cases, compared in full with the readings that stand beside them.

import CanonicalJSON
import Foundation
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

/// One case: the form, and what a correct reading is.
struct OrderCase: CustomTestStringConvertible, Sendable {
    let name: String
    var testDescription: String { name }

    static let all: [OrderCase] = {
        let names = (try? Repository.names(in: Repository.golden("orders"))) ?? []
        return names.filter { $0.hasSuffix(".txt") }.map { OrderCase(name: String($0.dropLast(4))) }
    }()

    func text() throws -> String {
        try Repository.text(Repository.golden("orders/\(name).txt"))
    }

    func expected() throws -> JSONValue {
        try JSONValue(parsing: Repository.bytes(Repository.golden("orders/\(name).json")))
    }
}

@Suite("The order cases")
struct OrderCaseTests {
    @Test("there are twelve of them")
    func count() {
        #expect(OrderCase.all.count == 12)
    }

    @Test("faults are named by line and field", arguments: OrderCase.all)
    func faults(_ orderCase: OrderCase) throws {
        let expected = try orderCase.expected()["faults"]?.array ?? []
        let reading = OrderFormReader.read(try orderCase.text())
        #expect(reading.faults.map(\.line) == expected.map { $0["line"]?.int })
        #expect(reading.faults.map(\.field) == expected.map { $0["field"]?.string })
    }

    @Test("the order object is the expected one, key for key", arguments: OrderCase.all)
    func order(_ orderCase: OrderCase) throws {
        let expected = try #require(try orderCase.expected()["order"])
        let form = try #require(OrderFormReader.read(try orderCase.text()).form)
        let printed = OrderFormJSON.value(form, extent: .published)
        #expect(printed.comparable.canonical == expected.comparable.canonical)
    }

    @Test("the check says what is expected (R44, R77)", arguments: OrderCase.all)
    func check(_ orderCase: OrderCase) throws {
        let expected = try orderCase.expected()
        let check = try OrderCaseFacts.check(OrderFormReader.read(try orderCase.text())).json
        #expect(check["completeness"]?.comparable == expected["completeness"]?.comparable)
        #expect(check["notices"]?.codes == expected["notices"]?.codes)
        for (object, key) in [("suggestion", "category"), ("suggestion", "grounds")] {
            #expect(check[object]?[key] == expected[object]?[key])
        }
        #expect(check["suggestion"]?["reasons"]?.codes == expected["suggestion"]?["reasons"]?.codes)
        #expect(check["feasibility"]?["verdict"] == expected["feasibility"]?["verdict"])
        #expect(
            check["feasibility"]?["reasons"]?.codes == expected["feasibility"]?["reasons"]?.codes)
    }

    @Test("reading the printed text gives the same form", arguments: OrderCase.all)
    func textInverse(_ orderCase: OrderCase) throws {
        let form = try #require(OrderFormReader.read(try orderCase.text()).form)
        let again = OrderFormReader.read(OrderFormPrinter.text(form))
        #expect(again.form == form)
        #expect(again.faults.isEmpty)
    }

    @Test("reading the printed JSON gives the same form", arguments: OrderCase.all)
    func jsonInverse(_ orderCase: OrderCase) throws {
        let form = try #require(OrderFormReader.read(try orderCase.text()).form)
        let again = OrderFormReader.read(Array(OrderFormJSON.value(form).pretty.utf8))
        #expect(again.form == form)
        #expect(again.faults.isEmpty)
    }

    @Test("the published JSON beside a case is read without fault", arguments: OrderCase.all)
    func publishedJSON(_ orderCase: OrderCase) throws {
        let order = try #require(try orderCase.expected()["order"])
        let reading = OrderFormJSON.read(order)
        #expect(reading.faults.isEmpty)
        let form = try #require(reading.form)
        let printed = OrderFormJSON.value(form, extent: .published)
        #expect(printed.comparable.canonical == order.comparable.canonical)
    }
}

extension JSONValue {
    /// The value with every whole number as an integer, since `-65.0` and `-65` are equal.
    var comparable: JSONValue {
        switch self {
        case .number(let value): JSONValue(value)
        case .array(let elements): .array(elements.map(\.comparable))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.comparable) })
        default: self
        }
    }

    /// The codes of a list of reasons, in any order.
    var codes: [String]? {
        array?.compactMap { $0.string?.prefix { $0 != ":" } }.map(String.init).sorted()
    }
}
