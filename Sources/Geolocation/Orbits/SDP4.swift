// The deep-space part of "Revisiting Spacetrack Report #3" that runs at every call: dpper, the
// periodics of Moon and Sun, and dspace, their secular effects and the resonance of 12-hour and
// 24-hour orbits. Names are those of the paper, units radians and minutes.

import Glibc

/// Coefficients of the deep-space theory for one element set.
struct DeepSpace: Sendable {
    /// 0: no resonance; 1: one day; 2: half a day.
    var irez = 0
    // Secular rates of Moon and Sun.
    var dedt = 0.0, didt = 0.0, dmdt = 0.0, dnodt = 0.0, domdt = 0.0
    // Periodics: of the Sun, of the Moon, and the phases of both at epoch.
    var se2 = 0.0, se3 = 0.0, si2 = 0.0, si3 = 0.0, sl2 = 0.0, sl3 = 0.0, sl4 = 0.0
    var sgh2 = 0.0, sgh3 = 0.0, sgh4 = 0.0, sh2 = 0.0, sh3 = 0.0
    var ee2 = 0.0, e3 = 0.0, xi2 = 0.0, xi3 = 0.0, xl2 = 0.0, xl3 = 0.0, xl4 = 0.0
    var xgh2 = 0.0, xgh3 = 0.0, xgh4 = 0.0, xh2 = 0.0, xh3 = 0.0
    var zmol = 0.0, zmos = 0.0
    // Resonance.
    var del1 = 0.0, del2 = 0.0, del3 = 0.0, xfact = 0.0, xlamo = 0.0
    var d2201 = 0.0, d2211 = 0.0, d3210 = 0.0, d3222 = 0.0, d4410 = 0.0, d4422 = 0.0
    var d5220 = 0.0, d5232 = 0.0, d5421 = 0.0, d5433 = 0.0

    /// Mean motion and eccentricity of the Sun's and of the Moon's orbit.
    static let zns = 1.19459e-5, zes = 0.01675, znl = 1.5835218e-4, zel = 0.05490
    /// Rotation of the Earth in radians per minute.
    static let rptim = 4.37526908801129966e-3
}

/// States of the resonance integrator at its steps of 720 minutes, which start at the epoch: filled
/// as times are asked for, so that no later time has to integrate the same stretch again.
///
/// Belongs to one ``SGP4`` value; at most 400 kB, reached beyond eleven years from the epoch.
public struct ResonanceTable: Sendable {
    struct Step: Sendable {
        var xli, xni, xndt, xldot, xnddt: Double
    }

    static let capacity = 8192
    private var ahead: [Step] = []
    private var behind: [Step] = []

    /// An empty table.
    public init() {}

    /// The state at the last step of the integrator before a time, counted away from the epoch.
    @inline(__always)
    mutating func step(_ count: Int, backward: Bool, _ sgp4: SGP4) -> Step {
        if backward {
            if count < behind.count { return behind[count] }
            return Self.extend(&behind, to: count, by: -720, sgp4)
        }
        if count < ahead.count { return ahead[count] }
        return Self.extend(&ahead, to: count, by: 720, sgp4)
    }

    @inline(never)
    private static func extend(
        _ steps: inout [Step], to count: Int, by delt: Double, _ sgp4: SGP4
    ) -> Step {
        let step2 = 259_200.0
        var reached = steps.count - 1
        var step = steps.last ?? sgp4.resonance(sgp4.deep.xlamo, sgp4.noUnkozai, atime: 0)
        if reached < 0 {
            steps.append(step)
            reached = 0
        }
        while reached < count {
            reached += 1
            step = sgp4.resonance(
                step.xli + step.xldot * delt + step.xndt * step2,
                step.xni + step.xndt * delt + step.xnddt * step2, atime: Double(reached) * delt)
            if steps.count < capacity { steps.append(step) }
        }
        return step
    }
}

extension SGP4 {
    /// Secular effects of Moon and Sun, and resonance (dspace).
    @inline(__always)
    func dspace(_ t: Double, _ el: inout MeanElements, _ table: inout ResonanceTable) {
        el.em += deep.dedt * t
        el.inclm += deep.didt * t
        el.argpm += deep.domdt * t
        el.nodem += deep.dnodt * t
        el.mm += deep.dmdt * t
        guard deep.irez != 0 else { return }
        let theta = Self.reduced(gsto + t * DeepSpace.rptim)
        let count = Int(abs(t) / 720)
        let atime = t < 0 ? -720 * Double(count) : 720 * Double(count)
        let step = table.step(count, backward: t < 0, self)
        let ft = t - atime
        el.nm = step.xni + step.xndt * ft + step.xnddt * ft * ft * 0.5
        let xl = step.xli + step.xldot * ft + step.xndt * ft * ft * 0.5
        el.mm =
            deep.irez == 1
            ? xl - el.nodem - el.argpm + theta : xl - 2 * el.nodem + 2 * theta
    }

    /// The rates of the resonance at a step of the integrator.
    func resonance(_ xli: Double, _ xni: Double, atime: Double) -> ResonanceTable.Step {
        var step = ResonanceTable.Step(xli: xli, xni: xni, xndt: 0, xldot: xni, xnddt: 0)
        step.xldot += deep.xfact
        func add(_ d: Double, _ angle: Double, _ multiple: Double = 1) {
            step.xndt += d * sin(angle)
            step.xnddt += multiple * d * cos(angle)
        }
        if deep.irez == 1 {
            add(deep.del1, xli - 0.13130908)
            add(deep.del2, 2 * (xli - 2.8843198), 2)
            add(deep.del3, 3 * (xli - 0.37448087), 3)
        } else {
            let (g22, g32, g44, g52, g54) = (5.7686396, 0.95240898, 1.8014998, 1.0508330, 4.4108898)
            let xomi = argpo + argpdot * atime
            let (x2omi, x2li) = (xomi + xomi, xli + xli)
            add(deep.d2201, x2omi + xli - g22)
            add(deep.d2211, xli - g22)
            add(deep.d3210, xomi + xli - g32)
            add(deep.d3222, -xomi + xli - g32)
            add(deep.d4410, x2omi + x2li - g44, 2)
            add(deep.d4422, x2li - g44, 2)
            add(deep.d5220, xomi + xli - g52)
            add(deep.d5232, -xomi + xli - g52)
            add(deep.d5421, xomi + x2li - g54, 2)
            add(deep.d5433, -xomi + x2li - g54, 2)
        }
        step.xnddt *= step.xldot
        return step
    }

    /// Periodics of Moon and Sun (dpper with init 'n', operation mode 'i').
    ///
    /// - Returns: the right ascension of the node with its sine and cosine.
    @inline(__always)
    func dpper(
        _ t: Double, _ ep: inout Double, _ inc: inout Turn, _ nodep: Double,
        _ argpp: inout Double, _ mp: inout Double
    ) -> Turn {
        let d = deep
        let zms = Turn(d.zmos + DeepSpace.zns * t)
        let zml = Turn(d.zmol + DeepSpace.znl * t)
        let zfs = zms.turned(2 * DeepSpace.zes * zms.sin)
        let zfl = zml.turned(2 * DeepSpace.zel * zml.sin)
        var f2 = 0.5 * zfs.sin * zfs.sin - 0.25
        var f3 = -0.5 * zfs.sin * zfs.cos
        var pe = d.se2 * f2 + d.se3 * f3
        var pinc = d.si2 * f2 + d.si3 * f3
        var pl = d.sl2 * f2 + d.sl3 * f3 + d.sl4 * zfs.sin
        var pgh = d.sgh2 * f2 + d.sgh3 * f3 + d.sgh4 * zfs.sin
        var ph = d.sh2 * f2 + d.sh3 * f3
        f2 = 0.5 * zfl.sin * zfl.sin - 0.25
        f3 = -0.5 * zfl.sin * zfl.cos
        pe += d.ee2 * f2 + d.e3 * f3
        pinc += d.xi2 * f2 + d.xi3 * f3
        pl += d.xl2 * f2 + d.xl3 * f3 + d.xl4 * zfl.sin
        pgh += d.xgh2 * f2 + d.xgh3 * f3 + d.xgh4 * zfl.sin
        ph += d.xh2 * f2 + d.xh3 * f3

        ep += pe
        inc = Turn(inc.angle + pinc)
        var node = Turn(nodep)
        if inc.angle >= 0.2 {
            ph /= inc.sin
            pgh -= inc.cos * ph
            argpp += pgh
            node = node.turned(ph)
            mp += pl
        } else {
            // Lyddane's modification: the node and the inclination as one vector.
            let alfdp =
                inc.sin * node.sin + ph * node.cos + pinc * inc.cos * node.sin
            let betdp =
                inc.sin * node.cos - ph * node.sin + pinc * inc.cos * node.cos
            let xls = mp + argpp + inc.cos * nodep + pl + pgh - pinc * nodep * inc.sin
            node = Self.direction(betdp, alfdp, near: nodep)
            mp += pl
            argpp = xls - mp - inc.cos * node.angle
        }
        if inc.angle < 0 {
            inc = Turn(angle: -inc.angle, sin: -inc.sin, cos: inc.cos)
            node = Turn(angle: node.angle + .pi, sin: -node.sin, cos: -node.cos)
            argpp -= .pi
        }
        return node
    }

    /// The direction of a vector, within half a revolution of another angle.
    @inline(__always)
    private static func direction(_ x: Double, _ y: Double, near xnoh: Double) -> Turn {
        var angle = atan2(y, x)
        if abs(xnoh - angle) > .pi { angle += angle < xnoh ? 2 * .pi : -2 * .pi }
        let length = (x * x + y * y).squareRoot()
        guard length > 0 else { return Turn(angle) }
        return Turn(angle: angle, sin: y / length, cos: x / length)
    }
}
