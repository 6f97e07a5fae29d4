// What the locator answers: a class of outcome with its reasons, every position that fits, and the
// method it rests on.

public import Quantities

/// How much the measurements say about the emitter's place.
public enum LocationOutcome: String, Hashable, Sendable, CaseIterable {
    /// One or more positions with error ellipses of a useful size.
    case located
    /// A bounded region, too large to be called a position.
    case areaOnly = "area-only"
    /// The emitter stands on or near a line; where on it, the measurements do not say.
    case lineOfPosition = "line-of-position"
    /// Nothing can be said.
    case notLocated = "not-located"
}

/// One position that fits the measurements.
public struct Solution: Hashable, Sendable {
    public var position: GeodeticPosition
    /// Covariance in east and north at the position, with every stated source of error in it.
    public var covariance: HorizontalCovariance
    /// The 95 % ellipse of that covariance.
    public var ellipse: ErrorEllipse
    /// Misfit per degree of freedom, in sigmas: the root of the sum of squares of all residuals
    /// and prior corrections over the number of redundant measurements (over one if none is).
    public var residualSigma: Double
    /// Share of the posterior probability among the solutions, if the emitter was equally likely
    /// anywhere on the ground beforehand.
    public var probability: Double
    /// The 95 % region by the likelihood itself, where the ellipse is too long or too large to be
    /// trusted; closed, counter-clockwise, first vertex not repeated.
    public var contour: [GeodeticPosition]?

    /// A solution.
    public init(
        position: GeodeticPosition, covariance: HorizontalCovariance, ellipse: ErrorEllipse,
        residualSigma: Double, probability: Double, contour: [GeodeticPosition]? = nil
    ) {
        (self.position, self.covariance, self.ellipse) = (position, covariance, ellipse)
        (self.residualSigma, self.probability) = (residualSigma, probability)
        self.contour = contour
    }
}

/// A curve on which one observable keeps its measured value.
public struct LineOfPosition: Hashable, Sendable {
    /// Which of the two differences of arrival.
    public enum Observable: String, Hashable, Sendable {
        case tdoa
        case fdoa
    }
    public var observable: Observable
    /// Vertices from one end of the visible Earth to the other, about 50 km apart.
    public var points: [GeodeticPosition]

    /// A line of one observable.
    public init(observable: Observable, points: [GeodeticPosition]) {
        (self.observable, self.points) = (observable, points)
    }
}

/// How a result was reached, and what the method rests on.
public struct LocationMethod: Hashable, Sendable {
    public var name: String
    /// Papers, Recommendations or Reports.
    public var sources: [String]

    /// A method and its sources.
    public init(name: String, sources: [String]) { (self.name, self.sources) = (name, sources) }
}

/// The answer of the ``Locator``.
public struct LocationResult: Hashable, Sendable {
    public var id: String
    public var outcome: LocationOutcome
    /// All solutions on the visible Earth, most probable first.
    public var solutions: [Solution]
    /// Lines through the solutions, or the line itself where the outcome is a line.
    public var lines: [LineOfPosition]
    /// True if the ellipses contain the errors of both satellites' ephemerides.
    public var ephemerisIncluded: Bool
    /// Why the outcome is not ``LocationOutcome/located``.
    public var reasons: [String]
    /// What the reader of the result must know before relying on it.
    public var warnings: [String]
    public var method: LocationMethod
    public var model: PropagationModel

    /// A result.
    public init(
        id: String, outcome: LocationOutcome, solutions: [Solution], lines: [LineOfPosition],
        ephemerisIncluded: Bool, reasons: [String], warnings: [String], method: LocationMethod,
        model: PropagationModel
    ) {
        (self.id, self.outcome, self.solutions, self.lines) = (id, outcome, solutions, lines)
        (self.ephemerisIncluded, self.reasons) = (ephemerisIncluded, reasons)
        (self.warnings, self.method, self.model) = (warnings, method, model)
    }
}
