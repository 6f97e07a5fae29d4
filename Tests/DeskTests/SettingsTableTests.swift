import ConfigurationFiles
import Desk
import Foundation
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The table of settings")
struct SettingsTableTests {
    private func folder(_ desk: DeskKind = .bureau) throws -> DeskFolder {
        let folder = DeskFolder(try Repository.temporaryFolder() + "/desk")
        try folder.create(
            desk: desk, register: .simulation, configuration: Repository.path("Config"))
        return folder
    }

    /// What is wrong with a text as a settings file.
    private func faults(_ text: String, in folder: DeskFolder) throws -> [ConfigurationFault] {
        try text.write(toFile: folder.settings, atomically: true, encoding: .utf8)
        do {
            _ = try Settings.read(folder.settings)
            return []
        } catch {
            return error.faults
        }
    }

    @Test(
        "a new file has every key of the table with its meaning, its form and its default",
        arguments: DeskKind.allCases)
    func everyKey(desk: DeskKind) throws {
        let text = try Repository.text(try folder(desk).settings)
        let lines = text.split(separator: "\n").map(String.init)
        for entry in SettingsTable.entries {
            let name = entry.key.split(separator: ".").last.map(String.init) ?? ""
            let value = entry.standing(at: desk).value
            #expect(
                lines.contains { $0.hasSuffix("\(name): \(value)") }, "\(desk) \(entry.key)")
            let words = text.replacing(/\n *#( *#)? */, with: " ")
            #expect(words.contains(entry.meaning), "\(entry.key)")
            #expect(words.contains("[\(entry.form)"), "\(entry.key)")
        }
        #expect(lines.allSatisfy { $0.count <= 120 })
    }

    @Test("what a new file says is what holds without it", arguments: DeskKind.allCases)
    func defaults(desk: DeskKind) throws {
        let folder = try folder(desk)
        let full = try Settings.read(folder.settings)
        var bare = ""
        for line in try Repository.text(folder.settings).split(separator: "\n") {
            guard let match = line.wholeMatch(of: #/( *)([a-z_0-9]+):.*/#) else { continue }
            let keys = SettingsTable.entries.filter { entry in
                entry.key.hasSuffix(match.2)
                    && entry.key.count { $0 == "." } == match.1.count / 2
            }
            let isDefault = keys.contains { entry in
                if case .fallback = entry.standing(at: desk) { true } else { false }
            }
            if !isDefault { bare += line + "\n" }
        }
        #expect(!bare.contains("production") && !bare.contains("mailbox_age"))
        #expect(try faults(bare, in: folder) == [])
        #expect(try Settings.read(folder.settings) == full)
    }

    /// Keys with their examples, and the heads of sections.
    private static let examples = Set(
        SettingsTable.entries.map { entry in
            let name = entry.key.split(separator: ".").last ?? ""
            return "\(name): \(entry.standing(at: .station).value)"
        } + SettingsTable.sections.keys.map { "\($0.split(separator: ".").last ?? ""):" })

    @Test("every example that is commented out can be switched on")
    func examples() throws {
        let folder = try folder(.station)
        for name in ["smtp-password", "imap-password", "bureau-token"] {
            try "secret\n".write(
                toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
        }
        var (text, isOff) = ("", false)
        for line in try Repository.text(folder.settings).split(separator: "\n") {
            // S/MIME needs real certificates; its own tests have some.
            if line.hasPrefix("  # signatures:") { isOff = true }
            if isOff, line.hasPrefix("console:") || line.hasPrefix("# Pages") { isOff = false }
            let match = line.wholeMatch(of: #/( *)# ( *)([a-z_0-9]+:.*)/#)
            if let match, !isOff, Self.examples.contains(String(match.3)) {
                text += "\(match.1)\(match.2)\(match.3)\n"
            } else {
                text += line + "\n"
            }
        }
        #expect(text.contains("\n  outgoing:\n") && text.contains("\nacknowledgement_copies:\n"))
        #expect(try faults(text, in: folder) == [])
        let settings = try Settings.read(folder.settings)
        #expect(settings.mail.incoming?.name == "INBOX")
        #expect(settings.mail.outgoing?.login?.user == "NAME")
    }

    @Test("all faults are told at once, each with its line and what could be written instead")
    func allAtOnce() throws {
        let folder = try folder()
        let text = try Repository.text(folder.settings)
            .replacing("desk: bureau", with: "desk: buraeu")
            .replacing("  poll: PT2S", with: "  pol: PT2S")
            .replacing("  quarantined: 0", with: "  quarantined: few")
            .replacing("order_series: BR\n", with: "")
        let found = try faults(text, in: folder)
        #expect(
            found.map { $0.key ?? "" }.sorted() == [
                "desk", "mail.pol", "mail.poll", "order_series", "watch.quarantined",
            ])
        #expect(found.allSatisfy { $0.line != nil && $0.suggestion != nil })
        let advice = Dictionary(uniqueKeysWithValues: found.map { ($0.key ?? "", $0.suggestion) })
        #expect(advice["desk"] == "did you mean bureau?")
        #expect(advice["mail.pol"] == "did you mean poll?")
        #expect(advice["mail.poll"] == "for example poll: PT2S")
        #expect(advice["watch.quarantined"] == "for example quarantined: 0")
    }

    @Test("a reload takes over what it can, and names what waits for a start")
    func reload() throws {
        let pair = try DeskPair()
        let desk = pair.bureau.desk
        var changed = desk.configuration
        changed.settings.watch.quarantined = 7
        changed.settings.mail.pollInterval = .seconds(60)
        changed.settings.isProduction = true
        changed.settings.console.port = 1
        let copy = pair.bureau
        #expect(desk.adopt(changed) == ["production", "console"])
        let now = copy.desk.configuration.settings
        #expect(now.watch.quarantined == 7 && now.mail.pollInterval == .seconds(60))
        #expect(!now.isProduction && now.console.port != 1)
    }
}
