// The settings file that `vigia init` writes: every key with its meaning and unit.

import MonitoringOrders
import OrderStore

/// Text of a new settings file.
enum SettingsTemplate {
    /// A commented file whose values are safe: a simulation among reserved domains.
    static func text(desk: DeskKind, register: Register, database: String?) -> String {
        head(desk, register) + mail + services(desk, database)
    }

    private static func head(_ desk: DeskKind, _ register: Register) -> String {
        """
        # Settings of a Vigia desk. Times are ISO 8601 durations; paths are relative to this folder.
        # After a change: vigia check-config --data FOLDER

        # bureau: the ITU Radiocommunication Bureau; station: the monitoring station with ANATEL's officers.
        desk: \(desk.rawValue)

        # live or simulation. The database was made for one of the two; it never changes (R87).
        register: \(register.rawValue)

        # Letters to itu.int and anatel.gov.br are refused unless this is true (R82).
        production: false

        # First part of the Bureau's order numbers and of the station's reference numbers.
        order_series: BR
        reference_series: EMSAT-RIO

        # Who writes to whom. In production these are the addresses of Annex 2 of the memorandum, for
        # example bureau: Space.monitoring@itu.int, station and administration: msat@anatel.gov.br.
        addresses:
          bureau: space.monitoring@bureau.example
          station: emsat@station.example
          administration: officer@administration.example


        """
    }

    private static let mail = """
        mail:
          # The name our own mail server writes into Authentication-Results; results of others are not believed.
          server_name: post-office.example
          # The folder with one maildir for each address: letters arrive there and are left for others.
          post_office: ../post-office
          # How often the desk looks for letters.
          poll: PT2S
          # Whether the other desk gets a signed checkpoint of the journal when no letter has taken one along for a day.
          daily_checkpoint: true
          # A submission server and a mailbox take the place of the maildirs. security: tls, starttls, or none on this
          # machine only; the password stands alone in a file; authorities: a file of certificates to believe; since: letters
          # that lay in the mailbox before are kept and answered by nobody.
          # outgoing: { host: mail.example, port: 587, security: starttls, user: NAME, password_file: smtp-password }
          # incoming:
          #   { host: mail.example, port: 993, security: tls, user: NAME, password_file: imap-password,
          #     mailbox: INBOX, since: 2027-01-31T12:00:00Z }

          # S/MIME. authorities: whose certificates are believed; revocations: what they have taken back; certificate and
          # key: letters go out signed; proofs: what proves that a letter is from bureau, station or administration:
          # mail-server (the result of our own mail server, the default), signature, either, both. All files are PEM.
          # signatures: { authorities: smime.pem, certificate: own.pem, key: own.key, proofs: { bureau: either } }


        """

    private static func services(_ desk: DeskKind, _ database: String?) -> String {
        """
        # Pages and API. They are for this machine unless host says otherwise; a proxy that speaks TLS brings others to them
        # (Config/proxy), and origin is then the address that browsers use.
        console:
          host: 127.0.0.1
          port: \(desk == .bureau ? 8440 : 8441)
          # origin: https://desk.example
          # Hosts inside your own network that webhooks may go to; all others must be on the open Internet.
          # webhook_hosts: [operations.internal.example]

        # Targets of the house for acknowledging an order; not set by the MoU. Passing one reminds a person.
        targets:
          acknowledge_category_1: PT1H
          acknowledge_category_2: P1D

        # Copy acknowledgements to the Concerned Administrations; the MoU does not ask for it (R32).
        copy_acknowledgements: false

        # Between how many people a report passes from the measurement to its release; names of accounts tell them apart.
        # 2: who handed the result over neither approves nor releases the report; 3: who approved it does not release it
        # either; 1: one person may do it all. The MoU does not count them (clause 3.2.1.4 asks for the Administration).
        people_for_report: 2

        # At the station: copies of acknowledgements go to the Bureau's desk at once, besides their letters, which remain the
        # acts of record (R33). The Bureau makes the token: vigia token add emsat --role operator --scope acknowledge
        # acknowledgement_copies: { url: https://desk.bureau.example, token_file: bureau-token }

        # The database is vigia.sqlite in this folder, or one at a PostgreSQL server that several machines share, made
        # by vigia init --database or vigia store copy. A password stands in the file that passfile names.
        \(database == nil ? "# " : "")database: \(database ?? "postgresql://vigia@db.example/bureau?passfile=/etc/vigia/pgpass")

        # The Python that has typst, for reports as PDF; without this key python3 on the path is taken.
        # python: /opt/vigia/venv/bin/python3

        """
    }
}
