// Searches as JSON, both ways. What a search does not say has the default of the settings; the count of threads
// is a matter of the machine and is not written.

public import CanonicalJSON
import Quantities

extension SignalSearch {
    /// The search with every choice that its result depends on.
    public var json: JSONValue {
        var value = settings.json
        let signals = known.map { signal -> JSONValue in
            [
                "name": .string(signal.name), "settings": signal.settings.json,
                "region": signal.region.json,
            ]
        }
        value.set("known_signals", to: .array(signals))
        return value
    }

    /// Reads a search; `nil` if a member is of the wrong kind.
    public init?(json: JSONValue) {
        guard let settings = CorrelationSettings(json: json) else { return nil }
        let signals = json["known_signals"]?.array ?? []
        let known = signals.compactMap(KnownSignal.init(json:))
        guard known.count == signals.count else { return nil }
        self.init(settings, known: known)
    }
}

extension SignalSearch.KnownSignal {
    fileprivate init?(json: JSONValue) {
        guard let name = json["name"]?.string,
            let settings = json["settings"].flatMap(CorrelationSettings.init(json:)),
            let region = json["region"].flatMap(CorrelationSettings.Excluded.init(json:))
        else { return nil }
        self.init(name: name, settings: settings, region: region)
    }
}

extension CorrelationSettings {
    fileprivate var json: JSONValue {
        [
            "delay_centre_s": JSONValue(delayCentre.value),
            "delay_window_s": JSONValue(delayWindow.value),
            "doppler_centre_hz": JSONValue(dopplerCentre.value),
            "doppler_window_hz": JSONValue(dopplerWindow.value),
            "doppler_rate_centre_hzps": JSONValue(dopplerRateCentre),
            "doppler_rate_window_hzps": JSONValue(dopplerRateWindow),
            "delay_rate_centre_sps": JSONValue(delayRateCentre),
            "delay_rate_window_sps": JSONValue(delayRateWindow),
            "band_hz": band?.json ?? nil, "other_bands_hz": .array(otherBands.map(\.json)),
            "excluded": .array(excluded.map(\.json)),
            "nominal_downlinks_hz": nominalDownlinks.map {
                JSONValue([$0.victim.value, $0.adjacent.value])
            } ?? nil,
            "spectrum": .string(spectrumSense.rawValue),
            "false_alarm_probability": JSONValue(falseAlarmProbability),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard json.members != nil else { return nil }
        self.init()
        let reader = SettingsReader(json)
        delayCentre = Seconds(reader.number("delay_centre_s", delayCentre.value))
        delayWindow = Seconds(reader.number("delay_window_s", delayWindow.value))
        dopplerCentre = Hertz(reader.number("doppler_centre_hz", dopplerCentre.value))
        dopplerWindow = Hertz(reader.number("doppler_window_hz", dopplerWindow.value))
        dopplerRateCentre = reader.number("doppler_rate_centre_hzps", dopplerRateCentre)
        dopplerRateWindow = reader.number("doppler_rate_window_hzps")
        delayRateCentre = reader.number("delay_rate_centre_sps", delayRateCentre)
        delayRateWindow = reader.number("delay_rate_window_sps")
        falseAlarmProbability = reader.number("false_alarm_probability", falseAlarmProbability)
        band = reader.optional("band_hz", ClosedRange.init(json:))
        otherBands = reader.list("other_bands_hz", ClosedRange.init(json:))
        excluded = reader.list("excluded", Excluded.init(json:))
        nominalDownlinks = reader.optional("nominal_downlinks_hz") { value in
            guard let victim = value[0]?.double, let adjacent = value[1]?.double else { return nil }
            return Downlinks(victim: Hertz(victim), adjacent: Hertz(adjacent))
        }
        spectrumSense =
            reader.optional("spectrum") { $0.string.flatMap(SpectrumSense.init) } ?? spectrumSense
        guard reader.isFaultless else { return nil }
    }
}

extension CorrelationSettings.Excluded {
    fileprivate var json: JSONValue {
        [
            "tdoa_s": JSONValue(tdoa.value), "fdoa_hz": JSONValue(fdoa.value),
            "delay_reach_s": JSONValue(delayReach.value),
            "doppler_reach_hz": JSONValue(dopplerReach.value),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let tdoa = json["tdoa_s"]?.double, let fdoa = json["fdoa_hz"]?.double,
            let delayReach = json["delay_reach_s"]?.double,
            let dopplerReach = json["doppler_reach_hz"]?.double
        else { return nil }
        self.init(
            tdoa: Seconds(tdoa), fdoa: Hertz(fdoa), delayReach: Seconds(delayReach),
            dopplerReach: Hertz(dopplerReach))
    }
}

extension ClosedRange<Double> {
    fileprivate var json: JSONValue { JSONValue([lowerBound, upperBound]) }

    fileprivate init?(json: JSONValue) {
        guard let low = json[0]?.double, let high = json[1]?.double, low <= high else {
            return nil
        }
        self = low...high
    }
}

/// Members of one object; what is there and of the wrong kind is remembered.
private final class SettingsReader {
    private let json: JSONValue
    private(set) var isFaultless = true

    init(_ json: JSONValue) { self.json = json }

    func optional<T>(_ name: String, _ make: (JSONValue) -> T?) -> T? {
        guard let member = json[name], !member.isNull else { return nil }
        let made = make(member)
        if made == nil { isFaultless = false }
        return made
    }

    func number(_ name: String) -> Double? {
        optional(name) { value in value.double.flatMap { $0.isFinite ? $0 : nil } }
    }

    func number(_ name: String, _ usual: Double) -> Double { number(name) ?? usual }

    func list<T>(_ name: String, _ make: (JSONValue) -> T?) -> [T] {
        optional(name) { value -> [T]? in
            guard let elements = value.array else { return nil }
            let made = elements.compactMap(make)
            return made.count == elements.count ? made : nil
        } ?? []
    }
}
