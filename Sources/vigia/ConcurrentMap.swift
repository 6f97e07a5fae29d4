// Work on many elements at once, with the results in the order of the elements.

import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// The results of a function for each element, in their order, whichever thread is faster.
    ///
    /// - Parameters:
    ///   - threads: at least one.
    ///   - transform: called once for each element.
    /// - Returns: as many results as elements.
    /// - Throws: the error of the first element that has one, after all are done.
    func mapConcurrently<Output: Sendable, Failure: Error>(
        threads: Int, _ transform: @Sendable (Element) throws(Failure) -> Output
    ) throws(Failure) -> [Output] {
        let workers = Swift.min(threads, count)
        let results = Mutex<[Int: Result<Output, Failure>]>([:])
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let result = Result { () throws(Failure) in try transform(self[index]) }
                results.withLock { $0[index] = result }
            }
        }
        let found = results.withLock { $0 }
        var outputs: [Output] = []
        for index in indices {
            if let result = found[index] { outputs.append(try result.get()) }
        }
        return outputs
    }
}
