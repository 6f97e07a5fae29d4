// The marks of a map, told apart by their shape, and where their names find room.

import Letters
import Quantities

/// What a mark stands for.
enum MapMark: Hashable, CaseIterable {
    case position, mirror, reference, station, below

    var name: Bilingual {
        switch self {
        case .position: FigureTexts.position
        case .mirror: FigureTexts.mirror
        case .reference: FigureTexts.reference
        case .station: FigureTexts.station
        case .below: FigureTexts.below
        }
    }

    /// True where the mark has a name beside it.
    var isNamed: Bool { self != .position && self != .mirror }

    func draw(at point: Canvas.Point, on canvas: inout Canvas) {
        let (x, y) = point
        switch self {
        case .position:
            canvas.dot(point, radius: 2)
            canvas.circle(point, radius: 5)
        case .mirror: canvas.circle(point, radius: 4)
        case .reference: canvas.fill([(x, y - 4), (x + 4, y + 3), (x - 4, y + 3)], shade: 1)
        case .station:
            canvas.fill(
                [(x - 3, y - 3), (x + 3, y - 3), (x + 3, y + 3), (x - 3, y + 3)], shade: 1)
        case .below:
            canvas.line([(x, y - 5), (x + 4, y), (x, y + 5), (x - 4, y)], isClosed: true)
        }
    }
}

/// Names beside marks that do not cover each other; what finds no room stands in the table alone.
struct MapLabels {
    private struct Box {
        var left, top, right, bottom: Double

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }
    private let width: Double
    private let height: Double
    private var taken: [Box] = []
    private static let size = 8.0

    init(width: Double, height: Double) { (self.width, self.height) = (width, height) }

    /// Keeps the place of a mark free.
    mutating func reserve(_ point: Canvas.Point) {
        taken.append(
            Box(left: point.x - 5, top: point.y - 5, right: point.x + 5, bottom: point.y + 5))
    }

    /// Writes a name to the right of a mark, else to the left, below or above, else a little farther.
    mutating func write(_ name: String, beside point: Canvas.Point, on canvas: inout Canvas) {
        let words = String(name.prefix(28))
        let long = 0.56 * Self.size * Double(words.count)
        let places: [Canvas.Point] = [
            (point.x + 7, point.y + 3), (point.x - 7 - long, point.y + 3),
            (point.x - long / 2, point.y + 14), (point.x - long / 2, point.y - 7),
            (point.x + 7, point.y + 13), (point.x - 7 - long, point.y + 13),
            (point.x + 7, point.y - 7), (point.x - 7 - long, point.y - 7),
        ]
        for place in places {
            let box = Box(
                left: place.x, top: place.y - Self.size, right: place.x + long, bottom: place.y + 2)
            let isInside =
                box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height
            guard isInside, !taken.contains(where: { $0.meets(box) }) else { continue }
            canvas.text(words, at: place, size: Self.size)
            taken.append(box)
            return
        }
    }
}
