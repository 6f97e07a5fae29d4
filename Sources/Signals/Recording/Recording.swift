// A recording: complex baseband samples at one rate round one centre frequency, and when they were
// taken. The samples lie in memory or stay in their file; both are read the same way.

public import CanonicalJSON
public import Quantities

/// One channel of complex baseband samples with its place in time and frequency.
public struct Recording: Sendable {
    /// The file it was opened from, or the name it was given; used in complaints.
    public let name: String
    /// Complex samples per second.
    public let sampleRate: Hertz
    /// Number of complex samples in the first capture.
    public let sampleCount: Int
    /// Radio frequency at the centre of the band (`core:frequency`), if known.
    public let centreFrequency: Hertz?
    /// Time of the first sample (`core:datetime`), if known.
    public let start: StartTime?
    /// Captures after the first one, which are not read.
    public let laterCaptureCount: Int
    /// The whole SigMF metadata, unknown keys included; `null` for samples that never had any.
    public let metadata: JSONValue

    private let source: Source

    private enum Source: Sendable {
        case memory(ComplexSamples)
        case file(SampleFile)
    }

    /// A recording of samples in memory.
    ///
    /// - Parameters:
    ///   - name: what complaints call it.
    ///   - samples: complex samples, full scale 1.
    ///   - sampleRate: complex samples per second, above zero.
    ///   - centreFrequency: radio frequency at the centre of the band.
    ///   - start: time of the first sample.
    public init(
        name: String, samples: ComplexSamples, sampleRate: Hertz, centreFrequency: Hertz? = nil,
        start: StartTime? = nil
    ) {
        precondition(sampleRate.value > 0 && sampleRate.value.isFinite, "a rate is above zero")
        self.name = name
        self.sampleRate = sampleRate
        self.centreFrequency = centreFrequency
        self.start = start
        sampleCount = samples.count
        laterCaptureCount = 0
        metadata = .null
        source = .memory(samples)
    }

    init(
        name: String, metadata: JSONValue, capture: CaptureFields, sampleRate: Hertz,
        sampleCount: Int, file: SampleFile
    ) {
        self.name = name
        self.sampleRate = sampleRate
        self.sampleCount = sampleCount
        centreFrequency = capture.frequency
        start = capture.start
        laterCaptureCount = capture.laterCount
        self.metadata = metadata
        source = .file(file)
    }

    /// Time from the first to after the last sample.
    public var length: Seconds { Seconds(Double(sampleCount) / sampleRate.value) }

    /// Whether whole numbers were recorded, so that the converter has a hard limit at full scale.
    var isInteger: Bool {
        guard case .file(let file) = source else { return false }
        return file.format.isInteger
    }

    /// A part of the samples, copied into memory.
    public func samples(_ range: Range<Int>) throws(RecordingFaults) -> ComplexSamples {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= sampleCount, "inside the recording")
        var parts = [Float](repeating: 0, count: 2 * range.count)
        var failure: RecordingFaults?
        parts.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            do throws(RecordingFaults) {
                try read(into: base, from: range.lowerBound, count: range.count)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return ComplexSamples(interleaved: parts)
    }

    /// Hands out samples where they lie in memory, else reads them into a scratch buffer.
    func withSamples(
        from first: Int, count: Int, scratch: ComplexBuffer, inScratch: Bool = false,
        _ body: (UnsafePointer<Float>) throws(RecordingFaults) -> Void
    ) throws(RecordingFaults) {
        precondition(count <= scratch.count, "the scratch buffer is large enough")
        if case .memory(let samples) = source, !inScratch, first >= 0,
            first + count <= sampleCount
        {
            return try samples.withParts { (base) throws(RecordingFaults) in
                try body(base + 2 * first)
            }
        }
        try read(into: scratch.parts, from: first, count: count)
        try body(scratch.parts)
    }

    /// Reads samples as interleaved parts; before the first and after the last one there are zeros.
    func read(
        into target: UnsafeMutablePointer<Float>, from first: Int, count: Int
    ) throws(RecordingFaults) {
        let begin = min(max(first, 0), sampleCount)
        let end = min(max(first + count, begin), sampleCount)
        let (before, inside) = (min(begin - first, count), end - begin)
        guard inside > 0 else { return target.update(repeating: 0, count: 2 * count) }
        target.update(repeating: 0, count: 2 * before)
        let rest = count - before - inside
        (target + 2 * (before + inside)).update(repeating: 0, count: 2 * rest)
        switch source {
        case .memory(let samples):
            samples.interleaved.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                (target + 2 * before).update(from: base + 2 * begin, count: 2 * inside)
            }
        case .file(let file):
            try file.read(into: target + 2 * before, from: begin, count: inside)
        }
    }
}
