// Complex numbers in double precision, for the few hundred terms of a refinement.

import Glibc

/// A complex number.
struct Complex: Hashable, Sendable {
    var real: Double
    var imaginary: Double

    static let zero = Complex(real: 0, imaginary: 0)

    /// exp(j phase), phase in radians.
    static func turned(_ phase: Double) -> Complex {
        Complex(real: cos(phase), imaginary: sin(phase))
    }

    /// Squared magnitude.
    var power: Double { real * real + imaginary * imaginary }

    static func * (a: Complex, b: Complex) -> Complex {
        Complex(
            real: a.real * b.real - a.imaginary * b.imaginary,
            imaginary: a.imaginary * b.real + a.real * b.imaginary)
    }

    static func * (a: Complex, scale: Double) -> Complex {
        Complex(real: a.real * scale, imaginary: a.imaginary * scale)
    }

    static func += (a: inout Complex, b: Complex) {
        a.real += b.real
        a.imaginary += b.imaginary
    }
}
