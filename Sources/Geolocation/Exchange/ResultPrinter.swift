// The result as JSON for `vigia locate`: the promised keys, and the method with its sources.

public import CanonicalJSON
public import Quantities

extension LocationResult {
    /// The result with the keys that `vigia locate --json` promises.
    public var json: JSONValue {
        .object([
            .init("id", .string(id)),
            .init("result", .string(outcome.rawValue)),
            .init("solutions", .array(solutions.map(\.json))),
            .init("ephemeris_included", .bool(ephemerisIncluded)),
            .init("warnings", JSONValue(reasons + warnings)),
            .init("method", .string(method.name)),
            .init("sources", JSONValue(method.sources)),
            .init("model", .string(model.rawValue)),
        ])
    }
}

extension Solution {
    /// With `contour`, latitude before longitude in degrees, where the ellipse would not be honest.
    var json: JSONValue {
        let outline = contour?.map { point in
            JSONValue([point.latitude.degrees, point.longitude.degrees])
        }
        let further = outline.map { [JSONValue.Member("contour", .array($0))] } ?? []
        let members: [JSONValue.Member] = [
            .init("covariance_en_m2", covariance.json),
            .init("ellipse", ellipse.json),
            .init("residual_sigma", .number(residualSigma)),
        ]
        return .object(position.members + members + further)
    }
}

extension HorizontalCovariance {
    /// Two rows of two: east, then north.
    public var json: JSONValue {
        [JSONValue([eastEast, eastNorth]), JSONValue([eastNorth, northNorth])]
    }
}

extension ErrorEllipse {
    /// The ellipse with the keys that `vigia locate --json` promises.
    public var json: JSONValue {
        .object([
            .init("semi_major_m", .number(semiMajor.value)),
            .init("semi_minor_m", .number(semiMinor.value)),
            .init("azimuth_deg", .number(azimuth.degrees)),
            .init("confidence", .number(confidence)),
        ])
    }
}

extension GeodeticPosition {
    /// A place in degrees and metres above the ellipsoid.
    public var json: JSONValue { .object(members) }

    fileprivate var members: [JSONValue.Member] {
        [
            .init("latitude_deg", .number(latitude.degrees)),
            .init("longitude_deg", .number(longitude.degrees)),
            .init("height_m", .number(height.value)),
        ]
    }
}
