// What the journal held each day, signed, in files that are easily copied elsewhere.

import Foundation
import MonitoringOrders
import OrderStore
import Quantities

extension Desk {
    /// Keeps a signed checkpoint of the journal for the present day (UTC), unless there is one.
    ///
    /// - Parameter folder: the desk's folder.
    /// - Throws: `StoreError`; `CocoaError` if the file cannot be written.
    public func keepDailyCheckpoint(in folder: DeskFolder) throws {
        guard let checkpointSigner else { return }
        let day = surroundings.now().description.prefix(10)
        let path = "\(folder.checkpoints)/\(day).txt"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.createDirectory(
            atPath: folder.checkpoints, withIntermediateDirectories: true)
        let note = checkpointSigner.sign(try store.read { try $0.checkpoint() })
        try note.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
