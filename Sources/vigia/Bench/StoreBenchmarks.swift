// The speed of the store on a real disk, beside the same rows put into SQLite by bare C calls.

import Desk
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

extension Benchmark {
    static let stores = [
        journalRaw(inCommit: 1), journalRaw(inCommit: 16), journalAppend(writers: 1),
        journalAppend(writers: 16), journalAppendServer, journalVerify, queueHead, deskStart,
    ]

    /// Orders placed as the store sees it: three journal rows with their chain, projections, a frozen letter, two
    /// deliveries. Sixteen writers share commits.
    private static func journalAppend(writers: Int) -> Benchmark {
        let name = writers == 1 ? "journal-append" : "journal-append-\(writers)"
        return rate(name, "orders/s", count: 400) {
            let store = try BenchStore(at: nil)
            return { try store.placeOrders(400, writers: writers) }
        }
    }

    /// The same at a PostgreSQL server, an empty database of which VIGIA_BENCH_POSTGRES names.
    private static let journalAppendServer = rate(
        "journal-append-postgres", "orders/s", count: 400
    ) {
        guard let address = ProcessInfo.processInfo.environment["VIGIA_BENCH_POSTGRES"] else {
            throw Failure(
                .inputMissing, "VIGIA_BENCH_POSTGRES: name an empty database; see make bench")
        }
        let store = try BenchStore(at: address)
        return { try store.placeOrders(400, writers: 8) }
    }

    /// The same rows into the same tables by SQLite's own functions, so many orders in each commit. Sixteen show what no
    /// sharing of commits can exceed.
    private static func journalRaw(inCommit orders: Int) -> Benchmark {
        let name = orders == 1 ? "journal-raw" : "journal-raw-\(orders)"
        return rate(name, "orders/s", count: 400) {
            let store = try BenchStore(at: nil)
            try store.placeOrders(1, writers: 1)
            let raw = try BareSQLite(path: try store.closed())
            return { try raw.placeOrders(400, inCommit: orders) }
        }
    }

    /// Rows of a journal proven, with the letters they name: fifteen for each order.
    private static let journalVerify = rate("journal-verify", "rows/s", count: 75_000) {
        let store = try BenchStore(at: nil)
        try store.placeOrders(5_000, writers: 64)
        try store.addRemarks(12)
        return {
            let found = try store.store.verifyJournal()
            guard found.firstBad == nil, found.rows == 75_000 else {
                throw Failure(.defect, "journal-verify: the journal does not hold")
            }
        }
    }

    /// The head of the queue among a million orders, the 99th percentile of a thousand looks.
    private static let queueHead = Benchmark(name: "queue-head-1m", unit: "ms") {
        let path = try BenchStore(at: nil).closed()
        try BareSQLite(path: path).addWaitingOrders(1_000_000)
        let store = try OrderStore.open(at: path)
        return {
            let times = try (0..<1000).map { _ in
                try Stopwatch.seconds { consume(try store.read { try $0.queueEntries(limit: 1) }) }
            }.sorted()
            return times[989] * 1000
        }
    }

    /// A desk whose journal has a million rows is opened.
    private static let deskStart = milliseconds("desk-start-1m") {
        let (_, path) = try BenchDesk.folderOf(.station)
        try BareSQLite(path: DeskFolder(path).database).addRemarks(1_000_000)
        return { consume(try DeskSession.open(path)) }
    }
}

/// A store of the Bureau in a folder of its own.
final class BenchStore {
    let store: OrderStore
    private let folder: TemporaryFolder
    private var serial = 0
    private let form: OrderForm
    private let dispatcher = Actor(name: "bench", role: .dispatcher)

    /// Makes a store.
    ///
    /// - Parameter address: of an empty database at a server; `nil` for a file.
    /// - Throws: `StoreError`.
    init(at address: String?) throws {
        folder = try TemporaryFolder("bench")
        store = try OrderStore.create(
            at: address ?? folder.path + "/vigia.sqlite", desk: .bureau, register: .simulation)
        form = try BenchDesk(.bureau).form
    }

    /// Closes it and gives its file.
    func closed() throws -> String {
        try store.close()
        let kept = folder.path + "-closed.sqlite"
        try FileManager.default.moveItem(atPath: folder.path + "/vigia.sqlite", toPath: kept)
        return kept
    }

    /// Places orders, each durable before its writer goes on.
    func placeOrders(_ count: Int, writers: Int) throws {
        let (first, form, store, dispatcher) = (serial, form, store, dispatcher)
        serial += count
        let (failures, ends) = (Failures(), DispatchGroup())
        for writer in 0..<writers {
            ends.enter()
            // Threads of their own: a queue of the system runs no more than there are processors.
            Thread {
                for place in stride(from: writer, to: count, by: writers) {
                    failures.keep {
                        try Self.place(form, serial: 1 + first + place, in: store, by: dispatcher)
                    }
                }
                ends.leave()
            }.start()
        }
        ends.wait()
        try failures.check()
    }

    /// Journals so many remarks on every order that is there.
    func addRemarks(_ count: Int) throws {
        let now = UTCInstant(secondsSince1970: 1_800_000_000)
        for first in stride(from: 1, through: serial, by: 100) {
            try store.write { transaction in
                for serial in first..<min(first + 100, serial + 1) {
                    let number = OrderNumber(series: "BR", year: 2027, serial: serial)
                    for remark in 1...count {
                        try transaction.append(
                            .noted(remark: "The carrier was seen again, look \(remark)."),
                            to: number, at: now, by: dispatcher)
                    }
                }
            }
        }
    }

    private static func place(
        _ form: OrderForm, serial: Int, in store: OrderStore, by actor: Actor
    ) throws {
        var form = form
        let number = OrderNumber(series: "BR", year: 2027, serial: serial)
        form.number = number
        let now = UTCInstant(secondsSince1970: 1_800_000_000)
        let (bureau, station, copy) = (Self.bureau, Self.station, Self.copy)
        let letter = OutgoingLetter(
            kind: .order, order: number, messageID: "<\(serial)@bench.example>", sender: bureau,
            recipients: [station, copy], bytes: letterBytes)
        let ordered = OrderEvent.ordered(
            decision: CategoryDecision(category: .two), agreementVersion: 1,
            recipients: [station, copy])
        try store.write(foreseeing: [.drafted(form: form), ordered]) { transaction in
            try transaction.append(.drafted(form: form), to: number, at: now, by: actor)
            try transaction.append(ordered, to: number, at: now, by: actor)
            try transaction.enqueue(letter, at: now, by: actor)
        }
    }

    private static let bureau = address("space.monitoring@bureau.example")
    private static let station = address("emsat@station.example")
    private static let copy = address("spectrum@administration.example")

    private static func address(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { preconditionFailure("\(text): no address") }
        return address
    }

    /// Nine kilobytes, as an order letter has.
    static let letterBytes = [UInt8](
        String(
            repeating: "Particulars of the interference as Appendix 10 asks for them.\r\n",
            count: 145
        )
        .utf8)
}

/// The first failure of several threads. Safe: the lock is held around every access.
private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var first: (any Error)?

    func keep(_ body: () throws -> Void) {
        do { try body() } catch { lock.withLock { first = first ?? error } }
    }

    func check() throws { if let first = lock.withLock({ first }) { throw first } }
}
