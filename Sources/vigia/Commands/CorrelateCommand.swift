// Two recordings to TDOA and FDOA, at the command line.

import ArgumentParser
import CanonicalJSON
import Quantities
import Signals

struct CorrelateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correlate",
        abstract: "Find delay and frequency difference of one signal in two recordings.",
        discussion: """
            Takes two SigMF recordings (victim path, adjacent path), or one of two channels, or a
            collection of two. x2(t) = A x1(t - tdoa) exp(+j 2 pi fdoa t), t from the first sample of
            channel 1, start times included; both values refer to the middle of the snapshot.
            Windows are half-widths. Exit 1 when no peak is significant.
            Example: vigia correlate a.sigmf-meta b.sigmf-meta --doppler-window 5000 --json
            """)

    @Argument(help: "One or two .sigmf-meta files, or a .sigmf-collection.")
    var recordings: [String]

    @Option(help: "Half-width of the delay window in seconds.")
    var delayWindow = 500e-6

    @Option(help: "Half-width of the Doppler window in hertz; 5000 for a cold start.")
    var dopplerWindow = 200.0

    @Option(parsing: .unconditional, help: "Middle of the delay window in seconds.")
    var delayCentre = 0.0

    @Option(parsing: .unconditional, help: "Middle of the Doppler window in hertz.")
    var dopplerCentre = 0.0

    @Option(
        parsing: .unconditional,
        help: "Band LOW:HIGH in hertz from the centre (default: where the signal is).")
    var band: String?

    @Option(
        help: "Nominal downlinks VICTIM,ADJACENT in hertz; FDOA is then relative to these.")
    var downlinks: String?

    @Option(help: "Spectrum of the adjacent path: either, direct or inverted.")
    var spectrum = SpectrumSense.either

    @Option(help: "Half-width of the window of Doppler rates in Hz/s (default: by length).")
    var dopplerRateWindow: Double?

    @Option(help: "Chance that noise alone is called significant.")
    var falseAlarm = 0.01

    @Option(help: "Threads.")
    var threads = 1

    @Flag(help: "Do not compare the data with their SHA-512.")
    var skipDigest = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...2).contains(recordings.count) else {
            throw ValidationError("one or two files are needed")
        }
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads must be 1 to 256")
        }
    }

    func run() throws {
        let settings = try settings()
        let result = try ProgressLine.during("correlating") {
            let pair = try Recording.openPair(recordings, checkingDigest: !skipDigest)
            return try correlate(pair.victim, pair.adjacent, settings: settings)
        }
        if json { Output.print(Self.json(result)) } else { Self.show(result) }
        if !result.significant { throw Failure(.answerIsNo, "") }
    }

    private func settings() throws -> CorrelationSettings {
        var settings = CorrelationSettings()
        (settings.delayWindow, settings.dopplerWindow) = (
            Seconds(delayWindow), Hertz(dopplerWindow)
        )
        (settings.delayCentre, settings.dopplerCentre) = (
            Seconds(delayCentre), Hertz(dopplerCentre)
        )
        settings.dopplerRateWindow = dopplerRateWindow
        (settings.spectrumSense, settings.threads) = (spectrum, threads)
        settings.falseAlarmProbability = falseAlarm
        if let band {
            let (low, high) = try NumberPair.read(band, separator: ":", option: "--band")
            guard low < high else { throw Failure(.usage, "--band \(band): LOW is not below HIGH") }
            settings.band = low...high
        }
        if let downlinks {
            let (victim, adjacent) = try NumberPair.read(
                downlinks, separator: ",", option: "--downlinks")
            settings.nominalDownlinks = .init(victim: Hertz(victim), adjacent: Hertz(adjacent))
        }
        return settings
    }

    private static func json(_ result: CorrelationResult) -> JSONValue {
        let covariance = result.covariance.map { rows in
            JSONValue.array(rows.map { JSONValue($0) })
        }
        return [
            "tdoa_s": JSONValue(result.tdoa?.value), "fdoa_hz": JSONValue(result.fdoa.value),
            "sigma_tdoa_s": JSONValue(result.sigmaTDOA?.value),
            "sigma_fdoa_hz": JSONValue(result.sigmaFDOA.value), "covariance": covariance ?? .null,
            "snr_db": JSONValue(result.snr.value),
            "peak_over_median": JSONValue(result.peakOverMedian),
            "significant": .bool(result.significant),
            "cells_searched": JSONValue(result.cellsSearched),
            "band_hz": JSONValue([result.band.lowerBound, result.band.upperBound]),
            "doppler_rate_hzps": JSONValue(result.dopplerRate),
            "delay_rate_sps": JSONValue(result.delayRate),
            "duration_s": JSONValue(result.duration.value),
            "warnings": JSONValue(result.warnings.map(\.words)),
        ]
    }

    private static func show(_ result: CorrelationResult) {
        if let tdoa = result.tdoa, let sigma = result.sigmaTDOA {
            Output.print(
                "TDOA  \((tdoa.value * 1e6).fixed(4)) us +- \((sigma.value * 1e6).fixed(4)) us")
        } else {
            Output.print("TDOA  no delay information")
        }
        Output.print(
            "FDOA  \(result.fdoa.value.fixed(6)) Hz +- \(result.sigmaFDOA.value.fixed(6)) Hz")
        Output.print(
            "output SNR \(result.snr.value.fixed(1)) dB, peak over median "
                + "\(result.peakOverMedian.fixed(0)), "
                + (result.significant ? "significant" : "not significant"))
        for warning in result.warnings { Output.complain("warning: \(warning.words)") }
    }
}

/// Two numbers in one argument.
enum NumberPair {
    /// `A,B` or `A:B`.
    static func read(_ text: String, separator: Character, option: String) throws
        -> (Double, Double)
    {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
        guard parts.count == 2, numbers.count == 2 else {
            throw Failure(.usage, "\(option) \(text): two numbers with \"\(separator)\" are needed")
        }
        return (numbers[0], numbers[1])
    }
}
