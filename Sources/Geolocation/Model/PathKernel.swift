// One signal path emitter -> satellite -> station, with everything that does not depend on the
// emitter worked out beforehand. Both models of the vectors' README stand here and nowhere else:
// the instantaneous one (all points at the instant of reception, Earth-fixed) and the one with
// light time and Earth rotation (linear motion in Earth-fixed axes, ranges in inertial axes that
// agree with them at reception; no relativity, no atmosphere).

import Quantities

/// Delay (s) and received frequency less the nominal downlink frequency (Hz) of one path, with
/// their gradients along the Earth-fixed axes of the emitter (per metre).
struct PathObservables {
    var tau, f: Double
    var gradTau, gradF: Vector
}

struct PathKernel: Sendable {
    static let c = speedOfLight.value
    static let perC = 1 / speedOfLight.value
    static let omega = WGS84.rotationRate

    let model: PropagationModel
    /// Satellite position and velocity: Earth-fixed at reception (instantaneous), or inertial at
    /// the instant of passage (light time).
    let s, v: Vector
    let fUp: Double
    /// Delay (s) and frequency (Hz) of the known downlink.
    let tauDown, fFixed: Double
    /// Rate of the downlink delay, d d/dt at the station; zero in the instantaneous model.
    let downRate: Double

    init(
        satellite: StateVector<EarthFixed>, station m: Vector, fUp: Double, fDown: Double,
        model: PropagationModel
    ) {
        let (s0, v0) = (Vector(satellite.position), Vector(satellite.velocity))
        self.init(s0: s0, v0: v0, station: m, fUp: fUp, fDown: fDown, model: model)
    }

    init(
        s0: Vector, v0: Vector, station m: Vector, fUp: Double, fDown: Double,
        model: PropagationModel
    ) {
        self.model = model
        self.fUp = fUp
        switch model {
        case .instantaneous:
            let d = s0 - m
            let r = d.norm
            (s, v, tauDown, downRate) = (s0, v0, r / Self.c, 0)
            fFixed = -fDown * d.dot(v0) / (r * Self.c)
        case .lightTime:
            let leg = DownlinkLeg(s0: s0, v0: v0, station: m)
            (s, v, tauDown, downRate) = (leg.rs, leg.vs, leg.d, leg.rate)
            fFixed = -fDown * leg.rate
        }
    }

    /// Observables and gradients for an emitter at rest at an Earth-fixed position.
    @inline(__always) func observe(_ e: Vector) -> PathObservables {
        switch model {
        case .instantaneous: instantaneous(e)
        case .lightTime: lightTime(e)
        }
    }

    @inline(__always) private func instantaneous(_ e: Vector) -> PathObservables {
        let d = s - e
        let r = d.norm
        let k = 1 / r
        let u = k * d
        let uv = u.dot(v)
        let g = fUp * Self.perC
        return PathObservables(
            tau: r * Self.perC + tauDown, f: fFixed - g * uv, gradTau: -Self.perC * u,
            gradF: (g * k) * (v - uv * u))
    }

    @inline(__always) private func lightTime(_ e: Vector) -> PathObservables {
        let leg = UplinkLeg(rs: s, vs: v, d: tauDown, e: e)
        let k = 1 / (Self.c - leg.nve)
        let rateFactor = 1 - downRate
        // Adjoint of u' = g k (1 - d'), with g = n.(vs - ve): first along the turned axes.
        let p = k * (v - leg.ve) + (leg.g * k * k) * leg.ve
        let nw = Vector(leg.n.y * Self.omega, -leg.n.x * Self.omega, 0)
        let q = (-1 / leg.r) * p.perpendicular(to: leg.n) + (leg.g * k * k - k) * nw
        let gradRate = q + (k * q.dot(leg.ve)) * leg.n
        return PathObservables(
            tau: tauDown + leg.u, f: fFixed - fUp * leg.g * k * rateFactor,
            gradTau: leg.turn.applyInverse(-k * leg.n),
            gradF: leg.turn.applyInverse((-fUp * rateFactor) * gradRate))
    }
}

/// The downlink with light time: the satellite was passed d seconds before reception.
struct DownlinkLeg {
    let d, rate, r: Double
    let rs, vs, n: Vector
    /// Inertial velocity of the station at reception.
    let vm: Vector

    init(s0: Vector, v0: Vector, station m: Vector) {
        let (c, omega) = (PathKernel.c, PathKernel.omega)
        var d = (s0 - m).norm / c
        var rs = s0
        // Each pass shrinks the error by (inertial speed)/c = 1e-5.
        for _ in 0..<4 {
            rs = SmallRotation(-omega * d).apply(s0 - d * v0)
            d = (rs - m).norm / c
        }
        let w = Vector(0, 0, omega)
        let vs = SmallRotation(-omega * d).apply(v0) + w.cross(rs)
        let n = (rs - m).unit
        vm = w.cross(m)
        r = (rs - m).norm
        rate = n.dot(vs - vm) / (c + n.dot(vs))
        (self.d, self.rs, self.vs, self.n) = (d, rs, vs, n)
    }
}

/// The uplink with light time: the emitter was left u seconds before the satellite was passed.
struct UplinkLeg {
    let u, r, g, nve: Double
    let n, ve: Vector
    let turn: SmallRotation

    @inline(__always) init(rs: Vector, vs: Vector, d: Double, e: Vector) {
        let (c, omega, perC) = (PathKernel.c, PathKernel.omega, PathKernel.perC)
        // Without rotation the delay is wrong by 4e-7 s at most; one Newton step on
        // c u = |rs - R(-omega (d + u)) e| leaves 1e-20 s, and re moves on in a straight line.
        let u0 = (rs - e).norm * perC
        turn = SmallRotation(-omega * (d + u0))
        let re0 = turn.apply(e)
        let v0 = Vector(-omega * re0.y, omega * re0.x, 0)
        let d0 = rs - re0
        let r0 = d0.norm
        let correction = (r0 - c * u0) / (c - d0.dot(v0) / r0)
        u = u0 + correction
        let re = re0 - correction * v0
        ve = Vector(-omega * re.y, omega * re.x, 0)
        r = c * u
        n = (1 / r) * (rs - re)
        nve = n.dot(ve)
        g = n.dot(vs - ve)
    }
}
