// The 95 % region by the likelihood itself. An ellipse is the shadow of straight geometry: a sliver
// of 83 x 1 km holds 91.6 % instead of 95 %. Here the circle of 95 % in observation space is
// carried to the ground through the exact model, which bends with the lines of position.

import Glibc
import Quantities

extension Estimation {
    /// Adds the contour to solutions whose ellipse is a sliver or huge.
    func addContours(_ result: inout LocationResult, _ estimates: [JointEstimate]) {
        for k in result.solutions.indices {
            let ellipse = result.solutions[k].ellipse
            guard ellipse.aspect > 50 || ellipse.semiMajor.value > 1e5 else { continue }
            guard calibrated.targets.count == 1,
                let geometry = calibrated.geometry(calibrated.targets[0])
            else {
                result.warnings.append("an ellipse is a sliver or huge: it covers less than 95 %")
                continue
            }
            result.solutions[k].contour = LikelihoodContour(
                geometry: geometry, centre: SurfacePoint(result.solutions[k].position),
                covariance: result.solutions[k].covariance
            ).points()
            result.warnings.append(
                "an ellipse is a sliver or huge: use its likelihood contour instead")
        }
    }
}

struct LikelihoodContour {
    let geometry: PairGeometry
    let centre: SurfacePoint
    let covariance: HorizontalCovariance
    private static let vertices = 96
    private static let rings = 12

    /// Vertices, counter-clockwise. A ray that meets a fold of the geometry or the edge of
    /// visibility ends there.
    func points() -> [GeodeticPosition] {
        // Square root of the covariance of the observables, J C^(1/2), at the estimate.
        let l11 = covariance.eastEast.squareRoot()
        let l21 = covariance.eastNorth / l11
        let l22 = max(0, covariance.northNorth - l21 * l21).squareRoot()
        let o = geometry.observe(centre.position)
        let axes = centre.axes
        let east = (o.gradTau.dot(axes.east), o.gradF.dot(axes.east))
        let north = (o.gradTau.dot(axes.north), o.gradF.dot(axes.north))
        let radius = ErrorEllipse.chiSquare95.squareRoot()
        return (0..<Self.vertices).map { k in
            let angle = 2 * Double.pi * Double(k) / Double(Self.vertices)
            let (a, b) = (radius * cos(angle), radius * sin(angle))
            let (dE, dN) = (l11 * a, l21 * a + l22 * b)
            return end(
                tau: o.tau, dTau: east.0 * dE + north.0 * dN,
                nu: o.f, dNu: east.1 * dE + north.1 * dN
            ).geodetic
        }
    }

    /// Follows the observables outwards from the estimate to one point of the 95 % circle.
    private func end(tau: Double, dTau: Double, nu: Double, dNu: Double) -> SurfacePoint {
        var point = centre
        for ring in 1...Self.rings {
            let share = Double(ring) / Double(Self.rings)
            let z = WhitenedMeasurement(
                tau: tau + share * dTau, nu: nu + share * dNu,
                weightTau: 1e3 / max(abs(dTau), 1e-12), weightNu: 1e3 / max(abs(dNu), 1e-9))
            let next = geometry.polish(z, from: point)
            guard next.converged, next.residual < 1, geometry.sees(next.point) else { break }
            point = next.point
        }
        return point
    }
}
