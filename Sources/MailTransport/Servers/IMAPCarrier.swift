// Letters in, from a mailbox by IMAP. libcurl makes the connection, TLS and the login; the conversation is
// ours, because libcurl's own drops bodies and sets flags. Which letters are known is the desk's knowledge,
// never the mailbox's.

import Quantities

/// What the desk knows of a mailbox.
public protocol MailboxMemory: Sendable {
    /// The highest UID that is durably stored for a UIDVALIDITY; `nil` for one that was never seen.
    func highestUID(in mailbox: String, validity: UInt32) throws -> UInt32?
}

/// A mailbox at an IMAP server.
public struct IMAPCarrier: IncomingCarrier {
    public let name: String
    private let server: MailServer
    private let mailbox: String
    private let memory: any MailboxMemory
    private let connection: IMAPConnection
    /// UIDs that one search asks for.
    private static let searchedUIDs: UInt32 = 10_000

    /// A mailbox.
    ///
    /// - Parameters:
    ///   - server: where it is, with a login.
    ///   - mailbox: its name, in ASCII without quotes.
    ///   - memory: what is stored already.
    ///   - connection: one that is kept from round to round, where rounds follow one another.
    public init(
        _ server: MailServer, mailbox: String = "INBOX", memory: any MailboxMemory,
        keeping connection: IMAPConnection = IMAPConnection()
    ) {
        precondition(Self.isPlainName(mailbox), "a mailbox's name needs no quoting")
        (self.server, self.mailbox, self.memory) = (server, mailbox, memory)
        self.connection = connection
        name = "imap:\(server.login?.user ?? "")@\(server.host)/\(mailbox)"
    }

    /// Whether a mailbox's name can stand between quotes as it is.
    public static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    }

    public func arrivals(limit: Int) throws(CarrierError) -> [Arrival] {
        do {
            return try connection.use(server) { session in
                let arrivals = try arrivals(limit: limit, &session)
                // Behind a full batch there may be more; else the server says when there is.
                if arrivals.isEmpty { try session.watch() }
                return arrivals
            } ?? []
        } catch let failure as CurlFailure {
            throw CarrierError(kind: .temporary, words: "\(name): \(failure.words)")
        } catch let fault as IMAPFault {
            throw CarrierError(kind: .temporary, words: "\(name): \(fault.words)")
        } catch {
            throw CarrierError(kind: .temporary, words: "\(name): \(error)")
        }
    }

    private func arrivals(limit: Int, _ session: inout IMAPSession) throws -> [Arrival] {
        let state = try open(&session)
        let known = try memory.highestUID(in: name, validity: state.validity) ?? 0
        var (arrivals, size): ([Arrival], Int) = ([], 0)
        for uid in try newUIDs(after: known, state, &session).prefix(limit)
        where size < Limits.lettersInMemory {
            guard let letter = try fetch(uid, &session) else { continue }
            arrivals.append(
                Arrival(
                    handle: "\(state.validity):\(uid)",
                    bytes: letter.bytes ?? Self.note(uid: uid), serverTime: letter.serverTime))
            size += letter.bytes?.count ?? 0
        }
        return arrivals
    }

    /// Nothing is told to the server: what is stored is known by the store.
    public func confirm(_ handle: String) throws(CarrierError) {}

    private func open(_ session: inout IMAPSession) throws -> MailboxState {
        // EXAMINE opens for reading only.
        let result = try session.ask("EXAMINE \"\(mailbox)\"")
        guard let state = result.mailbox else {
            throw IMAPFault(words: "the server names no UIDVALIDITY")
        }
        return state
    }

    /// UIDs above the known ones, in bounded searches (some servers cut long answers).
    private func newUIDs(
        after known: UInt32, _ state: MailboxState, _ session: inout IMAPSession
    ) throws -> [UInt32] {
        guard let next = state.nextUID else {
            return try session.ask("UID SEARCH UID \(known + 1):*").searched.filter { $0 > known }
        }
        var found: [UInt32] = []
        var first = known + 1
        while first < next, found.isEmpty {
            let last = min(
                first.addingReportingOverflow(Self.searchedUIDs - 1).partialValue, next - 1)
            found = try session.ask("UID SEARCH UID \(first):\(last)").searched
                .filter { (first...last).contains($0) }
            first = last + 1
        }
        return found
    }

    /// A letter; `nil` if it has left the mailbox in the meantime.
    private func fetch(_ uid: UInt32, _ session: inout IMAPSession) throws -> MailboxLetter? {
        try session.ask("UID FETCH \(uid) (UID INTERNALDATE RFC822.SIZE BODY.PEEK[])").letter(
            uid: uid)
    }

    /// What is stored for a letter that is too large to be taken in.
    private static func note(uid: UInt32) -> [UInt8] {
        Array(
            "X-Vigia-Note: letter \(uid) is larger than \(Limits.letterBytes) bytes and was left at the server\r\n\r\n"
                .utf8)
    }
}
