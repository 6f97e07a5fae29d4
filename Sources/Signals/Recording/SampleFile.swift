// Samples of one channel of a SigMF data file, read piece by piece where they are wanted: a
// recording may be larger than memory.

/// One channel of the samples in a file.
struct SampleFile: Sendable {
    let bytes: FileBytes
    let format: SampleFormat
    /// Byte of the first sample.
    let offset: Int
    let channel: Int
    let channelCount: Int

    /// Reads samples into interleaved parts.
    func read(
        into target: UnsafeMutablePointer<Float>, from first: Int, count: Int
    ) throws(RecordingFaults) {
        let size = format.bytesPerSample
        let frame = size * channelCount
        if format == .complexFloatLittle, channelCount == 1 {
            let whole = UnsafeMutableRawBufferPointer(start: target, count: count * size)
            try bytes.read(into: whole, at: offset + first * frame)
            for index in 0..<2 * count {
                target[index] = Float(bitPattern: UInt32(littleEndian: target[index].bitPattern))
            }
            return
        }
        let piece = 1 << 14
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece * frame, alignment: 64)
        defer { buffer.deallocate() }
        var done = 0
        while done < count {
            let part = min(piece, count - done)
            let filled = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(part * frame))
            try bytes.read(into: filled, at: offset + (first + done) * frame)
            convert(UnsafeRawBufferPointer(filled), into: target + 2 * done, count: part)
            done += part
        }
    }

    private func convert(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<Float>, count: Int
    ) {
        let size = format.bytesPerSample
        var place = channel * size
        for index in 0..<count {
            target[2 * index] = format.component(source, at: place)
            target[2 * index + 1] = format.component(source, at: place + size / 2)
            place += size * channelCount
        }
    }
}
