// Typed values from the text of one letter of RR Appendix 10. The text is the truth: a value is
// read where it is certain, and what cannot be read stays text without being a fault (R77).

import MonitoringOrders
import Quantities

/// Reading of single letters.
enum ParticularReader {
    /// Reads the text of a letter; `nil` if the text says that nothing is known.
    static func read(_ letter: ParticularLetter, _ text: String) -> Particular? {
        let scanner = FormScanner(text)
        guard !isUnknown(scanner.whole) else { return nil }
        var particular = Particular(text: text)
        switch letter {
        case .b, .l:
            particular.frequencies = scanner.frequencies().map(\.value)
            particular.time = scanner.firstInstant()
        case .c, .m: particular.designator = scanner.designator()
        case .d, .n: readBandwidth(scanner, into: &particular)
        case .e, .v:
            particular.level = scanner.level()
            particular.time = scanner.firstInstant()
        case .f, .w: particular.polarisation = PolarisationText.first(in: text)
        case .h, .i, .o, .p, .r: readPlace(letter, scanner, into: &particular)
        case .k: readAssigned(scanner, into: &particular)
        case .s: (particular.from, particular.to) = scanner.span()
        case .a, .g, .j, .q, .t, .u, .x: break
        }
        return particular
    }

    /// True for a text that stands for "nothing is known": such a letter is missing.
    static func isUnknown(_ text: String) -> Bool {
        var words = text.lowercased()
        while words.hasSuffix(".") { words.removeLast() }
        return ["", "-", "--", "unknown", "not known", "n/a", "desconhecido"].contains(words)
    }

    private static func readBandwidth(_ scanner: FormScanner, into particular: inout Particular) {
        let words = scanner.whole.lowercased().split { !$0.isLetter }.map(String.init)
        particular.bandwidth = scanner.frequencies().first?.value
        particular.bandwidthMethod = words.lazy.compactMap(Particular.BandwidthMethod.init).first
    }

    private static func readPlace(
        _ letter: ParticularLetter, _ scanner: FormScanner, into particular: inout Particular
    ) {
        if let position = scanner.firstPosition() {
            (particular.latitude, particular.longitude) = (position.latitude, position.longitude)
        } else if letter == .h || letter == .o, !scanner.isNonGeostationary {
            particular.longitude = scanner.firstLongitude()
        }
    }

    /// Letter k): one assigned frequency, or uplink and downlink where the text tells which is
    /// which, by `up` and `down` or by a slash between them.
    private static func readAssigned(_ scanner: FormScanner, into particular: inout Particular) {
        let found = scanner.frequencies()
        particular.frequencies = found.map(\.value)
        guard found.count == 2 else { return }
        let ends = found.map(\.range)
        let between = scanner.trimmed(ends[0].upperBound..<ends[1].lowerBound)
        let before = direction(scanner.trimmed(0..<ends[0].lowerBound))
        let after = direction(scanner.trimmed(ends[1].upperBound..<scanner.text.count))
        let isFirstUp: Bool
        switch (before ?? direction(between), after) {
        case (true?, _), (nil, false?): isFirstUp = true
        case (false?, _), (nil, true?): isFirstUp = false
        case (nil, nil):
            guard between.hasPrefix("/") else { return }
            isFirstUp = true
        }
        particular.uplink = found[isFirstUp ? 0 : 1].value
        particular.downlink = found[isFirstUp ? 1 : 0].value
        particular.frequencies = []
    }

    /// True for "up", false for "down", `nil` if the words say neither.
    private static func direction(_ text: String) -> Bool? {
        let words = text.lowercased().split { !$0.isLetter }
        let first = words.first { ["up", "uplink", "down", "downlink"].contains($0) }
        return first.map { $0.hasPrefix("up") }
    }
}

extension FormScanner {
    /// The class of emission with which the line begins (RR Appendix 1): necessary bandwidth of
    /// four characters, which may be left out, and three to five symbols; a dash is unknown.
    fileprivate func designator() -> String? {
        let token = whole.prefix { $0 != " " && $0 != "," && $0 != ";" }
        let symbols = Array(token.unicodeScalars)
        guard (3...9).contains(symbols.count), symbols.allSatisfy(\.isASCII) else { return nil }
        let isClass = { (rest: ArraySlice<Unicode.Scalar>) -> Bool in
            let symbols = Array(rest)
            guard (3...5).contains(symbols.count), symbols.contains(where: { $0 != "-" }) else {
                return false
            }
            return symbols.enumerated().allSatisfy { place, symbol in
                let isLetter = ("A"..."Z").contains(symbol)
                let isNatureOfSignal = ("0"..."9").contains(symbol) || symbol == "X"
                return symbol == "-" || (place == 1 ? isNatureOfSignal : isLetter)
            }
        }
        let isWhole = isClass(symbols[...])
        let hasBandwidth = symbols.count >= 7 && Self.isNecessaryBandwidth(symbols[..<4])
        return isWhole || hasBandwidth && isClass(symbols[4...]) ? String(token) : nil
    }

    /// Three digits and one letter H, K, M or G in the place of the decimal point, not beginning
    /// with a zero, K, M or G.
    private static func isNecessaryBandwidth(_ symbols: ArraySlice<Unicode.Scalar>) -> Bool {
        let letters = symbols.filter { ["H", "K", "M", "G"].contains($0) }
        let digits = symbols.filter { ("0"..."9").contains($0) }
        guard let first = symbols.first else { return false }
        return letters.count == 1 && digits.count == 3 && !["0", "K", "M", "G"].contains(first)
    }

    /// A level: number, unit in decibels, and the reference bandwidth after `in` if there is one.
    fileprivate func level() -> Particular.Level? {
        for index in text.indices where mayBeginLevel(at: index) {
            guard let number = number(at: index), let magnitude = number.value.double else {
                continue
            }
            let start = afterBlanks(number.range.upperBound)
            guard hasPrefix("dB", at: start), let unit = levelUnit(at: start) else { continue }
            let isNegative = at(index - 1) == "-"
            var level = Particular.Level(
                value: isNegative ? -magnitude : magnitude, unit: unit.value)
            let next = afterBlanks(unit.range.upperBound)
            if hasWord("in", at: next) {
                level.referenceBandwidth = frequency(at: afterBlanks(next + 2))?.value
            }
            return level
        }
        return nil
    }

    private func mayBeginLevel(at index: Int) -> Bool {
        guard isDigit(index) else { return false }
        guard at(index - 1) == "-" || at(index - 1) == "+" else {
            return mayBeginNumber(at: index)
        }
        return !isDigit(index - 2) && !isLetter(index - 2) && at(index - 2) != "/"
    }

    private func hasPrefix(_ word: String, at index: Int) -> Bool {
        text.indices.contains(index) && text[index...].starts(with: word.unicodeScalars)
    }

    /// A unit such as `dB(W/m2)`, without its brackets and with `2` for a small two.
    private func levelUnit(at start: Int) -> Found<String>? {
        var (end, unit) = (start, String.UnicodeScalarView())
        while let scalar = at(end) {
            let isPart = scalar.properties.isAlphabetic || isDigit(end)
            switch scalar {
            case "(", ")", "^", "\u{B7}": break
            case "\u{B2}": unit.append("2")
            case "/": unit.append(scalar)
            default:
                guard isPart else { return Found(value: String(unit), range: start..<end) }
                unit.append(scalar)
            }
            end += 1
        }
        return Found(value: String(unit), range: start..<end)
    }
}
