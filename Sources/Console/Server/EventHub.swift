// Live events: what the journal gains, sent to every browser and program that listens (text/event-stream). One task
// reads the journal for all; a listener who does not keep up is dropped and comes back with its last number, from
// which it is told everything it missed.

import CanonicalJSON
import Hummingbird
import NIOCore
import NIOPosix
import OrderStore
import Quantities
import ServiceLifecycle
import Synchronization

/// Tells listeners of new rows in the journal.
final class EventHub: Service {
    private typealias Listener = AsyncStream<Piece>.Continuation

    /// Something to be sent: rows up to a number, or a sign of life.
    private struct Piece: Sendable {
        var through: Int
        var buffer: ByteBuffer
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var next = 0
        /// The last row that everybody was told of.
        var told = 0
    }

    private let store: OrderStore
    private let state = Mutex(State())

    init(store: OrderStore) { self.store = store }

    /// Reads the journal until the server ends.
    func run() async throws {
        state.withLock { $0.told = lastSequence() }
        var quiet = Duration.zero
        let pause = Duration.milliseconds(200)
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            try? await Task.sleep(for: pause)
            quiet += pause
            if tellNews() {
                quiet = .zero
            } else if quiet >= Limits.heartbeat {
                quiet = .zero
                send(Piece(through: 0, buffer: ByteBuffer(string: ": alive\n\n")))
            }
        }
        let listeners = state.withLock { state in
            defer { state.listeners.removeAll() }
            return state.listeners.values
        }
        for listener in listeners { listener.finish() }
    }

    private func lastSequence() -> Int { (try? store.read { try $0.lastSequence() }) ?? 0 }

    /// - Returns: false if there was nothing new, or the store does not answer now.
    private func tellNews() -> Bool {
        let told = state.withLock { $0.told }
        guard
            let rows = try? store.read({ reader in
                try reader.lastSequence() == told
                    ? [] : try reader.journal(from: told + 1, limit: Limits.eventsInPiece)
            }), let last = rows.last
        else { return false }
        state.withLock { $0.told = last.sequence }
        send(Piece(through: last.sequence, buffer: Self.buffer(rows)))
        return true
    }

    private func send(_ piece: Piece) {
        let listeners = state.withLock { $0.listeners }
        for (number, listener) in listeners {
            guard case .dropped = listener.yield(piece) else { continue }
            listener.finish()
            state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
    }

    /// The body of an answer that goes on until the listener leaves.
    func stream(after sequence: Int, on pool: NIOThreadPool) -> ResponseBody {
        ResponseBody { writer in
            let (pieces, listener) = AsyncStream.makeStream(
                of: Piece.self, bufferingPolicy: .bufferingOldest(Limits.piecesInWait))
            let number = self.state.withLock { state in
                state.next += 1
                state.listeners[state.next] = listener
                return state.next
            }
            defer { self.state.withLock { _ = $0.listeners.removeValue(forKey: number) } }
            var told = sequence
            try await writer.write(ByteBuffer(string: "retry: 2000\n: listening\n\n"))
            while true {
                let from = told + 1
                let missed = try await pool.runIfActive {
                    try self.store.read { try $0.journal(from: from, limit: Limits.eventsInPiece) }
                }
                guard let last = missed.last else { break }
                try await writer.write(Self.buffer(missed))
                told = last.sequence
            }
            // A server that ends closes its connections first, so a listener must not keep one.
            for await piece in pieces.cancelOnGracefulShutdown()
            where piece.through == 0 || piece.through > told {
                try await writer.write(piece.buffer)
                told = max(told, piece.through)
            }
            try await writer.finish(nil)
        }
    }

    /// Rows as events: what happened to what and when, never its contents (R7).
    private static func buffer(_ rows: [JournalEntry]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for row in rows {
            let data: JSONValue = [
                "sequence": JSONValue(row.sequence), "at": .string(row.at.description),
                "subject": .string(row.subject), "event": .string(row.kind),
            ]
            buffer.writeString("id: \(row.sequence)\ndata: \(data.compact)\n\n")
        }
        return buffer
    }
}
