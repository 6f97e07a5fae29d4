// An order form as JSON: the object that `vigia order check` prints and that an order letter
// carries. Frequencies in hertz, instants RFC 3339, longitudes in degrees positive east.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

/// Reading and printing of order forms as JSON.
public enum OrderFormJSON {
    /// How much of a form is printed.
    public enum Extent: Sendable {
        /// Exactly the keys of the published description.
        case published
        /// Also what these keys do not hold: names in the copy, the reason for no copy, a deadline
        /// in words, the words of another orbit. Reading this gives back the same form.
        case complete
    }

    /// The form as a JSON object.
    public static func value(_ form: OrderForm, extent: Extent = .complete) -> JSONValue {
        var object: JSONValue = [
            "id": .string(form.number.description), "kind": .string(form.kind.rawValue),
            "placed": .string(form.date.description),
            "concerned_administrations": JSONValue(form.concernedAdministrations.map(\.name)),
            "cc": JSONValue(form.copies.map(\.address.description)),
            "satellite": satellite(form.satellite, extent),
            "operator": form.satelliteOperator.map(satelliteOperator) ?? .null,
            "uplink_hz": hertz(form.uplink), "downlink_hz": hertz(form.downlink),
            "bandwidth_hz": hertz(form.bandwidth),
            "polarisation": [
                "uplink": JSONValue(form.uplinkPolarisation?.rawValue),
                "downlink": JSONValue(form.downlinkPolarisation?.rawValue),
            ],
            "service": JSONValue(form.service), "citations": JSONValue(form.citations),
            "request": JSONValue(form.request),
            "location_requested": .bool(form.isLocationRequested),
            "deadline": moment(form.deadline),
        ]
        if let assignment = form.assignmentUnder1141 {
            object.set("assignment_1141", to: .string(assignment))
        }
        if extent == .complete { addWords(form, to: &object) }
        object.set("particulars", to: particulars(form.particulars))
        return object
    }

    private static func addWords(_ form: OrderForm, to object: inout JSONValue) {
        if form.copies.contains(where: { $0.name != nil }) {
            object.set("cc_names", to: .array(form.copies.map { JSONValue($0.name) }))
        }
        if let reason = form.reasonForNoCopy {
            object.set("reason_for_no_copy", to: .string(reason))
        }
        if let words = form.deadlineWords { object.set("deadline_words", to: .string(words)) }
    }

    private static func satellite(_ satellite: VictimSatellite, _ extent: Extent) -> JSONValue {
        var object: JSONValue = [
            "name": .string(satellite.name), "network": JSONValue(satellite.network),
            "orbit": "gso", "longitude_deg": degrees(satellite.longitude),
        ]
        if case .nonGeostationary(let words) = satellite.position {
            object.set("orbit", to: "non-gso")
            if extent == .complete { object.set("orbit_words", to: .string(words)) }
        }
        return object
    }

    private static func satelliteOperator(_ satelliteOperator: SatelliteOperator) -> JSONValue {
        [
            "name": .string(satelliteOperator.name),
            "address": JSONValue(satelliteOperator.address?.description),
        ]
    }

    /// The answered letters in their order.
    static func particulars(_ particulars: Particulars) -> JSONValue {
        .object(
            particulars.present.compactMap { letter in
                particulars[letter].map { .init(letter.rawValue, particular($0, of: letter)) }
            })
    }

    /// One letter: its text, and the values that could be read from it.
    static func particular(_ particular: Particular, of letter: ParticularLetter) -> JSONValue {
        var object: JSONValue = ["text": .string(particular.text)]
        let add = { (name: String, value: JSONValue, object: inout JSONValue) in
            if !value.isNull { object.set(name, to: value) }
        }
        add("frequency_hz", frequencies(particular.frequencies), &object)
        add("uplink_hz", hertz(particular.uplink), &object)
        add("downlink_hz", hertz(particular.downlink), &object)
        add("bandwidth_hz", hertz(particular.bandwidth), &object)
        add("method", JSONValue(particular.bandwidthMethod?.rawValue), &object)
        add("designator", JSONValue(particular.designator), &object)
        add("polarisation", JSONValue(particular.polarisation?.rawValue), &object)
        add("latitude_deg", degrees(particular.latitude), &object)
        add("longitude_deg", degrees(particular.longitude), &object)
        if let level = particular.level {
            object.set("value", to: JSONValue(level.value))
            object.set("unit", to: .string(level.unit))
            add("reference_bandwidth_hz", hertz(level.referenceBandwidth), &object)
        }
        add("time", JSONValue(particular.time?.description), &object)
        if letter == .s {
            object.set("from", to: moment(particular.from))
            object.set("to", to: moment(particular.to))
        }
        return object
    }

    private static func frequencies(_ list: [Hertz]) -> JSONValue {
        list.count > 1 ? .array(list.map { hertz($0) }) : hertz(list.first)
    }

    private static func hertz(_ frequency: Hertz?) -> JSONValue { JSONValue(frequency?.value) }

    private static func degrees(_ angle: Angle?) -> JSONValue {
        JSONValue(angle.map(PlaceText.degrees))
    }

    private static func moment(_ moment: Moment?) -> JSONValue {
        switch moment {
        case .instant(let instant)?: .string(instant.description)
        case .date(let date)?: .string(date.description)
        case nil: .null
        }
    }
}
