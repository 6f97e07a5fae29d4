// Spectra one after the other: how the power of a recording moves in time and frequency.

import Glibc
public import Quantities

/// Mean power in frequency bins, row after row of equal lengths of time.
public struct Waterfall: Hashable, Sendable {
    /// Width of a bin.
    public let resolution: Hertz
    /// Length of a row.
    public let interval: Seconds
    /// dBFS/Hz, earliest row first, from minus to plus half the sample rate.
    public let rows: [[Double]]

    /// Measures the rows of a recording.
    ///
    /// - Parameters:
    ///   - recording: at least `rows` times `bins` samples, else there are fewer rows.
    ///   - rows: how many at most.
    ///   - bins: a power of two.
    /// - Throws: ``RecordingFaults`` when samples cannot be read.
    public init(of recording: Recording, rows: Int, bins: Int) throws(RecordingFaults) {
        let count = min(rows, recording.sampleCount / bins)
        let length = count > 0 ? recording.sampleCount / count : 0
        // Few rows may take more time each.
        let limit = max(32, 1024 / max(count, 1))
        let rate = recording.sampleRate.value
        resolution = Hertz(rate / Double(bins))
        interval = Seconds(Double(length) / rate)
        var measured: [[Double]] = []
        for row in 0..<count {
            let part = row * length..<(row + 1) * length
            let spectrum = try PowerSpectrum(of: recording, in: part, size: bins, limit: limit)
            let ordered = spectrum.bins[(bins / 2)...] + spectrum.bins[..<(bins / 2)]
            measured.append(ordered.map { 10 * log10(max($0 / rate, 1e-300)) })
        }
        self.rows = measured
    }
}
