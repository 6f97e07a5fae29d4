// Fast Fourier transforms by FFTW in single precision. Planning is not safe from several threads,
// so plans are made once, under one lock, and kept for the life of the process; executing them is.

import CFFTW
import Glibc
import Synchronization

/// A complex transform of one length and direction; unscaled both ways.
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
        let inPlace: Bool
    }

    let size: Int
    /// FFTW documents that executing one plan on several arrays at once is safe.
    private nonisolated(unsafe) let plan: OpaquePointer
    private let inPlace: Bool

    private static let kept = Mutex<[Key: FourierTransform]>([:])

    /// Lengths up to this one are planned by measuring, a tenth of a second each and only once.
    private static let measuredSize = 4096

    /// The plan for a length, made when it is first asked for.
    static func plan(
        _ size: Int, _ direction: Direction, inPlace: Bool = true
    ) -> FourierTransform {
        precondition(size > 0 && size < 1 << 30, "a transform has a length")
        return kept.withLock { plans in
            let key = Key(size: size, direction: direction, inPlace: inPlace)
            if let known = plans[key] { return known }
            let made = FourierTransform(size, direction, inPlace: inPlace)
            plans[key] = made
            return made
        }
    }

    private init(_ size: Int, _ direction: Direction, inPlace: Bool) {
        let source = ComplexBuffer(size)
        let target = inPlace ? source : ComplexBuffer(size)
        let effort = size <= Self.measuredSize ? UInt32(FFTW_MEASURE) : UInt32(FFTW_ESTIMATE)
        let made = source.withComplexPointer { from in
            target.withComplexPointer { to in
                fftwf_plan_dft_1d(Int32(size), from, to, direction.rawValue, effort)
            }
        }
        guard let made else { preconditionFailure("FFTW plans every length") }
        (self.size, plan, self.inPlace) = (size, made, inPlace)
    }

    /// Transforms a buffer of this length in place.
    func execute(_ buffer: ComplexBuffer) {
        precondition(inPlace && buffer.count == size, "the plan is for this buffer")
        buffer.withComplexPointer { fftwf_execute_dft(plan, $0, $0) }
    }

    /// Transforms one buffer of this length into another, a fifth faster than in place.
    func execute(_ source: ComplexBuffer, into target: ComplexBuffer) {
        precondition(
            !inPlace && source.count == size && target.count == size && source !== target,
            "the plan is for these buffers")
        source.withComplexPointer { from in
            target.withComplexPointer { to in fftwf_execute_dft(plan, from, to) }
        }
    }
}

/// Complex numbers in memory that is aligned as FFTW likes it: real and imaginary parts in turn.
final class ComplexBuffer {
    let count: Int
    /// Twice `count` numbers.
    let parts: UnsafeMutablePointer<Float>

    /// A buffer of zeros, or of whatever was there when all of it will be written first.
    init(_ count: Int, zeroed: Bool = true) {
        guard let raw = fftwf_malloc(max(count, 1) * 8) else {
            preconditionFailure("out of memory")
        }
        self.count = count
        parts = raw.bindMemory(to: Float.self, capacity: 2 * max(count, 1))
        if zeroed { parts.initialize(repeating: 0, count: 2 * max(count, 1)) }
    }

    deinit { fftwf_free(parts) }

    func withComplexPointer<R>(_ body: (UnsafeMutablePointer<fftwf_complex>) -> R) -> R {
        body(UnsafeMutableRawPointer(parts).assumingMemoryBound(to: fftwf_complex.self))
    }
}

extension ComplexBuffer {
    /// Turns one number by an angle in radians.
    @inline(__always) func turn(_ index: Int, by angle: Double) {
        multiply(index, by: .turned(angle))
    }

    /// Multiplies one number.
    @inline(__always) func multiply(_ index: Int, by factor: Complex) {
        let (c, s) = (Float(factor.real), Float(factor.imaginary))
        let (re, im) = (parts[2 * index], parts[2 * index + 1])
        parts[2 * index] = re * c - im * s
        parts[2 * index + 1] = im * c + re * s
    }

    /// Puts the conjugates in place of the first numbers, which turns their spectrum round.
    func conjugate(count: Int) {
        for index in 0..<count { parts[2 * index + 1].negate() }
    }
}
