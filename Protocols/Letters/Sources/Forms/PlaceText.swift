// Places in words: "25.30 S 57.60 W", "GSO 65.0 W", "61.0° W", "non-GSO, 1 200 km".

import MonitoringOrders
import Quantities

/// Reading and printing of orbital positions.
enum PlaceText {
    /// Reads a whole line as the position of a satellite; `nil` if it is none.
    static func readOrbit(_ line: String) -> OrbitalPosition? {
        let scanner = FormScanner(line)
        if scanner.isNonGeostationary { return .nonGeostationary(line.trimmingBlanks) }
        var start = scanner.afterBlanks(0)
        for word in ["gso", "geostationary"] where scanner.hasWord(word, at: start) {
            start = scanner.afterBlanks(start + word.count)
        }
        guard let found = scanner.longitude(at: start),
            scanner.afterBlanks(found.range.upperBound) == scanner.text.count
        else { return nil }
        return .geostationary(longitude: found.value)
    }

    /// `65.0 W`: degrees with as many decimals as needed, at least one.
    static func text(longitude: Angle) -> String {
        "\(decimal(longitude.degrees.magnitude)) \(longitude.degrees < 0 ? "W" : "E")"
    }

    /// An angle in degrees without the last bits that the way through radians leaves.
    static func degrees(_ angle: Angle) -> Double {
        Double(angle.degrees.fixed(9)) ?? angle.degrees
    }

    private static func decimal(_ value: Double) -> String {
        var digits = value.fixed(9)
        while digits.hasSuffix("0"), !digits.hasSuffix(".0") { digits.removeLast() }
        return digits
    }
}

extension FormScanner {
    /// True if the line speaks of another orbit than the geostationary one.
    var isNonGeostationary: Bool {
        let words = string(0..<text.count).lowercased().split { !$0.isLetter }
        let orbits: Set<Substring> = ["ngso", "nongso", "leo", "meo", "heo", "nongeostationary"]
        return words.contains { orbits.contains($0) }
            || zip(words, words.dropFirst()).contains { first, second in
                first == "non" && ["gso", "geostationary"].contains(second)
            }
    }

    /// Longitude at an index, positive east: a number up to 180, a degree sign if any, E or W.
    func longitude(at start: Int) -> Found<Angle>? {
        angle(at: start, positive: "E", negative: "W", limit: 180)
    }

    /// The first longitude in the line.
    func firstLongitude() -> Angle? {
        text.indices.lazy.compactMap { mayBeginNumber(at: $0) ? longitude(at: $0) : nil }
            .first?.value
    }

    /// The first latitude that a longitude follows.
    func firstPosition() -> (latitude: Angle, longitude: Angle)? {
        for index in text.indices where mayBeginNumber(at: index) {
            guard let latitude = angle(at: index, positive: "N", negative: "S", limit: 90) else {
                continue
            }
            var next = afterBlanks(latitude.range.upperBound)
            if at(next) == "," || at(next) == "/" { next = afterBlanks(next + 1) }
            if let longitude = longitude(at: next) { return (latitude.value, longitude.value) }
        }
        return nil
    }

    private func angle(
        at start: Int, positive: Unicode.Scalar, negative: Unicode.Scalar, limit: Double
    ) -> Found<Angle>? {
        guard let number = number(at: start), let degrees = number.value.double, degrees <= limit
        else { return nil }
        var end = afterBlanks(number.range.upperBound)
        if at(end) == "°" { end = afterBlanks(end + 1) }
        guard let letter = at(end), letter == positive || letter == negative,
            !isLetter(end + 1), !isDigit(end + 1)
        else { return nil }
        let signed = letter == negative ? -degrees : degrees
        return Found(value: .degrees(signed), range: start..<end + 1)
    }
}
