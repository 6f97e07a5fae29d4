// SHA-512 (FIPS 180-4, section 6.4), fed piece by piece. It only checks that a recording is the
// one its metadata describes; nothing secret depends on it.

import Glibc

/// A digest in the making.
struct SHA512 {
    private var state: [UInt64]
    private var pending: [UInt8] = []
    private var length: UInt64 = 0
    private static let start = primes(8).map { rootFraction($0, cube: false) }
    private static let constants = primes(80).map { rootFraction($0, cube: true) }

    init() { state = SHA512.start }

    /// Takes more bytes of the message.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var start = 0
        if !pending.isEmpty {
            start = min(128 - pending.count, bytes.count)
            pending.append(contentsOf: bytes.prefix(start))
            guard pending.count == 128 else { return }
            let block = pending
            block.withUnsafeBytes { compress($0) }
            pending.removeAll(keepingCapacity: true)
        }
        while start + 128 <= bytes.count {
            compress(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 128]))
            start += 128
        }
        pending.append(contentsOf: bytes[start...])
    }

    /// The digest in lower-case hexadecimal; the value may not be used afterwards.
    mutating func finish() -> String {
        let bits = length &* 8
        var tail: [UInt8] = [0x80]
        tail += [UInt8](repeating: 0, count: (239 - pending.count) % 128)
        tail += [UInt8](repeating: 0, count: 8)
        tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        tail.withUnsafeBytes { update($0) }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The digest of bytes that are at hand.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var digest = SHA512()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }

    private mutating func compress(_ block: UnsafeRawBufferPointer) {
        let constants = SHA512.constants
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 80) { w in
            for t in 0..<16 {
                w[t] = UInt64(
                    bigEndian: block.loadUnaligned(fromByteOffset: 8 * t, as: UInt64.self))
            }
            for t in 16..<80 {
                let s0 = turn(w[t - 15], 1) ^ turn(w[t - 15], 8) ^ (w[t - 15] >> 7)
                let s1 = turn(w[t - 2], 19) ^ turn(w[t - 2], 61) ^ (w[t - 2] >> 6)
                w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            for t in 0..<80 {
                let s1 = turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)
                let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[t] &+ w[t]
                let s0 = turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)
                let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                (h, g, f, e) = (g, f, e, d &+ t1)
                (d, c, b, a) = (c, b, a, t1 &+ t2)
            }
            for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
        }
    }

    private func turn(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word >> count | word << (64 - count)
    }

    /// The first primes, whose roots are the constants of the standard.
    private static func primes(_ count: Int) -> [UInt64] {
        var found: [UInt64] = []
        var candidate: UInt64 = 2
        while found.count < count {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }

    /// The first 64 bits of the fraction of the square or cube root, exact by whole-number search.
    private static func rootFraction(_ prime: UInt64, cube: Bool) -> UInt64 {
        let real = cube ? cbrt(Double(prime)) : Double(prime).squareRoot()
        let whole = UInt64(real)
        var fraction: UInt64 = 0
        for bit in stride(from: UInt64(63), through: 0, by: -1) {
            let trial = fraction | (1 << bit)
            if power(whole, trial, cube: cube, isAtMost: prime) { fraction = trial }
        }
        return fraction
    }

    /// Whether (whole + fraction / 2^64) to the second or third power is at most a prime.
    private static func power(
        _ whole: UInt64, _ fraction: UInt64, cube: Bool, isAtMost prime: UInt64
    ) -> Bool {
        let root = [fraction, whole]
        var product = multiply(root, root)
        if cube { product = multiply(product, root) }
        let places = cube ? 3 : 2
        let integer = product.count > places ? product[places] : 0
        return integer < prime
    }

    private static func multiply(_ lhs: [UInt64], _ rhs: [UInt64]) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: lhs.count + rhs.count)
        for (i, x) in lhs.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in rhs.enumerated() {
                let (high, low) = x.multipliedFullWidth(by: y)
                let (first, over) = result[i + j].addingReportingOverflow(low)
                let (second, overAgain) = first.addingReportingOverflow(carry)
                result[i + j] = second
                carry = high &+ (over ? 1 : 0) &+ (overAgain ? 1 : 0)
            }
            result[i + rhs.count] = carry
        }
        return result
    }
}
