// The folder of a desk: settings, agreement, station, tables, database. Everything the desk needs
// is in it, so that it can be moved, backed up and read as one.

public import ConfigurationFiles
import Foundation
public import MonitoringOrders
public import OrderStore

/// The data folder of one desk.
public struct DeskFolder: Hashable, Sendable {
    public let path: String

    /// A folder that may or may not exist yet.
    public init(_ path: String) {
        self.path = URL(filePath: path).standardizedFileURL.path
    }

    public var settings: String { path + "/settings.yaml" }
    public var agreement: String { path + "/agreement.yaml" }
    public var station: String { path + "/station.yaml" }
    public var safetyBands: String { path + "/safety-bands.csv" }
    public var watchList: String { path + "/watch-list.json" }
    public var database: String { path + "/vigia.sqlite" }
    /// The key that signs checkpoints of the journal; for the desk alone.
    public var checkpointKey: String { path + "/journal.key" }
    /// What the other party needs to check them.
    public var checkpointVerifier: String { path + "/journal.vkey" }
    /// Signed checkpoints of the journal, one a day.
    public var checkpoints: String { path + "/checkpoints" }
    /// Where the serving process is found, for commands at this desk; there while one serves.
    public var serving: String { path + "/serving.json" }
    public var recordings: String { path + "/recordings" }

    /// The folder of one task's recordings.
    ///
    /// - Parameters:
    ///   - reference: of the task.
    ///   - folder: of all recordings.
    /// - Returns: its path; it need not exist.
    public static func recordings(of reference: ReferenceNumber, below folder: String) -> String {
        folder + "/" + reference.description.replacingOccurrences(of: "/", with: "-")
    }

    /// What the folder holds when it is complete, and where in the shipped configuration it is from.
    private var shipped: [(file: String, source: String)] {
        [
            (agreement, "agreements/anatel-2019.yaml"), (station, "stations/emsat-rio.yaml"),
            (safetyBands, "safety-bands.csv"), (watchList, "watch-list.json"),
        ]
    }

    /// Makes a new desk: its files, its mail folders and its database.
    ///
    /// - Parameters:
    ///   - desk: which of the two desks.
    ///   - register: live or simulation, for ever.
    ///   - configuration: the folder of shipped configuration.
    ///   - address: an empty database at a PostgreSQL server; `nil` for a file in the folder.
    /// - Throws: ``ConfigurationError`` if the folder holds a desk already or a shipped file is
    ///   missing, `StoreError` if the database cannot be made; nothing of an existing desk is touched.
    public func create(
        desk: DeskKind, register: Register, configuration: String, database address: String? = nil
    ) throws {
        let manager = FileManager.default
        let existing = ([settings, database] + shipped.map(\.file)).filter(manager.fileExists)
        guard existing.isEmpty else {
            throw ConfigurationError(
                existing.map { .init(file: $0, message: "exists already; nothing was changed") })
        }
        let missing = shipped.map { configuration + "/" + $0.source }
            .filter { !manager.fileExists(atPath: $0) }
        guard missing.isEmpty else {
            throw ConfigurationError(
                missing.map { .init(file: $0, message: "is missing from the configuration") })
        }
        try createPrivately()
        for (file, source) in shipped {
            try manager.copyItem(atPath: configuration + "/" + source, toPath: file)
        }
        try SettingsTemplate.text(desk: desk, register: register, database: address)
            .write(toFile: settings, atomically: true, encoding: .utf8)
        try manager.createDirectory(
            atPath: path + "/../post-office", withIntermediateDirectories: true)
        try createCheckpointKey(of: desk)
        _ = try OrderStore.create(at: address ?? database, desk: desk, register: register)
    }

    /// Makes the folder, for its owner alone: even the existence of a case is confidential (R7). One that is there
    /// already stays as whoever made it wants it.
    func createPrivately() throws {
        let manager = FileManager.default
        let parent = URL(filePath: path).deletingLastPathComponent()
        try manager.createDirectory(at: parent, withIntermediateDirectories: true)
        guard !manager.fileExists(atPath: path) else { return }
        try manager.createDirectory(
            atPath: path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    private func createCheckpointKey(of desk: DeskKind) throws {
        let signer = CheckpointSigner(name: "vigia-\(desk.rawValue)")
        let manager = FileManager.default
        guard
            manager.createFile(
                atPath: checkpointKey, contents: Data(signer.text.utf8),
                attributes: [.posixPermissions: 0o600]),
            manager.createFile(
                atPath: checkpointVerifier, contents: Data(signer.verifier.text.utf8))
        else {
            throw ConfigurationError([.init(file: checkpointKey, message: "cannot be written")])
        }
    }

    /// The signer of the desk's checkpoints; `nil` where there is no key.
    ///
    /// - Throws: ``ConfigurationError`` for a file that holds no key.
    public func checkpointSigner() throws(ConfigurationError) -> CheckpointSigner? {
        guard let text = try? String(contentsOfFile: checkpointKey, encoding: .utf8) else {
            return nil
        }
        guard let signer = CheckpointSigner(text: text) else {
            throw ConfigurationError([.init(file: checkpointKey, message: "holds no key")])
        }
        return signer
    }
}
