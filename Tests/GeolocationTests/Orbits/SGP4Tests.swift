// SGP4 beyond its verification set: the sample object, times in any order, errors, constants.

import CanonicalJSON
import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("SGP4")
struct SGP4Tests {
    @Test("the sample object stands where python-sgp4 puts it")
    func sampleStates() throws {
        let sgp4 = SGP4(try OrbitSamples.sample())
        let answers = try JSONValue(parsing: OrbitSamples.text("sample_states.json"))
        let states = try #require(answers["states"]?.array)
        #expect(states.count == 8)
        for state in states {
            let minutes = try #require(state["minutes"]?.double)
            let found = try sgp4.state(minutes: minutes)
            let position = (state["position_km"]?.array ?? []).compactMap(\.double)
            let velocity = (state["velocity_kmps"]?.array ?? []).compactMap(\.double)
            // 1e-7 km: the rounding of angles near 40 000 km, ten times over.
            #expect(VerificationSetTests.distance(found.position, position) < 1e-7)
            #expect(VerificationSetTests.distance(found.velocity, velocity) < 1e-10)
        }
    }

    @Test("the order of times does not change a bit of a state", arguments: [1.0027, 2.0049])
    func orderOfTimes(meanMotion: Double) throws {
        var set = try OrbitSamples.sample()
        set.meanMotion = meanMotion
        if meanMotion > 2 { set.eccentricity = 0.69 }
        let sgp4 = SGP4(set)
        var generator = SeededGenerator(seed: 7)
        let times = (0..<400).map { _ in Double.random(in: -80_000...80_000, using: &generator) }
        var table = ResonanceTable()
        for minutes in times + [0, 720, -720, 1440, 719.9999999] {
            let shuffled = try sgp4.state(minutes: minutes, table: &table)
            #expect(shuffled == (try sgp4.state(minutes: minutes)))
        }
    }

    @Test("a time far from the epoch is reached without filling memory")
    func farTimes() throws {
        let sgp4 = SGP4(try OrbitSamples.sample())
        var table = ResonanceTable()
        for minutes in [2e7, 3e7, -2e7] {
            let state = try sgp4.state(minutes: minutes, table: &table)
            #expect((4.1e7...4.3e7).contains(state.position.distance.value))
        }
    }

    /// Invented objects that cannot stay in orbit; codes by python-sgp4 2.27.
    static let tooEccentric = """
        1 90001U 27901A   27060.25000000  .25000000  00000-0  25000-3 0   102
        2 90001  97.0000 150.0000 9940000 240.0000 120.0000  4.10000000   101
        """
    static let tooSlow = """
        1 90002U 27901A   27060.25000000  .00000600  00000-0  10000-3 0   106
        2 90002  68.0000 230.0000 5600000 120.0000 300.0000  0.00001000   101
        """
    static let sinking = """
        1 90003U 27901A   27060.25000000  .25000000  00000-0  25000-3 0   104
        2 90003  97.0000 150.0000 0300000 240.0000 120.0000 16.45000000   105
        """
    static let failures: [(String, Double, SGP4Error?)] = [
        (tooEccentric, 50, nil), (tooEccentric, 55, .semiLatusRectum),
        (tooSlow, 0, .perturbedEccentricity), (tooSlow, 70, .meanEccentricity),
        (sinking, 45, nil), (sinking, 50, .decayed), (sinking, 2000, .meanEccentricity),
    ]

    @Test("the theory fails where and as the published program does", arguments: failures)
    func failsAsPublished(lines: String, minutes: Double, expected: SGP4Error?) throws {
        let file = try ElementsFile(reading: Array(lines.utf8))
        var propagator = OrbitPropagator(file.objects[0])
        do throws(PropagationError) {
            _ = try propagator.teme(minutes: minutes)
            #expect(expected == nil)
        } catch {
            #expect(error == expected.map { .theory($0) })
            #expect(error.code == expected?.code && error.message == expected?.message)
        }
    }

    @Test("elements that do not move have no state")
    func noMotion() throws {
        var set = try OrbitSamples.sample()
        set.meanMotion = 0
        let sgp4 = SGP4(set)
        #expect(throws: SGP4Error.meanMotion) { try sgp4.state(minutes: 0) }
    }

    @Test("every error has its published number and words")
    func words() {
        #expect(SGP4Error.allCases.map(\.code) == [1, 2, 3, 4, 6])
        #expect(SGP4Error.allCases.allSatisfy { !$0.message.isEmpty })
    }

    @Test("constants of WGS-84 give the states that python-sgp4 gives with them")
    func otherConstants() throws {
        let file = try ElementsFile(reading: OrbitSamples.bytes("sample_alpha5.tle"))
        var propagator = OrbitPropagator(file.objects[0], constants: .wgs84)
        let state = try propagator.teme(minutes: 720)
        // python-sgp4 2.27, WGS84, 720 minutes.
        let answer = [-8185.760565525996, 41371.15458702016, 5.349610803132542]
        #expect(VerificationSetTests.distance(state.position, answer) < 1e-7)
    }

    @Test("elements without sense give an error or numbers, never a trap")
    func senseless() throws {
        var generator = SeededGenerator(seed: 11)
        let extremes = [0, 1, -1, 1e-300, 1e300, -1e300, 20, .infinity, -.infinity, .nan]
        for _ in 0..<3_000 {
            var set = try OrbitSamples.sample()
            set.meanMotion = generator.pick(extremes) ?? 0
            set.eccentricity = generator.pick(extremes) ?? 0
            set.bstar = generator.pick(extremes) ?? 0
            set.inclination = Angle(generator.pick(extremes) ?? 0)
            set.meanAnomaly = Angle(generator.pick(extremes) ?? 0)
            _ = try? SGP4(set).state(minutes: Double.random(in: -1e5...1e5, using: &generator))
        }
    }

    @Test("a time beyond a thousand years is refused with a word")
    func spanTooLong() throws {
        var propagator = OrbitPropagator(OrbitingObject(try OrbitSamples.sample()))
        for minutes in [6e8, -6e8, Double.infinity, .nan] {
            #expect(throws: PropagationError.spanTooLong) { try propagator.teme(minutes: minutes) }
        }
        #expect(propagator.instant(minutes: 1e12) == nil)
    }
}
