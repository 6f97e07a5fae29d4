// The limits within which an observation makes sense. Everything that reaches the kernels has
// passed here, so that no absurd number becomes a position.

import Quantities

/// What is wrong with an observation: which value, and why.
public struct ObservationFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Path of keys as in the observation file, such as `satellites[1].velocity_ecef_mps[2]`.
    public var key: String
    public var message: String

    /// `key: message`.
    public var description: String { "\(key): \(message)" }
}

extension Observation {
    /// Everything that is wrong with the values, all at once; empty if the observation is usable.
    public var faults: [ObservationFault] {
        var check = RangeCheck()
        check.place("station", station)
        check.satellite("satellites[0]", satellites.victim)
        check.satellite("satellites[1]", satellites.adjacent)
        check.frequencies("", frequencies)
        check.measurement("measurement.", measurement)
        if measurement.tdoa == nil && measurement.fdoa == nil {
            check.say("measurement", "neither tdoa_s nor fdoa_hz is given")
        }
        check.range("height_m", height.height.value, -1000, 100_000)
        if let sigma = height.sigma { check.positive("sigma_height_m", sigma.value, 100_000) }
        if let bias = biasPrior {
            check.range("bias_prior.sigma_tdoa_s", bias.tdoa.value, 0, 10)
            check.range("bias_prior.sigma_fdoa_hz", bias.fdoa.value, 0, 1e9)
        }
        for (index, reference) in references.enumerated() {
            let key = "references[\(index)]"
            check.place(key, reference.position)
            check.frequencies(key + ".", reference.frequencies)
            check.measurement(key + ".", reference.measurement)
        }
        return check.faults
    }
}

private struct RangeCheck {
    var faults: [ObservationFault] = []

    mutating func say(_ key: String, _ message: String) {
        faults.append(ObservationFault(key: key, message: message))
    }

    mutating func range(_ key: String, _ value: Double, _ low: Double, _ high: Double) {
        guard !(value >= low && value <= high) else { return }
        say(key, "\(value) lies outside \(low) to \(high)")
    }

    mutating func positive(_ key: String, _ value: Double, _ high: Double) {
        guard !(value > 0 && value <= high) else { return }
        say(key, "\(value) must be greater than 0 and at most \(high)")
    }

    mutating func place(_ key: String, _ place: GeodeticPosition) {
        range(key + ".latitude_deg", place.latitude.degrees, -90, 90)
        range(key + ".longitude_deg", place.longitude.degrees, -360, 360)
        range(key + ".height_m", place.height.value, -1000, 100_000)
    }

    mutating func satellite(_ key: String, _ satellite: ObservedSatellite) {
        let (p, v) = (satellite.state.position, satellite.state.velocity)
        let distance = p.distance.value
        if !(distance >= 6.4e6 && distance <= 1e9) {
            say(key + ".position_ecef_m", "\(distance) m from the centre is not an orbit")
        }
        if !(v.speed.value <= 2e4) {
            say(key + ".velocity_ecef_mps", "\(v.speed.value) m/s is not the speed of a satellite")
        }
    }

    mutating func frequencies(_ key: String, _ f: LinkFrequencies) {
        range(key + "uplink_hz", f.uplink.value, 1e6, 1e12)
        range(key + "downlink_hz[0]", f.victimDownlink.value, 1e6, 1e12)
        range(key + "downlink_hz[1]", f.adjacentDownlink.value, 1e6, 1e12)
    }

    mutating func measurement(_ key: String, _ measurement: Measurement) {
        if let tdoa = measurement.tdoa {
            range(key + "tdoa_s", tdoa.value.value, -10, 10)
            positive(key + "sigma_tdoa_s", tdoa.sigma.value, 10)
        }
        if let fdoa = measurement.fdoa {
            range(key + "fdoa_hz", fdoa.value.value, -1e9, 1e9)
            positive(key + "sigma_fdoa_hz", fdoa.sigma.value, 1e9)
        }
    }
}
