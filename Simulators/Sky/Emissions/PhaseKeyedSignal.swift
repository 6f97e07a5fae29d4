// Digital carriers as satellites carry them: symbols of DVB-S and DVB-S2 constellations under
// root-raised-cosine pulses (ETSI EN 302 307-1), steady or in bursts.

import Glibc
import Quantities

/// A digital carrier of unit mean power while it sends.
struct PhaseKeyedSignal {
    private let symbolRate: Double
    private let bursts: BurstPattern?
    /// Number of the first symbol kept.
    private let first: Int
    private let real, imaginary: [Float]
    private let pulse: PulseTable

    /// Symbols of a time span, each fixed by the seed and its number alone.
    init(
        _ constellation: Constellation, symbolRate: Double, rollOff: Double, bursts: BurstPattern?,
        seed: UInt64, during span: ClosedRange<Double>
    ) {
        (self.symbolRate, self.bursts) = (symbolRate, bursts)
        pulse = PulseTable(rollOff: rollOff)
        let points = constellation.points
        first = Int((span.lowerBound * symbolRate).rounded(.down)) - PulseTable.taps
        let last = Int((span.upperBound * symbolRate).rounded(.up)) + PulseTable.taps
        let numbers = first...last
        let chosen = numbers.map { number in
            points[
                Int(
                    SkyGenerator.mixed(seed, UInt64(bitPattern: Int64(number)))
                        % UInt64(points.count))]
        }
        real = chosen.map { Float($0.real) }
        imaginary = chosen.map { Float($0.imaginary) }
    }

    /// Writes the signal at evenly spaced times as interleaved parts.
    func fill(_ block: UnsafeMutableBufferPointer<Float>, from start: Double, step: Double) {
        let advance = step * symbolRate
        let begin = start * symbolRate - Double(first)
        real.withUnsafeBufferPointer { real in
            imaginary.withUnsafeBufferPointer { imaginary in
                for index in 0..<block.count / 2 {
                    let place = begin + Double(index) * advance
                    let whole = Int(place)
                    let weights = pulse.weights(at: Float(place - Double(whole)))
                    let low = whole - PulseTable.taps / 2 + 1
                    block[2 * index] = (weights * Self.load(real, low)).sum()
                    block[2 * index + 1] = (weights * Self.load(imaginary, low)).sum()
                }
            }
        }
        if let bursts { gate(block, bursts, from: start, step: step) }
    }

    @inline(__always)
    private static func load(_ symbols: UnsafeBufferPointer<Float>, _ index: Int) -> SIMD16<Float> {
        precondition(index >= 0 && index + 16 <= symbols.count, "within the span asked for")
        return UnsafeRawPointer(symbols.baseAddress.unsafelyUnwrapped + index)
            .loadUnaligned(as: SIMD16<Float>.self)
    }

    /// Silence between bursts; they rise and fall over two symbols.
    private func gate(
        _ block: UnsafeMutableBufferPointer<Float>, _ pattern: BurstPattern, from start: Double,
        step: Double
    ) {
        let ramp = 2 / symbolRate
        for index in 0..<block.count / 2 {
            let time = start + Double(index) * step
            let frame = time / pattern.frame.value
            let place = (frame - frame.rounded(.down)) * pattern.frame.value
            let inside = min(place, pattern.burst.value - place) / ramp
            let level = Float(min(max(inside, 0), 1))
            block[2 * index] *= level
            block[2 * index + 1] *= level
        }
    }
}

/// Weights of the symbols round a time: the pulse at sixteen distances, from a table fine enough that a
/// straight line between its rows is within 1e-4 of it.
struct PulseTable {
    static let taps = 16
    private static let rows = 256
    private let table: [SIMD16<Float>]

    init(rollOff: Double) {
        table = (0...Self.rows).map { row in
            var weights = SIMD16<Float>()
            for tap in 0..<Self.taps {
                let distance = Double(row) / Double(Self.rows) - Double(tap - Self.taps / 2 + 1)
                weights[tap] = Float(Self.rootRaisedCosine(distance, rollOff))
            }
            return weights
        }
    }

    /// Weights for a time that lies a part of a symbol after a symbol's middle.
    @inline(__always)
    func weights(at part: Float) -> SIMD16<Float> {
        let place = part * Float(Self.rows)
        let row = min(Int(place), Self.rows - 1)
        let low = table[row]
        return low + (place - Float(row)) * (table[row + 1] - low)
    }

    /// The pulse of unit energy, time in symbols.
    static func rootRaisedCosine(_ t: Double, _ beta: Double) -> Double {
        if t.magnitude < 1e-9 { return 1 - beta + 4 * beta / .pi }
        let x = 4 * beta * t
        if (x.magnitude - 1).magnitude < 1e-9 {
            let angle = Double.pi / (4 * beta)
            return beta / 2.0.squareRoot()
                * ((1 + 2 / .pi) * sin(angle) + (1 - 2 / .pi) * cos(angle))
        }
        return (sin(.pi * t * (1 - beta)) + x * cos(.pi * t * (1 + beta))) / (.pi * t * (1 - x * x))
    }
}

extension Constellation {
    /// The points, of unit mean power: rings of a count, a radius and the angle of the first point in
    /// cycles. Radii of 16APSK and 32APSK are those for code rate 3/4.
    var points: [(real: Double, imaginary: Double)] {
        let rings: [(count: Int, radius: Double, angle: Double)] =
            switch self {
            case .qpsk: [(4, 1, 1.0 / 8)]
            case .psk8: [(8, 1, 0)]
            case .apsk16: [(4, 1, 1.0 / 8), (12, 2.85, 1.0 / 24)]
            case .apsk32: [(4, 1, 1.0 / 8), (12, 2.84, 1.0 / 24), (16, 5.27, 0)]
            }
        let count = rings.reduce(0) { $0 + $1.count }
        let power = rings.reduce(0) { $0 + Double($1.count) * $1.radius * $1.radius }
        let scale = (Double(count) / power).squareRoot()
        return rings.flatMap { ring in
            (0..<ring.count).map { index in
                let angle = 2 * .pi * (Double(index) / Double(ring.count) + ring.angle)
                return (scale * ring.radius * cos(angle), scale * ring.radius * sin(angle))
            }
        }
    }
}
