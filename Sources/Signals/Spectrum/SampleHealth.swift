// Whether samples can be used at all: numbers, not all zero, not cut off by the converter.

import Quantities

/// What a look at every sample of a recording has shown.
struct SampleHealth: Sendable {
    /// Whether every component is a finite number.
    private(set) var isFinite = true
    /// The largest magnitude of a component.
    private(set) var peak: Float = 0
    /// The share of components that stand exactly at the highest or lowest value.
    private(set) var shareAtLimit = 0.0
    /// The share of components above four fifths of the peak that do not stand at the limit.
    private(set) var shareNearLimit = 0.0

    private static let piece = 1 << 12

    /// Looks at a part of a recording.
    init(_ recording: Recording, in range: Range<Int>) throws(RecordingFaults) {
        var extremes = Extremes()
        try Self.forEachPiece(recording, range, every: 1) { extremes.take($0, count: $1) }
        isFinite = extremes.isFinite
        guard isFinite, !range.isEmpty else { return }
        peak = max(extremes.highest, -extremes.lowest)
        // One piece in eight tells whether all values must be counted.
        try count(recording, range, extremes, every: 8)
        if shareAtLimit > 0.005 { try count(recording, range, extremes, every: 1) }
    }

    /// Counts the values at and near the limit, in every piece or in some.
    private mutating func count(
        _ recording: Recording, _ range: Range<Int>, _ extremes: Extremes, every: Int
    ) throws(RecordingFaults) {
        let (high, low, near) = (extremes.highest, extremes.lowest, 0.8 * peak)
        var (atLimit, nearLimit, total) = (0, 0, 0)
        try Self.forEachPiece(recording, range, every: every) { parts, count in
            total += count
            for index in 0..<count {
                let value = parts[index]
                if value == high || value == low {
                    atLimit += 1
                } else if value.magnitude > near {
                    nearLimit += 1
                }
            }
        }
        shareAtLimit = Double(atLimit) / Double(total)
        shareNearLimit = Double(nearLimit) / Double(total)
    }

    /// The faults that forbid a measurement.
    func faults(of recording: Recording) -> [RecordingFault] {
        guard isFinite else {
            return [
                RecordingFault(
                    .notFinite, file: recording.name,
                    reason: "there are samples that are not numbers (NaN or infinite)")
            ]
        }
        guard peak > 0 else {
            return [RecordingFault(.allZero, file: recording.name, reason: "every sample is zero")]
        }
        guard isClipped(recording) else { return [] }
        let percent = (shareAtLimit * 100).fixed(1)
        return [
            RecordingFault(
                .clipped, file: recording.name,
                reason: "\(percent) % of the values stand at the limit of the converter")
        ]
    }

    /// More than one value in a hundred at the limit, and that limit stands out.
    private func isClipped(_ recording: Recording) -> Bool {
        guard shareAtLimit > 0.01 else { return false }
        if recording.isInteger { return peak > 0.99 }
        return shareAtLimit < 0.999 && shareAtLimit > 2 * shareNearLimit
    }

    private static func forEachPiece(
        _ recording: Recording, _ range: Range<Int>, every: Int,
        _ body: (UnsafePointer<Float>, Int) -> Void
    ) throws(RecordingFaults) {
        let buffer = ComplexBuffer(piece)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: piece * every) {
            let count = min(piece, range.upperBound - first)
            try recording.withSamples(from: first, count: count, scratch: buffer) { parts in
                body(parts, 2 * count)
            }
        }
    }
}

/// Highest and lowest value, sixteen lanes at a time.
private struct Extremes {
    private var high = SIMD16<Float>(repeating: -.infinity)
    private var low = SIMD16<Float>(repeating: .infinity)
    private var residue = SIMD16<Float>.zero

    var isFinite: Bool { residue.sum() == 0 }
    var highest: Float { high.max() }
    var lowest: Float { low.min() }

    mutating func take(_ parts: UnsafePointer<Float>, count: Int) {
        let raw = UnsafeRawPointer(parts)
        var (up, down, rest) = (high, low, residue)
        var index = 0
        while index + 16 <= count {
            let value = raw.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self)
            // Zero times a number that is none is none, and stays so.
            rest += value * 0
            up.replace(with: value, where: value .> up)
            down.replace(with: value, where: value .< down)
            index += 16
        }
        while index < count {
            let value = SIMD16(repeating: parts[index])
            rest += value * 0
            up.replace(with: value, where: value .> up)
            down.replace(with: value, where: value .< down)
            index += 1
        }
        (high, low, residue) = (up, down, rest)
    }
}
