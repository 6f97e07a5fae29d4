// What the journal held each day, signed, in files that are easily copied elsewhere.

import Foundation
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
}
