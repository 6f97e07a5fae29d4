// Reads scenario files. All faults of a file are told at once, with line and key; what physics forbids
// is named as such.

public import ConfigurationFiles
import Geolocation
import Quantities

/// Reader of scenarios.
public enum ScenarioFile {
    /// Reads a scenario.
    ///
    /// - Throws: `ConfigurationError` with all faults of the file.
    public static func read(_ path: String) throws(ConfigurationError) -> SkyScenario {
        let faults = FaultCollector(file: path)
        let top = try YAMLSection.read(path, into: faults)
        top.allow(only: [
            "title", "purpose", "start", "hours", "station", "receiver", "satellites", "target",
            "victim_carrier", "interferer", "references", "terrain",
        ])
        let scenario = scenario(top)
        if let scenario, faults.faults.isEmpty { ScenarioPhysics(scenario, top).check() }
        try faults.finish()
        guard let scenario else { preconditionFailure("a missing value is a fault") }
        return scenario
    }

    private static func scenario(_ top: YAMLSection) -> SkyScenario? {
        let (title, purpose) = (
            top.text("title"), top.word("purpose", as: SkyScenario.Purpose.self)
        )
        let start = top.instant("start")
        let hours = top.number("hours", in: 0...48, fallback: 0)
        let station = top.section("station").map(place)
        let receiver = top.section("receiver").map(receiver)
        let satellites = top.sections("satellites").map(satellite)
        if satellites.isEmpty {
            top.note("must list the victim first, then its neighbours", at: "satellites")
        }
        let target = top.section("target")
        target?.allow(only: ["uplink", "bandwidth", "coverage"])
        let uplink = target?.number("uplink", in: 1e9...60e9)
        let bandwidth = target?.number("bandwidth", in: 0...1e9)
        let area = target?.section("coverage").map(place)
        let names = satellites.map(\.name)
        let victimCarrier = top.optionalSection("victim_carrier").map { transmission($0, names) }
        let interferer = top.optionalSection("interferer").map { transmission($0, names) }
        let references = top.sections("references").map { transmission($0, names) }
        let terrain = top.sections("terrain").map(terrain)
        guard let purpose, let start, let station, let receiver, let victim = satellites.first,
            let uplink, let bandwidth, let area
        else { return nil }
        return SkyScenario(
            title: title, purpose: purpose, start: start, hours: hours, station: station.middle,
            receiver: receiver, victim: victim, candidates: Array(satellites.dropFirst()),
            uplink: Hertz(uplink), bandwidth: Hertz(bandwidth), coverage: area,
            victimCarrier: victimCarrier, interferer: interferer, references: references,
            terrain: terrain)
    }

    // MARK: Places

    /// A place whose coordinates are numbers, or ranges `[low, high]` in which the seed picks one.
    private static func place(_ section: YAMLSection) -> Transmission.Place {
        section.allow(only: ["latitude", "longitude", "height"])
        return coordinates(section)
    }

    private static func coordinates(_ section: YAMLSection) -> Transmission.Place {
        Transmission.Place(
            latitude: section.range("latitude", in: -90...90) ?? 0...0,
            longitude: section.range("longitude", in: -180...180) ?? 0...0,
            height: section.has("height")
                ? section.range("height", in: -500...9000) ?? 0...0 : 0...0)
    }

    private static func terrain(_ section: YAMLSection) -> TerrainHeight {
        section.allow(only: ["latitude", "longitude", "height", "sigma"])
        return TerrainHeight(
            latitude: section.range("latitude", in: -90...90) ?? 0...0,
            longitude: section.range("longitude", in: -180...180) ?? 0...0,
            height: Metres(section.number("height", in: -500...9000)),
            sigma: Metres(section.number("sigma", in: 1...5000)))
    }

    // MARK: Station and satellites

    private static func receiver(_ section: YAMLSection) -> SkyReceiver {
        section.allow(only: [
            "diameter", "noise_temperature", "sample_rate", "duration", "format", "gain_error",
            "oscillator_offset", "delay_sigma",
        ])
        let formats = ["cf32_le", "ci16_le", "ci8"]
        let format = section.optional("format", "one of: " + formats.joined(separator: ", ")) {
            formats.contains($0) ? $0 : nil
        }
        return SkyReceiver(
            diameter: Metres(section.number("diameter", in: 0.3...70)),
            noiseTemperature: section.number("noise_temperature", in: 10...5000),
            sampleRate: Hertz(section.number("sample_rate", in: 1e3...100e6)),
            duration: Seconds(section.number("duration", in: 0.01...60)),
            format: format ?? "ci16_le",
            gainError: Decibels(section.number("gain_error", in: -20...20, fallback: 0)),
            oscillatorOffset: Hertz(
                section.number("oscillator_offset", in: -1e6...1e6, fallback: 0)),
            delaySigma: Seconds(section.number("delay_sigma", in: 0...1e-3, fallback: 2.5e-6)))
    }

    private static func satellite(_ section: YAMLSection) -> SkySatellite {
        section.allow(only: [
            "name", "longitude", "inclination", "eccentricity", "drift", "phase", "position_sigma",
            "velocity_sigma", "transponder",
        ])
        return SkySatellite(
            name: section.text("name"),
            longitude: .degrees(section.number("longitude", in: -180...180)),
            inclination: .degrees(section.number("inclination", in: 0...15)),
            eccentricity: section.number("eccentricity", in: 0...0.01),
            drift: section.number("drift", in: -5...5, fallback: 0),
            phase: section.has("phase") ? section.range("phase", in: -360...720) : nil,
            positionSigma: Metres(section.number("position_sigma", in: 0.1...1e5)),
            velocitySigma: MetresPerSecond(section.number("velocity_sigma", in: 1e-6...10)),
            transponder: transponder(section.section("transponder")))
    }

    private static func transponder(_ section: YAMLSection?) -> Transponder {
        section?.allow(only: [
            "translation", "inverts", "centre", "bandwidth", "polarisation", "offset_sigma",
            "wander",
            "saturation_flux", "eirp", "g_over_t", "load",
        ])
        func number(_ key: String, _ range: ClosedRange<Double>, _ fallback: Double? = nil)
            -> Double
        {
            section?.number(key, in: range, fallback: fallback) ?? 0
        }
        return Transponder(
            translation: Hertz(number("translation", 1e8...1e11)),
            invertsSpectrum: section?.flag("inverts", fallback: false) ?? false,
            centre: Hertz(number("centre", 1e9...60e9)),
            bandwidth: Hertz(number("bandwidth", 1e3...2e9)),
            polarisation: section?.word("polarisation", as: LinearPolarisation.self) ?? .horizontal,
            offsetSigma: Hertz(number("offset_sigma", 0...1e5, 100)),
            wander: Hertz(number("wander", 0...1000, 0.5)),
            saturationFlux: Decibels(number("saturation_flux", -130 ... -50)),
            eirp: Decibels(number("eirp", 0...80)),
            gainOverTemperature: Decibels(number("g_over_t", -30...30)),
            load: number("load", 0...10, 0))
    }

    // MARK: Transmissions

    private static func transmission(_ section: YAMLSection, _ satellites: [String]) -> Transmission
    {
        section.allow(only: [
            "name", "latitude", "longitude", "height", "frequency", "eirp", "diameter",
            "polarisation", "pointed_at", "schedule", "terrestrial", "waveform",
        ])
        let known = "the name of a satellite: " + satellites.joined(separator: ", ")
        let axis = section.optional("pointed_at", known) { satellites.contains($0) ? $0 : nil }
        return Transmission(
            name: section.text("name"), place: coordinates(section),
            frequency: Hertz(section.number("frequency", in: 1e9...60e9)),
            waveform: waveform(section.section("waveform")),
            eirp: Decibels(section.number("eirp", in: -60...100)),
            diameter: Metres(section.number("diameter", in: 0.1...70)),
            polarisation: section.word("polarisation", as: LinearPolarisation.self) ?? .horizontal,
            pointedAt: axis ?? satellites.first ?? "",
            schedule: section.sections("schedule").compactMap(span),
            isTerrestrial: section.flag("terrestrial", fallback: false))
    }

    private static func span(_ section: YAMLSection) -> ClosedRange<Double>? {
        section.allow(only: ["from", "until"])
        let from = section.number("from", in: -1e6...1e6)
        let until = section.number("until", in: -1e6...1e6)
        guard from < until else {
            section.note("must be after from", at: "until")
            return nil
        }
        return from...until
    }

    private static func waveform(_ section: YAMLSection?) -> WaveformShape {
        guard let section else { return .unmodulated }
        section.allow(only: [
            "form", "symbol_rate", "roll_off", "frame", "burst", "width", "period", "deviation",
            "top_frequency",
        ])
        let forms = Constellation.allCases.map(\.rawValue) + ["carrier", "sweep", "fm"]
        let form = section.required("form", "one of: " + forms.joined(separator: ", ")) {
            forms.contains($0) ? $0 : nil
        }
        switch form {
        case nil, "carrier": return .unmodulated
        case "sweep":
            return .swept(
                width: Hertz(section.number("width", in: 1...1e8)),
                period: Seconds(section.number("period", in: 1e-4...1e4)))
        case "fm":
            return .frequencyModulated(
                deviation: Hertz(section.number("deviation", in: 1...1e8)),
                topFrequency: Hertz(section.number("top_frequency", in: 1...1e8)))
        default:
            return .phaseKeyed(
                form.flatMap(Constellation.init) ?? .qpsk,
                symbolRate: Hertz(section.number("symbol_rate", in: 10...1e8)),
                rollOff: section.number("roll_off", in: 0.05...1, fallback: 0.25),
                bursts: section.has("burst") || section.has("frame") ? bursts(section) : nil)
        }
    }

    private static func bursts(_ section: YAMLSection) -> BurstPattern {
        let frame = section.number("frame", in: 1e-4...100)
        let burst = section.number("burst", in: 1e-5...100)
        if burst > frame { section.note("is longer than the frame", at: "burst") }
        return BurstPattern(frame: Seconds(frame), burst: Seconds(burst))
    }
}
