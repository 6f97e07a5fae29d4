// The ellipse of confidence on the ground, from a covariance in local east and north.

import Glibc
public import Quantities

/// Covariance of a position in the local east and north axes, in square metres.
public struct HorizontalCovariance: Hashable, Sendable {
    public var eastEast: Double
    public var eastNorth: Double
    public var northNorth: Double

    /// A covariance from its three different entries, m^2.
    public init(eastEast: Double, eastNorth: Double, northNorth: Double) {
        (self.eastEast, self.eastNorth) = (eastEast, eastNorth)
        self.northNorth = northNorth
    }
}

/// An ellipse that holds the emitter with a stated probability.
public struct ErrorEllipse: Hashable, Sendable {
    public var semiMajor: Metres
    public var semiMinor: Metres
    /// Direction of the major axis, clockwise from north, from 0 up to (not including) 180 degrees.
    public var azimuth: Angle
    /// Probability that the emitter lies inside, if the errors are normal and the geometry is
    /// straight across the ellipse.
    public var confidence: Double

    /// An ellipse from its axes.
    public init(semiMajor: Metres, semiMinor: Metres, azimuth: Angle, confidence: Double) {
        (self.semiMajor, self.semiMinor) = (semiMajor, semiMinor)
        (self.azimuth, self.confidence) = (azimuth, confidence)
    }

    /// The 95 % quantile of chi-square with two degrees of freedom: -2 ln 0.05.
    public static let chiSquare95 = 5.991464547107979

    /// The ellipse of a covariance: semi-axes are the square roots of its eigenvalues times the
    /// quantile -2 ln(1 - confidence) of chi-square with two degrees of freedom.
    public init(_ covariance: HorizontalCovariance, confidence: Double = 0.95) {
        let (a, b, c) = (covariance.eastEast, covariance.eastNorth, covariance.northNorth)
        let quantile = confidence == 0.95 ? Self.chiSquare95 : -2 * log(1 - confidence)
        let half = hypot((a - c) / 2, b)
        let large = (a + c) / 2 + half
        // The small eigenvalue through the determinant: no cancellation for slivers.
        let small = large > 0 ? max(0, (a * c - b * b) / large) : 0
        var azimuth = atan2(2 * b, c - a) / 2
        if azimuth < 0 { azimuth += .pi }
        if azimuth >= .pi { azimuth -= .pi }
        self.init(
            semiMajor: Metres((quantile * large).squareRoot()),
            semiMinor: Metres((quantile * small).squareRoot()),
            azimuth: Angle(azimuth), confidence: confidence)
    }

    /// Major over minor axis; infinite for a line.
    public var aspect: Double { semiMajor.value / semiMinor.value }
}
