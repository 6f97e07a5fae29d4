// Tracking data messages out and in.

import Geolocation
import Quantities
import TestSupport
import Testing

@Suite("Tracking data message")
struct TrackingDataTests {
    private func message() throws -> TrackingDataMessage {
        var observation = try #require(PublicScenarios.calibration.first).calibrated
        observation.time = UTCInstant("2026-03-01T12:00:00.25Z")
        let created = try #require(UTCInstant("2026-03-02T00:00:00Z"))
        return try #require(
            TrackingDataMessage(
                [observation], created: created, originator: "EMSAT, Rio", station: "EMSAT-RIO"))
    }

    @Test("a message is read as it was written, references included")
    func roundTrip() throws {
        let message = try message()
        #expect(message.segments.count == 5)
        let read = try TrackingDataMessage.read(message.kvn).get()
        #expect(read.segments == message.segments)
        #expect(read.created == message.created)
        #expect(read.originator == "EMSAT_ Rio")
    }

    @Test("the paths run emitter, satellite, station; values keep every digit")
    func text() throws {
        let kvn = try message().kvn
        for line in [
            "CCSDS_TDM_VERS = 2.0", "MODE = SINGLE_DIFF", "PATH_1 = 1,2,4", "PATH_2 = 1,3,4",
            "TIME_SYSTEM = UTC", "TIMETAG_REF = RECEIVE",
            "RECEIVE_FREQ = 2026-03-01T12:00:00.25Z -128.41008989931464",
        ] {
            #expect(kvn.contains(line + "\n"), "\(line)")
        }
    }

    @Test("an observation without a time gives no message")
    func noTime() throws {
        let observation = try #require(PublicScenarios.calibration.first).calibrated
        let created = try #require(UTCInstant("2026-03-02T00:00:00Z"))
        #expect(
            TrackingDataMessage([observation], created: created, originator: "a", station: "b")
                == nil)
    }

    @Test(
        "what is not a difference of arrival between these paths is refused with its line",
        arguments: [
            ("MODE = SINGLE_DIFF", "MODE = SEQUENTIAL", "MODE"),
            ("TIME_SYSTEM = UTC", "TIME_SYSTEM = GPS", "TIME_SYSTEM"),
            ("PATH_2 = 1,3,4", "PATH_2 = 1,2,4", "PATH_2"),
            ("VLBI_DELAY = ", "RANGE = ", "RANGE"),
            ("PARTICIPANT_3 = adjacent\n", "", "PARTICIPANT_3"),
            ("Z -128.41008989931464", "Z nan", "RECEIVE_FREQ"),
            ("CCSDS_TDM_VERS = 2.0", "CCSDS_OEM_VERS = 2.0", "CCSDS_TDM_VERS"),
        ])
    func faults(old: String, new: String, field: String) throws {
        let kvn = try message().kvn.replacing(old, with: new)
        switch TrackingDataMessage.read(kvn) {
        case .success: Issue.record("accepted \(new)")
        case .failure(let list):
            #expect(list.faults.contains { $0.field == field && $0.line != nil })
        }
    }

    @Test("a frequency offset is added, times without Z are UTC")
    func offset() throws {
        let kvn = try message().kvn
            .replacing("FREQ_OFFSET = 0.0", with: "FREQ_OFFSET = 1000")
            .replacing("00.25Z", with: "00.25")
        let read = try TrackingDataMessage.read(kvn).get()
        let entry = try #require(read.segments.first?.entries.last)
        #expect(entry.datum == .fdoa(Hertz(1000 - 128.41008989931464)))
        #expect(entry.time == UTCInstant("2026-03-01T12:00:00.25Z"))
    }

    @Test("2000 mutated messages never trap")
    func mutations() throws {
        var generator = SeededGenerator(seed: 17)
        let original = Array(try message().kvn.utf8)
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                Mutation.apply(to: &bytes, &generator)
            }
            switch TrackingDataMessage.read(String(decoding: bytes, as: UTF8.self)) {
            case .success(let message): #expect(!message.segments.isEmpty)
            case .failure(let list): #expect(!list.faults.isEmpty)
            }
        }
    }
}
