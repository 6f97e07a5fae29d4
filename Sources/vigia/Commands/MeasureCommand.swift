// One recording to noise floor and emissions, at the command line.

import ArgumentParser
import CanonicalJSON
import Quantities
import Signals

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure the noise floor and every emission of a recording.",
        discussion: """
            Frequencies are absolute when the recording states its centre frequency (offset_hz is
            relative to it), levels relative to a full-scale carrier. Uncertainties are expanded for
            95 %. With --antenna-gain and --full-scale also power flux-density, with --distance EIRP.
            --orthogonal names the recording of the second port, for polarisation.
            Example: vigia measure rec.sigmf-meta --json
            """)

    @Argument(help: "A .sigmf-meta file.")
    var recording: String

    @Option(help: "Recording of an orthogonal linear port, sampled together.")
    var orthogonal: String?

    @Option(
        parsing: .unconditional,
        help: "Antenna gain in dBi, with its standard uncertainty: 45.2,0.3")
    var antennaGain: String?

    @Option(
        parsing: .unconditional,
        help: "Power in dBW at the antenna's port that gives full scale, with its uncertainty.")
    var fullScale: String?

    @Option(help: "Distance of the source in metres.")
    var distance: Double?

    @Flag(help: "Do not compare the data with their SHA-512.")
    var skipDigest = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (antennaGain == nil) == (fullScale == nil) else {
            throw ValidationError("--antenna-gain and --full-scale belong together")
        }
        if let distance, !(distance > 0 && distance.isFinite) {
            throw ValidationError("--distance must be above zero")
        }
    }

    func run() throws {
        let recording = try Recording.open(recording, checkingDigest: !skipDigest)
        let port = try orthogonal.map {
            try Recording.open($0, checkingDigest: !skipDigest)
        }
        let result = try measure(recording)
        let printer = EmissionPrinter(
            recording: recording, orthogonal: port, chain: try chain(), distance: distance)
        let emissions = try result.emissions.map(printer.json)
        if json {
            Output.print([
                "noise_floor_dbfs_per_hz": JSONValue(result.noiseFloor.value.value),
                "noise_floor_uncertainty_db": JSONValue(
                    result.noiseFloor.expandedUncertainty.value),
                "centre_frequency_hz": JSONValue(recording.centreFrequency?.value),
                "emissions": .array(emissions),
            ])
        } else {
            show(result, emissions)
        }
    }

    private func chain() throws -> ReceiverChain? {
        guard let antennaGain, let fullScale else { return nil }
        let gain = try NumberPair.read(antennaGain, separator: ",", option: "--antenna-gain")
        let scale = try NumberPair.read(fullScale, separator: ",", option: "--full-scale")
        return ReceiverChain(
            antennaGain: Decibels(gain.0), antennaGainUncertainty: Decibels(gain.1),
            fullScalePower: Decibels(scale.0), fullScaleUncertainty: Decibels(scale.1))
    }

    private func show(_ result: MeasurementResult, _ emissions: [JSONValue]) {
        let floor = result.noiseFloor.value.value.fixed(2)
        Output.print("noise floor \(floor) dBFS/Hz")
        let keys = ["centre_hz", "occupied_bandwidth_hz", "level_dbfs", "cn_db", "symbol_rate_bd"]
        Output.table(
            [
                [
                    "CENTRE (Hz)", "BANDWIDTH (Hz)", "LEVEL (dBFS)", "C/N (dB)", "RATE (Bd)",
                    "MODULATION",
                ]
            ]
                + emissions.map { emission in
                    keys.map { emission[$0]?.double?.fixed($0.hasSuffix("_hz") ? 1 : 2) ?? "-" }
                        + [emission["modulation"]?.string ?? "-"]
                })
    }
}

/// Prints emissions with what else is known of the recording.
struct EmissionPrinter {
    let recording: Recording
    let orthogonal: Recording?
    let chain: ReceiverChain?
    let distance: Double?

    /// One emission as JSON.
    func json(_ emission: Emission) throws -> JSONValue {
        let centre = emission.centre.value.value + (recording.centreFrequency?.value ?? 0)
        var object: JSONValue = [
            "centre_hz": JSONValue(centre), "offset_hz": JSONValue(emission.centre.value.value),
            "occupied_bandwidth_hz": JSONValue(emission.occupiedBandwidth.value.value),
            "bandwidth_26db_hz": JSONValue(emission.bandwidth26dB?.value.value),
            "level_dbfs": JSONValue(emission.level.value.value),
            "cn_db": JSONValue(emission.carrierToNoise.value.value),
            "symbol_rate_bd": JSONValue(emission.symbolRate?.value.value),
            "roll_off": JSONValue(emission.rollOff?.value.value),
            "modulation": .string(emission.modulation.rawValue),
            "confidence": JSONValue(emission.confidence),
            "drift_hzps": JSONValue(emission.drift.value.value),
            "uncertainty": uncertainty(emission),
        ]
        addField(emission, centre, to: &object)
        if let orthogonal { object.set("polarisation", to: try stokes(emission, orthogonal)) }
        return object
    }

    private func uncertainty(_ emission: Emission) -> JSONValue {
        [
            "centre_hz": JSONValue(emission.centre.expandedUncertainty.value),
            "occupied_bandwidth_hz": JSONValue(
                emission.occupiedBandwidth.expandedUncertainty.value),
            "bandwidth_26db_hz": JSONValue(emission.bandwidth26dB?.expandedUncertainty.value),
            "level_dbfs": JSONValue(emission.level.expandedUncertainty.value),
            "cn_db": JSONValue(emission.carrierToNoise.expandedUncertainty.value),
            "symbol_rate_bd": JSONValue(emission.symbolRate?.expandedUncertainty.value),
            "roll_off": JSONValue(emission.rollOff?.expandedUncertainty.value),
            "drift_hzps": JSONValue(emission.drift.expandedUncertainty.value),
            "coverage_factor": JSONValue(emission.centre.coverageFactor),
        ]
    }

    /// Power flux-density and EIRP, where antenna, receiver and distance are known.
    private func addField(_ emission: Emission, _ centre: Double, to object: inout JSONValue) {
        guard let chain, centre > 0 else { return }
        let density = chain.powerFluxDensity(level: emission.level, frequency: Hertz(centre))
        object.set("pfd_dbw_per_m2", to: JSONValue(density.value.value))
        object.set("pfd_uncertainty_db", to: JSONValue(density.expandedUncertainty.value))
        guard let distance else { return }
        let power = chain.equivalentRadiatedPower(
            level: emission.level, frequency: Hertz(centre), distance: Metres(distance))
        object.set("eirp_dbw", to: JSONValue(power.value.value))
        object.set("eirp_uncertainty_db", to: JSONValue(power.expandedUncertainty.value))
    }

    private func stokes(_ emission: Emission, _ port: Recording) throws -> JSONValue {
        let half = max(emission.occupiedBandwidth.value.value, recording.sampleRate.value / 512) / 2
        let centre = emission.centre.value.value
        let found = try polarisation(x: recording, y: port, band: centre - half...centre + half)
        return [
            "stokes": JSONValue(found.stokes), "degree": JSONValue(found.degree),
            "axial_ratio_db": JSONValue(found.axialRatio.value),
            "tilt_deg": JSONValue(found.tilt.degrees),
            "discrimination_db": JSONValue(found.discrimination.value),
        ]
    }
}
