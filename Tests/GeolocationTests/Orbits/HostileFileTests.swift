// Files made to break a reader: every one must give faults, none may trap, hang or be half read.

import Geolocation
import TestSupport
import Testing

@Suite("Hostile files of orbits")
struct HostileFileTests {
    static let texts: [(name: String, text: String)] = [
        ("empty", ""), ("blank lines", "\n\n  \n"), ("a NUL byte", "1 00005U\u{0}58002B"),
        ("a word", "hello"), ("an open brace", "{"), ("an open bracket", "["), ("an array", "[]"),
        ("numbers in an array", "[1,2]"), ("an open tag", "<"), ("an end tag", "</omm>"),
        ("two roots", "<omm/><omm/>"), ("text after the root", "<omm></omm>x"),
        ("an open comment", "<omm><!-- "), ("an open CDATA", "<omm><![CDATA[ "),
        ("an open value", "<omm a=\""), ("an attribute twice", "<omm a='1' a='2'/>"),
        ("a bare ampersand", "<omm>&</omm>"), ("a huge character", "<omm>&#x110000;</omm>"),
        ("a control character by number", "<omm>&#0;</omm>"),
        ("deep XML", String(repeating: "<a>", count: 100_000)),
        ("deep JSON", String(repeating: "[", count: 100_000)),
        ("a declared entity", "<!DOCTYPE a [<!ENTITY b \"c\">]><omm>&b;</omm>"),
        ("a long line", String(repeating: "1 ", count: 200_000)),
        ("only line 1", "1 " + String(repeating: " ", count: 67)),
        ("blank element lines", "1 \n2 \n"), ("version alone", "CCSDS_OMM_VERS = 2.0"),
        ("ephemeris version alone", "CCSDS_OEM_VERS = 2.0"),
        ("blocks without content", "CCSDS_OEM_VERS = 2.0\nMETA_START\nMETA_STOP\nCOVARIANCE_START"),
        ("a covariance first", "CCSDS_OEM_VERS = 2.0\nCOVARIANCE_START\n1 2\nCOVARIANCE_STOP"),
        ("a header of CSV alone", "OBJECT_NAME,EPOCH"),
        ("an equals sign", "CCSDS_OMM_VERS\n=\n= ="),
    ]

    @Test("each gives faults", arguments: texts.indices)
    func each(index: Int) {
        #expect(!OrbitSamples.faults(Self.texts[index].text).isEmpty, "\(Self.texts[index].name)")
    }

    @Test("bytes that are not UTF-8 are a fault")
    func notUTF8() throws {
        let bytes = try OrbitSamples.bytes("sample_omm.kvn") + [0xC3, 0x28]
        #expect(throws: FileFaults.self) { try ElementsFile(reading: bytes) }
    }

    @Test("a file beyond the limit of size is refused unread")
    func huge() {
        let bytes = [UInt8](repeating: 32, count: ElementsFile.largestSize + 1)
        #expect(throws: FileFaults.self) { try ElementsFile(reading: bytes) }
    }

    @Test("a file full of faults gives the first thousand and their number")
    func manyFaults() {
        let faults = OrbitSamples.faults(String(repeating: "2 00005\n", count: 5_000))
        #expect(faults.count == FileFaults.most + 1)
        #expect(faults.last?.message == "5000 faults in all")
    }

    @Test("every cut of every sample is read or refused", arguments: OrbitSamples.names)
    func truncated(name: String) throws {
        let bytes = try OrbitSamples.bytes(name)
        for count in 0..<bytes.count {
            _ = try? ElementsFile(reading: Array(bytes[..<count]))
        }
    }

    @Test("two thousand mutations of the samples never trap, and what is read can be propagated")
    func mutations() throws {
        var generator = SeededGenerator(seed: 20_270_301)
        var sources = try OrbitSamples.names.map(OrbitSamples.bytes)
        sources.append(Array(OrbitSamples.ephemeris(extra: EphemerisTests.covariance("")).utf8))
        var read = 0
        for _ in 0..<2_000 {
            let bytes = Self.mutated(generator.pick(sources) ?? [], &generator)
            guard let file = try? ElementsFile(reading: bytes) else { continue }
            read += 1
            for object in file.objects.prefix(3) {
                var propagator = OrbitPropagator(object)
                _ = try? propagator.earthFixed(at: object.epoch)
                _ = try? propagator.teme(minutes: 1234.5)
                _ = propagator.covariance(at: object.epoch)
            }
        }
        #expect(read > 50)
    }

    private static func mutated(_ source: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = source
        let marks = Array("0123456789+-.eE \n\r\t\"',<>&;=[]{}/\\TZ".utf8) + [0, 0xFF]
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...20, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = generator.pick(marks) ?? 0
            case 1: bytes.insert(generator.pick(marks) ?? 0, at: place)
            case 2: bytes.removeSubrange(place..<end)
            default: bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
            if bytes.isEmpty { return source }
        }
        return bytes
    }
}
