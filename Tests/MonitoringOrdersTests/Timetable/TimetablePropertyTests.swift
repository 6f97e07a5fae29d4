// Properties of the timetable over random stations: the order of service stands, and no start could be
// earlier.

import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("Properties of the timetable")
struct TimetablePropertyTests {
    /// A random station with up to nine waiting tasks.
    private struct World {
        var antennas: [Antenna]
        var running: [PlannedTask] = []
        var requests: [TaskRequest]

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            func spans(_ most: Int, _ longest: Int) -> [TimeSpan] {
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    let start = Int.random(in: 0...400, using: &random)
                    return TimetableTests.span(
                        start, start + Int.random(in: 20...longest, using: &random))
                }
            }
            antennas = (0..<Int.random(in: 1...3, using: &random)).map { index in
                let bands = [TimetableTests.cBand, TimetableTests.kuBand].filter { _ in
                    Bool.random(using: &random)
                }
                return Antenna(
                    name: "antenna \(index)", bands: bands, maintenance: spans(2, 100))
            }
            requests = (1...Int.random(in: 1...9, using: &random)).map { serial in
                let isFirst = Int.random(in: 0..<3, using: &random) == 0
                return TimetableTests.request(
                    serial, isFirst ? .one(.safetyOfFlight) : .two,
                    minutes: Int.random(in: 10...120, using: &random),
                    downlink: random.pick([.megahertz(3700), .megahertz(11_000), nil]) ?? nil,
                    windows: spans(2, 300),
                    promised: Bool.random(using: &random)
                        ? Int.random(in: 0...300, using: &random) : nil)
            }
            if Bool.random(using: &random) {
                running = [
                    PlannedTask(
                        order: OrderNumber(series: "BR", year: 2027, serial: 99),
                        antenna: "antenna 0", span: TimetableTests.span(-20, 35))
                ]
            }
        }

        func timetable(_ requests: [TaskRequest]? = nil) -> Timetable {
            Timetable(
                antennas: antennas, running: running, waiting: requests ?? self.requests,
                at: TimetableTests.now)
        }
    }

    @Test("nothing meets on an antenna, and every task is where it may be", arguments: 0..<400)
    func feasible(seed: UInt64) {
        let world = World(seed: seed)
        let table = world.timetable()
        #expect(table.planned.count + table.unplaced.count == world.requests.count)
        for task in table.planned {
            guard let request = world.requests.first(where: { $0.order == task.order }),
                let antenna = world.antennas.first(where: { $0.name == task.antenna })
            else { continue }
            #expect(antenna.receives(request.downlink))
            let others = (table.planned + table.running).filter {
                $0.antenna == antenna.name && $0.order != task.order
            }
            let taken = others.map(\.span) + antenna.maintenance
            #expect(!taken.contains { $0.overlaps(task.span) })
            #expect(request.windows.isEmpty || request.windows.contains { $0.contains(task.span) })
            #expect(
                task.span.start >= max(TimetableTests.now, request.promisedStart ?? task.span.start)
            )
        }
    }

    @Test("R41: no task of category 2 delays one of category 1", arguments: 0..<400)
    func urgentFirst(seed: UInt64) {
        let world = World(seed: seed)
        let urgent = world.requests.filter { $0.category.number == 1 }
        let alone = world.timetable(urgent)
        #expect(world.timetable().planned.prefix(alone.planned.count) == alone.planned[...])
    }

    @Test(
        "R40: on an antenna none passes another of its class, in whatever order they came in",
        arguments: 0..<400)
    func fairness(seed: UInt64) {
        let world = World(seed: seed)
        let table = world.timetable()
        for antenna in world.antennas {
            for category in [1, 2] {
                let starts = table.planned.filter { task in
                    task.antenna == antenna.name
                        && world.requests.contains {
                            $0.order == task.order && $0.category.number == category
                        }
                }.map(\.span.start)
                #expect(starts == starts.sorted())
            }
        }
        #expect(world.timetable(world.requests.reversed()) == table)
    }

    @Test("no start could be a minute earlier by these rules", arguments: 0..<200)
    func earliest(seed: UInt64) {
        let world = World(seed: seed)
        let table = world.timetable()
        for (index, task) in table.planned.enumerated() {
            guard let request = world.requests.first(where: { $0.order == task.order }) else {
                continue
            }
            let before = Array(table.planned[..<index])
            var start = max(TimetableTests.now, request.promisedStart ?? TimetableTests.now)
            while start < task.span.start {
                let span = TimeSpan(from: start, lasting: request.duration)
                #expect(!isAllowed(span, request, before, world, table))
                start = start + .seconds(60)
            }
        }
    }

    /// The rules written out once more, for one span.
    private func isAllowed(
        _ span: TimeSpan, _ request: TaskRequest, _ before: [PlannedTask], _ world: World,
        _ table: Timetable
    ) -> Bool {
        guard request.windows.isEmpty || request.windows.contains(where: { $0.contains(span) })
        else { return false }
        return world.antennas.contains { antenna in
            let here = before.filter { $0.antenna == antenna.name }
            let passes = here.contains { task in
                span.start < task.span.start
                    && world.requests.contains {
                        $0.order == task.order
                            && $0.category.number == request.category.number
                    }
            }
            let taken = (here + table.running.filter { $0.antenna == antenna.name }).map(\.span)
            return antenna.receives(request.downlink) && !passes
                && !(taken + antenna.maintenance).contains { $0.overlaps(span) }
        }
    }
}
