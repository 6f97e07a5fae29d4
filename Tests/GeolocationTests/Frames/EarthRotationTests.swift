// TEME to the Earth-fixed frame and back, against Skyfield (Tests/Golden/orbit/PROVENANCE.md).

import CanonicalJSON
import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("Between TEME and the Earth")
struct EarthRotationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var time: UTCInstant
        var orientation: EarthOrientation
        var teme: StateVector<TEME>
        var itrf: [Double]
        var testDescription: String { time.description }
    }

    static let cases: [Case] = {
        guard let text = try? OrbitSamples.text("frames.json"),
            let json = try? JSONValue(parsing: text)
        else { return [] }
        return (json["cases"]?.array ?? []).compactMap(Self.read)
    }()

    private static func read(_ json: JSONValue) -> Case? {
        func numbers(_ key: String) -> [Double] { (json[key]?.array ?? []).compactMap(\.double) }
        guard let line1 = json["line1"]?.string, let line2 = json["line2"]?.string,
            let minutes = json["minutes"]?.double, let ut1 = json["ut1_utc_s"]?.double,
            let x = json["x_pole_arcsec"]?.double, let y = json["y_pole_arcsec"]?.double,
            let file = try? OrbitSamples.read("\(line1)\n\(line2)"),
            let time = OrbitPropagator(file.objects[0]).instant(minutes: minutes)
        else { return nil }
        let (r, v) = (numbers("teme_km").map { $0 * 1000 }, numbers("teme_kmps").map { $0 * 1000 })
        let row = EarthOrientation.Row(
            time: time, ut1MinusUTC: Seconds(ut1), xPole: .degrees(x / 3600),
            yPole: .degrees(y / 3600))
        return Case(
            time: time, orientation: EarthOrientation(rows: [row]),
            teme: StateVector(
                position: Position(x: r[0], y: r[1], z: r[2]),
                velocity: Velocity(x: v[0], y: v[1], z: v[2])),
            itrf: (numbers("itrf_km") + numbers("itrf_kmps")).map { $0 * 1000 })
    }

    @Test("all cases of Skyfield are there")
    func count() { #expect(Self.cases.count == 6) }

    @Test("Earth-fixed states are Skyfield's within a centimetre", arguments: cases)
    func skyfield(one: Case) {
        let rotation = EarthRotation(at: one.time, orientation: one.orientation)
        let found = rotation.earthFixed(one.teme)
        let (p, v, a) = (found.position, found.velocity, one.itrf)
        // 0.01 m at 42 000 km is 2e-10 rad, 3 microseconds of time.
        #expect(max(abs(p.x - a[0]), abs(p.y - a[1]), abs(p.z - a[2])) < 0.01)
        // Skyfield turns with the rate of sidereal time, this house with that of the Earth: 1e-7 of
        // 3 km/s.
        #expect(max(abs(v.x - a[3]), abs(v.y - a[4]), abs(v.z - a[5])) < 0.0005)
    }

    @Test("there and back again", arguments: cases)
    func roundTrip(one: Case) {
        let rotation = EarthRotation(at: one.time, orientation: one.orientation)
        let back = rotation.teme(rotation.earthFixed(one.teme))
        #expect((back.position - one.teme.position).distance.value < 1e-7)
        #expect(abs(back.velocity.x - one.teme.velocity.x) < 1e-10)
        #expect(abs(back.velocity.z - one.teme.velocity.z) < 1e-10)
    }

    @Test("the Earth-fixed velocity is the change of the Earth-fixed position")
    func derivative() throws {
        let file = try ElementsFile(reading: OrbitSamples.bytes("sample_alpha5.tle"))
        var propagator = OrbitPropagator(file.objects[0])
        let time = propagator.epoch + .seconds(4_000)
        let before = try propagator.earthFixed(at: time - .seconds(10))
        let after = try propagator.earthFixed(at: time + .seconds(10))
        let velocity = try propagator.earthFixed(at: time).velocity
        let change = after.position - before.position
        // SGP4's velocity leaves out the change of its lunar and solar periodics: some cm/s.
        #expect(abs(change.x / 20 - velocity.x) < 0.1)
        #expect(abs(change.y / 20 - velocity.y) < 0.1)
        #expect(abs(change.z / 20 - velocity.z) < 0.1)
        #expect(velocity.speed.value < 10)
    }

    @Test("the sample stands over 58.4 degrees west")
    func longitude() throws {
        let file = try ElementsFile(reading: OrbitSamples.bytes("sample_alpha5.tle"))
        var propagator = OrbitPropagator(file.objects[0])
        let state = try propagator.earthFixed(at: propagator.epoch)
        #expect(abs(state.position.geodetic.longitude.degrees + 58.372) < 0.002)
        #expect(propagator.warnings(at: propagator.epoch).count == 1)
    }
}
