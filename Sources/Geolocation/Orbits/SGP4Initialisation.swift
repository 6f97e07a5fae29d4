// sgp4init and initl of "Revisiting Spacetrack Report #3": everything of SGP4 that does not depend
// on time. Names and order are those of the paper.

import Glibc

extension SGP4 {
    mutating func initialise(noKozai: Double, epoch: JulianDate, _ constants: GravityConstants) {
        let x2o3 = 2.0 / 3
        // initl: the mean motion without Kozai's convention.
        let eccsq = ecco * ecco
        let omeosq = 1 - eccsq
        let rteosq = omeosq.squareRoot()
        (sinio, cosio) = (sin(inclo), cos(inclo))
        let cosio2 = cosio * cosio
        let ak = pow(xke / noKozai, x2o3)
        let d1 = 0.75 * j2 * (3 * cosio2 - 1) / (rteosq * omeosq)
        var del = d1 / (ak * ak)
        let adel = ak * (1 - del * del - del * (1 / 3.0 + 134 * del * del / 81))
        del = d1 / (adel * adel)
        noUnkozai = noKozai / (1 + del)
        ao = pow(xke / noUnkozai, x2o3)
        let po = ao * omeosq
        let con42 = 1 - 5 * cosio2
        con41 = -con42 - cosio2 - cosio2
        let posq = po * po
        let rp = ao * (1 - ecco)
        gsto = gstime(epoch)

        isimp = rp < 220 / radiusearthkm + 1
        let (sfour, qzms24) = atmosphere(perigee: (rp - 1) * radiusearthkm)
        let pinvsq = 1 / posq
        let tsi = 1 / (ao - sfour)
        eta = ao * ecco * tsi
        let etasq = eta * eta
        let eeta = ecco * eta
        let psisq = abs(1 - etasq)
        let coef = qzms24 * pow(tsi, 4)
        let coef1 = coef / pow(psisq, 3.5)
        let cc2 =
            coef1 * noUnkozai
            * (ao * (1 + 1.5 * etasq + eeta * (4 + etasq))
                + 0.375 * j2 * tsi / psisq * con41 * (8 + 3 * etasq * (8 + etasq)))
        cc1 = bstar * cc2
        let cc3 = ecco > 1e-4 ? -2 * coef * tsi * j3oj2 * noUnkozai * sinio / ecco : 0
        x1mth2 = 1 - cosio2
        let cc4a = eta * (2 + 0.5 * etasq) + ecco * (0.5 + 2 * etasq)
        let cc4b = -3 * con41 * (1 - 2 * eeta + etasq * (1.5 - 0.5 * eeta))
        let cc4c = 0.75 * x1mth2 * (2 * etasq - eeta * (1 + etasq)) * cos(2 * argpo)
        cc4 =
            2 * noUnkozai * coef1 * ao * omeosq
            * (cc4a - j2 * tsi / (ao * psisq) * (cc4b + cc4c))
        cc5 = 2 * coef1 * ao * omeosq * (1 + 2.75 * (etasq + eeta) + eeta * etasq)

        let cosio4 = cosio2 * cosio2
        let temp1 = 1.5 * j2 * pinvsq * noUnkozai
        let temp2 = 0.5 * temp1 * j2 * pinvsq
        let temp3 = -0.46875 * constants.j4 * pinvsq * pinvsq * noUnkozai
        mdot =
            noUnkozai + 0.5 * temp1 * rteosq * con41
            + 0.0625 * temp2 * rteosq * (13 - 78 * cosio2 + 137 * cosio4)
        argpdot =
            -0.5 * temp1 * con42 + 0.0625 * temp2 * (7 - 114 * cosio2 + 395 * cosio4)
            + temp3 * (3 - 36 * cosio2 + 49 * cosio4)
        let xhdot1 = -temp1 * cosio
        nodedot =
            xhdot1
            + (0.5 * temp2 * (4 - 19 * cosio2) + 2 * temp3 * (3 - 7 * cosio2)) * cosio
        omgcof = bstar * cc3 * cos(argpo)
        xmcof = ecco > 1e-4 ? -x2o3 * coef * bstar / eeta : 0
        nodecf = 3.5 * omeosq * xhdot1 * cc1
        t2cof = 1.5 * cc1
        xlcof = Self.xlcof(j3oj2, sinio, cosio)
        aycof = -0.5 * j3oj2 * sinio
        let delmotemp = 1 + eta * cos(mo)
        delmo = delmotemp * delmotemp * delmotemp
        sinmao = sin(mo)
        x7thm1 = 7 * cosio2 - 1

        isDeepSpace = 2 * Double.pi / noUnkozai >= 225
        if isDeepSpace {
            isimp = true
            initialiseDeepSpace(epoch: epoch)
        }
        guard !isimp else { return }
        let cc1sq = cc1 * cc1
        d2 = 4 * ao * tsi * cc1sq
        let temp = d2 * tsi * cc1 / 3
        d3 = (17 * ao + sfour) * temp
        d4 = 0.5 * temp * ao * tsi * (221 * ao + 31 * sfour) * cc1
        t3cof = d2 + 2 * cc1sq
        t4cof = 0.25 * (3 * d3 + cc1 * (12 * d2 + 10 * cc1sq))
        t5cof = 0.2 * (3 * d4 + 12 * cc1 * d3 + 6 * d2 * d2 + 15 * cc1sq * (2 * d2 + cc1sq))
    }

    /// The parameters s and (q0 - s)^4 of the density, lowered for perigees below 156 km.
    private func atmosphere(perigee perige: Double) -> (sfour: Double, qzms24: Double) {
        var sfour = 78.0
        if perige < 156 { sfour = perige < 98 ? 20 : perige - 78 }
        let qzms24temp = (120 - sfour) / radiusearthkm
        return (sfour / radiusearthkm + 1, pow(qzms24temp, 4))
    }
}
