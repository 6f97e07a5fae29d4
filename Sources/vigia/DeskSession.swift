// Opening a desk for one command: configuration, database, logger. A database that another process
// holds is waited for a little, because a serving desk holds it only during its rounds.

import Console
import Desk
import Foundation
import Logging
import MailTransport
import MonitoringOrders
import OrderStore
import Reports

/// Opening and making of desks.
enum DeskSession {
    /// Opens the desk of a folder.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - patience: how long a database is waited for that another process holds.
    ///   - form: of log lines.
    /// - Returns: the open desk.
    /// - Throws: ``Failure``, `StoreError`, `ConfigurationError`.
    static func open(
        _ path: String, patience: Duration = .seconds(10), logging form: LogForm = LogForm()
    ) throws -> Desk {
        let folder = DeskFolder(path)
        guard FileManager.default.fileExists(atPath: folder.settings) else {
            throw Failure(.inputMissing, "\(folder.path): holds no desk; see vigia init --help")
        }
        let configuration = try DeskConfiguration.read(folder)
        let location = configuration.settings.database ?? folder.database
        let store = try patiently(for: patience) { try OrderStore.open(at: location) }
        let signatures = configuration.settings.mail.signatures
        let desk = try Desk(
            configuration: configuration, store: store, surroundings: .real,
            mailReader: mailReader(signatures), signer: try signatures.signer(),
            checkpointSigner: try folder.checkpointSigner(), logger: ServiceLog.logger(form),
            forms: try forms(python: configuration.settings.pythonPath),
            recordings: folder.recordings)
        try desk.endAbandonedAttempts()
        return desk
    }

    /// Opens the desk of a folder, once, with its pages and API.
    static func site(of folder: DeskFolder) throws -> Site {
        try site(of: open(folder.path, patience: .zero), in: folder)
    }

    /// The pages and the API of an open desk.
    static func site(of desk: Desk, in folder: DeskFolder) throws -> Site {
        Site(
            desk: desk, folder: folder,
            assets: try Assets(reading: shippedConfiguration() + "/console"),
            origin: desk.configuration.settings.console.origin)
    }

    /// Verifies the database of a folder as it lies, without settings and without writing to it.
    static func verify(
        _ path: String, against signed: JournalCheckpoint? = nil
    ) throws -> StoreVerification {
        let location = try location(path)
        return try patiently { try OrderStore.verify(at: location, against: signed) }
    }

    /// Where the database of a folder is: in the folder if it is there, else where the settings say.
    static func location(_ path: String) throws -> String {
        let folder = DeskFolder(path)
        let manager = FileManager.default
        guard !manager.fileExists(atPath: folder.database),
            manager.fileExists(atPath: folder.settings)
        else { return folder.database }
        return try Settings.read(folder.settings).database ?? folder.database
    }

    /// Tries again while another process holds the database, as long as patience lasts.
    private static func patiently<T>(
        for patience: Duration = .seconds(10), _ body: () throws -> T
    ) throws -> T {
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try body()
            } catch let error as StoreError where error.code == .locked && .now < end {
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    /// The coastline as it is shipped.
    static func coastline() throws -> Coastline {
        try Coastline(reading: shippedConfiguration() + "/map/coastline.txt")
    }

    /// Coastline and typesetter as they are shipped. Without a setting the Python of the checkout's
    /// own environment is taken where there is one, else that of the path.
    static func forms(python: String?) throws -> ReportForms {
        let shipped = try shippedConfiguration()
        let own = shipped + "/../.venv/bin/python3"
        let fallback = FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
        return ReportForms(
            coastline: try coastline(),
            paper: PaperMaker(python: python ?? fallback, templates: shipped + "/report"))
    }

    /// Strangers' letters are read by this program itself, in child processes that can do nothing else.
    static func mailReader(_ signatures: Settings.MailSettings.Signatures = .init())
        -> ConfinedReader
    {
        let files = [signatures.authorities, signatures.revocations].compactMap(\.self)
        return ConfinedReader(
            program: "/proc/self/exe", arguments: [ReaderChild.command] + files,
            width: ProcessInfo.processInfo.activeProcessorCount)
    }

    /// The folder of shipped configuration: VIGIA_CONFIG, beside a checkout's build, or installed.
    static func shippedConfiguration() throws -> String {
        if let named = ProcessInfo.processInfo.environment["VIGIA_CONFIG"] { return named }
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "Config").path
            if FileManager.default.fileExists(atPath: candidate + "/agreements") {
                return candidate
            }
            folder = folder.deletingLastPathComponent()
        }
        let installed = "/usr/share/vigia/Config"
        guard FileManager.default.fileExists(atPath: installed) else {
            throw Failure(
                .badConfiguration, "the shipped configuration is not found; set VIGIA_CONFIG")
        }
        return installed
    }
}
