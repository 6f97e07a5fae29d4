// Observations of one satellite at several instants, out of JSON: what is left when there is no second
// satellite to compare with.

import CanonicalJSON
import Quantities

extension ObservationFields {
    /// A series of received frequencies, or `nil` with the faults noted.
    mutating func series() -> FrequencySeries? {
        let id = text(root["id"], "id")
        let station = place(root["station"], "station")
        let height = number(root, "", "height_m")
        let sigmaHeight = optionalNumber(root, "", "sigma_height_m")
        let model = model(root["model"])
        let epochs = epochs(root["epochs"])
        guard faults.isEmpty, let id, let station, let height else { return nil }
        return FrequencySeries(
            id: id, station: station,
            height: HeightPrior(Metres(height), sigma: sigmaHeight.map { Metres($0) }),
            observations: epochs, model: model)
    }

    private mutating func epochs(_ value: JSONValue?) -> [FrequencyObservation] {
        guard let elements = value?.array, elements.count >= 3 else {
            say("epochs", "an array of at least three epochs is expected")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            epoch(element, "epochs[\(index)]")
        }
    }

    private mutating func epoch(_ value: JSONValue, _ path: String) -> FrequencyObservation? {
        if value["time"] == nil { say(path + ".time", "the key is missing") }
        let time = time(value["time"], path + ".time")
        let satellite = satellite(value["satellite"] ?? .null, path + ".satellite")
        let emitter = received(value, path)
        let reference = value["reference"] ?? .null
        let position = place(reference, path + ".reference")
        let beside = received(reference, path + ".reference")
        guard let time, let satellite, let emitter, let position, let beside else { return nil }
        return FrequencyObservation(
            time: time, satellite: satellite, uplink: emitter.uplink, downlink: emitter.downlink,
            frequency: emitter.frequency,
            reference: .init(
                position: position, uplink: beside.uplink, downlink: beside.downlink,
                frequency: beside.frequency))
    }

    /// Nominal frequencies of an emitter, and how far from the nominal downlink it is received.
    private mutating func received(_ value: JSONValue, _ path: String) -> (
        uplink: Hertz, downlink: Hertz, frequency: Measured<Hertz>
    )? {
        let (uplink, downlink) = (
            number(value, path, "uplink_hz"), number(value, path, "downlink_hz")
        )
        let offset = number(value, path, "offset_hz")
        let sigma = number(value, path, "sigma_offset_hz")
        guard let uplink, let downlink, let offset, let sigma else { return nil }
        return (Hertz(uplink), Hertz(downlink), Measured(Hertz(offset), sigma: Hertz(sigma)))
    }
}
