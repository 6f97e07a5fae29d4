// Everything a desk reads at start, checked as a whole: settings, agreement, station, tables. A
// fault in any file is told with the faults of all the others.

import Letters
public import MonitoringOrders

/// The configuration of one desk.
public struct DeskConfiguration: Sendable {
    public var settings: Settings
    public var agreement: Agreement
    public var station: Station
    public var safetyBands: [SafetyBand]
    public var watchList: [WatchListLink]

    /// Reads the files of a desk's folder.
    ///
    /// - Throws: ``ConfigurationError`` with the faults of all files.
    public static func read(_ folder: DeskFolder) throws(ConfigurationError) -> DeskConfiguration {
        var faults: [ConfigurationFault] = []
        func read<T>(_ body: () throws(ConfigurationError) -> T) -> T? {
            do {
                return try body()
            } catch {
                faults += error.faults
                return nil
            }
        }
        let settings = read { () throws(ConfigurationError) in try Settings.read(folder.settings) }
        let agreement = read { () throws(ConfigurationError) in
            try AgreementFile.read(folder.agreement)
        }
        let station = read { () throws(ConfigurationError) in try StationFile.read(folder.station) }
        let bands = read { () throws(ConfigurationError) in
            try TableFiles.safetyBands(folder.safetyBands)
        }
        let links = read { () throws(ConfigurationError) in
            try TableFiles.watchList(folder.watchList)
        }
        guard let settings, let agreement, let station, let bands, let links else {
            throw ConfigurationError(faults)
        }
        return DeskConfiguration(
            settings: settings, agreement: agreement, station: station, safetyBands: bands,
            watchList: links)
    }

    /// The terms under which the desk decides.
    public var terms: Terms {
        Terms(
            agreement: agreement, correspondents: settings.correspondents, desk: settings.desk)
    }
}
