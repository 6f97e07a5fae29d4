// Statistics of orders, against figures that can be counted by hand.

import MonitoringOrders
import Quantities
import Testing

@Suite("Statistics of a period")
struct StatisticsTests {
    private static let targets = HouseTargets(
        categoryOne: .seconds(3600), categoryTwo: .seconds(86_400))
    private static let begin = Fixture.day("2027-01-01").startOfDay
    private static let end = Fixture.day("2028-01-01").startOfDay

    /// An order that was received so many days after the begin of 2027 and acknowledged so many hours
    /// later, if at all.
    private static func order(
        _ serial: Int, day: Int, acknowledgedAfter hours: Int? = nil, _ category: Category = .two
    ) throws -> Life {
        var life = Life(.station)
        let received = begin + .seconds(86_400 * day)
        let version = Fixture.version(form: Fixture.form(serial), category: category)
        try life.apply(
            .receive(version, Receipt(sequence: serial, at: received)),
            by: Fixture.byLetter(Fixture.dispatcher), at: received)
        if let hours {
            try life.apply(
                .acknowledge(Fixture.acknowledgement()), by: Fixture.stationOperator,
                at: received + .seconds(3600 * hours))
        }
        return life
    }

    private static func statistics(_ lives: [Life], to end: UTCInstant = end) -> OrderStatistics {
        OrderStatistics(of: lives.compactMap(\.order), from: begin, to: end, targets: targets)
    }

    private static func figures(
        _ statistics: OrderStatistics, _ dimension: OrderStatistics.Dimension, _ key: String
    ) -> OrderFigures? {
        statistics.groups.first { $0.dimension == dimension && $0.key == key }?.figures
    }

    @Test("the spread of one to ten has its median at 5.5 and nine tenths below 9.1")
    func spread() throws {
        let spread = try #require(Spread((1...10).map(Double.init).shuffled()))
        #expect(spread.median == 5.5)
        #expect(abs(spread.ninetiethPercentile - 9.1) < 1e-12)
        #expect(spread.count == 10)
        #expect(Spread([7])?.ninetiethPercentile == 7)
        #expect(Spread([]) == nil)
    }

    @Test(
        "R31: times to the acknowledgement are measured from the receipt, and beside the house's targets"
    )
    func acknowledgement() throws {
        let lives = try [
            Self.order(1, day: 0, acknowledgedAfter: 2),
            Self.order(2, day: 1, acknowledgedAfter: 4),
            Self.order(3, day: 2, acknowledgedAfter: 30), Self.order(4, day: 3),
            Self.order(5, day: 4, acknowledgedAfter: 2, .one(.safetyOfFlight)),
        ]
        let statistics = Self.statistics(lives)
        let all = try #require(statistics.groups.first)
        #expect(all.dimension == .all)
        #expect(all.figures.orders == 5)
        #expect(all.figures.acknowledged == 4)
        #expect(all.figures.acknowledgedWithinTarget == 2)
        #expect(all.figures.waiting == 5)
        #expect(all.figures.timeToAcknowledge?.median == 10_800)
        #expect(Self.figures(statistics, .category, "1")?.timeToAcknowledge?.median == 7200)
        #expect(Self.figures(statistics, .category, "2")?.orders == 4)
        #expect(HouseTargets.label == "not set by the MoU")
    }

    @Test("an order belongs to the period in which it began, and drafts to none")
    func period() throws {
        let lives = try [
            Self.order(1, day: -1), Self.order(2, day: 0), Self.order(3, day: 31),
            Self.order(4, day: 95),
        ]
        let statistics = Self.statistics(
            lives + [try Life.bureau(upTo: .draft)], to: Self.begin + .seconds(86_400 * 95))
        #expect(statistics.groups.first?.figures.orders == 2)
        #expect(statistics.groups(by: .month).map(\.key) == ["2027-01", "2027-02"])
    }

    @Test("months without orders stand in the row, so that no chart hides them")
    func emptyMonths() throws {
        let statistics = Self.statistics(try [Self.order(1, day: 5), Self.order(2, day: 100)])
        let months = statistics.groups(by: .month)
        #expect(months.map(\.key) == ["2027-01", "2027-02", "2027-03", "2027-04"])
        #expect(months.map(\.figures.orders) == [1, 0, 0, 1])
    }

    @Test("R50, R54: every outcome is counted once, and refusals have times of their own")
    func outcomes() throws {
        var refused = try Self.order(1, day: 0)
        try refused.apply(
            .refuse(reason: nil), by: Fixture.officer, at: Self.begin + .seconds(7200))
        let reported = try Life.station(upTo: .reported)
        let statistics = Self.statistics([refused, reported, try Self.order(3, day: 1)])
        let counts = statistics.groups(by: .outcome).filter { $0.figures.orders > 0 }
        #expect(counts.map(\.key) == ["notLocated", "refused", "open"])
        #expect(statistics.groups.first?.figures.timeToRefuse?.median == 7200)
        #expect(statistics.groups.first?.figures.timeToReport?.count == 1)
        #expect(statistics.groups(by: .kind).map(\.figures.orders).reduce(0, +) == 3)
    }

    @Test("a clock that was set back gives no negative time")
    func clockSetBack() throws {
        let life = try Self.order(1, day: 1, acknowledgedAfter: -1)
        #expect(Self.statistics([life]).groups.first?.figures.timeToAcknowledge?.median == 0)
    }
}
