// The innermost loops: products and sums of interleaved complex Floats, eight complex numbers at a
// time. Each takes counts in complex numbers and touches nothing outside them. No fused multiply-add:
// without a target CPU it is a call of libm for each element.

/// product[k] = second[k] * conj(first[k]) * weight[k]; each weight stands twice, for both parts.
@inline(__always)
func multiplyByConjugate(
    _ second: UnsafePointer<Float>, _ first: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, into product: UnsafeMutablePointer<Float>, count: Int
) {
    let (a, b) = (UnsafeRawPointer(second), UnsafeRawPointer(first))
    let (w, c) = (UnsafeRawPointer(weights), UnsafeMutableRawPointer(product))
    var k = 0
    while k + 8 <= count {
        let x = a.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let y =
            b.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
            * w.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let (xr, xi, yr, yi) = (x.evenHalf, x.oddHalf, y.evenHalf, y.oddHalf)
        var z = SIMD16<Float>()
        z.evenHalf = xr * yr + xi * yi
        z.oddHalf = xi * yr - xr * yi
        c.storeBytes(of: z, toByteOffset: 8 * k, as: SIMD16<Float>.self)
        k += 8
    }
    while k < count {
        let (xr, xi, yr, yi) = (
            second[2 * k], second[2 * k + 1], first[2 * k] * weights[2 * k],
            first[2 * k + 1] * weights[2 * k]
        )
        (product[2 * k], product[2 * k + 1]) = (xr * yr + xi * yi, xi * yr - xr * yi)
        k += 1
    }
}

/// target[k] = values[k] * factors[k].
@inline(__always)
func multiply(
    _ values: UnsafePointer<Float>, _ factors: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>, count: Int
) {
    let (a, b) = (UnsafeRawPointer(values), UnsafeRawPointer(factors))
    let c = UnsafeMutableRawPointer(target)
    var k = 0
    while k + 8 <= count {
        let x = a.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let y = b.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let (xr, xi, yr, yi) = (x.evenHalf, x.oddHalf, y.evenHalf, y.oddHalf)
        var z = SIMD16<Float>()
        z.evenHalf = xr * yr - xi * yi
        z.oddHalf = xi * yr + xr * yi
        c.storeBytes(of: z, toByteOffset: 8 * k, as: SIMD16<Float>.self)
        k += 8
    }
    while k < count {
        let (xr, xi, yr, yi) = (
            values[2 * k], values[2 * k + 1], factors[2 * k], factors[2 * k + 1]
        )
        (target[2 * k], target[2 * k + 1]) = (xr * yr - xi * yi, xi * yr + xr * yi)
        k += 1
    }
}

/// target[k] += values[k] * factor.
@inline(__always)
func accumulate(
    _ values: UnsafePointer<Float>, times factor: Complex,
    into target: UnsafeMutablePointer<Float>, count: Int
) {
    let (re, im) = (Float(factor.real), Float(factor.imaginary))
    let (a, c) = (UnsafeRawPointer(values), UnsafeMutableRawPointer(target))
    var k = 0
    while k + 8 <= count {
        let x = a.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        var z = c.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        z.evenHalf += x.evenHalf * re - x.oddHalf * im
        z.oddHalf += x.oddHalf * re + x.evenHalf * im
        c.storeBytes(of: z, toByteOffset: 8 * k, as: SIMD16<Float>.self)
        k += 8
    }
    while k < count {
        let (xr, xi) = (values[2 * k], values[2 * k + 1])
        target[2 * k] += xr * re - xi * im
        target[2 * k + 1] += xi * re + xr * im
        k += 1
    }
}

/// Sum of values[k] * factors[k].
@inline(__always)
func dot(
    _ values: UnsafePointer<Float>, _ factors: UnsafePointer<Float>, count: Int
) -> Complex {
    let (a, b) = (UnsafeRawPointer(values), UnsafeRawPointer(factors))
    var (straight, crossed) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var total = Complex.zero
    var k = 0
    while k + 8 <= count {
        let x = a.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let y = b.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let (xr, xi, yr, yi) = (x.evenHalf, x.oddHalf, y.evenHalf, y.oddHalf)
        straight += xr * yr - xi * yi
        crossed += xi * yr + xr * yi
        k += 8
    }
    total.real = Double(straight.sum())
    total.imaginary = Double(crossed.sum())
    while k < count {
        let (xr, xi, yr, yi) = (
            values[2 * k], values[2 * k + 1], factors[2 * k], factors[2 * k + 1]
        )
        total.real += Double(xr * yr - xi * yi)
        total.imaginary += Double(xi * yr + xr * yi)
        k += 1
    }
    return total
}

/// target[k] = |values[k]|^2.
@inline(__always)
func squaredMagnitudes(
    _ values: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
) {
    let (a, c) = (UnsafeRawPointer(values), UnsafeMutableRawPointer(target))
    var k = 0
    while k + 8 <= count {
        let x = a.loadUnaligned(fromByteOffset: 8 * k, as: SIMD16<Float>.self)
        let (re, im) = (x.evenHalf, x.oddHalf)
        c.storeBytes(of: re * re + im * im, toByteOffset: 4 * k, as: SIMD8<Float>.self)
        k += 8
    }
    while k < count {
        target[k] = values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]
        k += 1
    }
}
