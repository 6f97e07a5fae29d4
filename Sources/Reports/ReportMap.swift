// The map of a single place, for pages that show one before there is a report.

public import MonitoringOrders
import Quantities

extension ReportForms {
    /// A place with its ellipse, the station and the coasts, as SVG.
    public func map(of estimate: PositionEstimate, station: Station) -> String? {
        let statement = GeolocationStatement(
            estimates: [estimate], method: "", sources: [], satellites: [], observables: [],
            time: UTCInstant(secondsSince1970: 0), includesEphemerisError: false)
        return PositionMap.svg(statement, station: station, coastline: coastline)
    }
}
