// The settings of one desk: where it stands, with whom it writes, what is switched on. Read from
// DATA/settings.yaml, checked as a whole; nothing that the MoU fixes can be set here.

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
    /// When the desk needs somebody.
    public var watch: WatchSettings
    public var log: LogSettings
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

    /// Beyond what the state of readiness is no longer one.
    public struct WatchSettings: Hashable, Sendable {
        /// How long the mailbox may have gone unread.
        public var mailboxAge: Duration
        /// How long a letter may wait for its delivery.
        public var outboxAge: Duration
        /// How old the last backup may be; `nil` where none is asked for.
        public var backupAge: Duration?
        /// How many letters may be set apart.
        public var quarantined: Int
    }

    /// What the serving process tells, and how.
    public struct LogSettings: Hashable, Sendable {
        /// For whom lines are.
        public enum Format: String, Hashable, Sendable, CaseIterable {
            case text, json
        }

        /// What is told at least.
        public enum Level: String, Hashable, Sendable, CaseIterable {
            case debug, info, notice, warning, error
        }

        public var format: Format
        public var level: Level
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
