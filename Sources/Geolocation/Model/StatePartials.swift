// How the observables of one path change with the state of its satellite: exact derivatives of
// both models, for the joint estimation of emitter, ephemerides and offsets.

import Quantities

/// Gradients of delay and frequency of one path with respect to the satellite's Earth-fixed
/// position (per m) and velocity (per m/s) at reception.
struct StatePartials {
    var tauS = Vector.zero
    var tauV = Vector.zero
    var fS = Vector.zero
    var fV = Vector.zero
}

/// One path with what its state partials need.
struct PathPartials {
    let s0, v0, m, e: Vector
    let fUp, fDown: Double

    func partials(_ model: PropagationModel) -> StatePartials {
        switch model {
        case .instantaneous: instantaneous()
        case .lightTime: lightTime()
        }
    }

    private func instantaneous() -> StatePartials {
        let c = PathKernel.c
        var out = StatePartials()
        for (point, f) in [(e, fUp), (m, fDown)] {
            let d = s0 - point
            let r = d.norm
            let u = (1 / r) * d
            out.tauS = out.tauS + (1 / c) * u
            out.fS = out.fS - (f / (c * r)) * v0.perpendicular(to: u)
            out.fV = out.fV - (f / c) * u
        }
        return out
    }

    /// Forward differentiation along the six axes of the state.
    private func lightTime() -> StatePartials {
        let down = DownlinkLeg(s0: s0, v0: v0, station: m)
        let up = UplinkLeg(rs: down.rs, vs: down.vs, d: down.d, e: e)
        let axes = [Vector(1, 0, 0), Vector(0, 1, 0), Vector(0, 0, 1)]
        let byS = axes.map { tangent(ds: $0, dv: .zero, down, up) }
        let byV = axes.map { tangent(ds: .zero, dv: $0, down, up) }
        return StatePartials(
            tauS: Vector(byS[0].tau, byS[1].tau, byS[2].tau),
            tauV: Vector(byV[0].tau, byV[1].tau, byV[2].tau),
            fS: Vector(byS[0].f, byS[1].f, byS[2].f), fV: Vector(byV[0].f, byV[1].f, byV[2].f))
    }

    private func tangent(
        ds: Vector, dv: Vector, _ down: DownlinkLeg, _ up: UplinkLeg
    ) -> (tau: Double, f: Double) {
        let c = PathKernel.c
        let w = Vector(0, 0, PathKernel.omega)
        let turn = SmallRotation(-PathKernel.omega * down.d)
        // Downlink: d = |rs - m| / c with rs = R(-omega d) (s0 - v0 d).
        let moved = turn.apply(ds - down.d * dv)
        let q = c + down.n.dot(down.vs)
        let dd = down.n.dot(moved) / q
        let drs = moved - dd * down.vs
        let dvs = turn.apply(dv) - dd * w.cross(turn.apply(v0)) + w.cross(drs)
        let dn = (1 / down.r) * drs.perpendicular(to: down.n)
        let dnv = dn.dot(down.vs) + down.n.dot(dvs)
        let dRate = (dnv - dn.dot(down.vm) - down.rate * dnv) / q
        // Uplink: u = |rs - re| / c with re = R(-omega (d + u)) e.
        let k = 1 / (c - up.nve)
        let du = k * (up.n.dot(drs) + up.nve * dd)
        let dre = -(dd + du) * up.ve
        let dve = w.cross(dre)
        let dnu = (1 / up.r) * (drs - dre).perpendicular(to: up.n)
        let dg = dnu.dot(down.vs - up.ve) + up.n.dot(dvs - dve)
        let dnve = dnu.dot(up.ve) + up.n.dot(dve)
        let factor = 1 - down.rate
        let duRate = k * (dg + up.g * k * dnve) * factor - up.g * k * dRate
        return (dd + du, -fUp * duRate - fDown * dRate)
    }
}
