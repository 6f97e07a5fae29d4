// Lines of position: the curves on the visible Earth along which one observable keeps its measured
// value, followed step by step from a point on them.

import Quantities

extension Estimation {
    /// Length of a step along a line, m.
    private static let stride = 5e4

    /// The curves of one observable through given points; through the curve's own samples if there
    /// are none.
    func lines(
        _ observable: LineOfPosition.Observable, through points: [SurfacePoint]
    ) -> [LineOfPosition] {
        let look = calibrated.targets[0]
        guard let geometry = calibrated.geometry(look),
            let datum = observable == .tdoa ? look.tau : look.nu
        else { return [] }
        let tracer = LineTracer(
            geometry: geometry, observable: observable, value: calibrated.corrected(datum))
        var lines: [[SurfacePoint]] = []
        for start in points.isEmpty ? tracer.starts() : points {
            let isTraced = lines.contains { line in
                line.contains { ($0.position - start.position).norm < Self.stride }
            }
            guard !isTraced, let onLine = tracer.corrected(start) else { continue }
            lines.append(tracer.trace(from: onLine, stride: Self.stride))
        }
        return lines.filter { $0.count > 1 }.map {
            LineOfPosition(observable: observable, points: $0.map(\.geodetic))
        }
    }
}

struct LineTracer {
    let geometry: PairGeometry
    let observable: LineOfPosition.Observable
    let value: Double

    private func look(at point: SurfacePoint) -> (value: Double, east: Double, north: Double) {
        let o = geometry.observe(point.position)
        let axes = point.axes
        let gradient = observable == .tdoa ? o.gradTau : o.gradF
        return (
            observable == .tdoa ? o.tau : o.f, gradient.dot(axes.east), gradient.dot(axes.north)
        )
    }

    /// The point of the line nearest to a point, by Newton steps along the gradient.
    func corrected(_ start: SurfacePoint) -> SurfacePoint? {
        var point = start
        for _ in 0..<8 {
            let o = look(at: point)
            let slope2 = o.east * o.east + o.north * o.north
            guard slope2 > 0 else { return nil }
            let k = (value - o.value) / slope2
            let (dE, dN) = (k * o.east, k * o.north)
            let length = (dE * dE + dN * dN).squareRoot()
            guard length < 2e5 else { return nil }
            point = point.moved(east: dE, north: dN, axes: point.axes)
            if length < 1 { return geometry.sees(point) ? point : nil }
        }
        return nil
    }

    /// Both directions from a point, joined; ends at the edge of visibility or where it closes.
    func trace(from start: SurfacePoint, stride: Double) -> [SurfacePoint] {
        let forward = march(from: start, stride: stride)
        if let end = forward.last, forward.count > 4,
            (end.position - start.position).norm < 1.5 * stride
        {
            return [start] + forward + [start]
        }
        return march(from: start, stride: -stride).reversed() + [start] + forward
    }

    private func march(from start: SurfacePoint, stride: Double) -> [SurfacePoint] {
        var points: [SurfacePoint] = []
        var point = start
        var heading = Vector.zero
        for _ in 0..<1200 {
            let o = look(at: point)
            let slope = (o.east * o.east + o.north * o.north).squareRoot()
            guard slope > 0 else { break }
            var (dE, dN) = (-o.north / slope * stride, o.east / slope * stride)
            let axes = point.axes
            // The gradient may turn over at a saddle; the line must not turn back with it.
            let direction = dE * axes.east + dN * axes.north
            if direction.dot(heading) < 0 { (dE, dN) = (-dE, -dN) }
            let moved = point.moved(east: dE, north: dN, axes: axes)
            guard let next = corrected(moved) else { break }
            heading = next.position - point.position
            points.append(next)
            point = next
            if points.count > 4, (next.position - start.position).norm < abs(stride) { break }
        }
        return points
    }

    /// Points near the line all over the visible Earth.
    func starts() -> [SurfacePoint] {
        var points: [SurfacePoint] = []
        for latitude in stride(from: -80.0, through: 80, by: 4) {
            var last: Double?
            for longitude in stride(from: -180.0, through: 180, by: 4) {
                let point = SurfacePoint(
                    GeodeticPosition(
                        latitude: .degrees(latitude), longitude: .degrees(longitude),
                        height: Metres(geometry.h)))
                guard geometry.sees(point) else {
                    last = nil
                    continue
                }
                let excess = look(at: point).value - value
                if let last, (excess < 0) != (last < 0) { points.append(point) }
                last = excess
            }
        }
        return points
    }
}
