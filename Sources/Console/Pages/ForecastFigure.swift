// The location to expect of an order, on a map with its numbers beside it.

import Desk
import Letters
import MonitoringOrders
import Quantities
import Reports

/// The forecast of a location.
enum ForecastFigure {
    static func html(_ visit: Visit, _ form: OrderForm) -> HTML {
        """
        <section><h2>\(visit.say(NewOrderWords.forecast))</h2>
        \(visit.desk.forecast(for: form).map { figure(visit, $0) }
            ?? "<p>\(visit.say(NewOrderWords.noForecast))</p>")</section>
        """
    }

    private static func figure(_ visit: Visit, _ forecast: LocationForecast) -> HTML {
        let place =
            forecast.isPlaceGiven ? NewOrderWords.placeGiven : NewOrderWords.placeSupposed
        return """
            \(Table.facts(visit, NewOrderWords.forecast, PlaceFacts.rows(visit, forecast.estimate)))
            <p class="hint">\(visit.say(place)) \(visit.say(NewOrderWords.supposed))</p>
            \(forecast.warnings.isEmpty ? .none : warnings(visit, forecast.warnings))
            \(forecast.map.map { "<figure lang=\"en\">\(HTML.made($0.svg))</figure>" as HTML })
            """
    }

    private static func warnings(_ visit: Visit, _ warnings: [String]) -> HTML {
        "<ul class=\"notice\">\(warnings.html { "<li>\(visit.phrase($0))</li>" })</ul>"
    }
}

/// A place with its ellipse in numbers.
enum PlaceFacts {
    static func rows(_ visit: Visit, _ best: PositionEstimate) -> [(Bilingual, HTML)] {
        let (place, ellipse) = (best.position, best.ellipse)
        let latitude = place.latitude.hemispheric(positive: "N", negative: "S", decimals: 4)
        let longitude = place.longitude.hemispheric(positive: "E", negative: "W", decimals: 4)
        let axes = [ellipse.semiMajor, ellipse.semiMinor].map {
            visit.decimal(($0.value / 1000).fixed(1)) + " km"
        }.joined(separator: " × ")
        let direction = "\(ellipse.azimuth.degrees.fixed(0))°"
        let percent = "\((ellipse.confidence * 100).fixed(0)) %"
        return [
            (OrderWords.position, "<span class=\"number\">\(latitude) \(longitude)</span>"),
            (
                OrderWords.ellipse,
                "<span class=\"number\">\(axes), \(direction), \(percent)</span>"
            ),
        ]
    }
}
