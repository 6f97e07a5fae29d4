// Where on the visible Earth two observables can both be met. The TDOA alone confines the emitter
// to one smooth curve; walking along it and watching the FDOA shows every root, the mirror pairs
// too. (Same idea as the one-dimensional search of Ho & Chan, IEEE TAES 33(3), 1997; but the curve
// is built from the two ranges, so that no velocity enters and the search stays regular when the
// satellites stand still relative to the Earth, which is when mirror pairs appear.)

import Glibc

struct RootScan: Sendable {
    let first, second: PathKernel
    let h: Double
    /// Orthonormal axes: a towards satellite 1, b towards satellite 2 within the plane of both,
    /// w across it (nearly the polar axis for geostationary satellites).
    private let a, b, w: Vector
    private let S1, S2, s2a, s2b: Double

    init(first: PathKernel, second: PathKernel, h: Double) {
        (self.first, self.second, self.h) = (first, second, h)
        (S1, S2) = (first.s.norm, second.s.norm)
        a = first.s.unit
        let across = second.s.perpendicular(to: a)
        s2a = second.s.dot(a)
        s2b = across.norm
        b = s2b > 0 ? (1 / s2b) * across : .zero
        w = a.cross(b)
    }

    /// Smallest angle between the satellites, seen from the centre, that gives a TDOA any use.
    var isDegenerate: Bool { !(s2b > 1e-6 * S2) || !(S1 > 6.4e6) || !(S2 > 6.4e6) }

    func sees(_ point: SurfacePoint) -> Bool {
        point.sineOfElevation(of: first.s) >= 0 && point.sineOfElevation(of: second.s) >= 0
    }

    /// The curve of one TDOA; `nil` if there is none on this side of the Earth.
    func curve(tau: Double) -> DelayCurve? {
        let r21 = PathKernel.c * (tau - second.tauDown + first.tauDown)
        guard !isDegenerate, let nearest = nearestRange(r21) else { return nil }
        let farthest = (S1 * S1 - 6.33e6 * 6.33e6).squareRoot() + 4e4
        guard farthest > nearest else { return nil }
        return DelayCurve(scan: self, r21: r21, nearest: nearest, farthest: farthest)
    }

    /// The point at ranges r1 and r1 + r21 on one side of the plane of the satellites. `R`, the
    /// Earth's radius there, is carried from sample to sample and refined.
    fileprivate func point(
        r1: Double, r21: Double, side: Double, R: inout Double
    ) -> SurfacePoint? {
        let r2 = r1 + r21
        var e = Vector.zero
        for _ in 0..<3 {
            let x = (R * R + S1 * S1 - r1 * r1) / (2 * S1)
            let y = ((R * R + S2 * S2 - r2 * r2) / 2 - s2a * x) / s2b
            let g2 = R * R - x * x - y * y
            // A little below zero is the point on the plane itself; far below, a gap.
            guard g2 > -1e-4 * R * R else { return nil }
            e = x * a + y * b + (side * max(0, g2).squareRoot()) * w
            R = radius(e)
        }
        return SurfacePoint(near: e, height: h)
    }

    /// Distance from the centre of the surface at height h in the direction of e.
    private func radius(_ e: Vector) -> Double {
        let sin2 = e.z * e.z / e.dot(e)
        let e2 = SurfacePoint.e2
        return SurfacePoint.a * ((1 - e2) / (1 - e2 * (1 - sin2))).squareRoot() + h
    }

    /// Range from satellite 1 to the point of the curve in the plane of the satellites: the
    /// nearest of the curve. `nil` if the TDOA is greater than any on this side of the Earth.
    private func nearestRange(_ r21: Double) -> Double? {
        var R = SurfacePoint.a + h
        var r1: Double?
        for _ in 0..<3 {
            guard let angle = crossing(r21, R: R) else { return nil }
            let e = (R * cos(angle)) * a + (R * sin(angle)) * b
            r1 = (e - first.s).norm
            R = radius(e)
        }
        return r1
    }

    /// Angle from satellite 1 within the plane at which the range difference is r21. Between the
    /// limbs the difference falls steadily, so there is one root or none.
    private func crossing(_ r21: Double, R: Double) -> Double? {
        func excess(_ angle: Double) -> Double {
            let (x, y) = (R * cos(angle), R * sin(angle))
            let r1 = (R * R + S1 * S1 - 2 * x * S1).squareRoot()
            let r2 = (R * R + S2 * S2 - 2 * (x * s2a + y * s2b)).squareRoot()
            return r2 - r1 - r21
        }
        var low = atan2(s2b, s2a) - acos(min(1, R / S2)) - 0.03
        var high = acos(min(1, R / S1)) + 0.03
        var (fLow, fHigh) = (excess(low), excess(high))
        guard low < high, fLow >= 0, fHigh <= 0 else { return nil }
        for _ in 0..<60 where high - low > 1e-12 {
            // Illinois: the stale end's value is halved, so that both ends close in.
            let middle = (low * fHigh - high * fLow) / (fHigh - fLow)
            let f = excess(middle)
            if f == 0 || middle.isNaN { return middle.isNaN ? nil : middle }
            if f > 0 {
                (low, fLow, fHigh) = (middle, f, fHigh / 2)
            } else {
                (high, fHigh, fLow) = (middle, f, fLow / 2)
            }
            if abs(f) < 1e-4 { return middle }
        }
        return 0.5 * (low + high)
    }
}

/// The curve on which a TDOA keeps its value, from one limb of the Earth to the other. Its
/// parameter t runs from -1 to 1; at 0 the curve crosses the plane of the satellites.
struct DelayCurve {
    fileprivate let scan: RootScan
    fileprivate let r21, nearest, farthest: Double
    static let samples = 160
    /// Distance in t from one sample to the next: 90 to 180 km on the ground.
    static let spacing = 2 / Double(samples)

    /// The point at t; `nil` where the curve has a gap. The range grows with the square of t, so
    /// that the points are evenly spread where the curve crosses the plane.
    ///
    /// - Parameters:
    ///   - t: from -1 to 1.
    ///   - R: radius of the Earth near the point; refined.
    /// - Returns: the point, within metres of the curve.
    func point(_ t: Double, R: inout Double) -> SurfacePoint? {
        scan.point(
            r1: nearest + (farthest - nearest) * t * t, r21: r21, side: t < 0 ? -1 : 1, R: &R)
    }

    /// Calls the body with every sample in order.
    func walk(_ body: (_ t: Double, _ point: SurfacePoint?) -> Void) {
        var R = SurfacePoint.a + scan.h
        for k in 0...Self.samples {
            let t = Double(k) * Self.spacing - 1
            let point = point(t, R: &R)
            if point == nil { R = SurfacePoint.a + scan.h }
            body(t, point)
        }
    }
}
