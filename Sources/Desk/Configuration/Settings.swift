// The settings of one desk: where it stands, with whom it writes, what is switched on. Read from
// DATA/settings.yaml, checked as a whole; nothing that the MoU fixes can be set here.

public import ConfigurationFiles
import Foundation
public import Letters
public import MailTransport
public import MonitoringOrders
public import OrderStore
public import Quantities

/// The settings of a desk.
public struct Settings: Hashable, Sendable {
    public var desk: DeskKind
    /// Live or simulation; the database was made for one of them and never changes (R87).
    public var register: Register
    /// Only when this is on are letters sent to itu.int or anatel.gov.br (R82).
    public var isProduction: Bool
    public var correspondents: Correspondents
    /// The first part of order numbers, for example `BR`.
    public var orderSeries: String
    /// The first part of reference numbers, for example `EMSAT-RIO`.
    public var referenceSeries: String
    public var mail: MailSettings
    public var targets: HouseTargets
    /// How many people a report passes between before it goes out.
    public var reportPeople: ReportPeople
    /// Where the database is, if at a PostgreSQL server: `postgresql://…`, without a password.
    public var database: String?
    /// The Python that has typst, for reports as PDF; `nil`: `python3` on the path.
    public var pythonPath: String?
    public var console: ConsoleSettings
    /// At the station: where copies of acknowledgements go besides their letters (R33); `nil`: nowhere.
    public var acknowledgementCopies: CopySettings?

    /// The Bureau's desk, as the station reaches it over HTTP.
    public struct CopySettings: Hashable, Sendable {
        /// `https://HOST`, without a path.
        public var url: String
        /// With the scope `acknowledge`, made by the Bureau.
        public var token: Secret
        /// File of certificate authorities to believe; the system's when `nil`.
        public var authorities: String?
    }

    /// Where the pages and the API are served.
    public struct ConsoleSettings: Hashable, Sendable {
        /// Host and port: an address of this machine, behind a proxy that speaks TLS where others come from.
        public var host: String
        public var port: Int
        /// The address under which browsers know the pages, for example `https://desk.example`.
        public var origin: String?
        /// Hosts inside our own network that webhooks may go to; all others must be on the open Internet.
        public var webhookHosts: [String] = []

        /// Where to listen, and as what to be known.
        public init(host: String = "127.0.0.1", port: Int, origin: String? = nil) {
            (self.host, self.port, self.origin) = (host, port, origin)
        }
    }

    /// How letters come and go.
    public struct MailSettings: Hashable, Sendable {
        /// The name our mail server writes into Authentication-Results (RFC 8601).
        public var serverName: String
        /// Folder with one maildir for each address, where letters arrive and are left for others.
        public var postOffice: String
        public var pollInterval: Duration
        /// Whether the other desk gets a checkpoint by itself when no letter has taken one along for a day.
        public var sendsDailyCheckpoint: Bool
        /// The submission server; letters are left in maildirs where there is none.
        public var outgoing: MailServer?
        /// The mailbox at an IMAP server; letters are taken from a maildir where there is none.
        public var incoming: Mailbox?
        public var signatures = Signatures()

        /// Files in PEM for signatures on letters (S/MIME).
        public struct Signatures: Hashable, Sendable {
            /// Certificates of those whose certificates are believed; without them no signature is.
            public var authorities: String?
            /// What they have revoked; with it, all of them must have said so.
            public var revocations: String?
            /// The desk's own certificate and key; letters go out signed where they are.
            public var certificate: String?
            public var key: String?
            /// What proves a sender, for each of those that write to a desk.
            public var proofs: [Writer: SenderProof] = [:]

            /// None.
            public init() {}

            /// Whose letters come, by the keys of the addresses.
            public enum Writer: String, Hashable, Sendable, CaseIterable {
                case bureau, station, administration
            }
        }

        /// A mailbox at a server.
        public struct Mailbox: Hashable, Sendable {
            public var server: MailServer
            public var name: String
            /// Letters that the server took in before are kept and answered by nobody.
            public var since: UTCInstant

            /// A mailbox and the moment from which its letters count.
            public init(server: MailServer, name: String, since: UTCInstant) {
                (self.server, self.name, self.since) = (server, name, since)
            }
        }
    }

    /// The address the desk writes from and receives at.
    public var ownAddress: MailAddress {
        desk == .bureau ? correspondents.bureau : correspondents.station
    }

    /// Reads a settings file.
    ///
    /// - Parameter path: the file; paths in it are relative to its folder.
    /// - Returns: the settings, without a fault.
    /// - Throws: ``ConfigurationError`` with all faults.
    public static func read(_ path: String) throws(ConfigurationError) -> Settings {
        let faults = FaultCollector(file: path)
        let top = try YAMLSection.read(path, into: faults)
        top.allow(only: [
            "desk", "register", "production", "order_series", "reference_series", "addresses",
            "mail", "targets", "copy_acknowledgements", "people_for_report", "python", "database",
            "console", "acknowledgement_copies",
        ])
        let folder = (path as NSString).deletingLastPathComponent
        let desk = top.word("desk", as: DeskKind.self)
        let register = top.word("register", as: Register.self)
        let addresses = top.section("addresses")
        addresses?.allow(only: ["bureau", "station", "administration"])
        let bureau = addresses?.address("bureau")
        let station = addresses?.address("station")
        let administration = addresses?.address("administration")
        let (orders, references) = (series(top, "order_series"), series(top, "reference_series"))
        let copiesToAll = top.flag("copy_acknowledgements", fallback: false)
        let people = top.optional("people_for_report", "1, 2 or 3") {
            Int($0).flatMap(ReportPeople.init)
        }
        let production = top.flag("production", fallback: false)
        let mail = mail(top.section("mail"), in: folder)
        let targets = targets(top.section("targets"))
        let console = console(top.optionalSection("console"), of: desk ?? .bureau)
        let copies = top.optionalSection("acknowledgement_copies").flatMap { section in
            Self.copySettings(section, in: folder)
        }
        let python = top.optional("python", "a path") { absolute($0, in: folder) }
        let database = top.optional("database", "postgresql://HOST/NAME without a password") {
            OrderStore.isServerAddress($0) ? $0 : nil
        }
        if production, register == .simulation {
            top.note("a simulation never sends to live addresses (R87)", at: "production")
        }
        try faults.finish()
        guard let desk, let register, let bureau, let station, let administration else {
            preconditionFailure("a missing value is a fault")
        }
        return Settings(
            desk: desk, register: register, isProduction: production,
            correspondents: Correspondents(
                bureau: bureau, station: station, administration: administration,
                copiesAcknowledgements: copiesToAll),
            orderSeries: orders, referenceSeries: references, mail: mail, targets: targets,
            reportPeople: people ?? .two, database: database, pythonPath: python, console: console,
            acknowledgementCopies: copies)
    }

    private static func series(_ top: YAMLSection, _ key: String) -> String {
        top.required(key, "capital letters, digits and hyphens") { text in
            OrderNumber("\(text)/2026/0001") == nil ? nil : text
        } ?? ""
    }

    private static func console(_ section: YAMLSection?, of desk: DeskKind) -> ConsoleSettings {
        var settings = ConsoleSettings(port: desk == .bureau ? 8440 : 8441)
        guard let section else { return settings }
        section.allow(only: ["host", "port", "origin", "webhook_hosts"])
        if section.has("webhook_hosts") {
            settings.webhookHosts = section.texts("webhook_hosts")
        }
        if section.has("host") { settings.host = section.text("host") }
        if section.has("port") { settings.port = Int(section.number("port", in: 0...65_535)) }
        settings.origin = section.optional("origin", "https://NAME without a path", origin)
        return settings
    }

    /// Scheme, host and port, and nothing behind them.
    private static func origin(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isOrigin = parts.count == 3 && ["https:", "http:"].contains(parts[0])
        return isOrigin && parts[1].isEmpty && !parts[2].isEmpty ? text : nil
    }

    private static func copySettings(
        _ section: YAMLSection, in folder: String
    ) -> CopySettings? {
        section.allow(only: ["url", "token_file", "authorities"])
        let url = section.required("url", "https://HOST without a path", origin)
        if let url, url.hasPrefix("http:"), !url.hasPrefix("http://127.0.0.1") {
            section.note("must be https, because a token goes with it", at: "url")
        }
        let token = section.required("token_file", "a file with one line that can be read") {
            secret(in: absolute($0, in: folder))
        }
        let authorities = section.optional("authorities", "a path") { absolute($0, in: folder) }
        guard let url, let token else { return nil }
        return CopySettings(url: url, token: token, authorities: authorities)
    }

    private static func mail(_ section: YAMLSection?, in folder: String) -> MailSettings {
        section?.allow(only: [
            "server_name", "post_office", "poll", "outgoing", "incoming", "signatures",
            "daily_checkpoint",
        ])
        let poll = section?.required("poll", "a duration such as PT2S") { Duration(iso8601: $0) }
        if let poll, poll < .milliseconds(10) { section?.note("is too short", at: "poll") }
        return MailSettings(
            serverName: section?.text("server_name") ?? "",
            postOffice: absolute(section?.text("post_office") ?? "", in: folder),
            pollInterval: poll ?? .seconds(2),
            sendsDailyCheckpoint: section?.flag("daily_checkpoint", fallback: true) ?? true,
            outgoing: section?.optionalSection("outgoing").flatMap { server($0, [], in: folder) },
            incoming: section?.optionalSection("incoming").flatMap { section in
                let name = section.optional("mailbox", "a name of ASCII letters without quotes") {
                    IMAPCarrier.isPlainName($0) ? $0 : nil
                }
                let since = section.required("since", "an instant such as 2027-01-31T12:00:00Z") {
                    UTCInstant($0)
                }
                let server = server(section, ["mailbox", "since"], in: folder)
                guard let since, let server else { return nil }
                return MailSettings.Mailbox(server: server, name: name ?? "INBOX", since: since)
            },
            signatures: section?.optionalSection("signatures").map { signatures($0, in: folder) }
                ?? .init())
    }

    private static func signatures(
        _ section: YAMLSection, in folder: String
    ) -> MailSettings.Signatures {
        section.allow(only: ["authorities", "revocations", "certificate", "key", "proofs"])
        func file(_ key: String) -> String? {
            section.optional(key, "a file that can be read") { text in
                let path = absolute(text, in: folder)
                return FileManager.default.isReadableFile(atPath: path) ? path : nil
            }
        }
        var signatures = MailSettings.Signatures()
        (signatures.authorities, signatures.revocations) = (
            file("authorities"), file("revocations")
        )
        (signatures.certificate, signatures.key) = (file("certificate"), file("key"))
        do { _ = try signatures.trust() } catch { section.note("\(error)", at: "authorities") }
        do { _ = try signatures.signer() } catch { section.note("\(error)", at: "certificate") }
        if section.has("certificate") != section.has("key") {
            section.note("certificate and key belong together", at: "key")
        }
        if let proofs = section.optionalSection("proofs") {
            let writers = MailSettings.Signatures.Writer.allCases
            proofs.allow(only: writers.map(\.rawValue))
            for writer in writers where proofs.has(writer.rawValue) {
                signatures.proofs[writer] = proofs.word(writer.rawValue, as: SenderProof.self)
            }
        }
        let needsAuthorities = signatures.proofs.values.contains { $0 != .mailServer }
        if needsAuthorities, !section.has("authorities") {
            section.note("no signature is believed without authorities", at: "authorities")
        }
        return signatures
    }

    /// Access to a mail server; its password stands in a file of its own.
    private static func server(_ section: YAMLSection, _ further: [String], in folder: String)
        -> MailServer?
    {
        section.allow(
            only: ["host", "port", "security", "user", "password_file", "authorities"] + further)
        let host = section.required("host", "a host name") { MailServer.isHostName($0) ? $0 : nil }
        let port = Int(section.number("port", in: 1...65_535))
        let security = section.word("security", as: MailServer.Security.self)
        if security == MailServer.Security.none, let host, host != "localhost",
            !host.hasPrefix("127.")
        {
            section.note("none is for this machine only", at: "security")
        }
        let user = section.has("user") ? section.text("user") : nil
        let password = user.flatMap { _ in
            section.required("password_file", "a file with one line that can be read") {
                secret(in: absolute($0, in: folder))
            }
        }
        guard let host, let security else { return nil }
        return MailServer(
            host: host, port: port, security: security,
            login: user.flatMap { user in password.map { .init(user: user, password: $0) } },
            authorities: section.optional("authorities", "a path") { absolute($0, in: folder) })
    }

    private static func secret(in path: String) -> Secret? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return line.isEmpty || line.utf8.contains(0) || line.contains("\n") ? nil : Secret(line)
    }

    private static func targets(_ section: YAMLSection?) -> HouseTargets {
        section?.allow(only: ["acknowledge_category_1", "acknowledge_category_2"])
        func target(_ key: String) -> Duration {
            let form = "a duration such as PT1H, longer than zero"
            return section?.required(key, form) { text in
                Duration(iso8601: text).flatMap { $0 > .zero ? $0 : nil }
            } ?? .zero
        }
        return HouseTargets(
            categoryOne: target("acknowledge_category_1"),
            categoryTwo: target("acknowledge_category_2"))
    }

    private static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }
}

extension Settings.MailSettings.Signatures {
    /// Those whose signatures are believed; `nil` for none.
    ///
    /// - Throws: `OpenSSLFault` for a file that is not what it should be.
    public func trust() throws(OpenSSLFault) -> SignatureTrust? {
        guard let authorities else { return nil }
        return try SignatureTrust(authorities: authorities, revocations: revocations)
    }

    /// Who signs the desk's letters; `nil` for nobody.
    ///
    /// - Throws: `OpenSSLFault` for a file that is not what it should be.
    public func signer() throws(OpenSSLFault) -> LetterSigner? {
        guard let certificate, let key else { return nil }
        return try LetterSigner(certificate: certificate, key: key)
    }
}
