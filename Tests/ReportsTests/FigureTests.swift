// The figures against stored ones (`VIGIA_RECORD=1` writes them anew when a figure is changed on purpose), and
// what every figure must be: plain, readable, quick.

import Foundation
import FoundationXML
import Letters
import MonitoringOrders
import Quantities
import Reports
import TestSupport
import Testing

@Suite("The figures of a report")
struct FigureTests {
    static let names = [
        "spectrum", "waterfall", "ambiguity", "map", "residuals", "sky", "timeline",
    ]

    private func figures(text: String = "Reference Manaus") throws -> [Figure] {
        let document = ReportFixture.document(text: text)
        return ReportForms(coastline: try ReportFixture.coastline()).figures(
            result: document.report.result, measurement: MeasurementFixture.record(text: text),
            timeline: MeasurementFixture.timeline, station: document.station
        ).all
    }

    @Test("there is one of each, and each stands as it is stored, to a tenth of a unit")
    func stored() throws {
        let figures = try figures()
        #expect(figures.map(\.name) == Self.names)
        for figure in figures {
            let path = Repository.golden("figures/\(figure.fileName)")
            if ProcessInfo.processInfo.environment["VIGIA_RECORD"] == "1" {
                try Data(figure.svg.utf8).write(to: URL(filePath: path))
            }
            let (old, new) = (Drawing(try Repository.text(path)), Drawing(figure.svg))
            #expect(old.words == new.words, "\(figure.name)")
            #expect(old.numbers.count == new.numbers.count, "\(figure.name)")
            let apart = zip(old.numbers, new.numbers).map { ($0 - $1).magnitude }.max() ?? 0
            #expect(apart <= 0.1, "\(figure.name)")
        }
    }

    /// A drawing as what is written and what is measured.
    private struct Drawing {
        let words: [Substring]
        let numbers: [Double]

        init(_ svg: String) {
            let number = /-?[0-9]+(?:\.[0-9]+)?/
            words = svg.split(separator: number)
            numbers = svg.matches(of: number).compactMap { Double($0.output) }
        }
    }

    @Test(
        "well-formed, with title and description, in the colour of the text, without styles or references"
    )
    func plain() throws {
        for text in ["Reference Manaus", ReportFixture.hostile] {
            for figure in try figures(text: text) {
                let root = try #require(try XMLDocument(xmlString: figure.svg).rootElement())
                #expect(root.elements(forName: "title").count == 1)
                #expect(root.elements(forName: "desc").count == 1)
                for word in ["style=", "class=", "href", "<script", "rgb", "\"#", " id="] {
                    #expect(!figure.svg.contains(word), "\(figure.name): \(word)")
                }
                #expect(figure.svg.contains("currentColor"))
            }
        }
    }

    @Test("no text is smaller than two millimetres at a width of 100 mm")
    func readable() throws {
        for figure in try figures() {
            #expect(figure.svg.contains("viewBox=\"0 0 400 "))
            let sizes = figure.svg.matches(of: /font-size="([0-9]+)"/).compactMap {
                Double($0.output.1)
            }
            #expect((sizes.min() ?? 0) >= 8, "\(figure.name)")
        }
    }

    @Test("each has a caption in both languages and a table with a value in every cell")
    func tables() throws {
        for figure in try figures() {
            #expect(figure.caption.portuguese != nil)
            #expect(!figure.table.rows.isEmpty)
            for row in figure.table.rows {
                #expect(row.count == figure.table.head.count, "\(figure.name)")
                #expect(row.allSatisfy { !$0.isEmpty }, "\(figure.name)")
            }
        }
    }

    @Test("the spectrum names the adjacent downlink only where there is one")
    func spectrumAlone() throws {
        let spectra = MeasurementFixture.record().spectra
        let victim = try #require(spectra.first { $0.path == .victim })
        let adjacent = try #require(spectra.first { $0.path == .adjacent })
        let alone = SpectrumFigure(victim: victim, emissions: []).figure()
        let both = SpectrumFigure(victim: victim, adjacent: adjacent, emissions: []).figure()
        #expect(alone?.caption.english.contains("adjacent") == false)
        #expect(alone?.caption.portuguese?.contains("adjacente") == false)
        #expect(both?.caption.english.contains("adjacent downlink (dotted)") == true)
    }

    @Test("what was not measured has no figure")
    func absent() throws {
        let document = ReportFixture.document(
            TaskResult(resultClass: .notObserved, reason: "silence"), text: "words")
        let none = ReportForms().figures(
            result: document.report.result, measurement: nil, timeline: nil,
            station: document.station)
        #expect(none.all.isEmpty)
        #expect(
            SpectrumFigure(
                victim: .init(path: .victim, centre: .zero, step: Hertz(1), levels: []),
                emissions: []
            ).figure() == nil)
        #expect(SkyViewFigure([]).figure() == nil && ResidualFigure([]).figure() == nil)
    }
}
