// Least squares by Givens rotations in square-root information form (Bierman 1977): rows of any
// weight are folded one by one into a triangle, without ever squaring a condition number. Offsets
// of hundreds of hertz beside sigmas of a millihertz are ordinary here, so normal equations would
// lose what this keeps.

struct SquareRootInformation {
    /// Number of unknowns.
    let n: Int
    /// Upper triangle R with the right-hand side as last column, row after row, n + 1 columns.
    private var r: [Double]
    /// Scratch row, n coefficients and the right-hand side; the caller fills it, ``fold`` empties it.
    var row: [Double]
    /// Sum of squares that no choice of the unknowns can remove.
    private(set) var leftover = 0.0

    init(unknowns n: Int) {
        self.n = n
        r = [Double](repeating: 0, count: n * (n + 1))
        row = [Double](repeating: 0, count: n + 1)
    }

    mutating func reset() {
        for k in r.indices { r[k] = 0 }
        leftover = 0
    }

    /// Folds the scratch row in and sets it to zero again.
    mutating func fold() {
        let width = n + 1
        r.withUnsafeMutableBufferPointer { r in
            row.withUnsafeMutableBufferPointer { row in
                for j in 0..<n where row[j] != 0 {
                    let pivot = r[j * width + j]
                    let length = (pivot * pivot + row[j] * row[j]).squareRoot()
                    let (c, s) = (pivot / length, row[j] / length)
                    r[j * width + j] = length
                    row[j] = 0
                    for k in (j + 1)..<width {
                        let (above, below) = (r[j * width + k], row[k])
                        r[j * width + k] = c * above + s * below
                        row[k] = c * below - s * above
                    }
                }
                leftover += row[n] * row[n]
                row[n] = 0
            }
        }
    }

    /// The unknowns that minimise the sum of squares. An unknown about which nothing is known
    /// stays zero.
    func solution() -> [Double] {
        let width = n + 1
        var x = [Double](repeating: 0, count: n)
        for j in stride(from: n - 1, through: 0, by: -1) {
            var sum = r[j * width + n]
            for k in (j + 1)..<max(n, j + 1) { sum -= r[j * width + k] * x[k] }
            x[j] = isDetermined(j) ? sum / r[j * width + j] : 0
        }
        return x
    }

    /// True unless the diagonal of an unknown vanished beside its row.
    private func isDetermined(_ j: Int) -> Bool {
        let pivot = abs(r[j * (n + 1) + j])
        var largest = 0.0
        for i in 0...j { largest = max(largest, abs(r[i * (n + 1) + j])) }
        return pivot > 1e-13 * largest
    }

    /// Information matrix of the last unknowns alone, the others integrated out.
    func marginalInformation(last count: Int) -> [[Double]] {
        let (width, first) = (n + 1, n - count)
        return (0..<count).map { i in
            (0..<count).map { j in
                (0...min(i, j)).reduce(0.0) {
                    $0 + r[(first + $1) * width + first + i] * r[(first + $1) * width + first + j]
                }
            }
        }
    }

    /// Solves R' y = a; the squared length of y is the variance of a'x when R is regular.
    func whitened(_ a: [Double]) -> [Double] {
        let width = n + 1
        var y = a
        for j in 0..<n {
            var sum = y[j]
            for k in 0..<j { sum -= r[k * width + j] * y[k] }
            y[j] = isDetermined(j) ? sum / r[j * width + j] : 0
        }
        return y
    }
}
