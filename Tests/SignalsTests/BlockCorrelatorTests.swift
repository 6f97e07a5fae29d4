// The fast block correlation against the sum it stands for, computed slowly in double precision.

import Glibc
import Quantities
import Signals
import Testing

@Suite("Block correlator") struct BlockCorrelatorTests {
    /// sum over a block of x2[m] exp(-j 2 pi shift m) conj(x1[m - lag]), its magnitude.
    private func direct(
        _ first: ComplexSamples, _ second: ComplexSamples, block: Range<Int>, lag: Int,
        shift: Double, inverted: Bool
    ) -> Double {
        var (re, im) = (0.0, 0.0)
        for m in block where (0..<first.count).contains(m - lag) {
            let (ar, ai) = second[m]
            let (br, signedImaginary) = first[m - lag]
            let bi = inverted ? -signedImaginary : signedImaginary
            let (xr, xi) = (Double(ar * br + ai * bi), Double(ai * br - ar * bi))
            let angle = -2 * Double.pi * shift * Double(m)
            re += xr * cos(angle) - xi * sin(angle)
            im += xi * cos(angle) + xr * sin(angle)
        }
        return (re * re + im * im).squareRoot()
    }

    @Test(
        "every block, delay and Doppler band equals the direct sum",
        arguments: [0, 3, -2], [false, true])
    func equalsDirectSum(band: Int, inverted: Bool) throws {
        var pair = SyntheticPair()
        (pair.samples, pair.tdoa) = (2000, 7e-6)
        let (first, second) = pair.samplesOfBoth()
        let rate = Hertz(1e6)
        let window = SearchWindow(
            first: 0, count: 2000, lags: -40...25, dopplers: -200...200, sampleRate: 1e6)
        let plan = SearchPlan(window, margin: 8, memory: 1 << 20)
        let matrix = try LagMatrix(
            RecordingPair(
                victim: Recording(name: "1", samples: first, sampleRate: rate),
                adjacent: Recording(name: "2", samples: second, sampleRate: rate),
                inverted: inverted, threads: 2),
            plan: plan, lags: -48...33, band: band, delayRate: 0,
            weights: [Float](repeating: 1, count: plan.transformLength))
        let shift = Double(band) / Double(plan.transformLength)
        var largest = 0.0
        var worst = 0.0
        for (row, lag) in (-48...33).enumerated() {
            for block in 0..<plan.blockCount {
                let parts = matrix.row(row) + 2 * block
                let fast = Double(parts[0] * parts[0] + parts[1] * parts[1]).squareRoot()
                let start = block * plan.blockLength
                let slow = direct(
                    first, second, block: start..<start + plan.blockLength, lag: lag,
                    shift: shift, inverted: inverted)
                largest = max(largest, slow)
                worst = max(worst, abs(fast / Double(plan.transformLength) - slow))
            }
        }
        #expect(worst < 1e-5 * largest)
    }
}
