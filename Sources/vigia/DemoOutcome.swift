// What became of one order of the demo. Only here, at the very end, is the truth compared.

import CanonicalJSON
import Foundation
import MonitoringOrders
import OrderStore
import Quantities

/// The end of one order.
struct DemoOutcome {
    var order: Order
    var folder: String
    /// Where the simulated emitter really stood.
    var truth: GeodeticPosition?

    /// True for a filed report or a notified refusal.
    var isEnded: Bool { order.state == .reported || order.state == .refused }

    private var estimate: PositionEstimate? {
        order.reports.first?.report?.result.geolocation?.estimates.first
    }

    /// Metres between truth and estimate on the ground.
    private var errorMetres: Double? {
        guard let truth, let place = estimate?.position else { return nil }
        let north = (place.latitude - truth.latitude).radians
        let east = (place.longitude - truth.longitude).radians * cos(truth.latitude.radians)
        return 6_371_000 * (north * north + east * east).squareRoot()
    }

    var json: JSONValue {
        [
            "order": .string(order.number.description),
            "reference": JSONValue(order.reference?.description),
            "category": JSONValue(order.category?.number), "kind": .string(order.kind.rawValue),
            "outcome": .string(order.state.rawValue),
            "truth": truth.map(Self.point) ?? .null,
            "estimate": estimate.map(Self.value) ?? .null, "error_m": JSONValue(errorMetres),
            "report": .string(folder + "/report.html"),
        ]
    }

    private static func point(_ point: GeodeticPosition) -> JSONValue {
        [
            "latitude_deg": JSONValue(point.latitude.degrees),
            "longitude_deg": JSONValue(point.longitude.degrees),
        ]
    }

    private static func value(_ estimate: PositionEstimate) -> JSONValue {
        var object = point(estimate.position)
        object.set(
            "ellipse",
            to: [
                "semi_major_m": JSONValue(estimate.ellipse.semiMajor.value),
                "semi_minor_m": JSONValue(estimate.ellipse.semiMinor.value),
                "azimuth_deg": JSONValue(estimate.ellipse.azimuth.degrees),
                "confidence": JSONValue(estimate.ellipse.confidence),
            ])
        return object
    }

    /// The order's life at the Bureau, event by event.
    static func timeline(_ events: [JournalEntry]) -> JSONValue {
        .array(
            events.map { entry in
                [
                    "at": .string(entry.at.description), "event": .string(entry.kind),
                    "actor": .string(entry.actor.name), "role": .string(entry.actor.role.rawValue),
                ]
            })
    }

    func tell() {
        let category = order.category.map { "category \($0.number)" } ?? "no category"
        let reference = order.reference.map(\.description) ?? "no reference number"
        Output.print("\(order.number) (\(category)): \(order.state.rawValue), \(reference)")
        guard let estimate, let errorMetres else { return }
        let place = estimate.position
        let latitude = place.latitude.hemispheric(positive: "N", negative: "S", decimals: 3)
        let longitude = place.longitude.hemispheric(positive: "E", negative: "W", decimals: 3)
        let (major, minor) = (estimate.ellipse.semiMajor, estimate.ellipse.semiMinor)
        Output.print(
            "  located at \(latitude) \(longitude), 95 % ellipse \(major.kilometres.fixed(1)) km x "
                + "\(minor.kilometres.fixed(1)) km; the true emitter is "
                + "\((errorMetres / 1000).fixed(2)) km away")
        Output.print("  \(folder)/report.html")
    }
}
