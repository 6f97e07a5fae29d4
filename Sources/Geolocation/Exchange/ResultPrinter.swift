// The result as JSON for `vigia locate`: the promised keys, and the method with its sources.

public import CanonicalJSON
import Quantities

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
        let cross = JSONValue.number(covariance.eastNorth)
        let outline = contour?.map { point in
            JSONValue([point.latitude.degrees, point.longitude.degrees])
        }
        let further = outline.map { [JSONValue.Member("contour", .array($0))] } ?? []
        let members: [JSONValue.Member] = [
            .init("latitude_deg", .number(position.latitude.degrees)),
            .init("longitude_deg", .number(position.longitude.degrees)),
            .init("height_m", .number(position.height.value)),
            .init(
                "covariance_en_m2",
                .array([
                    .array([.number(covariance.eastEast), cross]),
                    .array([cross, .number(covariance.northNorth)]),
                ])),
            .init("ellipse", ellipse.json),
            .init("residual_sigma", .number(residualSigma)),
        ]
        return .object(members + further)
    }
}

extension ErrorEllipse {
    var json: JSONValue {
        .object([
            .init("semi_major_m", .number(semiMajor.value)),
            .init("semi_minor_m", .number(semiMinor.value)),
            .init("azimuth_deg", .number(azimuth.degrees)),
            .init("confidence", .number(confidence)),
        ])
    }
}
