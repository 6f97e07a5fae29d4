// A second worker of the same desk. Workers are synchronous, so whatever two of them can do to each other happens
// where one waits: for a mailbox, a reader of letters, a server. There the other gets a whole round, by chance.

import Desk
import Letters
import MailTransport
import OrderStore
import Synchronization

/// Lets a second worker work while the first one waits.
final class Rivals: Sendable {
    private struct State {
        var second: Workers?
        var isWorking = false
        /// What no worker may end by.
        var failure: (any Error)?
    }

    private let state = Mutex(State())
    private let interruptions: Interruptions

    init(_ interruptions: Interruptions) { self.interruptions = interruptions }

    func enter(_ workers: Workers) { state.withLock { $0.second = workers } }

    /// A round of the second worker, if chance wills. It may end as any worker may; the first goes on.
    func mayWork() {
        guard interruptions.strikes(.twoWorkers) else { return }
        let second = state.withLock { state -> Workers? in
            guard !state.isWorking else { return nil }
            state.isWorking = true
            return state.second
        }
        guard let second else { return }
        var failure: (any Error)?
        do {
            try second.round()
        } catch let error {
            let isExpected = error is ProcessEnded || error is StoreError || error is CarrierError
            failure = isExpected ? nil : error
        }
        state.withLock { state in
            state.isWorking = false
            state.failure = state.failure ?? failure
        }
    }

    /// - Throws: what a second worker ended by and must not.
    func check() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}

/// A mailbox during whose answer others may work.
struct RivalMailbox: IncomingCarrier {
    let mailbox: any IncomingCarrier
    let rivals: Rivals

    var name: String { mailbox.name }

    func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        let arrivals = try mailbox.arrivals(limit: limit)
        if !arrivals.isEmpty { rivals.mayWork() }
        return arrivals
    }

    func confirm(_ handle: String) throws(CarrierError) { try mailbox.confirm(handle) }
}

/// A reader of letters during whose work others may work.
struct RivalReader: MailReading {
    let rivals: Rivals
    private let reader = UnconfinedReader()

    init(_ rivals: Rivals) { self.rivals = rivals }

    func read(
        _ letters: [[UInt8]]
    ) throws(ReaderUnavailable) -> [Result<MailMessage, MIMEFault>] {
        rivals.mayWork()
        return try reader.read(letters)
    }
}
