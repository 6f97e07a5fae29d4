// Complex baseband samples in memory: real and imaginary parts in turn, as FFTW and cf32 files have
// them, so that nothing is copied or shuffled on the way to a transform.

/// A run of complex baseband samples; full scale is 1.
public struct ComplexSamples: Hashable, Sendable {
    /// Real, imaginary, real, imaginary, ...
    public private(set) var interleaved: [Float]

    /// Samples from interleaved parts; the count must be even.
    public init(interleaved: [Float]) {
        precondition(interleaved.count.isMultiple(of: 2), "real and imaginary parts come in pairs")
        self.interleaved = interleaved
    }

    /// Samples from their real and imaginary parts, which must be equally many.
    public init(real: [Float], imaginary: [Float]) {
        precondition(real.count == imaginary.count, "real and imaginary parts come in pairs")
        interleaved = []
        interleaved.reserveCapacity(2 * real.count)
        for index in real.indices {
            interleaved.append(real[index])
            interleaved.append(imaginary[index])
        }
    }

    /// Number of complex samples.
    public var count: Int { interleaved.count / 2 }

    /// The parts where they lie.
    func withParts(
        _ body: (UnsafePointer<Float>) throws(RecordingFaults) -> Void
    ) throws(RecordingFaults) {
        try interleaved.withUnsafeBufferPointer { (buffer) throws(RecordingFaults) in
            guard let base = buffer.baseAddress else { return }
            try body(base)
        }
    }

    /// One sample.
    public subscript(index: Int) -> (real: Float, imaginary: Float) {
        get { (interleaved[2 * index], interleaved[2 * index + 1]) }
        set { (interleaved[2 * index], interleaved[2 * index + 1]) = newValue }
    }
}
