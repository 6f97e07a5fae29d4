// Fast Fourier transforms by FFTW in single precision. Planning is not safe from several threads,
// so plans are made once, under one lock, and kept for the life of the process; executing them is.

import CFFTW
import Synchronization

/// A complex transform of one length and direction, in place; unscaled both ways.
struct FourierTransform: Sendable {
    enum Direction: Int32, Hashable, Sendable {
        /// Sum of x[n] exp(-j 2 pi k n / N).
        case forward = -1
        /// Sum of X[k] exp(+j 2 pi k n / N).
        case inverse = 1
    }

    private struct Key: Hashable {
        let size: Int
        let direction: Direction
    }

    let size: Int
    /// FFTW documents that executing one plan on several arrays at once is safe.
    private nonisolated(unsafe) let plan: OpaquePointer

    private static let kept = Mutex<[Key: FourierTransform]>([:])

    /// Lengths up to this one are planned by measuring, a tenth of a second each and only once.
    private static let measuredSize = 4096

    /// The plan for a length, made when it is first asked for.
    static func plan(_ size: Int, _ direction: Direction) -> FourierTransform {
        precondition(size > 0 && size < 1 << 30, "a transform has a length")
        return kept.withLock { plans in
            let key = Key(size: size, direction: direction)
            if let known = plans[key] { return known }
            let made = FourierTransform(size, direction)
            plans[key] = made
            return made
        }
    }

    private init(_ size: Int, _ direction: Direction) {
        let scratch = ComplexBuffer(size)
        let effort = size <= Self.measuredSize ? FFTW_MEASURE : UInt32(FFTW_ESTIMATE)
        let made = scratch.withComplexPointer { pointer in
            fftwf_plan_dft_1d(Int32(size), pointer, pointer, direction.rawValue, UInt32(effort))
        }
        guard let made else { preconditionFailure("FFTW plans every length") }
        (self.size, plan) = (size, made)
    }

    /// Transforms a buffer of this length in place.
    func execute(_ buffer: ComplexBuffer) {
        precondition(buffer.count == size, "the buffer has the length of the transform")
        buffer.withComplexPointer { fftwf_execute_dft(plan, $0, $0) }
    }
}

/// Complex numbers in memory that is aligned as FFTW likes it: real and imaginary parts in turn.
final class ComplexBuffer {
    let count: Int
    /// Twice `count` numbers.
    let parts: UnsafeMutablePointer<Float>

    /// A buffer of zeros.
    init(_ count: Int) {
        guard let raw = fftwf_malloc(max(count, 1) * 8) else {
            preconditionFailure("out of memory")
        }
        self.count = count
        parts = raw.bindMemory(to: Float.self, capacity: 2 * max(count, 1))
        parts.initialize(repeating: 0, count: 2 * max(count, 1))
    }

    deinit { fftwf_free(parts) }

    func withComplexPointer<R>(_ body: (UnsafeMutablePointer<fftwf_complex>) -> R) -> R {
        body(UnsafeMutableRawPointer(parts).assumingMemoryBound(to: fftwf_complex.self))
    }
}
