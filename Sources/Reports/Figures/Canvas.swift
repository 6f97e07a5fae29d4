// Drawing in SVG with attributes alone, so that pages, the typesetter and any viewer agree; the colour is that
// of the text round it, and what differs differs by shade, width or dashes, never by colour.

import Quantities

/// A sheet on which a figure is drawn; x to the right, y down.
struct Canvas {
    typealias Point = (x: Double, y: Double)

    let width: Double
    let height: Double
    private var elements: [String] = []

    /// Text of the smallest print, 2.5 mm high at a width of 100 mm.
    static let textSize = 10.0

    init(width: Double = 400, height: Double) { (self.width, self.height) = (width, height) }

    /// How a line looks.
    struct Stroke {
        var width = 1.0
        var opacity = 1.0
        var dashes: String?

        static let plain = Stroke()
        static let grid = Stroke(width: 0.5, opacity: 0.25)
        static let dashed = Stroke(dashes: "4 3")

        var attributes: String {
            let dashes = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
            let opacity = opacity < 1 ? " stroke-opacity=\"\(opacity.fixed(2))\"" : ""
            return "stroke=\"currentColor\" stroke-width=\"\(width.fixed(1))\"" + opacity + dashes
        }
    }

    /// Where text stands relative to its point.
    enum Anchor: String { case start, middle, end }

    mutating func line(_ points: [Point], _ stroke: Stroke = .plain, isClosed: Bool = false) {
        guard points.count > 1 else { return }
        let path = points.map { "\($0.x.fixed(1)) \($0.y.fixed(1))" }.joined(separator: "L")
        elements.append(
            "<path d=\"M\(path)\(isClosed ? "Z" : "")\" fill=\"none\" \(stroke.attributes)/>")
    }

    /// A closed path filled with a shade, 0 to 1.
    mutating func fill(path: String, shade: Double) {
        elements.append(
            "<path d=\"\(path)\" fill=\"currentColor\" fill-opacity=\"\(shade.fixed(2))\"/>")
    }

    mutating func fill(_ points: [Point], shade: Double) {
        let path = points.map { "\($0.x.fixed(1)) \($0.y.fixed(1))" }.joined(separator: "L")
        fill(path: "M\(path)Z", shade: shade)
    }

    mutating func circle(_ centre: Point, radius: Double, _ stroke: Stroke = .plain) {
        elements.append(
            "<circle cx=\"\(centre.x.fixed(1))\" cy=\"\(centre.y.fixed(1))\" r=\"\(radius.fixed(1))\""
                + " fill=\"none\" \(stroke.attributes)/>")
    }

    mutating func dot(_ centre: Point, radius: Double = 2.5) {
        elements.append(
            "<circle cx=\"\(centre.x.fixed(1))\" cy=\"\(centre.y.fixed(1))\" r=\"\(radius.fixed(1))\""
                + " fill=\"currentColor\"/>")
    }

    mutating func text(
        _ words: String, at point: Point, _ anchor: Anchor = .start, size: Double = textSize,
        isUpright: Bool = false
    ) {
        let place = "x=\"\(point.x.fixed(1))\" y=\"\(point.y.fixed(1))\""
        let turn =
            isUpright
            ? " transform=\"rotate(-90 \(point.x.fixed(1)) \(point.y.fixed(1)))\"" : ""
        elements.append(
            "<text \(place)\(turn) font-size=\"\(size.fixed(0))\" text-anchor=\"\(anchor.rawValue)\""
                + " fill=\"currentColor\">\(words.escaped)</text>")
    }

    /// Draws on a sheet of its own that shows nothing beyond its edges; its origin is the given corner.
    mutating func window(
        at corner: Point, width: Double, height: Double, _ draw: (inout Canvas) -> Void
    ) {
        var inner = Canvas(width: width, height: height)
        draw(&inner)
        elements.append(
            "<svg x=\"\(corner.x.fixed(1))\" y=\"\(corner.y.fixed(1))\" width=\"\(width.fixed(1))\""
                + " height=\"\(height.fixed(1))\" viewBox=\"0 0 \(width.fixed(1)) \(height.fixed(1))\">"
                + inner.elements.joined(separator: "\n") + "</svg>")
    }

    /// The finished drawing; title and description are its text alternative.
    func svg(title: String, description: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.fixed(0)) \(height.fixed(0))" role="img" \
        font-family="sans-serif" font-size="\(Self.textSize.fixed(0))">
        <title>\(title.escaped)</title>
        <desc>\(description.escaped)</desc>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }
}
