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

    private static let piece = 1 << 15

    /// Looks at a part of a recording.
    init(_ recording: Recording, in range: Range<Int>) throws(RecordingFaults) {
        var extremes = Extremes()
        try Self.forEachPiece(recording, range) { extremes.take($0, count: $1) }
        isFinite = extremes.isFinite
        guard isFinite, !range.isEmpty else { return }
        peak = max(extremes.highest, -extremes.lowest)
        let (high, low, near) = (extremes.highest, extremes.lowest, 0.8 * peak)
        var atLimit = 0
        var nearLimit = 0
        // The second look is needed only to tell a cut-off from a rare largest value.
        guard extremes.suspicious else { return }
        try Self.forEachPiece(recording, range) { parts, count in
            for index in 0..<count {
                let value = parts[index]
                if value == high || value == low {
                    atLimit += 1
                } else if value.magnitude > near {
                    nearLimit += 1
                }
            }
        }
        shareAtLimit = Double(atLimit) / Double(2 * range.count)
        shareNearLimit = Double(nearLimit) / Double(2 * range.count)
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
        _ recording: Recording, _ range: Range<Int>,
        _ body: (UnsafeMutablePointer<Float>, Int) -> Void
    ) throws(RecordingFaults) {
        let buffer = ComplexBuffer(piece)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: piece) {
            let count = min(piece, range.upperBound - first)
            try recording.read(into: buffer.parts, from: first, count: count)
            body(buffer.parts, 2 * count)
        }
    }
}

/// Highest and lowest value and how often they came, sixteen lanes at a time.
private struct Extremes {
    private var high = SIMD16<Float>(repeating: -.infinity)
    private var low = SIMD16<Float>(repeating: .infinity)
    private var highCount = SIMD16<Float>.zero
    private var lowCount = SIMD16<Float>.zero
    private var residue = SIMD16<Float>.zero
    private var total = 0

    var isFinite: Bool { residue.sum() == 0 }
    var highest: Float { high.max() }
    var lowest: Float { low.min() }
    /// More than one component in a hundred at an extreme of its lane.
    var suspicious: Bool { Double(highCount.sum() + lowCount.sum()) > 0.005 * Double(total) }

    mutating func take(_ parts: UnsafeMutablePointer<Float>, count: Int) {
        let raw = UnsafeRawPointer(parts)
        total += count
        var index = 0
        while index + 16 <= count {
            take(raw.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self))
            index += 16
        }
        while index < count {
            take(SIMD16(repeating: parts[index]))
            index += 1
        }
    }

    private mutating func take(_ value: SIMD16<Float>) {
        residue += value * 0
        let (higher, lower) = (value .> high, value .< low)
        highCount.replace(with: 0, where: higher)
        lowCount.replace(with: 0, where: lower)
        high.replace(with: value, where: higher)
        low.replace(with: value, where: lower)
        highCount.replace(with: highCount + 1, where: value .== high)
        lowCount.replace(with: lowCount + 1, where: value .== low)
    }
}
