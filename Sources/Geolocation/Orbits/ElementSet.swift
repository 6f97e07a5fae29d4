// Mean elements of the SGP4 theory, whichever format they came in. A plain value: nothing here
// judges or propagates.

public import Quantities

/// One set of mean elements of the SGP4 theory, true equator and mean equinox of the epoch.
public struct ElementSet: Hashable, Sendable {
    /// The object's name; empty where the file gave none.
    public var name: String
    /// Number in the satellite catalogue, 0 to 999 999 999.
    public var catalogNumber: Int
    /// International designator, `1999-060A`; empty where unknown.
    public var internationalDesignator: String
    /// `U` unclassified, `C` classified, `S` secret.
    public var classification: String
    public var epoch: UTCInstant
    /// Mean motion as published (Kozai's), in revolutions per day.
    public var meanMotion: Double
    /// Within 0 and 1.
    public var eccentricity: Double
    public var inclination: Angle
    public var rightAscensionOfAscendingNode: Angle
    public var argumentOfPericentre: Angle
    public var meanAnomaly: Angle
    /// The drag term B*, in inverse Earth radii.
    public var bstar: Double
    /// Half the first derivative of the mean motion, revolutions per day²; not used by SGP4.
    public var meanMotionDot: Double
    /// A sixth of the second derivative of the mean motion, revolutions per day³; not used by SGP4.
    public var meanMotionDotDot: Double
    public var elementSetNumber: Int
    public var revolutionAtEpoch: Int

    /// A set from its six elements, epoch and drag; what only identifies it may be left out.
    public init(
        name: String = "", catalogNumber: Int = 0, internationalDesignator: String = "",
        classification: String = "U", epoch: UTCInstant, meanMotion: Double, eccentricity: Double,
        inclination: Angle, rightAscensionOfAscendingNode: Angle, argumentOfPericentre: Angle,
        meanAnomaly: Angle, bstar: Double = 0, meanMotionDot: Double = 0,
        meanMotionDotDot: Double = 0, elementSetNumber: Int = 0, revolutionAtEpoch: Int = 0
    ) {
        (self.name, self.catalogNumber) = (name, catalogNumber)
        self.internationalDesignator = internationalDesignator
        (self.classification, self.epoch) = (classification, epoch)
        (self.meanMotion, self.eccentricity) = (meanMotion, eccentricity)
        self.inclination = inclination
        self.rightAscensionOfAscendingNode = rightAscensionOfAscendingNode
        self.argumentOfPericentre = argumentOfPericentre
        (self.meanAnomaly, self.bstar) = (meanAnomaly, bstar)
        (self.meanMotionDot, self.meanMotionDotDot) = (meanMotionDot, meanMotionDotDot)
        (self.elementSetNumber, self.revolutionAtEpoch) = (elementSetNumber, revolutionAtEpoch)
    }
}
