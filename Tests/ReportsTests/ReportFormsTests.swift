import CanonicalJSON
import Foundation
import FoundationXML
import Letters
import MonitoringOrders
import Quantities
import Reports
import TestSupport
import Testing

@Suite("The forms of a report")
struct ReportFormsTests {
    private func files(_ document: ReportDocument) throws -> [String: String] {
        let forms = ReportForms(coastline: try ReportFixture.coastline())
        let files = try forms.files(of: document)
        return Dictionary(
            uniqueKeysWithValues: files.map {
                ($0.fileName, String(decoding: $0.content, as: UTF8.self))
            })
    }

    @Test("page, data and map are made, and the same report gives the same bytes")
    func deterministic() throws {
        let (first, again) = try (
            files(ReportFixture.document()), files(ReportFixture.document())
        )
        #expect(Set(first.keys) == ["report.html", "report.json", "map.svg"])
        #expect(first == again)
    }

    @Test("R8, R12, R50, R77, R80: the page says what every report must, in both languages")
    func contents() throws {
        let page = try #require(try files(ReportFixture.document())["report.html"])
        for text in [
            "RR Nos. 17.2 and 17.3", "17.2 e 17.3", "The English text prevails.",
            "O texto em inglês prevalece.", "Article 15 and No. 13.2", "Report ITU-R SM.2181",
            "EMSAT-RIO/2027/0007", "BR/2027/0101", "SIMULATION", "SIMULAÇÃO", "located",
            "localizado", "no information", "sem informação", "9.90 km", "(k = 1.96)", "95 %",
            "Other possible position", "assumed position",
        ] { #expect(page.contains(text), "\(text)") }
        for letter in ParticularLetter.allCases {
            #expect(page.contains(">\(letter.rawValue)) "), "\(letter.rawValue)")
        }
        #expect(!page.contains("<script"))
        #expect(page.matches(of: /(?:src|href)\s*=/).isEmpty)
    }

    @Test("what a form or a person wrote stays text, wherever it stands")
    func hostileText() throws {
        for (name, text) in try files(ReportFixture.document(text: ReportFixture.hostile)) {
            guard name != "report.json" else { continue }
            #expect(!text.contains("<script"), "\(name)")
            #expect(!text.contains("onload=\"x"), "\(name)")
        }
    }

    @Test("the map is well-formed XML with a text alternative, and a key to every mark on it")
    func map() throws {
        for text in ["Reference Manaus", ReportFixture.hostile] {
            let map = try #require(try files(ReportFixture.document(text: text))["map.svg"])
            let root = try #require(try XMLDocument(xmlString: map).rootElement())
            #expect(root.name == "svg")
            #expect(root.elements(forName: "title").count == 1)
            #expect(root.elements(forName: "desc").first?.stringValue?.contains("10.66") == true)
            for mark in ["estimate", "other possible position", "reference emitter", "station"] {
                #expect(map.contains(">\(mark)</text>"), "\(mark)")
            }
        }
    }

    @Test("no coast is drawn across a map of the whole Earth where it goes round the back")
    func wholeEarth() throws {
        let line = PositionLine(
            observable: .fdoa, points: [-130.0, -60, 40].map { ReportFixture.place(-10, $0) })
        let map = LocationMap(
            estimates: [], lines: [line],
            station: .init("station", ReportFixture.place(-22.91, -43.23)),
            coastline: try ReportFixture.coastline())
        let svg = try #require(map.figure()).svg
        let coasts = svg.matches(of: /<path d="M([^"]+)" fill="none" [^>]*opacity="0.55"/)
        #expect(coasts.count > 100)
        for coast in coasts {
            let across = coast.1.split(separator: "L").compactMap {
                $0.split(separator: " ").first.flatMap { Double($0) }
            }
            let steps = zip(across, across.dropFirst()).map { ($0 - $1).magnitude }
            #expect(steps.allSatisfy { $0 < 100 })
        }
    }

    @Test("an uncertainty that is too small for the unit of its value is not printed as zero")
    func smallUncertainty() throws {
        var result = TaskResult(resultClass: .measured)
        let noon = ReportFixture.noon
        result.emissions = [
            MeasuredEmission(
                observedFrom: noon, observedTo: noon + .seconds(1),
                centreFrequency: MeasuredValue(
                    value: 11_937_499_961.4, unit: "Hz", expandedUncertainty: 0.000_21,
                    coverageFactor: 1.96))
        ]
        let page = try #require(
            try files(ReportFixture.document(result, text: "words"))["report.html"])
        #expect(page.contains("± 0.00021 Hz") && !page.contains("± 0.000000000"))
    }

    @Test(
        "R50, R78: a negative result is a full report that says why",
        arguments: [
            ResultClass.notLocated, .notObserved, .lineOfPosition,
        ])
    func negative(resultClass: ResultClass) throws {
        let result = TaskResult(resultClass: resultClass, reason: "no adjacent satellite")
        let made = try files(ReportFixture.document(result, text: "words"))
        #expect(Set(made.keys) == ["report.html", "report.json"])
        let page = try #require(made["report.html"])
        let (positive, negative) = (try files(ReportFixture.document())["report.html"] ?? "", page)
        for title in ["Particulars of RR Appendix 10", "Result", "Geolocation", "Conclusion"] {
            #expect(positive.contains("<h2>\(title)") && negative.contains("<h2>\(title)"))
        }
        #expect(page.contains("no adjacent satellite"))
        #expect(page.contains("Not obtained."))
        let data = try JSONValue(parsing: try #require(made["report.json"]))
        #expect(data["result"]?["class"]?.string == resultClass.rawValue)
    }

    @Test("Where no location was asked for, the report says so")
    func measuredOnly() throws {
        let result = TaskResult(resultClass: .measured)
        let page = try #require(
            try files(ReportFixture.document(result, text: "words"))["report.html"])
        #expect(page.contains("No location was asked for."))
        #expect(!page.contains("Not obtained."))
    }

    @Test("a coastline that is none is named with file and line")
    func coastlineFaults() throws {
        let path = try Repository.temporaryFolder() + "/coast.txt"
        try "# comment\n1,2 3,4\n1,2 x,y\n".write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: FormsError.self) { try Coastline(reading: path) }
        #expect(error?.description == "\(path):3: is no line of a coast")
        #expect(throws: FormsError.self) { try Coastline(reading: path + ".none") }
    }
}
