// Printing of numbers with a fixed number of decimals, without Foundation or a locale.

extension Double {
    /// The number with a fixed count of decimals and a point, rounded half away from zero.
    ///
    /// - Parameter decimals: digits after the point, 0 to 15.
    /// - Returns: the text; values beyond 9e15 are printed by their shortest description.
    public func fixed(_ decimals: Int) -> String {
        guard isFinite, magnitude < 9e15 else { return description }
        let scale = Self.powersOfTen[decimals]
        let scaled = (magnitude * scale).rounded()
        guard scaled < 9e18 else { return description }
        let digits = String(UInt64(scaled))
        let sign = self < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    private static let powersOfTen: [Double] = (0...15).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension Hertz {
    /// The frequency in megahertz with at least one decimal and no needless zeros: `14237.5 MHz`.
    public var inMegahertz: String {
        var digits = megahertz.fixed(6)
        while digits.hasSuffix("0"), !digits.hasSuffix(".0") { digits.removeLast() }
        return digits + " MHz"
    }
}

extension Angle {
    /// The angle in degrees east or west, for people: `65.0 W`.
    public var asLongitude: String { hemispheric(positive: "E", negative: "W", decimals: 1) }

    /// The angle in degrees with a hemisphere letter.
    public func hemispheric(positive: String, negative: String, decimals: Int) -> String {
        let text = degrees.magnitude.fixed(decimals)
        return "\(text) \(degrees < 0 ? negative : positive)"
    }
}
