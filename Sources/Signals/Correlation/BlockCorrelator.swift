// Short correlations of successive blocks by fast convolution: block b of channel 2 against the
// stretch of channel 1 that its delays reach, weighted in frequency. A Doppler band is a shift by
// whole bins. Summed coherently over the blocks they give the ambiguity function (Stein 1981).

import Glibc

/// The weighted correlation of every block (columns) at every delay (rows).
package final class LagMatrix: Sendable {
    let plan: SearchPlan
    /// Delay of the first row, in samples.
    let lowestLag: Int
    let lagCount: Int
    /// Doppler band, in bins of the transform.
    let band: Int
    /// Delay rate that was taken out, seconds per second.
    let delayRate: Double
    /// Rows one after another, each `blockCount` interleaved complex numbers. Written by the
    /// workers of `compute` in separate columns, and only read afterwards.
    private nonisolated(unsafe) let storage: ComplexBuffer

    /// Correlates all blocks of a plan at a range of delays.
    ///
    /// - Parameters:
    ///   - pair: the two recordings.
    ///   - plan: block and transform lengths.
    ///   - lags: delays of the rows, margins included.
    ///   - band: Doppler band in bins.
    ///   - delayRate: drift of the delay to take out, seconds per second, about the middle.
    ///   - weights: one real weight for each bin at the frequency of channel 1.
    /// - Throws: ``RecordingFaults`` when a file cannot be read.
    package init(
        _ pair: RecordingPair, plan: SearchPlan, lags: ClosedRange<Int>, band: Int,
        delayRate: Double, weights: [Float]
    ) throws(RecordingFaults) {
        (self.plan, self.band, self.delayRate) = (plan, band, delayRate)
        (lowestLag, lagCount) = (lags.lowerBound, lags.count)
        storage = ComplexBuffer(lags.count * plan.blockCount, zeroed: false)
        let doubled = weights.flatMap { [$0, $0] }
        let groups = (plan.blockCount + Self.group - 1) / Self.group
        let workers = min(pair.threads, groups)
        try withWorkers(workers) { number throws(RecordingFaults) in
            let worker = BlockWorker(self, pair: pair, weights: doubled)
            for group in stride(from: number, to: groups, by: workers) {
                try worker.run(group: group)
            }
        }
    }

    /// Blocks whose results are written together, so that memory is touched by whole lines.
    static let group = 16

    /// The delay of the row that is furthest up.
    var highestLag: Int { lowestLag + lagCount - 1 }

    /// The correlations of all blocks at one delay.
    package func row(_ index: Int) -> UnsafeMutablePointer<Float> {
        precondition(index >= 0 && index < lagCount, "the row is in the matrix")
        return storage.parts + 2 * index * plan.blockCount
    }

    /// The phase in cycles by which a row must be turned back, because a shift by bins counts from
    /// the beginning of the stretch of channel 1.
    func phaseCycles(ofRow index: Int) -> Double {
        -Double(band) * Double(index - (lagCount - 1)) / Double(plan.transformLength)
    }

    /// Time of the middle of a block from the middle of the snapshot, in seconds.
    func time(ofBlock block: Int) -> Double {
        (Double(block) + 0.5 - Double(plan.blockCount) / 2) * Double(plan.blockLength)
            / plan.window.sampleRate
    }
}

/// The two recordings of a correlation and how they are read.
package struct RecordingPair: Sendable {
    let victim: Recording
    let adjacent: Recording
    /// Whether the victim's spectrum is turned round before it is compared.
    var inverted: Bool
    /// Hertz by which the adjacent channel is turned back before it is compared.
    var turnedBack = 0.0
    let threads: Int

    /// A pair, and whether the victim's spectrum is turned round.
    package init(victim: Recording, adjacent: Recording, inverted: Bool, threads: Int) {
        (self.victim, self.adjacent) = (victim, adjacent)
        (self.inverted, self.threads) = (inverted, threads)
    }
}

/// The buffers of one thread.
private final class BlockWorker {
    private let matrix: LagMatrix
    private let pair: RecordingPair
    private let weights: [Float]
    private let forward: FourierTransform
    private let inverse: FourierTransform
    private let padded: ComplexBuffer
    private let product: ComplexBuffer
    private let first: ComplexBuffer
    private let second: ComplexBuffer
    private let correlations: [ComplexBuffer]
    private let victimSamples: ComplexBuffer
    private let adjacentSamples: ComplexBuffer

    init(_ matrix: LagMatrix, pair: RecordingPair, weights: [Float]) {
        (self.matrix, self.pair, self.weights) = (matrix, pair, weights)
        let plan = matrix.plan
        forward = .plan(plan.transformLength, .forward, inPlace: false)
        inverse = .plan(plan.transformLength, .inverse, inPlace: false)
        first = ComplexBuffer(plan.transformLength)
        second = ComplexBuffer(plan.transformLength)
        padded = ComplexBuffer(plan.transformLength)
        product = ComplexBuffer(plan.transformLength)
        correlations = (0..<LagMatrix.group).map { _ in ComplexBuffer(plan.transformLength) }
        let span = LagMatrix.group * plan.blockLength
        victimSamples = ComplexBuffer(span + matrix.lagCount - 1)
        adjacentSamples = ComplexBuffer(span)
    }

    /// Correlates up to sixteen neighbouring blocks and writes them into the matrix.
    func run(group: Int) throws(RecordingFaults) {
        let plan = matrix.plan
        let firstBlock = group * LagMatrix.group
        let blocks = min(LagMatrix.group, plan.blockCount - firstBlock)
        let start = plan.window.first + firstBlock * plan.blockLength
        let span = blocks * plan.blockLength
        let reach = span + matrix.lagCount - 1
        try pair.adjacent.withSamples(
            from: start, count: span, scratch: adjacentSamples, inScratch: pair.turnedBack != 0
        ) { (second) throws(RecordingFaults) in
            if pair.turnedBack != 0 { turnBack(adjacentSamples, count: span, from: start) }
            try pair.victim.withSamples(
                from: start - matrix.highestLag, count: reach, scratch: victimSamples,
                inScratch: pair.inverted
            ) { (first) throws(RecordingFaults) in
                if pair.inverted { victimSamples.conjugate(count: reach) }
                for block in 0..<blocks {
                    let offset = 2 * block * plan.blockLength
                    correlate(
                        block, number: firstBlock + block, first + offset, second + offset)
                }
            }
        }
        write(blocks: blocks, firstBlock: firstBlock)
    }

    private func correlate(
        _ block: Int, number: Int, _ victim: UnsafePointer<Float>,
        _ adjacent: UnsafePointer<Float>
    ) {
        let plan = matrix.plan
        let (length, size) = (plan.blockLength, plan.transformLength)
        fill(padded, from: victim, count: length + matrix.lagCount - 1)
        forward.execute(padded, into: first)
        fill(padded, from: adjacent, count: length)
        forward.execute(padded, into: second)
        if matrix.delayRate != 0 { moveInDelay(by: -delayOffset(ofBlock: number)) }
        // Bin k of channel 2 meets bin k - band of channel 1.
        let shift = ((matrix.band % size) + size) % size
        weights.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            multiplyByConjugate(
                second.parts + 2 * shift, first.parts, weights: base,
                into: product.parts + 2 * shift, count: size - shift)
            let rest = 2 * (size - shift)
            multiplyByConjugate(
                second.parts, first.parts + rest, weights: base + rest, into: product.parts,
                count: shift)
        }
        inverse.execute(product, into: correlations[block])
    }

    /// The drift of the delay at a block, in samples from the middle.
    private func delayOffset(ofBlock number: Int) -> Double {
        matrix.delayRate * matrix.time(ofBlock: number) * matrix.plan.window.sampleRate
    }

    /// Advances channel 1 by a part of a sample: a phase that grows with frequency.
    private func moveInDelay(by samples: Double) {
        let size = matrix.plan.transformLength
        for k in 0..<size {
            let frequency = Double(k < size / 2 ? k : k - size) / Double(size)
            first.turn(k, by: 2 * Double.pi * frequency * samples)
        }
    }

    /// Turns blocks of delays into rows of blocks. The highest delay is at zero of a product, the
    /// others lead up to its end. A complex number is moved as one 64-bit word.
    private func write(blocks: Int, firstBlock: Int) {
        let size = matrix.plan.transformLength
        for lag in 0..<matrix.lagCount {
            let place = (size + lag + 1 - matrix.lagCount) & (size - 1)
            let target = UnsafeMutableRawPointer(matrix.row(lag) + 2 * firstBlock)
            for block in 0..<blocks {
                let value = UnsafeRawPointer(correlations[block].parts)
                    .load(fromByteOffset: 8 * place, as: UInt64.self)
                target.storeBytes(of: value, toByteOffset: 8 * block, as: UInt64.self)
            }
        }
    }

    private func fill(_ buffer: ComplexBuffer, from source: UnsafePointer<Float>, count: Int) {
        buffer.parts.update(from: source, count: 2 * count)
        (buffer.parts + 2 * count).update(repeating: 0, count: 2 * (buffer.count - count))
    }

    /// Takes the Doppler shift out of channel 2, its phase counted from the middle of the snapshot.
    private func turnBack(_ buffer: ComplexBuffer, count: Int, from start: Int) {
        let window = matrix.plan.window
        let advance = -pair.turnedBack / window.sampleRate
        let middle = Double(window.first) + Double(matrix.plan.usedCount) / 2
        for index in 0..<count {
            let cycles = advance * (Double(start + index) - middle)
            buffer.turn(index, by: 2 * Double.pi * (cycles - cycles.rounded()))
        }
    }
}
