// The timetable: the order of service whatever comes in, and within it the earliest starts.

import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("The timetable")
struct TimetableTests {
    static let now = UTCInstant(secondsSince1970: 1_804_000_000)
    static let cBand = FrequencyBand(name: "C", low: .megahertz(3400), high: .megahertz(4200))
    static let kuBand = FrequencyBand(name: "Ku", low: .megahertz(10_700), high: .megahertz(12_750))

    static func minutes(_ count: Int) -> UTCInstant { now + .seconds(60 * count) }

    static func span(_ from: Int, _ to: Int) -> TimeSpan {
        TimeSpan(from: minutes(from), lasting: .seconds(60 * (to - from)))
    }

    static func request(
        _ serial: Int, _ category: MonitoringOrders.Category = .two, minutes: Int = 60,
        downlink: Hertz? = .megahertz(11_000), windows: [TimeSpan] = [], promised: Int? = nil
    ) -> TaskRequest {
        TaskRequest(
            order: OrderNumber(series: "BR", year: 2027, serial: serial), category: category,
            receipt: Receipt(sequence: serial, at: now), downlink: downlink,
            duration: .seconds(60 * minutes), windows: windows,
            promisedStart: promised.map(Self.minutes))
    }

    private func starts(_ timetable: Timetable) -> [Int] {
        timetable.planned.map { Int(($0.span.start - Self.now) / .seconds(60)) }
    }

    private let ku = Antenna(name: "Ku 1", bands: [Self.kuBand])
    private let c = Antenna(name: "C 1", bands: [Self.cBand])

    @Test("category 1 goes first, and receipt decides inside a category")
    func order() {
        let table = Timetable(
            antennas: [ku], running: [],
            waiting: [Self.request(1), Self.request(2, .one(.safetyOfFlight)), Self.request(3)],
            at: Self.now)
        #expect(table.planned.map(\.order.description).map { $0.suffix(1) } == ["2", "1", "3"])
        #expect(starts(table) == [0, 60, 120])
    }

    @Test("antennas of different bands work at the same time; one antenna does one task")
    func antennas() {
        let requests = [
            Self.request(1), Self.request(2, downlink: .megahertz(3700)), Self.request(3),
        ]
        let table = Timetable(antennas: [c, ku], running: [], waiting: requests, at: Self.now)
        #expect(starts(table) == [0, 0, 60])
        let alone = Timetable(antennas: [ku], running: [], waiting: requests, at: Self.now)
        #expect(alone.unplaced == [requests[1].order: .noAntennaForBand])
    }

    @Test("R42: a running task is not interrupted, not even by category 1")
    func running() {
        let begun = PlannedTask(
            order: OrderNumber(series: "BR", year: 2027, serial: 9), antenna: "Ku 1",
            span: Self.span(-30, 45))
        let table = Timetable(
            antennas: [ku], running: [begun], waiting: [Self.request(1, .one(.safetyOfFlight))],
            at: Self.now)
        #expect(starts(table) == [45])
    }

    @Test("a gap before category 1 is used only by what is over when it begins")
    func gaps() {
        let urgent = Self.request(5, .one(.safetyOfFlight), windows: [Self.span(100, 300)])
        let table = Timetable(
            antennas: [ku], running: [],
            waiting: [urgent, Self.request(6, minutes: 100), Self.request(7, minutes: 30)],
            at: Self.now)
        #expect(starts(table) == [100, 0, 160])
        let tight = Timetable(
            antennas: [ku], running: [],
            waiting: [urgent, Self.request(6, minutes: 101), Self.request(7, minutes: 30)],
            at: Self.now)
        // The third may not slip in before the second of its class.
        #expect(starts(tight) == [100, 160, 261])
    }

    @Test("maintenance and windows are kept, and a window that is too short is said")
    func windows() {
        let antenna = Antenna(
            name: "Ku 1", bands: [Self.kuBand], maintenance: [Self.span(30, 90)])
        let table = Timetable(
            antennas: [antenna], running: [],
            waiting: [
                Self.request(1), Self.request(2, windows: [Self.span(0, 20), Self.span(200, 270)]),
                Self.request(3, windows: [Self.span(0, 59)]),
            ], at: Self.now)
        #expect(starts(table) == [90, 200])
        #expect(table.unplaced.values.map(\.self) == [.noWindowLongEnough])
    }

    @Test("R35: a new category 1 order moves promises, and says which")
    func moves() {
        let promised = [Self.request(1, promised: 0), Self.request(2, promised: 120)]
        func table(adding request: TaskRequest? = nil) -> Timetable {
            Timetable(
                antennas: [ku], running: [], waiting: promised + [request].compactMap(\.self),
                at: Self.now)
        }
        #expect(table().movedStarts.isEmpty)
        let after = table(adding: Self.request(3, .one(.distressOrSafetyOfLife), minutes: 90))
        #expect(starts(after) == [0, 90, 150])
        #expect(after.movedStarts.map(\.possible) == [Self.minutes(90), Self.minutes(150)])
        #expect(table(adding: Self.request(3, minutes: 90)).movedStarts.isEmpty)
    }

    @Test("conflicts are shown before they are made, and none where an antenna is free")
    func conflicts() {
        let table = Timetable(
            antennas: [ku, c], running: [], waiting: [Self.request(1)], at: Self.now)
        let other = Self.request(2).order
        let met = table.conflicts(
            at: Self.span(30, 60), downlink: .megahertz(11_000), besides: other)
        #expect(met.map(\.order) == [Self.request(1).order])
        #expect(
            table.conflicts(at: Self.span(60, 90), downlink: .megahertz(11_000), besides: other)
                .isEmpty)
        #expect(table.conflicts(at: Self.span(0, 9), downlink: nil, besides: other).isEmpty)
    }
}
