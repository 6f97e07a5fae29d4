// Files of the golden folder and small texts that several tests of orbits read.

import Geolocation
import Quantities
import TestSupport

enum OrbitSamples {
    static let names = [
        "sample_alpha5.tle", "sample_omm.kvn", "sample_omm.xml", "sample_omm.json",
        "sample_omm.csv",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        try Repository.bytes(Repository.golden("orbit/\(name)"))
    }

    static func text(_ name: String) throws -> String {
        try Repository.text(Repository.golden("orbit/\(name)"))
    }

    static func read(_ text: String) throws(FileFaults) -> ElementsFile {
        try ElementsFile(reading: Array(text.utf8))
    }

    /// The faults of a text; empty when it is read without any.
    static func faults(_ text: String) -> [FileFault] {
        do throws(FileFaults) {
            _ = try read(text)
            return []
        } catch {
            return error.faults
        }
    }

    /// The sample's set of elements.
    static func sample() throws -> ElementSet {
        try elements(ElementsFile(reading: bytes("sample_alpha5.tle")))
    }

    static func elements(_ file: ElementsFile) throws -> ElementSet {
        guard case .elements(let set) = file.objects.first?.orbit else { throw NoElements() }
        return set
    }

    struct NoElements: Error {}

    /// A circular orbit of the geostationary radius in TEME: its state at seconds from noon of
    /// 2027-03-01, in kilometres and kilometres per second.
    static func circular(_ seconds: Double) -> [Double] {
        let (r, n) = (42_164.17, 7.2921159e-5)
        let (s, c) = (sine(n * seconds), sine(n * seconds + .pi / 2))
        return [
            r * c, r * s * 0.999, r * s * 0.0447, -n * r * s, n * r * c * 0.999, n * r * c * 0.0447,
        ]
    }

    private static func sine(_ x: Double) -> Double {
        var (sum, term, k) = (0.0, x, 1.0)
        while term.magnitude > 1e-18 {
            sum += term
            term *= -x * x / ((k + 1) * (k + 2))
            k += 2
        }
        return sum
    }

    /// An ephemeris of that orbit, a state every ten minutes for four hours.
    static func ephemeris(
        frame: String = "TEME", method: String = "HERMITE", degree: Int = 7, extra: String = ""
    ) -> String {
        var text = """
            CCSDS_OEM_VERS = 2.0
            CREATION_DATE = 2027-03-01T10:00:00
            ORIGINATOR = VIGIA TEST

            META_START
            OBJECT_NAME = TEST GSO
            OBJECT_ID = 2027-999A
            CENTER_NAME = EARTH
            REF_FRAME = \(frame)
            TIME_SYSTEM = UTC
            START_TIME = 2027-03-01T12:00:00
            USEABLE_START_TIME = 2027-03-01T12:20:00
            USEABLE_STOP_TIME = 2027-03-01T15:40:00.000
            STOP_TIME = 2027-03-01T16:00:00
            INTERPOLATION = \(method)
            INTERPOLATION_DEGREE = \(degree)
            META_STOP
            COMMENT made by formula

            """
        for step in 0...24 {
            let time = UTCInstant(secondsSince1970: 1_803_902_400 + 600 * Int64(step))
            let numbers = circular(600 * Double(step)).map(\.description).joined(separator: " ")
            text += "\(String(time.description.dropLast())) \(numbers)\n"
        }
        return text + extra
    }
}
