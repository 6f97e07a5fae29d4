// From the text of a settings file to settings, with every fault at its line and a suggestion from the table.

public import ConfigurationFiles
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

extension Settings {
    /// Reads a settings file.
    ///
    /// - Parameter path: the file; paths in it are relative to its folder.
    /// - Returns: the settings, without a fault.
    /// - Throws: ``ConfigurationError`` with all faults.
    public static func read(_ path: String) throws(ConfigurationError) -> Settings {
        let faults = FaultCollector(file: path)
        let folder = (path as NSString).deletingLastPathComponent
        do {
            let top = SettingsSection(try YAMLSection.read(path, into: faults), in: folder)
            let settings = settings(top)
            try faults.finish()
            guard let settings else { preconditionFailure("a missing value is a fault") }
            return settings
        } catch {
            throw ConfigurationError(error.faults.map(suggesting))
        }
    }

    /// A fault with what the table knows of its key.
    private static func suggesting(_ fault: ConfigurationFault) -> ConfigurationFault {
        guard fault.suggestion == nil, let key = fault.key else { return fault }
        var fault = fault
        let name = key.split(separator: ".").last ?? ""
        fault.suggestion =
            SettingsTable.entry(key).map { "for example \(name): \($0.standing.value)" }
            ?? SettingsTable.sections[key].map { _ in
                let keys = SettingsTable.keys(in: key).joined(separator: ", ")
                return "its keys are \(keys)"
            }
        return fault
    }

    private static func settings(_ top: SettingsSection) -> Settings? {
        let desk = top.word("desk", as: DeskKind.self)
        let register = top.word("register", as: Register.self)
        let production = top.flag("production")
        if production == true, register == .simulation {
            top.note("a simulation never sends to live addresses (R87)", at: "production")
        }
        let correspondents = correspondents(top)
        let (orders, references) = (series(top, "order_series"), series(top, "reference_series"))
        let people = top.value("people_for_report") { Int($0).flatMap(ReportPeople.init) }
        let mail = top.section("mail").flatMap(MailSettings.init(reading:))
        let targets = top.section("targets").flatMap(targets)
        let console = ConsoleSettings(reading: top.sectionOfDefaults("console"))
        let watch = WatchSettings(reading: top.sectionOfDefaults("watch"))
        let log = LogSettings(reading: top.sectionOfDefaults("log"))
        let copies = top.optionalSection("acknowledgement_copies").flatMap(
            CopySettings.init(reading:))
        let python = top.file("python")
        let database = top.value("database") { OrderStore.isServerAddress($0) ? $0 : nil }
        guard let desk, let register, let production, let correspondents, let orders,
            let references, let people, let mail, let targets, let console, let watch, let log
        else { return nil }
        return Settings(
            desk: desk, register: register, isProduction: production,
            correspondents: correspondents, orderSeries: orders, referenceSeries: references,
            mail: mail, targets: targets, reportPeople: people, database: database,
            pythonPath: python, console: console, watch: watch, log: log,
            acknowledgementCopies: copies)
    }

    private static func correspondents(_ top: SettingsSection) -> Correspondents? {
        let copies = top.flag("copy_acknowledgements")
        guard let addresses = top.section("addresses") else { return nil }
        let (bureau, station, administration) = (
            addresses.address("bureau"), addresses.address("station"),
            addresses.address("administration")
        )
        guard let bureau, let station, let administration, let copies else { return nil }
        return Correspondents(
            bureau: bureau, station: station, administration: administration,
            copiesAcknowledgements: copies)
    }

    private static func series(_ top: SettingsSection, _ key: String) -> String? {
        top.value(key) { text in OrderNumber("\(text)/2026/0001") == nil ? nil : text }
    }

    private static func targets(_ section: SettingsSection) -> HouseTargets? {
        let one = section.duration("acknowledge_category_1")
        let two = section.duration("acknowledge_category_2")
        guard let one, let two else { return nil }
        return HouseTargets(categoryOne: one, categoryTwo: two)
    }

    /// Scheme, host and port, and nothing behind them.
    fileprivate static func origin(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isOrigin = parts.count == 3 && ["https:", "http:"].contains(parts[0])
        return isOrigin && parts[1].isEmpty && !parts[2].isEmpty ? text : nil
    }
}

extension Settings.ConsoleSettings {
    fileprivate init?(reading section: SettingsSection) {
        let (host, port) = (section.text("host"), section.whole("port", in: 0...65_535))
        let origin = section.value("origin", Settings.origin)
        let hosts = section.texts("webhook_hosts")
        guard let host, let port else { return nil }
        self.init(host: host, port: port, origin: origin)
        webhookHosts = hosts
    }
}

extension Settings.WatchSettings {
    fileprivate init?(reading section: SettingsSection) {
        let mailbox = section.duration("mailbox_age")
        let outbox = section.duration("outbox_age")
        let backup = section.value("backup_age") { Duration(iso8601: $0) }
        let quarantined = section.whole("quarantined", in: 0...1_000_000)
        guard let mailbox, let outbox, let backup, let quarantined else { return nil }
        self.init(
            mailboxAge: mailbox, outboxAge: outbox, backupAge: backup == .zero ? nil : backup,
            quarantined: quarantined)
    }
}

extension Settings.LogSettings {
    fileprivate init?(reading section: SettingsSection) {
        let format = section.word("format", as: Format.self)
        let level = section.word("level", as: Level.self)
        guard let format, let level else { return nil }
        self.init(format: format, level: level)
    }
}

extension Settings.CopySettings {
    fileprivate init?(reading section: SettingsSection) {
        let url = section.value("url", Settings.origin)
        if let url, url.hasPrefix("http:"), !url.hasPrefix("http://127.0.0.1") {
            section.note("must be https, because a token goes with it", at: "url")
        }
        let (token, authorities) = (section.secret("token_file"), section.file("authorities"))
        guard let url, let token else { return nil }
        self.init(url: url, token: token, authorities: authorities)
    }
}

extension Settings.MailSettings {
    fileprivate init?(reading section: SettingsSection) {
        let poll = section.duration("poll")
        if let poll, poll < .milliseconds(10) { section.note("is too short", at: "poll") }
        let (name, office) = (section.text("server_name"), section.file("post_office"))
        let daily = section.flag("daily_checkpoint")
        let outgoing = section.optionalSection("outgoing").flatMap(MailServer.init(reading:))
        let incoming = section.optionalSection("incoming").flatMap(Mailbox.init(reading:))
        let signatures = section.optionalSection("signatures").map(Signatures.init(reading:))
        guard let poll, let name, let office, let daily else { return nil }
        self.init(
            serverName: name, postOffice: office, pollInterval: poll, sendsDailyCheckpoint: daily,
            outgoing: outgoing, incoming: incoming, signatures: signatures ?? .init())
    }
}

extension Settings.MailSettings.Mailbox {
    fileprivate init?(reading section: SettingsSection) {
        let name = section.value("mailbox") { IMAPCarrier.isPlainName($0) ? $0 : nil }
        let since = section.value("since") { UTCInstant($0) }
        let server = MailServer(reading: section)
        guard let name, let since, let server else { return nil }
        self.init(server: server, name: name, since: since)
    }
}

extension MailServer {
    /// Access to a mail server; its password stands in a file of its own.
    fileprivate init?(reading section: SettingsSection) {
        let host = section.value("host") { MailServer.isHostName($0) ? $0 : nil }
        let port = section.whole("port", in: 1...65_535)
        let security = section.word("security", as: Security.self)
        if security == MailServer.Security.none, let host, host != "localhost",
            !host.hasPrefix("127.")
        {
            section.note("none is for this machine only", at: "security")
        }
        let user = section.text("user")
        let password = user.flatMap { _ in section.secret("password_file") }
        let authorities = section.file("authorities")
        guard let host, let port, let security else { return nil }
        self.init(
            host: host, port: port, security: security,
            login: user.flatMap { user in password.map { .init(user: user, password: $0) } },
            authorities: authorities)
    }
}

extension Settings.MailSettings.Signatures {
    fileprivate init(reading section: SettingsSection) {
        self.init()
        (authorities, revocations) = (
            section.readableFile("authorities"), section.readableFile("revocations")
        )
        (certificate, key) = (section.readableFile("certificate"), section.readableFile("key"))
        do { _ = try trust() } catch { section.note("\(error)", at: "authorities") }
        do { _ = try signer() } catch { section.note("\(error)", at: "certificate") }
        if section.has("certificate") != section.has("key") {
            section.note("certificate and key belong together", at: "key")
        }
        if let senders = section.optionalSection("proofs") {
            for writer in Writer.allCases where senders.has(writer.rawValue) {
                proofs[writer] = senders.word(writer.rawValue, as: SenderProof.self)
            }
        }
        if proofs.values.contains(where: { $0 != .mailServer }), !section.has("authorities") {
            section.note("no signature is believed without authorities", at: "authorities")
        }
    }
}
