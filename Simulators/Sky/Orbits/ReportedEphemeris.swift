// What an operator says of his satellite's orbit: the true one with an error drawn from the covariance
// that he states, as a CCSDS Orbit Ephemeris Message (502.0-B-3).

import Geolocation
import Glibc
import Quantities

/// The ephemeris message of a satellite.
struct ReportedEphemeris {
    private let satellite: OrbitingTransponder
    private let start: UTCInstant
    private let minutes: ClosedRange<Int>
    private static let step = 5

    /// A message from a quarter of an hour before the start of a scenario until some hours after it.
    init(_ satellite: OrbitingTransponder, start: UTCInstant, hours: Double) {
        (self.satellite, self.start) = (satellite, start)
        minutes = -15...(Int((hours * 60).rounded(.up)) + 30)
    }

    /// The message in KVN.
    var text: String {
        let times = stride(from: minutes.lowerBound, through: minutes.upperBound, by: Self.step)
            .map { Double($0) * 60 }
        let name = satellite.settings.name
        let head = """
            CCSDS_OEM_VERS = 2.0
            COMMENT simulated; the error of these states was drawn from their covariance
            CREATION_DATE = \(start.word)
            ORIGINATOR = VIGIA

            META_START
            OBJECT_NAME = \(name)
            OBJECT_ID = 2099-001A
            CENTER_NAME = EARTH
            REF_FRAME = ITRF2000
            TIME_SYSTEM = UTC
            START_TIME = \(instant(times.first ?? 0))
            STOP_TIME = \(instant(times.last ?? 0))
            INTERPOLATION = HERMITE
            INTERPOLATION_DEGREE = 7
            META_STOP

            """
        let covariances = times.map(covariance).joined(separator: "\n")
        return head + times.map(row).joined(separator: "\n")
            + "\nCOVARIANCE_START\n" + covariances + "\nCOVARIANCE_STOP\n"
    }

    private func instant(_ time: Double) -> String {
        (start + .milliseconds(Int((time * 1000).rounded()))).word
    }

    /// An error of an orbit returns once a day: position and velocity turn into each other, with both
    /// deviations as stated at the start.
    private func turned(_ time: Double) -> (position: Double, rate: Double) {
        (cos(WGS84.rotationRate * time), sin(WGS84.rotationRate * time))
    }

    private func row(at time: Double) -> String {
        let state = satellite.orbit.state(at: time)
        let (c, s) = turned(time)
        let w = WGS84.rotationRate
        let position = [state.position.x, state.position.y, state.position.z]
        let velocity = [state.velocity.x, state.velocity.y, state.velocity.z]
        let numbers =
            (0..<3).map { position[$0] + c * satellite.error[$0] + s / w * satellite.error[$0 + 3] }
            + (0..<3).map {
                velocity[$0] - s * w * satellite.error[$0] + c * satellite.error[$0 + 3]
            }
        return "\(instant(time)) "
            + numbers.enumerated().map { ($1 / 1000).fixed($0 < 3 ? 9 : 12) }.joined(separator: " ")
    }

    private func covariance(at time: Double) -> String {
        let (c, s) = turned(time)
        let w = WGS84.rotationRate
        let (p, v) = (
            satellite.settings.positionSigma.kilometres,
            satellite.settings.velocitySigma.value / 1000
        )
        let positions = c * c * p * p + s * s * v * v / (w * w)
        let velocities = s * s * w * w * p * p + c * c * v * v
        let mixed = c * s * (v * v / w - w * p * p)
        var lines = ["EPOCH = \(instant(time))"]
        for row in 0..<6 {
            let entries = (0...row).map { column -> Double in
                if row == column { return row < 3 ? positions : velocities }
                return row - column == 3 ? mixed : 0
            }
            lines.append(entries.map { "\($0)" }.joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }
}

extension UTCInstant {
    /// The instant as CCSDS messages write it, without the letter of the zone.
    fileprivate var word: String { String(description.prefix { $0 != "Z" }) }
}
