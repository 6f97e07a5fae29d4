// Who asks: a person in a session, a program with a token, or somebody at the desk's own machine.

import MonitoringOrders
public import OrderStore

/// The one for whom a request is carried out.
public struct Principal: Sendable, Hashable {
    /// How they are known.
    public enum Means: Sendable, Hashable {
        case session(LoginSession)
        case token(Int, Set<TokenScope>)
        /// A command on the desk's machine, run by who may read its folder.
        case local
    }

    public var name: String
    public var role: AccountRole
    public var means: Means
    /// The language of the account; `nil` for programs.
    public var language: String?
    public var mustChangePassword = false

    /// Somebody at the desk's own machine, in a role.
    public static func local(_ name: String, _ role: AccountRole) -> Principal {
        Principal(name: name, role: role, means: .local)
    }

    init(name: String, role: AccountRole, means: Means, language: String? = nil) {
        (self.name, self.role, self.means, self.language) = (name, role, means, language)
    }

    /// What a token is for; `nil` for people.
    private var scopes: Set<TokenScope>? {
        guard case .token(_, let scopes) = means else { return nil }
        return scopes
    }

    /// True for the other desk, which acts here as it does by letter (R33).
    var isCounterpart: Bool { scopes == [.acknowledge] }

    /// True for the mail server, which hands letters in.
    var isMailServer: Bool { scopes == [.ingest] }

    /// True for those who work at this desk, and their programs.
    var isMember: Bool { !isCounterpart && !isMailServer }

    /// True if the principal may read what its role may.
    var mayRead: Bool { scopes?.contains(.read) ?? true }

    /// True if the principal may do anything at all.
    var mayWrite: Bool { scopes?.isDisjoint(with: [.write, .acknowledge, .ingest]) != true }

    /// The session, if there is one.
    var session: LoginSession? {
        guard case .session(let session) = means else { return nil }
        return session
    }

    /// A name that no other principal has.
    var key: String {
        switch means {
        case .session, .local: "account \(name)"
        case .token(let id, _): "token \(id)"
        }
    }

    /// The principal as the rules know it; accounts of a simulation are kept apart from people's (R91).
    func actor(isSimulation: Bool) -> Actor {
        Actor(
            name: name, role: role.role ?? .auditor, isSimulated: isSimulation,
            byLetter: isCounterpart)
    }
}
