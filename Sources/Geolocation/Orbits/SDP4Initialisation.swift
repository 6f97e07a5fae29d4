// The deep-space part of "Revisiting Spacetrack Report #3" that runs once: dscom, the geometry of
// Moon and Sun, and dsinit, secular rates and resonance. Names and order are those of the paper.

import Glibc

/// Sums over one perturbing body that dscom hands to dsinit.
private struct Perturber {
    let s1, s2, s3, s4, s5, s6, s7: Double
    let z1, z2, z3, z11, z12, z13, z21, z22, z23, z31, z32, z33: Double

    /// One pass of the loop of dscom.
    init(_ orbit: OrbitGeometry, _ body: BodyGeometry, cc: Double) {
        let (cosim, sinim, emsq) = (orbit.cosim, orbit.sinim, orbit.emsq)
        let (cosomm, sinomm) = (orbit.cosomm, orbit.sinomm)
        let (zcosg, zsing, zcosi, zsini) = (body.zcosg, body.zsing, body.zcosi, body.zsini)
        let (zcosh, zsinh) = (body.zcosh, body.zsinh)
        let a1 = zcosg * zcosh + zsing * zcosi * zsinh
        let a3 = -zsing * zcosh + zcosg * zcosi * zsinh
        let a7 = -zcosg * zsinh + zsing * zcosi * zcosh
        let a8 = zsing * zsini
        let a9 = zsing * zsinh + zcosg * zcosi * zcosh
        let a10 = zcosg * zsini
        let a2 = cosim * a7 + sinim * a8
        let a4 = cosim * a9 + sinim * a10
        let a5 = -sinim * a7 + cosim * a8
        let a6 = -sinim * a9 + cosim * a10
        let x1 = a1 * cosomm + a2 * sinomm
        let x2 = a3 * cosomm + a4 * sinomm
        let x3 = -a1 * sinomm + a2 * cosomm
        let x4 = -a3 * sinomm + a4 * cosomm
        let (x5, x6, x7, x8) = (a5 * sinomm, a6 * sinomm, a5 * cosomm, a6 * cosomm)
        z31 = 12 * x1 * x1 - 3 * x3 * x3
        z32 = 24 * x1 * x2 - 6 * x3 * x4
        z33 = 12 * x2 * x2 - 3 * x4 * x4
        let z1 = 3 * (a1 * a1 + a2 * a2) + z31 * emsq
        let z2 = 6 * (a1 * a3 + a2 * a4) + z32 * emsq
        let z3 = 3 * (a3 * a3 + a4 * a4) + z33 * emsq
        z11 = -6 * a1 * a5 + emsq * (-24 * x1 * x7 - 6 * x3 * x5)
        z12 =
            -6 * (a1 * a6 + a3 * a5)
            + emsq * (-24 * (x2 * x7 + x1 * x8) - 6 * (x3 * x6 + x4 * x5))
        z13 = -6 * a3 * a6 + emsq * (-24 * x2 * x8 - 6 * x4 * x6)
        z21 = 6 * a2 * a5 + emsq * (24 * x1 * x5 - 6 * x3 * x7)
        z22 =
            6 * (a4 * a5 + a2 * a6)
            + emsq * (24 * (x2 * x5 + x1 * x6) - 6 * (x4 * x7 + x3 * x8))
        z23 = 6 * a4 * a6 + emsq * (24 * x2 * x6 - 6 * x4 * x8)
        let betasq = 1 - emsq
        self.z1 = z1 + z1 + betasq * z31
        self.z2 = z2 + z2 + betasq * z32
        self.z3 = z3 + z3 + betasq * z33
        s3 = cc / orbit.nm
        s2 = -0.5 * s3 / orbit.rtemsq
        s4 = s3 * orbit.rtemsq
        s1 = -15 * orbit.em * s4
        s5 = x1 * x3 + x2 * x4
        s6 = x2 * x3 + x1 * x4
        s7 = x2 * x4 - x1 * x3
    }
}

private struct OrbitGeometry {
    let nm, em, emsq, rtemsq, sinim, cosim, sinomm, cosomm, snodm, cnodm: Double
}

private struct BodyGeometry {
    let zcosg, zsing, zcosi, zsini, zcosh, zsinh: Double
}

extension SGP4 {
    mutating func initialiseDeepSpace(epoch: JulianDate) {
        let twopi = 2 * Double.pi
        let emsq = ecco * ecco
        let orbit = OrbitGeometry(
            nm: noUnkozai, em: ecco, emsq: emsq, rtemsq: (1 - emsq).squareRoot(), sinim: sinio,
            cosim: cosio, sinomm: sin(argpo), cosomm: cos(argpo), snodm: sin(nodeo),
            cnodm: cos(nodeo))

        // Days since 1900 January 0.5, the epoch of the theory of Moon and Sun. The published program
        // takes them from a Julian date in one number; its rounding (20 microseconds) is part of the
        // verification set: 4 mm for the most eccentric object.
        let day = (epoch.day + epoch.fraction) - 2_415_020
        let xnodce = fmod(4.5236020 - 9.2422029e-4 * day, twopi)
        let (stem, ctem) = (sin(xnodce), cos(xnodce))
        let zcosil = 0.91375164 - 0.03568096 * ctem
        let zsinil = (1 - zcosil * zcosil).squareRoot()
        let zsinhl = 0.089683511 * stem / zsinil
        let zcoshl = (1 - zsinhl * zsinhl).squareRoot()
        let gam = 5.8351514 + 0.0019443680 * day
        let zx =
            gam
            + atan2(
                0.39785416 * stem / zsinil, zcoshl * ctem + 0.91744867 * zsinhl * stem)
            - xnodce
        let (snodm, cnodm) = (orbit.snodm, orbit.cnodm)
        let sun = Perturber(
            orbit,
            BodyGeometry(
                zcosg: 0.1945905, zsing: -0.98088458, zcosi: 0.91744867, zsini: 0.39785416,
                zcosh: cnodm, zsinh: snodm), cc: 2.9864797e-6)
        let moon = Perturber(
            orbit,
            BodyGeometry(
                zcosg: cos(zx), zsing: sin(zx), zcosi: zcosil, zsini: zsinil,
                zcosh: zcoshl * cnodm + zsinhl * snodm, zsinh: snodm * zcoshl - cnodm * zsinhl),
            cc: 4.7968065e-7)
        deep.zmol = fmod(4.7199672 + 0.22997150 * day - gam, twopi)
        deep.zmos = fmod(6.2565837 + 0.017201977 * day, twopi)
        setPeriodics(sun, moon, emsq)
        setSecularRates(sun, moon, orbit)
        let theta = gsto
        // The bounds of the paper, in radians per minute.
        if noUnkozai > 0.0034906585, noUnkozai < 0.0052359877 { setSynchronous(orbit, theta) }
        if noUnkozai >= 8.26e-3, noUnkozai <= 9.24e-3, ecco >= 0.5 { setHalfDay(orbit, theta) }
    }

    private mutating func setPeriodics(_ s: Perturber, _ m: Perturber, _ emsq: Double) {
        deep.se2 = 2 * s.s1 * s.s6
        deep.se3 = 2 * s.s1 * s.s7
        deep.si2 = 2 * s.s2 * s.z12
        deep.si3 = 2 * s.s2 * (s.z13 - s.z11)
        deep.sl2 = -2 * s.s3 * s.z2
        deep.sl3 = -2 * s.s3 * (s.z3 - s.z1)
        deep.sl4 = -2 * s.s3 * (-21 - 9 * emsq) * DeepSpace.zes
        deep.sgh2 = 2 * s.s4 * s.z32
        deep.sgh3 = 2 * s.s4 * (s.z33 - s.z31)
        deep.sgh4 = -18 * s.s4 * DeepSpace.zes
        deep.sh2 = -2 * s.s2 * s.z22
        deep.sh3 = -2 * s.s2 * (s.z23 - s.z21)
        deep.ee2 = 2 * m.s1 * m.s6
        deep.e3 = 2 * m.s1 * m.s7
        deep.xi2 = 2 * m.s2 * m.z12
        deep.xi3 = 2 * m.s2 * (m.z13 - m.z11)
        deep.xl2 = -2 * m.s3 * m.z2
        deep.xl3 = -2 * m.s3 * (m.z3 - m.z1)
        deep.xl4 = -2 * m.s3 * (-21 - 9 * emsq) * DeepSpace.zel
        deep.xgh2 = 2 * m.s4 * m.z32
        deep.xgh3 = 2 * m.s4 * (m.z33 - m.z31)
        deep.xgh4 = -18 * m.s4 * DeepSpace.zel
        deep.xh2 = -2 * m.s2 * m.z22
        deep.xh3 = -2 * m.s2 * (m.z23 - m.z21)
    }

    private mutating func setSecularRates(_ s: Perturber, _ m: Perturber, _ orbit: OrbitGeometry) {
        let (zns, znl) = (DeepSpace.zns, DeepSpace.znl)
        let (sinim, cosim, emsq) = (orbit.sinim, orbit.cosim, orbit.emsq)
        // Within 3 degrees of the equator the rates of the node are dropped.
        let isEquatorial = inclo < 5.2359877e-2 || inclo > .pi - 5.2359877e-2
        let sghs = s.s4 * zns * (s.z31 + s.z33 - 6)
        var shs = isEquatorial ? 0 : -zns * s.s2 * (s.z21 + s.z23)
        if sinim != 0 { shs /= sinim }
        let sghl = m.s4 * znl * (m.z31 + m.z33 - 6)
        let shll = isEquatorial ? 0 : -znl * m.s2 * (m.z21 + m.z23)
        deep.dedt = s.s1 * zns * s.s5 + m.s1 * znl * m.s5
        deep.didt = s.s2 * zns * (s.z11 + s.z13) + m.s2 * znl * (m.z11 + m.z13)
        deep.dmdt =
            -zns * s.s3 * (s.z1 + s.z3 - 14 - 6 * emsq)
            - znl * m.s3 * (m.z1 + m.z3 - 14 - 6 * emsq)
        deep.domdt = sghs - cosim * shs + sghl
        deep.dnodt = shs
        if sinim != 0 {
            deep.domdt -= cosim / sinim * shll
            deep.dnodt += shll / sinim
        }
    }

    private mutating func setSynchronous(_ orbit: OrbitGeometry, _ theta: Double) {
        let (q22, q31, q33) = (1.7891679e-6, 2.1460748e-6, 2.2123015e-7)
        let (cosim, sinim, emsq) = (orbit.cosim, orbit.sinim, orbit.emsq)
        let xpidot = argpdot + nodedot
        let aonv = pow(noUnkozai / xke, 2.0 / 3)
        let g200 = 1 + emsq * (-2.5 + 0.8125 * emsq)
        let g310 = 1 + 2 * emsq
        let g300 = 1 + emsq * (-6 + 6.60937 * emsq)
        let f220 = 0.75 * (1 + cosim) * (1 + cosim)
        let f311 = 0.9375 * sinim * sinim * (1 + 3 * cosim) - 0.75 * (1 + cosim)
        let f330 = 1.875 * (1 + cosim) * (1 + cosim) * (1 + cosim)
        let del1 = 3 * noUnkozai * noUnkozai * aonv * aonv
        deep.irez = 1
        deep.del2 = 2 * del1 * f220 * g200 * q22
        deep.del3 = 3 * del1 * f330 * g300 * q33 * aonv
        deep.del1 = del1 * f311 * g310 * q31 * aonv
        deep.xlamo = fmod(mo + nodeo + argpo - theta, 2 * .pi)
        deep.xfact =
            mdot + xpidot - DeepSpace.rptim + deep.dmdt + deep.domdt + deep.dnodt - noUnkozai
    }

    private mutating func setHalfDay(_ orbit: OrbitGeometry, _ theta: Double) {
        let (root22, root32, root44) = (1.7891679e-6, 3.7393792e-7, 7.3636953e-9)
        let (root52, root54) = (1.1428639e-7, 2.1765803e-9)
        let (cosim, sinim) = (orbit.cosim, orbit.sinim)
        let cosisq = cosim * cosim
        let g = HalfDayEccentricity(em: ecco)
        let sini2 = sinim * sinim
        let f220 = 0.75 * (1 + 2 * cosim + cosisq)
        let f221 = 1.5 * sini2
        let f321 = 1.875 * sinim * (1 - 2 * cosim - 3 * cosisq)
        let f322 = -1.875 * sinim * (1 + 2 * cosim - 3 * cosisq)
        let f441 = 35 * sini2 * f220
        let f442 = 39.3750 * sini2 * sini2
        let f522a = sini2 * (1 - 2 * cosim - 5 * cosisq)
        let f522 = 9.84375 * sinim * (f522a + 0.33333333 * (-2 + 4 * cosim + 6 * cosisq))
        let f523a = 4.92187512 * sini2 * (-2 - 4 * cosim + 10 * cosisq)
        let f523 = sinim * (f523a + 6.56250012 * (1 + 2 * cosim - 3 * cosisq))
        let f542 =
            29.53125 * sinim * (2 - 8 * cosim + cosisq * (-12 + 8 * cosim + 10 * cosisq))
        let f543 =
            29.53125 * sinim * (-2 - 8 * cosim + cosisq * (12 + 8 * cosim - 10 * cosisq))
        let aonv = pow(noUnkozai / xke, 2.0 / 3)
        var temp1 = 3 * noUnkozai * noUnkozai * aonv * aonv
        deep.irez = 2
        deep.d2201 = temp1 * root22 * f220 * g.g201
        deep.d2211 = temp1 * root22 * f221 * g.g211
        temp1 *= aonv
        deep.d3210 = temp1 * root32 * f321 * g.g310
        deep.d3222 = temp1 * root32 * f322 * g.g322
        temp1 *= aonv
        deep.d4410 = 2 * temp1 * root44 * f441 * g.g410
        deep.d4422 = 2 * temp1 * root44 * f442 * g.g422
        temp1 *= aonv
        deep.d5220 = temp1 * root52 * f522 * g.g520
        deep.d5232 = temp1 * root52 * f523 * g.g532
        deep.d5421 = 2 * temp1 * root54 * f542 * g.g521
        deep.d5433 = 2 * temp1 * root54 * f543 * g.g533
        deep.xlamo = fmod(mo + nodeo + nodeo - theta - theta, 2 * .pi)
        deep.xfact =
            mdot + deep.dmdt + 2 * (nodedot + deep.dnodt - DeepSpace.rptim) - noUnkozai
    }
}

/// The polynomials in eccentricity of the 12-hour resonance.
private struct HalfDayEccentricity {
    var g201, g211, g310, g322, g410, g422, g520, g521, g532, g533: Double

    init(em: Double) {
        let emsq = em * em
        let eoc = em * emsq
        func poly(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
            a + b * em + c * emsq + d * eoc
        }
        g201 = -0.306 - (em - 0.64) * 0.440
        if em <= 0.65 {
            g211 = poly(3.616, -13.2470, 16.2900, 0)
            g310 = poly(-19.302, 117.3900, -228.4190, 156.5910)
            g322 = poly(-18.9068, 109.7927, -214.6334, 146.5816)
            g410 = poly(-41.122, 242.6940, -471.0940, 313.9530)
            g422 = poly(-146.407, 841.8800, -1629.014, 1083.4350)
            g520 = poly(-532.114, 3017.977, -5740.032, 3708.2760)
        } else {
            g211 = poly(-72.099, 331.819, -508.738, 266.724)
            g310 = poly(-346.844, 1582.851, -2415.925, 1246.113)
            g322 = poly(-342.585, 1554.908, -2366.899, 1215.972)
            g410 = poly(-1052.797, 4758.686, -7193.992, 3651.957)
            g422 = poly(-3581.690, 16178.110, -24462.770, 12422.520)
            g520 =
                em > 0.715
                ? poly(-5149.66, 29936.92, -54087.36, 31324.56)
                : poly(1464.74, -4664.75, 3763.64, 0)
        }
        if em < 0.7 {
            g533 = poly(-919.22770, 4988.6100, -9064.7700, 5542.21)
            g521 = poly(-822.71072, 4568.6173, -8491.4146, 5337.524)
            g532 = poly(-853.66600, 4690.2500, -8624.7700, 5341.4)
        } else {
            g533 = poly(-37995.780, 161616.52, -229838.20, 109377.94)
            g521 = poly(-51752.104, 218913.95, -309468.16, 146349.42)
            g532 = poly(-40023.880, 170470.89, -242699.48, 115605.82)
        }
    }
}
