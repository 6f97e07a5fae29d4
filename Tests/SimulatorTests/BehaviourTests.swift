import Quantities
import SimulatedStation
import Testing

@Suite("Behaviours of the simulated station")
struct BehaviourTests {
    @Test("a station that goes down is away for whole stretches, and comes back")
    func down() throws {
        let start = try #require(UTCInstant("2027-03-01T00:00:00Z"))
        let days = (0..<400).map { day in
            StationBehaviour.down.isDown(at: start + .seconds(day * 86_400), seed: 3)
        }
        let away = days.count(where: { $0 })
        #expect(away > 50 && away < 150)
        let ends = zip(days, days.dropFirst()).count { $0 != $1 }
        #expect(ends > 20 && ends <= away + 1)
        let hours = (0..<9600).map { hour in
            StationBehaviour.down.isDown(at: start + .seconds(hour * 3600), seed: 3)
        }
        #expect(zip(hours, hours.dropFirst()).count { $0 != $1 } == ends)
    }

    @Test("only that behaviour goes down", arguments: StationBehaviour.allCases)
    func up(behaviour: StationBehaviour) throws {
        let start = try #require(UTCInstant("2027-03-01T00:00:00Z"))
        let isEverDown = (0..<60).contains {
            behaviour.isDown(at: start + .seconds($0 * 86_400), seed: 1)
        }
        #expect(isEverDown == (behaviour == .down))
    }
}
