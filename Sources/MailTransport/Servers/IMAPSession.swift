// A session with an IMAP server over libcurl's connection, and the connection that is kept between rounds, on
// which the server tells by itself when letters come (IDLE, RFC 2177).

import CCurl
import Glibc
import Synchronization

/// A connection to a mailbox that stays open from round to round where the server can watch the mailbox.
public final class IMAPConnection: Sendable {
    private let kept = Mutex<IMAPSession?>(nil)

    /// A connection that will be made when it is needed.
    public init() {}

    /// Runs a body in a session, unless the server watches the mailbox and nothing has come.
    ///
    /// - Returns: `nil` if there is nothing new.
    /// - Throws: the body's errors, `CurlFailure`, `IMAPFault`; the next use makes a new connection.
    func use<Value: Sendable>(
        _ server: MailServer, _ body: (inout IMAPSession) throws -> Value
    ) throws -> Value? {
        try kept.withLock { kept in
            var session: IMAPSession
            if var watching = kept {
                kept = nil
                // A connection that was lost while nothing happened is simply made again.
                let news = try? watching.endWatchIfNews()
                if news == false {
                    kept = watching
                    return nil
                }
                session = news == true ? watching : try IMAPSession(server)
            } else {
                session = try IMAPSession(server)
            }
            let value = try body(&session)
            if session.canWatch { kept = session } else { session.logOut() }
            return value
        }
    }
}

/// One session with an IMAP server, logged in.
struct IMAPSession {
    private let handle = CurlHandle()
    private var conversation = IMAPConversation()
    private let silence: Int
    /// Since when the server watches the mailbox for us.
    private var watchedSince: ContinuousClock.Instant?
    /// Whether the server can watch a mailbox.
    private(set) var canWatch = false
    /// Servers end a watch after half an hour.
    private static let longestWatch = Duration.seconds(25 * 60)

    init(_ server: MailServer) throws {
        handle.use(server, scheme: "imap", path: "")
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        silence = server.silence.milliseconds
        try handle.perform()
        canWatch = try ask("CAPABILITY").capabilities.contains("IDLE")
    }

    /// Sends a command and waits for its result, which must be OK.
    mutating func ask(_ text: String) throws -> IMAPCommandResult {
        try send(conversation.command(text))
        while true {
            if let result = try conversation.take(try receive()) {
                guard result.status == .ok else {
                    throw IMAPFault(words: "\(result.status.rawValue) to \(text): \(result.words)")
                }
                return result
            }
        }
    }

    /// Says goodbye; the server may be gone already, which does no harm.
    mutating func logOut() {
        let bytes = conversation.command("LOGOUT")
        _ = try? handle.send(bytes[...])
    }

    // MARK: Watching

    /// Lets the server watch the open mailbox and say when it changes.
    mutating func watch() throws {
        guard canWatch else { return }
        try send(conversation.command("IDLE"))
        var isWatching = false
        while !isWatching { isWatching = try conversation.takeWhileWatching(receive()).isReady }
        watchedSince = .now
    }

    /// Looks what the server has said since it watches; ends the watch if the mailbox changed or the time is up.
    ///
    /// - Returns: whether there is reason to look into the mailbox.
    mutating func endWatchIfNews() throws -> Bool {
        guard let since = watchedSince else { return true }
        var isChanged = ContinuousClock.now - since > Self.longestWatch
        while let bytes = try handle.receive(1 << 16) {
            guard !bytes.isEmpty else { throw IMAPFault(words: "the server closed the connection") }
            isChanged = try conversation.takeWhileWatching(bytes).hasChange || isChanged
        }
        guard isChanged else { return false }
        watchedSince = nil
        try send(Array("DONE\r\n".utf8))
        while try conversation.take(receive()) == nil {}
        return true
    }

    // MARK: Bytes

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            if let sent = try handle.send(rest) {
                rest = rest.dropFirst(sent)
            } else {
                try wait(for: Int16(POLLOUT))
            }
        }
    }

    private func receive() throws -> [UInt8] {
        while true {
            guard let bytes = try handle.receive(1 << 16) else {
                try wait(for: Int16(POLLIN))
                continue
            }
            guard !bytes.isEmpty else { throw IMAPFault(words: "the server closed the connection") }
            return bytes
        }
    }

    private func wait(for events: Int16) throws {
        let end = ContinuousClock.now + .milliseconds(silence)
        repeat {
            var entry = pollfd(fd: try handle.socket(), events: events, revents: 0)
            if poll(&entry, 1, Int32(clamping: min(silence, 500))) > 0 { return }
            if ConnectionsEnd.isNear { throw IMAPFault(words: "left, because the program ends") }
        } while .now < end
        throw IMAPFault(words: "the server is silent")
    }
}
