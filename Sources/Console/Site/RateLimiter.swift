// How often one principal, or one address that is not logged in, may ask: a bucket of requests that fills again
// steadily. It lives in memory; a restart forgives.

import Quantities
import Synchronization

/// Limits on requests.
final class RateLimiter: Sendable {
    /// Requests at once, and a second in the long run.
    fileprivate struct Rate {
        var burst: Double
        var perSecond: Double
    }

    private struct Bucket {
        var level: Double
        var at: ContinuousClock.Instant
    }

    /// Whose requests are counted.
    enum Caller: Hashable {
        case member(String)
        case stranger(String)
        /// An attempt to log in.
        case login(String)

        fileprivate var rate: Rate {
            switch self {
            case .member:
                Rate(
                    burst: Double(Limits.memberRequests.burst),
                    perSecond: Double(Limits.memberRequests.perSecond))
            case .stranger:
                Rate(
                    burst: Double(Limits.strangerRequests.burst),
                    perSecond: Double(Limits.strangerRequests.perSecond))
            case .login:
                Rate(
                    burst: Double(Limits.logins.burst), perSecond: 1 / Double(Limits.logins.seconds)
                )
            }
        }
    }

    private let buckets = Mutex<[Caller: Bucket]>([:])

    /// Lets a request in.
    ///
    /// - Throws: ``Problem`` 429 that says when to try again.
    func admit(_ caller: Caller) throws(Problem) {
        let rate = caller.rate
        let now = ContinuousClock.now
        let wait = buckets.withLock { buckets -> Double? in
            if buckets.count > Limits.rememberedPeers { buckets.removeAll() }
            var bucket = buckets[caller] ?? Bucket(level: rate.burst, at: now)
            let elapsed = (now - bucket.at) / .seconds(1)
            bucket = Bucket(
                level: min(rate.burst, bucket.level + elapsed * rate.perSecond), at: now)
            let isAdmitted = bucket.level >= 1
            if isAdmitted { bucket.level -= 1 }
            buckets[caller] = bucket
            return isAdmitted ? nil : (1 - bucket.level) / rate.perSecond
        }
        guard let wait else { return }
        let seconds = Int(wait.rounded(.up))
        throw Problem(
            429, "too-many-requests", "Too many requests; try again in \(seconds) s",
            headers: [("retry-after", "\(seconds)")])
    }
}
