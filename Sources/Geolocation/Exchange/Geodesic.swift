// The direct problem of the geodesic on WGS-84, for drawing: from a point along an azimuth for a
// distance (T. Vincenty, Survey Review 23(176), 1975; below a millimetre for any distance drawn
// here).

import Glibc
import Quantities

extension GeodeticPosition {
    /// The point a distance away along the geodesic that leaves here at an azimuth.
    ///
    /// - Parameters:
    ///   - distance: along the ellipsoid; at most 19 000 km.
    ///   - azimuth: clockwise from north.
    /// - Returns: the end, at the height of the start; longitude from -180 to 180 degrees.
    func moved(_ distance: Metres, azimuth: Angle) -> GeodeticPosition {
        let (a, f) = (SurfacePoint.a, WGS84.flattening)
        let b = a * (1 - f)
        let (sinA1, cosA1) = (sin(azimuth.radians), cos(azimuth.radians))
        let U1 = atan((1 - f) * tan(latitude.radians))
        let (sinU1, cosU1) = (sin(U1), cos(U1))
        let sigma1 = atan2(tan(U1), cosA1)
        let sinA = cosU1 * sinA1
        let cos2A = 1 - sinA * sinA
        let u2 = cos2A * (a * a - b * b) / (b * b)
        let A = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
        let B = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
        var sigma = distance.value / (b * A)
        for _ in 0..<20 {
            let c2m = cos(2 * sigma1 + sigma)
            let s = sin(sigma)
            let inner = cos(sigma) * (2 * c2m * c2m - 1)
            let outer = B / 6 * c2m * (4 * s * s - 3) * (4 * c2m * c2m - 3)
            let next = distance.value / (b * A) + B * s * (c2m + B / 4 * (inner - outer))
            let change = abs(next - sigma)
            sigma = next
            if change < 1e-13 { break }
        }
        let (s, c) = (sin(sigma), cos(sigma))
        let across = sinU1 * s - cosU1 * c * cosA1
        let phi = atan2(
            sinU1 * c + cosU1 * s * cosA1, (1 - f) * (sinA * sinA + across * across).squareRoot())
        let lambda = atan2(s * sinA1, cosU1 * c - sinU1 * s * cosA1)
        let C = f / 16 * cos2A * (4 + f * (4 - 3 * cos2A))
        let c2m = cos(2 * sigma1 + sigma)
        let L =
            lambda - (1 - C) * f * sinA * (sigma + C * s * (c2m + C * c * (2 * c2m * c2m - 1)))
        return GeodeticPosition(
            latitude: Angle(phi), longitude: Angle(remainder(longitude.radians + L, 2 * .pi)),
            height: height)
    }
}

extension ErrorEllipse {
    /// Vertices of the ellipse around a centre, along geodesics, counter-clockwise; the first is
    /// not repeated.
    func vertices(around centre: GeodeticPosition, count: Int = 72) -> [GeodeticPosition] {
        (0..<count).map { k in
            let angle = 2 * Double.pi * Double(k) / Double(count)
            // Along the major axis, and to its left seen along it.
            let along = semiMajor.value * cos(angle)
            let left = semiMinor.value * sin(angle)
            return centre.moved(
                Metres(hypot(along, left)), azimuth: Angle(azimuth.radians - atan2(left, along)))
        }
    }
}
