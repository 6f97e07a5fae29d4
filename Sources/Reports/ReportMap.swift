// The map of a single place, for pages that show one before there is a report.

public import MonitoringOrders

extension ReportForms {
    /// A place with its ellipse, the station and the coasts.
    public func map(of estimate: PositionEstimate, station: Station) -> Figure? {
        LocationMap(
            estimates: [estimate], station: .init(station.name, station.position),
            coastline: coastline
        ).figure()
    }
}
