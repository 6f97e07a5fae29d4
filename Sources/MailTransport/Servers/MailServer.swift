// Which mail server, how protected, and with what login: for submission and for the mailbox alike.

/// Access to a mail server.
public struct MailServer: Hashable, Sendable {
    /// How the connection is protected.
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// TLS from the first byte (ports 465 and 993).
        case tls
        /// TLS after the greeting; without it nothing is sent (ports 587 and 143).
        case startTLS = "starttls"
        /// None. Only to this machine.
        case none
    }

    public var host: String
    public var port: Int
    public var security: Security
    public var login: Login?
    /// File of certificate authorities to believe; the system's when `nil`.
    public var authorities: String?
    /// The longest that making a connection may take.
    public var connectTime: Duration
    /// The longest that a server may be silent; RFC 5321 asks for ten minutes after the final dot.
    public var silence: Duration

    /// A user and a password.
    public struct Login: Hashable, Sendable {
        public var user: String
        public var password: Secret

        /// A login.
        public init(user: String, password: Secret) {
            (self.user, self.password) = (user, password)
        }
    }

    /// Access by its facts.
    public init(
        host: String, port: Int, security: Security, login: Login? = nil,
        authorities: String? = nil, connectTime: Duration = .seconds(30),
        silence: Duration = .seconds(600)
    ) {
        (self.host, self.port, self.security) = (host, port, security)
        (self.login, self.authorities) = (login, authorities)
        (self.connectTime, self.silence) = (connectTime, silence)
    }
}

extension MailServer {
    /// Whether a text can be the host of a server: a name or an IPv4 address, nothing that a URL could take
    /// for something else.
    public static func isHostName(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count) && text.first != "-"
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
    }
}

/// A text that never shows itself: not in logs, not in messages, not in a debugger's description.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text itself.
    public let text: String

    /// Hides a text.
    public init(_ text: String) { self.text = text }

    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
