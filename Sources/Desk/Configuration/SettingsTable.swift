// Every key of a settings file, once: what it means, what it must be, and what holds without it. New files, the check
// of settings and the manual are made from this table, so that none of them can say something else.

import Letters
import MailTransport
public import MonitoringOrders
import OrderStore

/// One key of a settings file.
public struct SettingsEntry: Hashable, Sendable {
    /// What holds where the key does not stand.
    public enum Standing: Hashable, Sendable {
        /// It must stand; a new file begins with this value.
        case required(String)
        /// Without it this holds.
        case fallback(String)
        /// It may be left out, and nothing takes its place; an example.
        case optional(String)
        /// It must stand if its section does; an example.
        case requiredInSection(String)
    }

    /// The key with the keys above it: `mail.poll`.
    public let key: String
    /// What its value must be, with its unit.
    public let form: String
    public let standing: Standing
    /// The standing at the station's desk where that is another.
    fileprivate let atStation: Standing?
    /// What it is for.
    public let meaning: String

    fileprivate init(
        _ key: String, _ form: String, _ standing: Standing, atStation: Standing? = nil,
        _ meaning: String
    ) {
        (self.key, self.form, self.standing) = (key, form, standing)
        (self.atStation, self.meaning) = (atStation, meaning)
    }

    /// How the key stands at one of the desks.
    public func standing(at desk: DeskKind) -> Standing {
        desk == .station ? atStation ?? standing : standing
    }
}

extension SettingsEntry.Standing {
    /// The value that stands for the key in a file or an example.
    public var value: String {
        switch self {
        case .required(let text), .fallback(let text), .optional(let text),
            .requiredInSection(let text):
            text
        }
    }
}

/// The table of all keys.
public enum SettingsTable {
    /// All keys in the order in which a file has them.
    public static let entries: [SettingsEntry] =
        identity + addresses + mail + outgoing + incoming + signatures + console + house + watch
        + copies + places

    /// What a section is for, by its name.
    public static let sections: [String: String] = [
        "addresses": """
        Who writes to whom. In production these are the addresses of Annex 2 of the memorandum, for example bureau: \
        Space.monitoring@itu.int, station and administration: msat@anatel.gov.br.
        """,
        "mail": "How letters come and go.",
        "mail.outgoing":
            "The submission server. Without it letters are left in the maildirs of post_office.",
        "mail.incoming": "The mailbox. Without it letters are taken from the desk's maildir.",
        "mail.signatures": "S/MIME. All files are PEM.",
        "mail.signatures.proofs": "What proves that a letter is from whom it says.",
        "console":
            "Pages and API. Where others than this machine come, a proxy that speaks TLS brings them (Config/proxy).",
        "targets":
            "Targets of the house for acknowledging an order; the memorandum sets none. Passing one reminds a person.",
        "watch": "When /readyz answers that the desk needs somebody.",
        "log": "What the serving process tells on standard error.",
        "acknowledgement_copies": """
        At the station: copies of acknowledgements go to the Bureau's desk at once, besides their letters, which remain \
        the acts of record (R33). The Bureau makes the token: vigia token add emsat --role operator --scope acknowledge
        """,
    ]

    /// The entry of a key.
    public static func entry(_ key: String) -> SettingsEntry? { byKey[key] }

    private static let byKey = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0) })

    /// The keys that a section may have, sections in it too.
    ///
    /// - Parameter section: its name, empty for the top of the file.
    /// - Returns: the names below it, in the order of the table.
    public static func keys(in section: String) -> [String] {
        let prefix = section.isEmpty ? "" : section + "."
        var names: [String] = []
        for entry in entries where entry.key.hasPrefix(prefix) {
            let name = entry.key.dropFirst(prefix.count).prefix { $0 != "." }
            if names.last != String(name), !names.contains(String(name)) {
                names.append(String(name))
            }
        }
        return names
    }

    private static func words<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> String
    where T.RawValue == String {
        "one of: " + T.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static let identity: [SettingsEntry] = [
        .init(
            "desk", words(DeskKind.self), .required("bureau"), atStation: .required("station"),
            "bureau: the ITU Radiocommunication Bureau; station: the monitoring station with ANATEL's officers."
        ),
        .init(
            "register", words(Register.self), .required("simulation"),
            "The database was made for one of the two and never changes (R87)."),
        .init(
            "production", "true or false", .fallback("false"),
            "Letters to itu.int and anatel.gov.br are refused before any connection unless this is true (R82)."
        ),
        .init(
            "order_series", "capital letters, digits and hyphens", .required("BR"),
            "First part of the Bureau's order numbers."),
        .init(
            "reference_series", "capital letters, digits and hyphens", .required("EMSAT-RIO"),
            "First part of the station's reference numbers."),
    ]

    private static let addresses: [SettingsEntry] = [
        .init(
            "addresses.bureau", "a mail address", .required("space.monitoring@bureau.example"),
            "Orders come from here, reports go here."),
        .init(
            "addresses.station", "a mail address", .required("emsat@station.example"),
            "Orders go here."),
        .init(
            "addresses.administration", "a mail address",
            .required("officer@administration.example"), "Refusals and reports come from here."),
    ]

    private static let mail: [SettingsEntry] = [
        .init(
            "mail.server_name", "a text", .required("post-office.example"),
            "The name our own mail server writes into Authentication-Results; results of others are not believed."
        ),
        .init(
            "mail.post_office", "a path", .required("../post-office"),
            "The folder with one maildir for each address."),
        .init(
            "mail.poll", "a duration such as PT2S", .required("PT2S"),
            "How often the desk looks for letters."),
        .init(
            "mail.daily_checkpoint", "true or false", .fallback("true"),
            "Whether the other desk gets a signed checkpoint of the journal when no letter has taken one along for a day."
        ),
    ]

    private static func server(_ section: String, port: String, password: String)
        -> [SettingsEntry]
    {
        [
            .init(
                "\(section).host", "a host name", .requiredInSection("mail.example"), "The server."),
            .init(
                "\(section).port", "a number from 1 to 65535", .requiredInSection(port),
                "Its port."),
            .init(
                "\(section).security", words(MailServer.Security.self),
                .requiredInSection(port == "993" ? "tls" : "starttls"),
                "tls from the first byte, starttls after the greeting, none to this machine only."),
            .init("\(section).user", "a name", .optional("NAME"), "Who logs in."),
            .init(
                "\(section).password_file", "a file with one line that can be read",
                .optional(password),
                "Where the password stands alone: a file, or credential:NAME for one that systemd hands over."
            ),
            .init(
                "\(section).authorities", "a path", .optional("authorities.pem"),
                "Certificates to believe in place of the system's."),
        ]
    }

    private static let outgoing = server("mail.outgoing", port: "587", password: "smtp-password")

    private static let incoming =
        server("mail.incoming", port: "993", password: "imap-password") + [
            .init(
                "mail.incoming.mailbox", "a name of ASCII letters without quotes",
                .fallback("INBOX"),
                "The mailbox. It is opened for reading only."),
            .init(
                "mail.incoming.since", "an instant such as 2027-01-31T12:00:00Z",
                .requiredInSection("2027-01-31T12:00:00Z"),
                "Letters that the server took in before are kept and answered by nobody."),
        ]

    private static let signatures: [SettingsEntry] =
        [
            .init(
                "mail.signatures.authorities", "a file that can be read", .optional("smime.pem"),
                "Whose certificates are believed."),
            .init(
                "mail.signatures.revocations", "a file that can be read", .optional("revoked.pem"),
                "What they have revoked; then every authority must be in it."),
            .init(
                "mail.signatures.certificate", "a file that can be read", .optional("own.pem"),
                "The desk's own; letters go out signed where it and its key stand."),
            .init(
                "mail.signatures.key", "a file that can be read", .optional("own.key"),
                "The key of the certificate."),
        ]
        + Settings.MailSettings.Signatures.Writer.allCases.map { writer in
            .init(
                "mail.signatures.proofs.\(writer.rawValue)", words(SenderProof.self),
                .fallback("mail-server"), "For letters of the address of that name.")
        }

    private static let console: [SettingsEntry] = [
        .init(
            "console.host", "a host name or address", .fallback("127.0.0.1"),
            "Where pages and API are listened for."),
        .init(
            "console.port", "a number from 0 to 65535; 0 is any free one", .fallback("8440"),
            atStation: .fallback("8441"), "The port."),
        .init(
            "console.origin", "https://NAME without a path", .optional("https://desk.example"),
            "The address that browsers use."),
        .init(
            "console.webhook_hosts", "a list of host names",
            .optional("[operations.internal.example]"),
            "Hosts inside your own network that webhooks may go to; all others must be on the open Internet."
        ),
    ]

    private static let house: [SettingsEntry] = [
        .init(
            "targets.acknowledge_category_1", "a duration such as PT1H, longer than zero",
            .required("PT1H"), "For orders of category 1."),
        .init(
            "targets.acknowledge_category_2", "a duration such as P1D, longer than zero",
            .required("P1D"), "For orders of category 2."),
        .init(
            "copy_acknowledgements", "true or false", .fallback("false"),
            "Copy acknowledgements to the Concerned Administrations; the memorandum does not ask for it (R32)."
        ),
        .init(
            "people_for_report", "1, 2 or 3", .fallback("2"),
            """
            Between how many people a report passes from the measurement to its release; names of accounts tell them apart. 2: \
            who handed the result over neither approves nor releases the report; 3: who approved it does not release it either; \
            1: one person may do it all. The memorandum does not count them (clause 3.2.1.4 asks for the Administration).
            """),
    ]

    private static let watch: [SettingsEntry] = [
        .init(
            "watch.mailbox_age", "a duration such as PT10M, longer than zero", .fallback("PT10M"),
            "The mailbox was not read for longer."),
        .init(
            "watch.outbox_age", "a duration such as PT4H, longer than zero", .fallback("PT4H"),
            "A letter waits for its delivery for longer."),
        .init(
            "watch.backup_age", "a duration such as P2D, longer than zero; PT0S asks for none",
            .fallback("P2D"), "There was no backup for longer."),
        .init(
            "watch.quarantined", "a number from 0 to 1000000", .fallback("0"),
            "More letters are set apart and wait for a person."),
        .init(
            "log.format", words(Settings.LogSettings.Format.self), .fallback("text"),
            "text for people, json for programs: one object a line. VIGIA_LOG_FORMAT goes before."),
        .init(
            "log.level", words(Settings.LogSettings.Level.self), .fallback("notice"),
            "What is told at least; info adds a line for each request. VIGIA_LOG goes before."),
    ]

    private static let copies: [SettingsEntry] = [
        .init(
            "acknowledgement_copies.url", "https://HOST without a path",
            .requiredInSection("https://desk.bureau.example"), "The Bureau's desk."),
        .init(
            "acknowledgement_copies.token_file", "a file with one line that can be read",
            .requiredInSection("bureau-token"),
            "Where the token stands alone: a file, or credential:NAME."),
        .init(
            "acknowledgement_copies.authorities", "a path", .optional("authorities.pem"),
            "Certificates to believe in place of the system's."),
    ]

    private static let places: [SettingsEntry] = [
        .init(
            "database", "postgresql://HOST/NAME without a password",
            .optional("postgresql://vigia@db.example/bureau?passfile=/etc/vigia/pgpass"),
            """
            A database at a PostgreSQL server that several machines share, made by vigia init --database or vigia store copy; \
            vigia.sqlite in this folder without the key. A password stands in the file that passfile names.
            """),
        .init(
            "python", "a path", .optional("/opt/vigia/venv/bin/python3"),
            "The Python that has typst, for reports as PDF; python3 on the path without the key."),
    ]
}
