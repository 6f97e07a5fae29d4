// A result as GeoJSON (RFC 7946): estimate, mirror solutions, 95 % regions and lines of position,
// longitude before latitude, rings counter-clockwise, nothing across the antimeridian.

public import CanonicalJSON
import Quantities

extension LocationResult {
    /// A FeatureCollection; each feature's `kind` says what it is: `estimate`, `mirror-solution`,
    /// `ellipse`, `likelihood-contour`, `line-of-position`.
    public var geoJSON: JSONValue {
        var features: [JSONValue] = []
        for (index, solution) in solutions.enumerated() {
            features.append(point(solution, index))
            if let region = region(solution, index) { features.append(region) }
        }
        for line in lines {
            let parts = MapShape.lines(along: line.points)
            guard !parts.isEmpty else { continue }
            features.append(
                feature(
                    geometry("LineString", "MultiLineString", parts.map(coordinates)),
                    "line-of-position", [.init("observable", .string(line.observable.rawValue))]))
        }
        return .object([
            .init("type", "FeatureCollection"), .init("features", .array(features)),
        ])
    }

    private func point(_ solution: Solution, _ index: Int) -> JSONValue {
        let position = solution.position
        let place: JSONValue = .array([
            .number(position.longitude.degrees), .number(position.latitude.degrees),
            .number(position.height.value),
        ])
        return feature(
            .object([.init("type", "Point"), .init("coordinates", place)]),
            index == 0 ? "estimate" : "mirror-solution",
            [
                .init("mirror", .bool(index > 0)),
                .init("residual_sigma", .number(solution.residualSigma)),
                .init("probability", .number(solution.probability)),
                .init("method", .string(method.name)),
                .init("sources", JSONValue(method.sources)),
                .init("model", .string(model.rawValue)),
                .init("ephemeris_included", .bool(ephemerisIncluded)),
                .init("warnings", JSONValue(reasons + warnings)),
            ] + ellipseMembers(solution.ellipse))
    }

    /// The likelihood contour where there is one, else the ellipse.
    private func region(_ solution: Solution, _ index: Int) -> JSONValue? {
        let ellipse = solution.ellipse
        // Farther than this, a geodesic ellipse would wrap round the Earth.
        guard solution.contour != nil || ellipse.semiMajor.value < 5e6 else { return nil }
        let vertices = solution.contour ?? ellipse.vertices(around: solution.position)
        let rings = MapShape.rings(around: vertices).map { JSONValue.array([coordinates($0)]) }
        guard !rings.isEmpty else { return nil }
        return feature(
            geometry("Polygon", "MultiPolygon", rings),
            solution.contour == nil ? "ellipse" : "likelihood-contour",
            [.init("mirror", .bool(index > 0))] + ellipseMembers(ellipse))
    }

    private func ellipseMembers(_ ellipse: ErrorEllipse) -> [JSONValue.Member] {
        ellipse.json.members ?? []
    }

    private func geometry(_ one: String, _ many: String, _ parts: [JSONValue]) -> JSONValue {
        .object([
            .init("type", .string(parts.count == 1 ? one : many)),
            .init("coordinates", parts.count == 1 ? parts[0] : .array(parts)),
        ])
    }

    private func coordinates(_ points: [MapPoint]) -> JSONValue {
        .array(points.map { .array([.number($0.longitude), .number($0.latitude)]) })
    }

    private func feature(
        _ geometry: JSONValue, _ kind: String, _ properties: [JSONValue.Member]
    ) -> JSONValue {
        .object([
            .init("type", "Feature"), .init("geometry", geometry),
            .init(
                "properties",
                .object([.init("id", .string(id)), .init("kind", .string(kind))] + properties)),
        ])
    }
}
