// Polarisations in words, alone and as "uplink V, downlink H".

import MonitoringOrders

/// Reading and printing of polarisations.
enum PolarisationText {
    /// The polarisation of each direction, `nil` where the line gives none.
    struct Pair: Hashable {
        var uplink: Polarisation?
        var downlink: Polarisation?
    }

    /// Reads words that mean one polarisation.
    static func read(_ text: String) -> Polarisation? {
        let words = text.lowercased().split { !$0.isLetter }.filter {
            !["linear", "polarisation", "polarization", "hand"].contains($0)
        }
        return switch words.joined(separator: " ") {
        case "h", "horizontal": .horizontal
        case "v", "vertical": .vertical
        case "rhcp", "right circular": .rightHandCircular
        case "lhcp", "left circular": .leftHandCircular
        default: nil
        }
    }

    /// The polarisation a letter begins with, before a comma or semicolon.
    static func first(in text: String) -> Polarisation? {
        read(String(text.prefix { $0 != "," && $0 != ";" }))
    }

    /// Reads `uplink ..., downlink ...`; `nil` unless every piece names its direction once.
    static func readPair(_ line: String) -> Pair? {
        var pair = Pair()
        for piece in line.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let words = piece.split { $0 == " " || $0 == ":" }
            guard let direction = words.first?.lowercased(),
                let value = read(words.dropFirst().joined(separator: " "))
            else { return nil }
            switch direction {
            case "uplink" where pair.uplink == nil: pair.uplink = value
            case "downlink" where pair.downlink == nil: pair.downlink = value
            default: return nil
            }
        }
        return pair
    }

    /// `uplink V, downlink H`.
    static func text(_ pair: Pair) -> String {
        let uplink = pair.uplink.map { "uplink \($0.rawValue)" }
        let downlink = pair.downlink.map { "downlink \($0.rawValue)" }
        return [uplink, downlink].compactMap(\.self).joined(separator: ", ")
    }
}
