// What ellipse a measurement would give, before anyone tasks an antenna.

import ArgumentParser
import CanonicalJSON
import Desk
import Geolocation
import Quantities

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Predict the 95 % ellipse of a planned measurement; rank adjacent satellites.",
        discussion: """
            A satellite is a file of elements or an ephemeris, or the longitude of a geostationary one
            (then at rest: TDOA alone tells something). --adjacent may be repeated: one line for each, best
            first. Signal-to-noise ratios are within the bandwidth.
            Example: vigia predict --station -22.91,-43.23,0 --victim a.tle --adjacent b.tle
            --emitter -15,-50 --bandwidth 1e6 --integration 10 --snr 15,-25 --at 2027-03-01T12:00:00Z
            """)

    @Option(parsing: .unconditional, help: "Station file, or latitude,longitude,height.")
    var station: String

    @Option(parsing: .unconditional, help: "Victim satellite: file or longitude.")
    var victim: String

    @Option(parsing: .unconditionalSingleValue, help: "Adjacent satellite: file or longitude.")
    var adjacent: [String]

    @Option(
        parsing: .unconditional, help: "Supposed place of the emitter: latitude,longitude[,height]."
    )
    var emitter: String

    @Option(help: "Bandwidth of the signal in hertz.")
    var bandwidth: Double

    @Option(help: "Length of the snapshot in seconds.")
    var integration: Double

    @Option(
        parsing: .unconditional,
        help: "SNR in dB on both paths: VICTIM,ADJACENT; one value for both.")
    var snr: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: "Reference emitter: latitude,longitude[,height]; repeatable.")
    var reference: [String] = []

    @Option(help: "Uplink frequency in hertz.")
    var uplink = 14.25e9

    @Option(help: "Downlink frequency in hertz.")
    var downlink = 11.95e9

    @Option(help: "Instant in UTC (default: now).")
    var at: UTCInstant?

    @Option(
        help: "Standard deviations of ephemerides without covariance: METRES,METRES_PER_SECOND.")
    var ephemerisSigma: String?

    @Option(help: "Standard deviations of unknown offsets: SECONDS,HERTZ.")
    var biasSigma: String?

    @Option(help: "Standard deviation of the emitter's height in metres.")
    var heightSigma: Double?

    @Flag(help: "Print JSON, a line for each adjacent satellite.")
    var json = false

    func validate() throws {
        guard !adjacent.isEmpty else { throw ValidationError("--adjacent is missing") }
        for (name, value) in [
            ("bandwidth", bandwidth), ("integration", integration), ("uplink", uplink),
            ("downlink", downlink), ("height-sigma", heightSigma ?? 1),
        ] where !(value > 0 && value.isFinite) {
            throw ValidationError("--\(name) must be above zero")
        }
    }

    func run() throws {
        let time = at ?? Surroundings.real.now()
        let sigma = try ephemerisSigma.map {
            try NumberPair.read($0, separator: ",", option: "--ephemeris-sigma")
        }
        let reader = SatelliteInput(
            time: time,
            covariance: sigma.map { .init(position: Metres($0.0), velocity: MetresPerSecond($0.1)) }
        )
        let victim = try reader.read(victim)
        let candidates = try adjacent.map { text in
            AdjacentCandidate(
                satellite: try reader.read(text), downlink: Hertz(downlink), bounds: try bounds())
        }
        let plan = try plan(victim, candidates[0])
        for ranked in Locator().rank(plan, candidates: candidates) { show(ranked) }
    }

    private func bounds() throws -> SignalBounds {
        let parts = snr.contains(",") ? snr : "\(snr),\(snr)"
        let (victim, adjacent) = try NumberPair.read(parts, separator: ",", option: "--snr")
        return .stein(
            bandwidth: Hertz(bandwidth), integration: Seconds(integration),
            victimSNR: Decibels(victim), adjacentSNR: Decibels(adjacent))
    }

    private func plan(_ victim: ObservedSatellite, _ adjacent: AdjacentCandidate) throws
        -> MeasurementPlan
    {
        let frequencies = LinkFrequencies(
            uplink: Hertz(uplink), victimDownlink: Hertz(downlink),
            adjacentDownlink: Hertz(downlink))
        let bounds = adjacent.bounds
        let references = try reference.enumerated().map { index, text in
            ReferenceEmitter(
                name: "reference \(index + 1)", position: try PlaceInput.read(text),
                frequencies: frequencies,
                measurement: Measurement(
                    tdoa: Measured(.zero, sigma: bounds.tdoa),
                    fdoa: Measured(.zero, sigma: bounds.fdoa)))
        }
        let bias = try biasSigma.map {
            try NumberPair.read($0, separator: ",", option: "--bias-sigma")
        }
        return MeasurementPlan(
            station: try PlaceInput.read(station),
            satellites: SatellitePair(victim: victim, adjacent: adjacent.satellite),
            frequencies: frequencies, emitter: try PlaceInput.read(emitter),
            sigmaHeight: heightSigma.map { Metres($0) }, bounds: bounds,
            biasPrior: bias.map { BiasPrior(tdoa: Seconds($0.0), fdoa: Hertz($0.1)) },
            references: references)
    }

    private func show(_ ranked: RankedAdjacent) {
        let prediction = ranked.prediction
        guard !json else { return Output.print(ranked.json) }
        Output.print(
            "\(ranked.satellite.name): \(prediction.ellipse.words); "
                + "output SNR \(prediction.bounds.outputSNR.value.fixed(1)) dB, "
                + "separation \(ranked.separation.degrees.fixed(2)) deg")
        for warning in prediction.warnings { Output.complain("  warning: \(warning)") }
    }
}

extension RankedAdjacent {
    fileprivate var json: JSONValue {
        [
            "adjacent": .string(satellite.name), "visible": .bool(isVisible),
            "separation_deg": JSONValue(separation.degrees),
            "tdoa_s": JSONValue(prediction.observables.tdoa.value),
            "fdoa_hz": JSONValue(prediction.observables.fdoa.value),
            "sigma_tdoa_s": JSONValue(prediction.bounds.tdoa.value),
            "sigma_fdoa_hz": JSONValue(prediction.bounds.fdoa.value),
            "output_snr_db": JSONValue(prediction.bounds.outputSNR.value),
            "ellipse": prediction.ellipse.json, "covariance_en_m2": prediction.covariance.json,
            "solutions": JSONValue(prediction.solutions),
            "ephemeris_included": .bool(prediction.ephemerisIncluded),
            "warnings": JSONValue(prediction.warnings),
            "method": .string(prediction.method.name),
            "sources": JSONValue(prediction.method.sources),
        ]
    }
}

/// Reading of satellites at an instant.
struct SatelliteInput {
    let time: UTCInstant
    /// For satellites whose file gives none.
    let covariance: StateCovariance?

    /// A file with one object, or the longitude of a geostationary satellite.
    func read(_ text: String) throws -> ObservedSatellite {
        if let longitude = Double(text) {
            guard (-360...360).contains(longitude) else {
                throw Failure(.usage, "\(text): a longitude is within -360 and 360 degrees")
            }
            let state = StateVector<EarthFixed>(
                position: .geostationary(longitude: .degrees(longitude)),
                velocity: Velocity(x: 0, y: 0, z: 0))
            return ObservedSatellite(name: "\(text) deg", state: state, covariance: covariance)
        }
        let file = try ElementsInput.read(text)
        guard let object = file.objects.first, file.objects.count == 1 else {
            throw Failure(
                .badInput, "\(text): one object is needed, \(file.objects.count) are there")
        }
        var propagator = OrbitPropagator(object)
        for warning in propagator.warnings(at: time) { Output.complain(warning.message) }
        do throws(PropagationError) {
            return ObservedSatellite(
                name: object.name, state: try propagator.earthFixed(at: time),
                covariance: propagator.covariance(at: time) ?? covariance)
        } catch {
            throw Failure(.badInput, "\(text): \(error.message)")
        }
    }
}
