// Recordings on disk: what is written is read back, what is wrong is named, nothing traps.

import CanonicalJSON
import Quantities
import Signals
import TestSupport
import Testing

@Suite("Recordings") struct RecordingTests {
    private func noise(_ count: Int, seed: UInt64 = 1) -> ComplexSamples {
        var generator = SeededGenerator(seed: seed)
        return ComplexSamples(
            interleaved: (0..<2 * count).map { _ in Float.random(in: -0.9...0.9, using: &generator)
            })
    }

    private func written(
        _ samples: ComplexSamples, format: SampleFormat, about: RecordingDescription = .init(),
        start: String = "2026-09-08T07:06:05.250000000123Z"
    ) throws -> String {
        let folder = try Repository.temporaryFolder()
        let recording = Recording(
            name: "memory", samples: samples, sampleRate: Hertz(250_000),
            centreFrequency: Hertz(11_428_500_000.25), start: StartTime(start))
        return try recording.write(to: folder + "/a", format: format, about: about)
    }

    @Test(
        "every format comes back within half a step of its converter",
        arguments: SampleFormat.allCases)
    func roundTrip(format: SampleFormat) throws {
        let samples = noise(1000)
        let recording = try Recording.open(try written(samples, format: format))
        let read = try recording.samples(0..<recording.sampleCount)
        let step: Float =
            switch format.bytesPerSample {
            case 8: 0
            case 4: 1.0 / 65536
            default: 1.0 / 256
            }
        #expect(read.count == samples.count)
        for (lhs, rhs) in zip(read.interleaved, samples.interleaved) {
            #expect(abs(lhs - rhs) <= step * 1.0001)
        }
    }

    @Test("time, frequency, rate and unknown keys are kept to the last digit")
    func kept() throws {
        let about = RecordingDescription(
            text: "test",
            site: GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23)),
            furtherFields: [.init("vigia:receiver", ["chain": 3])])
        let recording = try Recording.open(
            try written(noise(10), format: .complexInt16Little, about: about))
        #expect(recording.sampleRate == Hertz(250_000))
        #expect(recording.centreFrequency == Hertz(11_428_500_000.25))
        #expect(recording.start?.instant == UTCInstant("2026-09-08T07:06:05.25Z"))
        #expect(abs((recording.start?.remainder.value ?? 0) - 0.123e-9) < 1e-15)
        #expect(recording.metadata["global"]?["vigia:receiver"]?["chain"]?.int == 3)
        let later = try #require(StartTime("2026-09-08T07:06:05.250080000123Z"))
        #expect(abs(later.since(try #require(recording.start)).value - 80e-6) < 1e-15)
    }

    @Test("a digest is that of the published examples")
    func digest() throws {
        let folder = try Repository.temporaryFolder()
        let empty = Recording(name: "none", samples: noise(0), sampleRate: Hertz(1000))
        let path = try empty.write(to: folder + "/empty", format: .complexInt8)
        let document = try JSONValue(parsing: try Repository.bytes(path))
        #expect(
            document["global"]?["core:sha512"]?.string
                == "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")
    }

    @Test("a data file cut in half, or inside a sample, is named")
    func cut() throws {
        let path = try written(noise(1000), format: .complexInt16Little)
        let data = path.dropLast(4) + "data"
        let bytes = try Repository.bytes(String(data))
        try Repository.write(Array(bytes.prefix(bytes.count / 2)), to: String(data))
        #expect(faults { try Recording.open(path) }.map(\.code) == [.digest])
        try Repository.write(Array(bytes.prefix(1001)), to: String(data))
        #expect(faults { try Recording.open(path) }.map(\.code) == [.truncated])
    }

    @Test("all faults of a metadata file are told at once")
    func allAtOnce() throws {
        let folder = try Repository.temporaryFolder()
        let text = """
            {"global": {"core:datatype": "rf64_le", "core:sample_rate": -3, "core:sha512": "12"},
             "captures": [{"core:datetime": "yesterday"}]}
            """
        try Repository.write(Array(text.utf8), to: folder + "/x.sigmf-meta")
        let places = faults { try Recording.open(folder + "/x.sigmf-meta") }.map(\.place)
        #expect(
            places == [
                "core:datatype", "core:sample_rate", "core:version", "core:sha512",
                "captures[0] core:datetime", "annotations",
            ])
    }

    @Test("two interleaved channels are told apart")
    func channels() throws {
        let folder = try Repository.temporaryFolder()
        let text = """
            {"global": {"core:datatype": "ci8", "core:sample_rate": 1000, "core:version": "1.2.0",
             "core:num_channels": 2}, "captures": [], "annotations": []}
            """
        try Repository.write(Array(text.utf8), to: folder + "/x.sigmf-meta")
        let bytes: [UInt8] = [64, 0, 0, 64, 32, 0, 0, 32]
        try Repository.write(bytes, to: folder + "/x.sigmf-data")
        let pair = try Recording.openPair([folder + "/x.sigmf-meta"])
        #expect(try pair.victim.samples(0..<2).interleaved == [0.5, 0, 0.25, 0])
        #expect(try pair.adjacent.samples(0..<2).interleaved == [0, 0.5, 0, 0.25])
    }

    @Test("a collection opens its recordings in their order, and only with the right digests")
    func collection() throws {
        let folder = try Repository.temporaryFolder()
        for (name, rate) in [("b", 2000.0), ("a", 1000.0)] {
            let recording = Recording(name: name, samples: noise(64), sampleRate: Hertz(rate))
            try recording.write(to: folder + "/" + name, format: .complexFloatBig)
        }
        let path = try Recording.writeCollection(to: folder + "/pair", of: ["b", "a"])
        #expect(try Recording.openAll(path).map(\.sampleRate) == [Hertz(2000), Hertz(1000)])
        let metadata = try Repository.bytes(folder + "/a.sigmf-meta")
        try Repository.write(metadata + [0x20], to: folder + "/a.sigmf-meta")
        #expect(faults { try Recording.openAll(path) }.map(\.code) == [.digest])
    }

    @Test("no mutation of a metadata file traps")
    func mutations() throws {
        let path = try written(noise(16), format: .complexInt8)
        let good = try Repository.bytes(path)
        var generator = SeededGenerator(seed: 3)
        var refused = 0
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: place)
                default: bytes.insert(contentsOf: Array("9999999999".utf8), at: place)
                }
            }
            try Repository.write(bytes, to: path)
            do throws(RecordingFaults) {
                _ = try Recording.open(path, checkingDigest: false)
            } catch {
                refused += 1
                #expect(!error.faults.isEmpty)
            }
        }
        #expect(refused > 500)
    }

    private func faults(_ body: () throws -> some Any) -> [RecordingFault] {
        do {
            _ = try body()
            return []
        } catch {
            return (error as? RecordingFaults)?.faults ?? []
        }
    }
}
