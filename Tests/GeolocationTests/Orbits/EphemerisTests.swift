// Orbit ephemeris messages: interpolation against the formula that made them, spans, covariances,
// frames, faults.

import Geolocation
import Quantities
import Testing

@Suite("Operators' ephemerides")
struct EphemerisTests {
    static let noon = UTCInstant(secondsSince1970: 1_803_902_400)

    static let methods = [("HERMITE", 7), ("HERMITE", 11), ("LAGRANGE", 8), ("LAGRANGE", 9)]

    @Test(
        "states between the given ones are those of the orbit to a micrometre", arguments: methods)
    func interpolation(method: String, degree: Int) throws {
        let text = OrbitSamples.ephemeris(method: method, degree: degree)
        var propagator = OrbitPropagator(try OrbitSamples.read(text).objects[0])
        #expect(propagator.name == "TEST GSO")
        #expect(propagator.epoch == Self.noon + .seconds(1200))
        for seconds in stride(from: 1200.0, through: 13_200, by: 97) {
            let time = Self.noon + .nanoseconds(Int64(seconds * 1e9))
            let state = try propagator.teme(at: time)
            let truth = OrbitSamples.circular(seconds)
            // A ten-minute step is 0.044 rad of the orbit: the polynomials leave less than 1e-6 m.
            #expect(VerificationSetTests.distance(state.position, Array(truth[0..<3])) < 1e-8)
            #expect(VerificationSetTests.distance(state.velocity, Array(truth[3..<6])) < 1e-10)
        }
    }

    @Test("a state that is given is given back")
    func givenState() throws {
        var propagator = OrbitPropagator(
            try OrbitSamples.read(OrbitSamples.ephemeris()).objects[0])
        let state = try propagator.teme(minutes: 10)
        #expect(state.position.x == OrbitSamples.circular(1800)[0] * 1000)
    }

    @Test("nothing is given outside of the usable span")
    func usableSpan() throws {
        var propagator = OrbitPropagator(
            try OrbitSamples.read(OrbitSamples.ephemeris()).objects[0])
        _ = try propagator.teme(at: Self.noon + .seconds(1200))
        _ = try propagator.teme(at: Self.noon + .seconds(13_200))
        let span = (Self.noon + .seconds(1200))...(Self.noon + .seconds(13_200))
        for seconds in [1199, 13_201, 90_000] {
            #expect(throws: PropagationError.outsideEphemeris([span])) {
                try propagator.teme(at: Self.noon + .seconds(seconds))
            }
        }
    }

    @Test("an ephemeris fixed to the Earth comes back fixed, and as TEME through the same turn")
    func earthFixed() throws {
        let text = OrbitSamples.ephemeris(frame: "ITRF-2014")
        var propagator = OrbitPropagator(try OrbitSamples.read(text).objects[0])
        let time = Self.noon + .seconds(2400)
        let fixed = try propagator.earthFixed(at: time)
        #expect(fixed.position.x == OrbitSamples.circular(2400)[0] * 1000)
        let turned = EarthRotation(at: time, orientation: .builtIn)
            .earthFixed(try propagator.teme(at: time))
        #expect((turned.position - fixed.position).distance.value < 1e-7)
        #expect(abs(turned.velocity.y - fixed.velocity.y) < 1e-10)
    }

    @Test("two segments of one object are one object")
    func segments() throws {
        let first = OrbitSamples.ephemeris()
        let second = first.split(separator: "\n").drop { $0 != "META_START" }
            .joined(separator: "\n").replacing("2027-03-01", with: "2027-03-02")
        let file = try OrbitSamples.read(first + second)
        #expect(file.objects.count == 1)
        var propagator = OrbitPropagator(file.objects[0])
        _ = try propagator.teme(at: Self.noon + .seconds(86_400 + 3600))
        #expect(throws: PropagationError.self) {
            try propagator.teme(at: Self.noon + .seconds(50_000))
        }
    }

    static func covariance(_ frame: String) -> String {
        """
        COVARIANCE_START
        EPOCH = 2027-03-01T13:00:00
        \(frame)
        4.0e-2
        0 1.0e-2
        0 0 9.0e-2
        0 0 0 1.0e-10
        0 0 0 0 4.0e-10
        0 0 0 0 0 9.0e-10
        COVARIANCE_STOP

        """
    }

    @Test("a covariance is turned into Earth-fixed axes", arguments: ["", "RTN", "RSW", "TEME"])
    func covariances(frame: String) throws {
        let key = frame.isEmpty ? "" : "COV_REF_FRAME = \(frame)"
        let text = OrbitSamples.ephemeris(extra: Self.covariance(key))
        let propagator = OrbitPropagator(try OrbitSamples.read(text).objects[0])
        let found = try #require(propagator.covariance(at: Self.noon + .seconds(3700)))
        // A turn keeps the trace: 0.14 km² of position; the velocity gains omega times position.
        let p = found.entries
        #expect(abs(p[0] + p[7] + p[14] - 140_000) < 1e-3)
        #expect(p[21] + p[28] + p[35] > 1.4e-3)
    }

    @Test("a covariance in the ephemeris' own Earth-fixed axes is left as it is")
    func ownFrame() throws {
        let text = OrbitSamples.ephemeris(frame: "ITRF", extra: Self.covariance(""))
        let propagator = OrbitPropagator(try OrbitSamples.read(text).objects[0])
        let found = try #require(propagator.covariance(at: Self.noon + .seconds(3700)))
        #expect(abs(found.entries[0] - 40_000) < 1e-9 && abs(found.entries[35] - 9e-4) < 1e-15)
    }

    @Test("the XML notation gives the same as the key-value notation")
    func xml() throws {
        var text = """
            <oem id="CCSDS_OEM_VERS" version="2.0"><header><ORIGINATOR>V</ORIGINATOR></header><body>
            <segment><metadata><OBJECT_NAME>TEST GSO</OBJECT_NAME><OBJECT_ID>2027-999A</OBJECT_ID>
            <CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME>
            <TIME_SYSTEM>UTC</TIME_SYSTEM><START_TIME>2027-03-01T12:00:00</START_TIME>
            <STOP_TIME>2027-03-01T16:00:00</STOP_TIME></metadata><data>

            """
        let names = ["X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT"]
        for step in 0...12 {
            let time = (Self.noon + .seconds(600 * step)).description
            let numbers = zip(names, OrbitSamples.circular(600 * Double(step)))
            text += "<stateVector><EPOCH>\(time)</EPOCH>"
            text += numbers.map { "<\($0)>\($1)</\($0)>" }.joined() + "</stateVector>\n"
        }
        text += "</data></segment></body></oem>"
        let file = try OrbitSamples.read(text)
        #expect(file.format == .ephemerisXML)
        var (one, other) = (
            OrbitPropagator(file.objects[0]),
            OrbitPropagator(try OrbitSamples.read(OrbitSamples.ephemeris()).objects[0])
        )
        let time = Self.noon + .seconds(3333)
        let (state, same) = (try one.teme(at: time), try other.teme(at: time))
        #expect(state == same)
    }

    static let faults: [(String, String, field: String, part: String)] = [
        ("FRAME = TEME", "FRAME = EME2000", "REF_FRAME", "EME2000"),
        ("FRAME = TEME", "FRAME = GCRF", "REF_FRAME", "GCRF"),
        ("SYSTEM = UTC", "SYSTEM = TDB", "TIME_SYSTEM", "TDB"),
        ("= HERMITE", "= SPLINE", "INTERPOLATION", "SPLINE"),
        ("DEGREE = 7", "DEGREE = 77", "INTERPOLATION_DEGREE", "1 to 31"),
        ("DEGREE = 7", "DEGREE", "", "KEY = value"),
        ("META_STOP", "COVARIANCE_STOP", "COVARIANCE_STOP", "not begun"),
        ("2027-03-01T12:20:00 ", "2027-03-01T12:10:00 ", "EPOCH", "not after"),
        ("2027-03-01T12:20:00 ", "2027-03-01T12:20:00 1 ", "state", "six numbers"),
        ("2027-03-01T12:20:00 ", "yesterday ", "EPOCH", "time"),
        ("STOP_TIME = 2027-03-01T15", "STOP_TIME = 2027-02-01T15", "START_TIME", "none of the"),
        ("OBJECT_ID = 2027-999A\n", "", "OBJECT_ID", "missing"),
        ("VERS = 2.0", "VERS = 7", "CCSDS_OEM_VERS", "version"),
    ]

    @Test("a fault of an ephemeris names its field and the reason", arguments: faults)
    func fault(old: String, new: String, field: String, part: String) {
        let text = OrbitSamples.ephemeris()
        #expect(text.contains(old))
        let found = OrbitSamples.faults(text.replacing(old, with: new, maxReplacements: 1))
        #expect(found.contains { $0.field == field && $0.message.contains(part) }, "\(found)")
    }

    @Test("a covariance that is none, or in axes that cannot be turned, is refused")
    func covarianceFaults() {
        let good = Self.covariance("COV_REF_FRAME = RTN")
        for (old, new, part) in [
            ("RTN", "TNW", "TNW"), ("4.0e-2", "-4.0e-2", "semidefinite"),
            ("0 1.0e-2", "1.0e-2", "21 numbers"), ("4.0e-2", "four", "numbers are expected"),
            ("EPOCH = 2027-03-01T13:00:00\n", "", "no time"),
        ] {
            let text = OrbitSamples.ephemeris(extra: good.replacing(old, with: new))
            #expect(OrbitSamples.faults(text).contains { $0.message.contains(part) }, "\(part)")
        }
    }

    @Test("a segment with fewer states than its degree needs is refused")
    func fewStates() {
        let text = OrbitSamples.ephemeris(degree: 31).split(separator: "\n").dropLast(12)
            .joined(separator: "\n")
        #expect(OrbitSamples.faults(text).contains { $0.message.contains("16 states") })
    }
}
