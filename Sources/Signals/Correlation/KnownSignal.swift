// Two recordings often share more than one signal: the victim's own users reach the neighbour too. A
// strong one covers weaker peaks with its side lobes; what is known of it is taken away first.

import Glibc
import Quantities

extension Recording {
    /// This recording less the signal that it shares with another one at a known peak: the other one,
    /// delayed, shifted and scaled by least squares in eight pieces, is subtracted.
    ///
    /// The other recording's noise and its further signals come along, weaker by the ratio of the two
    /// paths; their copies stand at the peak that was removed.
    ///
    /// - Parameters:
    ///   - peak: TDOA and FDOA of the shared signal, by ``correlate(_:_:settings:)`` of the two without
    ///     nominal downlinks; a peak without delay information is taken at no delay.
    ///   - victim: channel 1 of that correlation; this recording was channel 2.
    /// - Returns: the rest, in memory.
    /// - Throws: ``RecordingFaults`` if samples cannot be read.
    public func removing(
        _ peak: CorrelationResult, sharedWith victim: Recording
    ) throws(RecordingFaults) -> Recording {
        let copy = try sharedSignal(peak, of: victim)
        let own = try samples(0..<sampleCount)
        var rest = own.interleaved
        let fit = PiecewiseGain(of: copy, in: own.interleaved)
        for index in 0..<sampleCount {
            let gain = fit.gain(at: index)
            let (x, y) = (Double(copy[2 * index]), Double(copy[2 * index + 1]))
            rest[2 * index] -= Float(gain.real * x - gain.imaginary * y)
            rest[2 * index + 1] -= Float(gain.real * y + gain.imaginary * x)
        }
        return Recording(
            name: name, samples: ComplexSamples(interleaved: rest), sampleRate: sampleRate,
            centreFrequency: centreFrequency, start: start)
    }

    /// Channel 1 as it would arrive in this recording, up to a complex gain.
    private func sharedSignal(
        _ peak: CorrelationResult, of victim: Recording
    ) throws(RecordingFaults) -> [Float] {
        let count = max(sampleCount, victim.sampleCount)
        let buffer = ComplexBuffer(count)
        try victim.read(into: buffer.parts, from: 0, count: count)
        if peak.warnings.contains(.spectrumInverted) { buffer.conjugate(count: count) }
        var difference = 0.0
        if let first = victim.start, let second = start { difference = second.since(first).value }
        let delay = ((peak.tdoa?.value ?? difference) - difference) * sampleRate.value
        FourierTransform.plan(count, .forward).execute(buffer)
        for bin in 0..<count {
            let frequency = Double(bin < count / 2 ? bin : bin - count) / Double(count)
            buffer.turn(bin, by: -2 * .pi * frequency * delay)
        }
        FourierTransform.plan(count, .inverse).execute(buffer)
        let advance = 2 * .pi * peak.fdoa.value / sampleRate.value
        for index in 0..<count { buffer.turn(index, by: advance * Double(index)) }
        return Array(UnsafeBufferPointer(start: buffer.parts, count: 2 * sampleCount))
    }
}

/// A complex gain that changes slowly: least squares in pieces, straight lines between their middles.
private struct PiecewiseGain {
    private let gains: [Complex]
    private let length: Double
    private static let pieces = 8

    init(of copy: [Float], in own: [Float]) {
        let count = own.count / 2
        length = Double(count) / Double(Self.pieces)
        gains = (0..<Self.pieces).map { piece in
            let span = piece * count / Self.pieces..<(piece + 1) * count / Self.pieces
            var (product, power) = (Complex.zero, 0.0)
            for index in span {
                let (x, y) = (Double(copy[2 * index]), Double(copy[2 * index + 1]))
                let (u, v) = (Double(own[2 * index]), Double(own[2 * index + 1]))
                product += Complex(real: u * x + v * y, imaginary: v * x - u * y)
                power += x * x + y * y
            }
            return power > 0 ? product * (1 / power) : .zero
        }
    }

    func gain(at index: Int) -> Complex {
        let place = min(max((Double(index) + 0.5) / length - 0.5, 0), Double(gains.count - 1))
        let low = min(Int(place), gains.count - 2)
        let part = place - Double(low)
        var gain = gains[low] * (1 - part)
        gain += gains[low + 1] * part
        return gain
    }
}
