// The uncertainty of a satellite state: a 6x6 covariance that is known to be one, and its square
// root, through which the estimators see it.

import Glibc
public import Quantities

/// Covariance of an Earth-fixed state: position (m) then velocity (m/s), six rows of six.
public struct StateCovariance: Hashable, Sendable {
    /// The 36 entries, row after row.
    public let entries: [Double]
    /// Lower triangular square root L, row after row: entries = L L'.
    let root: [Double]

    /// A covariance from six rows of six.
    ///
    /// - Returns: `nil` unless the rows are finite, symmetric to 1e-6 of the diagonal, and positive
    ///   semidefinite.
    public init?(rows: [[Double]]) {
        guard rows.count == 6, rows.allSatisfy({ $0.count == 6 }) else { return nil }
        let p = rows.flatMap { $0 }
        guard p.allSatisfy(\.isFinite), let root = Self.squareRoot(p) else { return nil }
        (entries, self.root) = (p, root)
    }

    /// A covariance of independent errors.
    public init(position: Metres, velocity: MetresPerSecond) {
        var p = [Double](repeating: 0, count: 36)
        var l = p
        for k in 0..<6 {
            let sigma = k < 3 ? position.value.magnitude : velocity.value.magnitude
            (p[7 * k], l[7 * k]) = (sigma * sigma, sigma)
        }
        (entries, root) = (p, l)
    }

    /// The state error (m, m/s) that six independent standard normal deviates stand for; a way to
    /// draw from the covariance.
    ///
    /// - Parameter deviates: six numbers.
    /// - Returns: six numbers, L times the deviates.
    public func deviation(_ deviates: [Double]) -> [Double] {
        precondition(deviates.count == 6, "a state has six components")
        return (0..<6).map { i in (0...i).reduce(0) { $0 + root[6 * i + $1] * deviates[$1] } }
    }

    /// Cholesky of the correlation matrix, so that metres and metres per second weigh alike;
    /// a pivot lost in rounding counts as zero.
    private static func squareRoot(_ p: [Double]) -> [Double]? {
        let sigma = (0..<6).map { p[7 * $0].squareRoot() }
        guard (0..<6).allSatisfy({ p[7 * $0] >= 0 && p[7 * $0] < 1e30 }) else { return nil }
        var l = [Double](repeating: 0, count: 36)
        for i in 0..<6 {
            for j in 0...i {
                let scale = sigma[i] * sigma[j]
                guard abs(p[6 * i + j] - p[6 * j + i]) <= 1e-6 * scale else { return nil }
                guard scale > 0 else {
                    guard p[6 * i + j] == 0 else { return nil }
                    continue
                }
                var sum = 0.5 * (p[6 * i + j] + p[6 * j + i]) / scale
                for k in 0..<j { sum -= l[6 * i + k] * l[6 * j + k] }
                if i == j {
                    guard sum > -1e-9 else { return nil }
                    l[7 * i] = sum > 1e-13 ? sum.squareRoot() : 0
                } else if l[7 * j] > 0 {
                    l[6 * i + j] = sum / l[7 * j]
                } else if abs(sum) > 1e-6 {
                    return nil
                }
            }
        }
        for i in 0..<6 { for j in 0...i { l[6 * i + j] *= sigma[i] } }
        return l
    }
}
