// What the journal held each day, signed: in files that are easily copied elsewhere, and with the other desk.

import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// A signed checkpoint of the journal as it stands; `nil` where the desk has no key.
    ///
    /// - Throws: `StoreError`.
    public func signedCheckpoint() throws -> String? {
        try checkpointSigner.map { signer in signer.sign(try store.read { try $0.checkpoint() }) }
    }

    /// Keeps a signed checkpoint of the journal for the present day (UTC), unless there is one.
    ///
    /// - Parameter folder: the desk's folder.
    /// - Throws: `StoreError`; `CocoaError` if the file cannot be written.
    public func keepDailyCheckpoint(in folder: DeskFolder) throws {
        guard checkpointSigner != nil else { return }
        let day = surroundings.now().description.prefix(10)
        let path = "\(folder.checkpoints)/\(day).txt"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.createDirectory(
            atPath: folder.checkpoints, withIntermediateDirectories: true)
        try signedCheckpoint()?.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Sends the other desk a checkpoint of its own when no letter has taken one along for a day. The journal says when
    /// one did, so that no restart sends another; and what comes from the other desk never causes one.
    ///
    /// - Returns: true if a letter was frozen into the outbox.
    /// - Throws: `StoreError`.
    @discardableResult
    public func sendDailyCheckpoint() throws -> Bool {
        guard let checkpointSigner, configuration.settings.mail.sendsDailyCheckpoint else {
            return false
        }
        let now = surroundings.now()
        return try store.write { transaction in
            guard try isCheckpointDue(at: now, in: transaction) else { return false }
            let note = checkpointSigner.sign(try transaction.checkpoint())
            _ = try transaction.enqueue(
                try notice(of: note, at: now), at: now, by: Actor(name: "checkpoint", role: .desk))
            return true
        }
    }

    /// True if the journal is a day old, and no letter was frozen in the last one.
    private func isCheckpointDue(at now: UTCInstant, in reader: StoreReader) throws -> Bool {
        let yesterday = now - .seconds(86_400)
        guard let first = try reader.journal(from: 1, limit: 1).first, first.at <= yesterday
        else { return false }
        return try reader.lastLetterFrozenAt().map { $0 < yesterday } ?? true
    }

    private func notice(of note: String, at now: UTCInstant) throws -> OutgoingLetter {
        let correspondents = configuration.settings.correspondents
        let own = configuration.settings.ownAddress
        let other = kind == .bureau ? correspondents.station : correspondents.bureau
        let messageID = "<checkpoint.\(surroundings.newName())@\(own.domain)>"
        let mail = LetterWriter.notice(
            of: note, isSimulation: isSimulation,
            envelope: LetterEnvelope(
                messageID: messageID, date: now, from: mailbox(own), to: [mailbox(other)]))
        let composed = try MIMEComposer.compose(mail)
        return OutgoingLetter(
            kind: nil, order: nil, messageID: messageID, sender: own, recipients: [other],
            bytes: try signer?.sign(composed) ?? composed)
    }
}
