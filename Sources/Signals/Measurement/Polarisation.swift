// Polarisation from two orthogonal linear ports sampled together: Stokes parameters of the power in
// a band. S3 is positive when the x port leads: right-hand by IEEE 149 if x, y and the direction of
// travel are right-handed axes.

import Glibc
public import Quantities

/// The state of polarisation of the waves in a band.
public struct Polarisation: Hashable, Sendable {
    /// Stokes parameters S0 to S3 relative to S0: intensity, x over y, +45 over -45, circular.
    public let stokes: [Double]
    /// Polarised part of the power, 0 to 1.
    public let degree: Double
    /// Ratio of the axes of the ellipse, dB; infinite for linear polarisation.
    public let axialRatio: Decibels
    /// Tilt of the major axis from the x port towards the y port, -90 to 90 degrees.
    public let tilt: Angle
    /// Power in the x port over that in the y port, dB: the discrimination when x is the co-polar.
    public let discrimination: Decibels
}

/// Measures the polarisation of the waves in a band from two orthogonal linear ports.
///
/// - Parameters:
///   - x: first port.
///   - y: second port, the same samples in time and rate.
///   - band: hertz from the centre, low to high.
/// - Returns: the state of polarisation; noise in the band counts as unpolarised power.
/// - Throws: ``RecordingFaults`` when the ports do not belong together or cannot be read.
public func polarisation(
    x: Recording, y: Recording, band: ClosedRange<Double>
) throws(RecordingFaults) -> Polarisation {
    let rate = x.sampleRate.value
    guard x.sampleRate == y.sampleRate, x.sampleCount == y.sampleCount, x.sampleCount >= 512 else {
        throw RecordingFaults(
            .ratesDiffer, file: "\(x.name), \(y.name)",
            reason: "two ports need one rate and one length of at least 512 samples")
    }
    let size = 512
    let (first, second) = (ComplexBuffer(size), ComplexBuffer(size))
    let transform = FourierTransform.plan(size, .forward)
    let bins = (0..<size).filter {
        band.contains(Double($0 < size / 2 ? $0 : $0 - size) * rate / Double(size))
    }
    var (xx, yy, cross) = (0.0, 0.0, Complex.zero)
    for start in stride(from: 0, through: x.sampleCount - size, by: size) {
        try x.read(into: first.parts, from: start, count: size)
        try y.read(into: second.parts, from: start, count: size)
        transform.execute(first)
        transform.execute(second)
        for k in bins {
            let a = Complex(
                real: Double(first.parts[2 * k]), imaginary: Double(first.parts[2 * k + 1]))
            let b = Complex(
                real: Double(second.parts[2 * k]), imaginary: -Double(second.parts[2 * k + 1]))
            xx += a.power
            yy += b.power
            cross += a * b
        }
    }
    let total = xx + yy
    guard total > 0 else {
        throw RecordingFaults(.allZero, file: x.name, reason: "there is no power in the band")
    }
    return Polarisation(
        power: total, s1: xx - yy, s2: 2 * cross.real, s3: 2 * cross.imaginary, xx: xx, yy: yy)
}

extension Polarisation {
    init(power: Double, s1: Double, s2: Double, s3: Double, xx: Double, yy: Double) {
        stokes = [1, s1 / power, s2 / power, s3 / power]
        let polarised = (s1 * s1 + s2 * s2 + s3 * s3).squareRoot()
        degree = min(1, polarised / power)
        let ellipticity = polarised > 0 ? asin(max(-1, min(1, s3 / polarised))) / 2 : 0
        axialRatio = Decibels(-20 * log10(max(abs(tan(ellipticity)), 1e-15)))
        tilt = Angle(atan2(s2, s1) / 2)
        discrimination = Decibels(10 * log10(max(xx, 1e-300) / max(yy, 1e-300)))
    }
}
