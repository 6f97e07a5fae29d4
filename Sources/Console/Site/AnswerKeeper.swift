// The Idempotency-Key: a request that comes again under its key is not carried out again. While the first is under
// way the key is reserved in memory; its answer is kept in the store, for a week. If a process dies between the act
// and the keeping, the act's own rules answer the repeat: no order, number or acknowledgement exists twice.

import OrderStore
import Quantities
import Synchronization

/// Answers under their keys.
final class AnswerKeeper: Sendable {
    private let store: OrderStore
    private let underWay = Mutex<Set<String>>([])

    init(store: OrderStore) { self.store = store }

    /// How long answers are kept.
    static let keeping = Duration.seconds(7 * 86_400)

    /// The kept answer to a request, or a new one, which is kept.
    ///
    /// - Throws: ``Problem``: 400 without a key, 422 for a key of another request, 409 while the first is under way;
    ///   what the body throws, which is not kept.
    func answer(_ visit: Visit, _ body: () throws -> SiteResponse) throws -> SiteResponse {
        guard let key = visit.request.headers["idempotency-key"] else {
            // A form of a page is protected by its own rules, a program must say which request it means.
            guard visit.request.isForAPI else { return try body() }
            throw Problem(400, "key-missing", "An Idempotency-Key is needed")
        }
        guard (1...200).contains(key.utf8.count) else {
            throw Problem(400, "key-malformed", "An Idempotency-Key has 1 to 200 characters")
        }
        let principal = visit.principal?.key ?? ""
        let digest = Digest.sha256(
            Array("\(visit.request.method.rawValue) \(visit.request.path)\n".utf8)
                + visit.request.body)
        let name = "\(principal)\n\(key)"
        guard underWay.withLock({ $0.insert(name).inserted }) else {
            throw Problem(409, "key-in-use", "The first request with this key is under way")
        }
        defer { _ = underWay.withLock { $0.remove(name) } }
        if let kept = try store.read({ try $0.keptAnswer(principal: principal, key: key) }) {
            guard kept.request == digest else {
                throw Problem(422, "key-reused", "This key belongs to another request")
            }
            return SiteResponse(kept)
        }
        let response = try body()
        let kept = KeptAnswer(
            principal: principal, key: key, request: digest, status: response.status,
            headers: response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n"),
            body: response.bytes)
        try store.write { try $0.keep(kept, at: visit.now) }
        return response
    }
}

extension SiteResponse {
    init(_ kept: KeptAnswer) {
        let headers = kept.headers.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                name: String(parts[0]), value: parts.count > 1 ? parts[1].trimmed : ""
            )
        }
        self.init(status: kept.status, headers: headers, body: .bytes(kept.body))
    }
}
