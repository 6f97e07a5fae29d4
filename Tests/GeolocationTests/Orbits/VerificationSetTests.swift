// SGP4 against the public verification set of "Revisiting Spacetrack Report #3". The two files are
// not copied into this repository (their licence travels with the shared folder): where the shared
// folder is missing, the test says that it was skipped.
// Tolerance: 1e-6 km and 1e-9 km/s; the file itself is rounded to 1e-8 km and 1e-9 km/s.

import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("SGP4 against its verification set")
struct VerificationSetTests {
    struct Row { var minutes: Double; var position, velocity: [Double] }

    @Test("every row of the verification set is reproduced, and the case of an error by its code")
    func everyRow() throws {
        guard let elements = Repository.shared("data/orbit/SGP4-VER.TLE"),
            let answers = Repository.shared("data/orbit/tcppver.out")
        else {
            print("skipped: ../shared/data/orbit is not there")
            return
        }
        let sets = try ElementsFile(reading: Repository.bytes(elements))
        let blocks = Self.blocks(try Repository.text(answers))
        // Three altered objects have wrong checksums in five lines.
        #expect(sets.doubts.count == 5)
        #expect(sets.objects.count == 33 && blocks.count == 33)
        var rows = 0
        var failures: [String: SGP4Error] = [:]
        for (object, block) in zip(sets.objects, blocks) {
            guard case .elements(let set) = object.orbit else { continue }
            let sgp4 = SGP4(set)
            var table = ResonanceTable()
            for row in block {
                do throws(SGP4Error) {
                    let state = try sgp4.state(minutes: row.minutes, table: &table)
                    let name = "\(set.catalogNumber) at \(row.minutes)"
                    #expect(Self.distance(state.position, row.position) < 1e-6, "\(name)")
                    #expect(Self.distance(state.velocity, row.velocity) < 1e-9, "\(name)")
                    #expect(try sgp4.state(minutes: row.minutes) == state, "\(name) without table")
                    rows += 1
                } catch {
                    failures["\(set.catalogNumber) at \(row.minutes)"] = error
                }
            }
        }
        #expect(rows == 666)
        #expect(failures == ["33334 at 0.0": .perturbedEccentricity])
    }

    /// Largest difference of a component, in km.
    static func distance(_ p: Position<TEME>, _ km: [Double]) -> Double {
        max(abs(p.x / 1000 - km[0]), abs(p.y / 1000 - km[1]), abs(p.z / 1000 - km[2]))
    }

    static func distance(_ v: Velocity<TEME>, _ km: [Double]) -> Double {
        max(abs(v.x / 1000 - km[0]), abs(v.y / 1000 - km[1]), abs(v.z / 1000 - km[2]))
    }

    static func blocks(_ text: String) -> [[Row]] {
        var blocks: [[Row]] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.last == "xx" {
                blocks.append([])
            } else {
                let numbers = words.prefix(7).compactMap { Double($0) }
                blocks[blocks.count - 1].append(
                    Row(
                        minutes: numbers[0], position: Array(numbers[1...3]),
                        velocity: Array(numbers[4...6])))
            }
        }
        return blocks
    }
}
