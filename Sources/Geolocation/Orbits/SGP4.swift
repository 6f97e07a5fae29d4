// SGP4 and SDP4, the published theory in its published shape: D. A. Vallado, P. Crawford,
// R. Hujsak and T. S. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, with the
// corrections up to 2020, operation mode 'i'. Names of variables are those of the paper, units
// are its own (Earth radii, minutes, radians), and files named SGP4 and SDP4 are exempt from the
// limits of length. What differs is only how a value is reached: where the paper takes the sine of
// an angle and of the same angle moved a little, the second comes from the first by addition.

import Glibc
public import Quantities

/// The gravity constants with which element sets are made and read.
@frozen public struct GravityConstants: Hashable, Sendable {
    /// Gravitational parameter in km³/s².
    public let mu: Double
    /// Equatorial radius in kilometres.
    public let radiusearthkm: Double
    /// Square root of the gravitational parameter in (Earth radii)^1.5 per minute.
    public let xke: Double
    /// Zonal harmonics, not normalised.
    public let j2, j3, j4: Double

    private init(mu: Double, radiusearthkm: Double, j2: Double, j3: Double, j4: Double) {
        (self.mu, self.radiusearthkm, self.j2, self.j3, self.j4) = (mu, radiusearthkm, j2, j3, j4)
        xke = 60 / (radiusearthkm * radiusearthkm * radiusearthkm / mu).squareRoot()
    }

    /// WGS-72: what public element sets are fitted with.
    public static let wgs72 = GravityConstants(
        mu: 398_600.8, radiusearthkm: 6378.135, j2: 0.001082616, j3: -0.00000253881,
        j4: -0.00000165597)

    /// WGS-84: only for elements that were fitted with it.
    public static let wgs84 = GravityConstants(
        mu: 398_600.5, radiusearthkm: 6378.137, j2: 0.00108262998905, j3: -0.00000253215306,
        j4: -0.00000161098761)
}

/// Why the theory gives no state; the numbers are those of the published program.
public enum SGP4Error: Int, Error, Hashable, Sendable, CaseIterable {
    case meanEccentricity = 1
    case meanMotion = 2
    case perturbedEccentricity = 3
    case semiLatusRectum = 4
    case decayed = 6

    /// The number of the published program.
    public var code: Int { rawValue }

    /// What happened, in words for people.
    public var message: String {
        switch self {
        case .meanEccentricity: "the mean eccentricity is not within -0.001 and 1"
        case .meanMotion: "the mean motion is not above zero"
        case .perturbedEccentricity: "the perturbed eccentricity is not within 0 and 1"
        case .semiLatusRectum: "the semi-latus rectum is below zero"
        case .decayed: "the satellite has decayed: its orbit is below the surface of the Earth"
        }
    }
}

/// One element set made ready for propagation: a plain value, about one kilobyte, no references.
///
/// Make it once, then ask for as many states as wanted. Objects with a period of 225 minutes or
/// more go through the deep-space theory (SDP4) by themselves.
public struct SGP4: Sendable {
    /// The longest span from the epoch, in minutes, for which a state may be asked: 1000 years.
    public static let longestSpan = 525_960_000.0

    let xke, radiusearthkm, vkmpersec, j2, j3oj2: Double

    // Elements, and what sgp4init makes of them.
    let bstar, ecco, argpo, inclo, mo, nodeo: Double
    var noUnkozai = 0.0, gsto = 0.0
    var isimp = false
    var isDeepSpace = false
    var aycof = 0.0, con41 = 0.0, cc1 = 0.0, cc4 = 0.0, cc5 = 0.0, d2 = 0.0, d3 = 0.0, d4 = 0.0
    var delmo = 0.0, eta = 0.0, argpdot = 0.0, omgcof = 0.0, sinmao = 0.0, t2cof = 0.0
    var t3cof = 0.0, t4cof = 0.0, t5cof = 0.0, x1mth2 = 0.0, x7thm1 = 0.0, mdot = 0.0
    var nodedot = 0.0, xlcof = 0.0, xmcof = 0.0, nodecf = 0.0
    var sinio = 0.0, cosio = 0.0, ao = 0.0
    var deep = DeepSpace()

    /// Makes an element set ready (sgp4init).
    ///
    /// - Parameters:
    ///   - elements: mean elements of the SGP4 theory.
    ///   - constants: those with which the elements were fitted; nearly always WGS-72.
    public init(_ elements: ElementSet, constants: GravityConstants = .wgs72) {
        let xpdotp = 1440 / (2 * Double.pi)
        xke = constants.xke
        radiusearthkm = constants.radiusearthkm
        vkmpersec = constants.radiusearthkm * constants.xke / 60
        j2 = constants.j2
        j3oj2 = constants.j3 / constants.j2
        bstar = elements.bstar
        ecco = elements.eccentricity
        argpo = elements.argumentOfPericentre.radians
        inclo = elements.inclination.radians
        mo = elements.meanAnomaly.radians
        nodeo = elements.rightAscensionOfAscendingNode.radians
        initialise(
            noKozai: elements.meanMotion / xpdotp, epoch: JulianDate(elements.epoch), constants)
    }

    /// The state at a time, without memory between calls.
    ///
    /// - Parameter minutes: from the epoch of the elements, at most ``longestSpan`` either way.
    /// - Returns: position in metres and velocity in metres per second, TEME of date.
    /// - Throws: the published reason where the theory fails.
    public func state(minutes: Double) throws(SGP4Error) -> StateVector<TEME> {
        var table = ResonanceTable()
        return try state(minutes: minutes, table: &table)
    }

    /// The state at a time; the table spares resonant objects (12 and 24 hours) the integration
    /// from their epoch, whatever the order of times. The result does not depend on it.
    ///
    /// - Parameters:
    ///   - minutes: from the epoch of the elements, at most ``longestSpan`` either way.
    ///   - table: belongs to this element set alone; start with an empty one.
    /// - Returns: position in metres and velocity in metres per second, TEME of date.
    /// - Throws: the published reason where the theory fails.
    @inline(never)
    public func state(
        minutes: Double, table: inout ResonanceTable
    ) throws(SGP4Error) -> StateVector<TEME> {
        let t = minutes
        precondition(t.magnitude <= Self.longestSpan, "minutes from the epoch are out of range")
        var el = secular(t)
        if isDeepSpace { dspace(t, &el, &table) }
        guard el.nm > 0 else { throw .meanMotion }

        let am = semiMajorAxis(el.nm) * el.tempa * el.tempa
        let nm = xke / (am * am.squareRoot())
        el.em -= el.tempe
        guard el.em < 1, el.em >= -0.001 else { throw .meanEccentricity }
        el.em = max(el.em, 1e-6)
        el.mm += noUnkozai * el.templ
        var ep = el.em
        let nodep = Self.reduced(el.nodem)
        var argpp = Self.reduced(el.argpm)
        var mp = Self.reduced(Self.reduced(el.mm + el.argpm + el.nodem) - argpp - nodep)

        var inc = Turn(angle: inclo, sin: sinio, cos: cosio)
        var node: Turn
        var (aycof, xlcof) = (aycof, xlcof)
        var (con41, x1mth2, x7thm1) = (con41, x1mth2, x7thm1)
        if isDeepSpace {
            inc.angle = el.inclm
            node = dpper(t, &ep, &inc, nodep, &argpp, &mp)
            guard ep >= 0, ep <= 1 else { throw .perturbedEccentricity }
            aycof = -0.5 * j3oj2 * inc.sin
            xlcof = Self.xlcof(j3oj2, inc.sin, inc.cos)
            let cosisq = inc.cos * inc.cos
            con41 = 3 * cosisq - 1
            x1mth2 = 1 - cosisq
            x7thm1 = 7 * cosisq - 1
        } else {
            node = Turn(nodep)
        }

        // Long period periodics.
        let argp = Turn(argpp)
        let axnl = ep * argp.cos
        let reciprocal = 1 / (am * (1 - ep * ep))
        let aynl = ep * argp.sin + reciprocal * aycof
        let u = Self.reduced(mp + argpp + reciprocal * xlcof * axnl)

        let eo1 = Self.kepler(u, axnl, aynl)
        let (sineo1, coseo1) = (eo1.sin, eo1.cos)

        // Short period preliminary quantities.
        let ecose = axnl * coseo1 + aynl * sineo1
        let esine = axnl * sineo1 - aynl * coseo1
        let el2 = axnl * axnl + aynl * aynl
        let pl = am * (1 - el2)
        guard pl >= 0 else { throw .semiLatusRectum }
        let rl = am * (1 - ecose)
        let rlInverse = 1 / rl
        let rdotl = am.squareRoot() * esine * rlInverse
        let rvdotl = pl.squareRoot() * rlInverse
        let betal = (1 - el2).squareRoot()
        let temp = esine / (1 + betal)
        let sinu = am * rlInverse * (sineo1 - aynl - axnl * temp)
        let cosu = am * rlInverse * (coseo1 - axnl + aynl * temp)
        let sin2u = (cosu + cosu) * sinu
        let cos2u = 1 - 2 * sinu * sinu
        let plInverse = 1 / pl
        let temp1 = 0.5 * j2 * plInverse
        let temp2 = temp1 * plInverse

        // Short period periodics: small turns of u, of the node and of the inclination.
        let mrt = rl * (1 - 1.5 * temp2 * betal * con41) + 0.5 * temp1 * x1mth2 * cos2u
        let su = Turn(angle: 0, sin: sinu, cos: cosu).turned(-0.25 * temp2 * x7thm1 * sin2u)
        let xnode = node.turned(1.5 * temp2 * inc.cos * sin2u)
        let xinc = inc.turned(1.5 * temp2 * inc.cos * inc.sin * cos2u)
        let nmOverXke = nm / xke
        let mvt = rdotl - nmOverXke * temp1 * x1mth2 * sin2u
        let rvdot = rvdotl + nmOverXke * temp1 * (x1mth2 * cos2u + 1.5 * con41)

        // Orientation vectors.
        let xmx = -xnode.sin * xinc.cos
        let xmy = xnode.cos * xinc.cos
        let ux = xmx * su.sin + xnode.cos * su.cos
        let uy = xmy * su.sin + xnode.sin * su.cos
        let uz = xinc.sin * su.sin
        let vx = xmx * su.cos - xnode.cos * su.sin
        let vy = xmy * su.cos - xnode.sin * su.sin
        let vz = xinc.sin * su.cos
        guard mrt >= 1 else { throw .decayed }
        let r = mrt * radiusearthkm * 1000
        let k = vkmpersec * 1000
        return StateVector(
            position: Position(x: r * ux, y: r * uy, z: r * uz),
            velocity: Velocity(
                x: k * (mvt * ux + rvdot * vx), y: k * (mvt * uy + rvdot * vy),
                z: k * (mvt * uz + rvdot * vz)))
    }
}

/// The mean elements at a time, with the factors of drag.
struct MeanElements {
    var em, inclm, argpm, nodem, mm, nm: Double
    var tempa, tempe, templ: Double
}

extension SGP4 {
    /// Secular effects of gravity and drag.
    @inline(__always)
    func secular(_ t: Double) -> MeanElements {
        let xmdf = mo + mdot * t
        let argpdf = argpo + argpdot * t
        let t2 = t * t
        var el = MeanElements(
            em: ecco, inclm: inclo, argpm: argpdf, nodem: nodeo + nodedot * t + nodecf * t2,
            mm: xmdf, nm: noUnkozai, tempa: 1 - cc1 * t, tempe: bstar * cc4 * t, templ: t2cof * t2)
        guard !isimp else { return el }
        let delmtemp = 1 + eta * cos(xmdf)
        let temp = omgcof * t + xmcof * (delmtemp * delmtemp * delmtemp - delmo)
        el.mm = xmdf + temp
        el.argpm = argpdf - temp
        let t3 = t2 * t
        let t4 = t3 * t
        el.tempa -= d2 * t2 + d3 * t3 + d4 * t4
        el.tempe += bstar * cc5 * (sin(el.mm) - sinmao)
        el.templ += t3cof * t3 + t4 * (t4cof + t * t5cof)
        return el
    }

    /// The angle without its whole turns, its sign kept, as C's fmod gives it: Lyddane's modification
    /// depends on the branch of the node. The product is exact because 2 pi is cut in two.
    @inline(__always)
    static func reduced(_ angle: Double) -> Double {
        let twopi = 2 * Double.pi
        guard abs(angle) >= twopi else { return angle }
        guard abs(angle) < 1e5 else { return fmod(angle, twopi) }
        let high = Double(bitPattern: twopi.bitPattern & ~0xFFFF)
        let turns = Double(Int(angle / twopi))
        return (angle - turns * high) - turns * (twopi - high)
    }

    /// (xke / nm)^(2/3). Near the mean motion at epoch, where resonant objects stay, two steps of
    /// Halley's method on the cube root are exact to the last bits and quicker than a power.
    @inline(__always)
    func semiMajorAxis(_ nm: Double) -> Double {
        guard nm != noUnkozai else { return ao }
        let ratio = xke / nm
        let square = ratio * ratio
        guard abs(nm - noUnkozai) < 0.01 * noUnkozai else { return pow(square, 1.0 / 3) }
        var a = ao
        for _ in 0..<2 {
            let cube = a * a * a
            a *= (cube + 2 * square) / (2 * cube + square)
        }
        return a
    }

    /// Kepler's equation in the equinoctial form of the paper.
    @inline(__always)
    static func kepler(_ u: Double, _ axnl: Double, _ aynl: Double) -> Turn {
        var eo1 = Turn(u)
        for step in 0..<10 {
            let slope = 1 - eo1.cos * axnl - eo1.sin * aynl
            var tem5 = (u - aynl * eo1.cos + axnl * eo1.sin - eo1.angle) / slope
            if abs(tem5) >= 0.95 { tem5 = tem5 > 0 ? 0.95 : -0.95 }
            guard step < 9, abs(tem5) >= 1e-12 else { break }
            eo1 = eo1.turned(tem5)
        }
        return eo1
    }

    /// The factor of the long period term in longitude, kept from the singularity at 180 degrees.
    @inline(__always)
    static func xlcof(_ j3oj2: Double, _ sinip: Double, _ cosip: Double) -> Double {
        let below = abs(cosip + 1) > 1.5e-12 ? 1 + cosip : 1.5e-12
        return -0.25 * j3oj2 * sinip * (3 + 5 * cosip) / below
    }
}

/// An angle with its sine and cosine.
struct Turn {
    var angle, sin, cos: Double

    @inline(__always)
    init(angle: Double, sin: Double, cos: Double) {
        (self.angle, self.sin, self.cos) = (angle, sin, cos)
    }

    @inline(__always)
    init(_ angle: Double) {
        self.init(angle: angle, sin: Glibc.sin(angle), cos: Glibc.cos(angle))
    }

    /// The angle moved by another one. Below 0.02 rad the series ends at the last bit.
    @inline(__always)
    func turned(_ d: Double) -> Turn {
        guard abs(d) < 0.02 else { return Turn(angle + d, from: self, by: d) }
        let q = d * d
        let s = d * (1 - q / 6 * (1 - q / 20 * (1 - q / 42)))
        let c = 1 - q / 2 * (1 - q / 12 * (1 - q / 30 * (1 - q / 56)))
        return Turn(angle: angle + d, sin: sin * c + cos * s, cos: cos * c - sin * s)
    }

    @inline(never)
    private init(_ angle: Double, from turn: Turn, by d: Double) {
        let (s, c) = (Glibc.sin(d), Glibc.cos(d))
        self.init(angle: angle, sin: turn.sin * c + turn.cos * s, cos: turn.cos * c - turn.sin * s)
    }
}
