// All figures of a task, from its result and the measurement behind it; what was not measured has no figure.

public import MonitoringOrders

/// What the figures of a task are drawn from.
public struct ReportFigures: Sendable {
    public var result: TaskResult?
    public var measurement: MeasurementRecord?
    public var timeline: TimelineFigure?
    public var station: Station
    private let coastline: Coastline?

    init(
        result: TaskResult?, measurement: MeasurementRecord?, timeline: TimelineFigure?,
        station: Station, coastline: Coastline?
    ) {
        (self.result, self.measurement, self.timeline) = (result, measurement, timeline)
        (self.station, self.coastline) = (station, coastline)
    }

    /// The figures in the order of the report.
    public var all: [Figure] {
        [spectrum, waterfall, ambiguity, map, residuals, sky, timeline?.figure()]
            .compactMap(\.self)
    }

    var spectrum: Figure? {
        guard let victim = measurement?.spectra.first(where: { $0.path == .victim }) else {
            return nil
        }
        let adjacent = measurement?.spectra.first { $0.path == .adjacent }
        return SpectrumFigure(
            victim: victim, adjacent: adjacent, emissions: result?.emissions ?? []
        ).figure()
    }

    var waterfall: Figure? {
        measurement?.waterfall.flatMap { WaterfallFigure($0).figure() }
    }

    var ambiguity: Figure? {
        measurement?.correlation.flatMap { CrossAmbiguityFigure($0).figure() }
    }

    var map: Figure? {
        let statement = result?.geolocation
        let references = (statement?.observables ?? []).compactMap { observable in
            observable.position.map { LocationMap.Place(observable.emitter, $0) }
        }
        return LocationMap(
            estimates: statement?.estimates ?? [], lines: measurement?.lines ?? [],
            references: references,
            satellites: (measurement?.satellites ?? []).map { .init($0.name, $0.subPoint) },
            station: .init(station.name, station.position), coastline: coastline
        ).figure()
    }

    var residuals: Figure? {
        measurement.flatMap { ResidualFigure($0.references).figure() }
    }

    var sky: Figure? { measurement.flatMap { SkyViewFigure($0.satellites).figure() } }
}

extension ReportForms {
    /// The figures of a task as far as it has gone.
    public func figures(
        result: TaskResult?, measurement: MeasurementRecord?, timeline: TimelineFigure?,
        station: Station
    ) -> ReportFigures {
        ReportFigures(
            result: result, measurement: measurement, timeline: timeline, station: station,
            coastline: coastline)
    }
}
