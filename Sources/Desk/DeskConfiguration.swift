// Everything a desk reads at start, checked as a whole: settings, agreement, station, tables. A
// fault in any file is told with the faults of all the others.

public import ConfigurationFiles
import Letters
public import MonitoringOrders

/// The configuration of one desk.
public struct DeskConfiguration: Sendable {
    public var settings: Settings
    /// What a form is checked against.
    public var checker: OrderChecker
    public var agreement: Agreement { checker.agreement }
    public var station: Station { checker.station }

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
        let checker = read { () throws(ConfigurationError) in
            try OrderChecker.read(
                agreement: folder.agreement, station: folder.station, bands: folder.safetyBands,
                watchList: folder.watchList)
        }
        guard let settings, let checker else { throw ConfigurationError(faults) }
        return DeskConfiguration(settings: settings, checker: checker)
    }

    /// The terms under which the desk decides.
    public var terms: Terms {
        Terms(
            agreement: agreement, correspondents: settings.correspondents, desk: settings.desk,
            reportPeople: settings.reportPeople)
    }
}
