// Whether a mail server would do what a desk needs, found out without sending or changing anything.

import CCurl

/// Tries of mail servers.
public enum ServerProbe {
    /// How long a try waits for an answer.
    private static let patience = Duration.seconds(15)

    /// Connects to a submission server, with TLS and login as in the settings, and takes leave.
    ///
    /// - Throws: `CarrierError` with what the server or the connection said.
    public static func trySubmission(_ server: MailServer) throws(CarrierError) {
        let handle = CurlHandle()
        handle.use(limited(server), scheme: "smtp", path: "")
        handle.set(CURLOPT_CUSTOMREQUEST, "NOOP")
        handle.set(CURLOPT_NOBODY, 1)
        do {
            try handle.perform()
        } catch {
            throw CarrierError(kind: .temporary, words: error.words)
        }
    }

    /// Connects to a mailbox, with TLS and login as in the settings, and opens it for reading only.
    ///
    /// - Throws: `CarrierError` with what the server or the connection said.
    public static func tryMailbox(_ server: MailServer, name: String) throws(CarrierError) {
        do {
            var session = try IMAPSession(limited(server))
            _ = try session.ask("EXAMINE \"\(name)\"")
            session.logOut()
        } catch let failure as CurlFailure {
            throw CarrierError(kind: .temporary, words: failure.words)
        } catch let fault as IMAPFault {
            throw CarrierError(kind: .temporary, words: fault.words)
        } catch {
            throw CarrierError(kind: .temporary, words: "\(error)")
        }
    }

    private static func limited(_ server: MailServer) -> MailServer {
        var server = server
        (server.connectTime, server.silence) = (patience, patience)
        return server
    }
}
