// Two-line sets and the four notations of mean elements: what they give and what they complain of.

import Geolocation
import Quantities
import Testing

@Suite("Reading element sets")
struct ElementReadingTests {
    @Test("the five forms of one object give the same elements", arguments: OrbitSamples.names)
    func fiveForms(name: String) throws {
        let file = try ElementsFile(reading: OrbitSamples.bytes(name))
        let set = try OrbitSamples.elements(file)
        #expect(file.objects.count == 1)
        #expect(file.objects[0].name == "TEST GSO 58.4W")
        #expect(set == (try OrbitSamples.sample()))
        #expect(set.catalogNumber == 270_001)
        #expect(set.internationalDesignator == "2027-999A")
        #expect(set.epoch == UTCInstant("2027-03-01T12:00:00Z"))
        #expect(set.meanMotionDot == -0.00000243)
        #expect((set.elementSetNumber, set.revolutionAtEpoch) == (17, 431))
    }

    static let formats: [(String, ElementsFormat)] = [
        ("sample_alpha5.tle", .twoLine), ("sample_omm.kvn", .meanElementsKeyValues),
        ("sample_omm.xml", .meanElementsXML), ("sample_omm.json", .meanElementsJSON),
        ("sample_omm.csv", .meanElementsCSV),
    ]

    @Test(
        "the format is known by its content, with or without a byte order mark", arguments: formats)
    func formatByContent(name: String, format: ElementsFormat) throws {
        let bytes = try OrbitSamples.bytes(name)
        #expect(try ElementsFile(reading: bytes).format == format)
        #expect(try ElementsFile(reading: [0xEF, 0xBB, 0xBF] + bytes).format == format)
        let dos = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
        #expect(try ElementsFile(reading: dos).format == format)
    }

    /// Alpha-5 skips I and O.
    static let alpha5 = [
        ("00005", 5), ("99999", 99_999), ("A0000", 100_000), ("H9999", 179_999),
        ("J0000", 180_000), ("N0000", 220_000), ("P0000", 230_000), ("Z9999", 339_999),
    ]

    @Test("catalogue numbers in Alpha-5 are read", arguments: alpha5)
    func alphaNumbers(text: String, number: Int) throws {
        let lines = try OrbitSamples.text("sample_alpha5.tle").replacing("T0001", with: text)
        let bytes = Array(Self.elementLines(lines).utf8)
        #expect(try OrbitSamples.elements(ElementsFile(reading: bytes)).catalogNumber == number)
    }

    @Test("several objects are read from one file, with and without names")
    func severalObjects() throws {
        let sample = try OrbitSamples.text("sample_alpha5.tle")
        let file = try OrbitSamples.read("# two\n\n" + sample + Self.elementLines(sample))
        #expect(file.objects.map(\.name) == ["TEST GSO 58.4W", "270001"])
        let kvn = try OrbitSamples.text("sample_omm.kvn")
        #expect(try OrbitSamples.read(kvn + kvn).objects.count == 2)
        let csv = try OrbitSamples.text("sample_omm.csv").split(whereSeparator: \.isNewline)
        #expect(try OrbitSamples.read("\(csv[0])\n\(csv[1])\n\(csv[1])\n").objects.count == 2)
    }

    private static func elementLines(_ text: String) -> String {
        text.split(separator: "\n").suffix(2).joined(separator: "\n") + "\n"
    }

    /// What is changed in the sample's lines, and the fault that it must give.
    static let lineFaults: [(String, String, line: Int, field: String, part: String)] = [
        ("1 T0001U", "1 I0001U", 2, "catalogue number", "columns 3-7"),
        ("27060.50", "27366.50", 2, "epoch", "columns 19-32"),
        ("-.00000243", "-.0000O243", 2, "derivative of the mean motion", "columns 34-43"),
        ("00000+0 0   177", "0000x+0 0   177", 2, "B*", "columns 54-61"),
        ("00000+0 0   177", "00000+0 4   177", 2, "ephemeris type", "SGP4-XP"),
        ("0002137", "00021 7", 3, "eccentricity", "columns 27-33"),
        ("  0.0471", "190.0471", 3, "inclination", "columns 9-16"),
        (" 1.00271943", "21.00271943", 3, "mean motion", "columns 53-63"),
        (" 1.00271943", " 0.00000000", 3, "mean motion", "columns 53-63"),
        (" 1.00271943", " 0x1.002719", 3, "mean motion", "columns 53-63"),
        ("2 T0001", "2 T0002", 3, "catalogue number", "270001"),
        ("  4319", "  431", 3, "line 2", "68 columns"),
        ("  0.0471  83", "  0.0471x 83", 3, "separator", "column 17"),
    ]

    @Test("a fault of a two-line set names its line, field and columns", arguments: lineFaults)
    func lineFault(old: String, new: String, line: Int, field: String, part: String) throws {
        let text = try OrbitSamples.text("sample_alpha5.tle").replacing(old, with: new)
        let faults = OrbitSamples.faults(text)
        let found = faults.first { $0.line == line && $0.field == field }
        #expect(found?.message.contains(part) == true, "\(faults)")
    }

    @Test("a wrong checksum is told, and is no fault")
    func checksum() throws {
        let text = try OrbitSamples.text("sample_alpha5.tle").replacing("0   177", with: "0   178")
        let doubts = try OrbitSamples.read(text).doubts
        #expect(doubts.map(\.line) == [2])
        #expect(doubts.first?.message.contains("column 69") == true)
        #expect(try OrbitSamples.read(OrbitSamples.text("sample_alpha5.tle")).doubts.isEmpty)
    }

    @Test("all faults of a file come at once, in the order of lines")
    func allFaults() throws {
        let sample = try OrbitSamples.text("sample_alpha5.tle")
        let broken = sample.replacing("0002137", with: "x").replacing("0   177", with: "0 4 177")
        let faults = OrbitSamples.faults(broken + sample + broken)
        #expect(faults.count >= 4)
        #expect(faults.compactMap(\.line) == faults.compactMap(\.line).sorted())
        #expect(Set(faults.compactMap(\.line)) == [2, 3, 8, 9])
    }

    @Test("a missing line of a pair is named")
    func missingLine() throws {
        let lines = try OrbitSamples.text("sample_alpha5.tle").split(separator: "\n")
        #expect(OrbitSamples.faults("\(lines[0])\n\(lines[1])\n").first?.field == "line 1")
        #expect(OrbitSamples.faults("\(lines[2])\n").first?.field == "line 2")
        #expect(OrbitSamples.faults("\(lines[0])\n").first?.field == "name")
    }

    static let messageFaults: [(String, String, String, Int?, part: String)] = [
        ("sample_omm.kvn", "THEORY = SGP4", "THEORY = SGP4-XP", 11, "SGP4-XP"),
        ("sample_omm.kvn", "TYPE      = 0", "TYPE      = 4", 21, "SGP4-XP"),
        ("sample_omm.kvn", "SYSTEM = UTC", "SYSTEM = TAI", 10, "TAI"),
        ("sample_omm.kvn", "FRAME = TEME", "FRAME = EME2000", 9, "EME2000"),
        ("sample_omm.kvn", "= EARTH", "= MOON", 8, "MOON"),
        ("sample_omm.kvn", "[rev/day]", "[rad/s]", 14, "rad/s"),
        ("sample_omm.kvn", "ECCENTRICITY        = 0.0002137", "", 1, "missing"),
        ("sample_omm.kvn", "= 0.0002137", "= 1.2", 15, "1.2"),
        ("sample_omm.kvn", "= 0.0002137", "= nan", 15, "decimal"),
        ("sample_omm.kvn", "= 270001", "= 1234567890", 23, "nine digits"),
        ("sample_omm.kvn", "VERS = 2.0", "VERS = 9.0", 1, "version"),
        ("sample_omm.kvn", "ORIGINATOR = VIGIA TEST", "ORIGINATOR", 4, "KEY = value"),
        ("sample_omm.kvn", "BSTAR               = 0", "MEAN_ANOMALY = 1", 26, "twice"),
        ("sample_omm.json", "270001", "1234567890", 14, "nine digits"),
        ("sample_omm.json", "\"BSTAR\": 0.0", "\"BSTAR\": [0.0]", 17, "number or a text"),
        ("sample_omm.json", "\"EPHEMERIS_TYPE\": 0", "\"EPHEMERIS_TYPE\": 4", 12, "SGP4-XP"),
        ("sample_omm.json", "T12:00", "T25:00", 5, "time"),
        ("sample_omm.json", "}\n]", "}", 21, "column"),
        ("sample_omm.csv", ",431,", ",", 2, "17 names"),
        ("sample_omm.csv", "TEST GSO", "\"TEST GSO", 2, "quoted"),
        ("sample_omm.csv", ",0,U,", ",4,U,", 2, "SGP4-XP"),
        ("sample_omm.xml", "<TIME_SYSTEM>UTC", "<TIME_SYSTEM>GPS", 16, "GPS"),
        ("sample_omm.xml", "</EPOCH>", "</EPOC>", 21, "</EPOCH>"),
        ("sample_omm.xml", "0.0471<", "0.0471&deg;<", 24, "entity"),
        ("sample_omm.xml", "<MEAN_MOTION>", "<MEAN_MOTION units=\"rad/s\">", 22, "rad/s"),
        ("sample_omm.xml", "<ndm ", "<!DOCTYPE x><ndm ", 2, "document type"),
        ("sample_omm.xml", "THEORY>SGP4<", "THEORY>SGP4-XP<", 17, "SGP4-XP"),
    ]

    @Test("a fault of a message names its line and the reason", arguments: messageFaults)
    func messageFault(
        name: String, old: String, new: String, line: Int?, part: String
    ) throws {
        let text = try OrbitSamples.text(name)
        #expect(text.contains(old))
        let faults = OrbitSamples.faults(text.replacing(old, with: new, maxReplacements: 1))
        #expect(
            faults.contains { $0.line == line && $0.message.contains(part) }, "\(faults)")
    }

    @Test("numbers in quotes, nine digits and days of the year are read")
    func otherForms() throws {
        let json = try OrbitSamples.text("sample_omm.json")
            .replacing("270001", with: "\"999999999\"").replacing("0.0002137", with: "\"2.137E-4\"")
        let set = try OrbitSamples.elements(OrbitSamples.read(json))
        #expect(set.catalogNumber == 999_999_999 && set.eccentricity == 0.0002137)
        let kvn = try OrbitSamples.text("sample_omm.kvn").replacing(
            "2027-03-01T12", with: "2027-060T12")
        #expect(try OrbitSamples.elements(OrbitSamples.read(kvn)).epoch == set.epoch)
    }

    @Test("CDATA, comments and entities of XML are read as XML says")
    func xml() throws {
        let text = try OrbitSamples.text("sample_omm.xml").replacing(
            "<OBJECT_NAME>TEST GSO 58.4W",
            with: "<OBJECT_NAME><!-- a > b --><![CDATA[<A&B>]]>&lt;&#67;&#x44;&gt;")
        #expect(try OrbitSamples.read(text).objects[0].name == "<A&B><CD>")
    }

    @Test("messages that are neither mean elements nor an ephemeris are refused by name")
    func otherMessages() {
        #expect(OrbitSamples.faults("CCSDS_CDM_VERS = 1.0\n")[0].field == "CCSDS_CDM_VERS")
        #expect(OrbitSamples.faults("<cdm><a/></cdm>")[0].field == "cdm")
        #expect(OrbitSamples.faults("<cdm/>")[0].field == "cdm")
    }
}
