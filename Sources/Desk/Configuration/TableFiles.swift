// The tables beside the settings: safety bands and watch-list, with the line of every fault.

public import ConfigurationFiles
import Foundation
import Letters
public import MonitoringOrders
import Quantities

/// Readers of the table files.
public enum TableFiles {
    /// Reads a table of safety bands (CSV).
    public static func safetyBands(_ path: String) throws(ConfigurationError) -> [SafetyBand] {
        let text = String(decoding: try bytes(path), as: UTF8.self)
        let (bands, faults) = SafetyBandTable.read(text)
        try check(faults, in: path)
        return bands
    }

    /// Reads a watch-list of links that carry safety traffic (JSON).
    public static func watchList(_ path: String) throws(ConfigurationError) -> [WatchListLink] {
        let (links, faults) = WatchListFile.read(try bytes(path))
        try check(faults, in: path)
        return links
    }

    private static func bytes(_ path: String) throws(ConfigurationError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError([.init(file: path, message: "cannot be read")])
        }
        guard data.count <= Limits.formBytes else {
            let message = "is larger than \(Limits.formBytes) bytes"
            throw ConfigurationError([.init(file: path, message: message)])
        }
        return [UInt8](data)
    }

    private static func check(_ faults: [FormFault], in path: String) throws(ConfigurationError) {
        guard !faults.isEmpty else { return }
        throw ConfigurationError(
            faults.map {
                ConfigurationFault(file: path, line: $0.line, key: $0.field, message: $0.message)
            })
    }
}
