// The PDF is looked at with the tools of others: an independent validator, qpdf and pdftotext.

import Foundation
import Letters
import MonitoringOrders
import Reports
import TestSupport
import Testing

@Suite("The report on paper")
struct PaperTests {
    private func pdf(_ document: ReportDocument) throws -> [UInt8] {
        let forms = ReportForms(
            coastline: try ReportFixture.coastline(), paper: ReportFixture.paper)
        let file = try forms.files(of: document).first { $0.fileName == "report.pdf" }
        return try #require(file?.content)
    }

    /// Runs a tool on a file.
    private func tool(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let out = try Repository.temporaryFolder() + "/out"
        try Data().write(to: URL(filePath: out))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try Repository.text(out))
    }

    private func written(_ document: ReportDocument) throws -> String {
        let path = try Repository.temporaryFolder() + "/report.pdf"
        try Data(pdf(document)).write(to: URL(filePath: path))
        return path
    }

    @Test("the same report gives the same bytes")
    func deterministic() throws {
        #expect(try pdf(ReportFixture.measured()) == pdf(ReportFixture.measured()))
    }

    @Test("an independent validator finds PDF/A-3b, and qpdf no fault")
    func conformance() throws {
        let path = try written(ReportFixture.measured(text: ReportFixture.hostile))
        #expect(try tool(["qpdf", "--check", path]).status == 0)
        let check = """
            import sys, page
            report = page.validate_pdf(sys.argv[1], profile="3b")
            print([failure.message for failure in report.failures])
            """
        let found = try tool([Repository.path(".venv/bin/python3"), "-c", check, path])
        #expect(found.status == 0)
        #expect(found.output == "[]\n")
    }

    @Test("the text can be read, in both languages, and what was written stands as it was")
    func text() throws {
        let path = try written(ReportFixture.document(text: "#strong[x] $y$ \\ * _ @ão"))
        let text = try tool(["pdftotext", "-layout", path, "-"]).output
        for words in [
            "Final report", "Relatório final", "EMSAT-RIO/2027/0007", "RR Nos. 17.2 and 17.3",
            "SIMULATION", "SIMULAÇÃO", "located", "localizado", "#strong[x] $y$ \\ * _ @ão",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test("the report's data is embedded, byte for byte")
    func attachment() throws {
        let document = ReportFixture.measured()
        let path = try written(document)
        let files = try ReportForms().files(of: document)
        for name in ["report.json", "measurement.json"] {
            let data = files.first { $0.fileName == name }
            let embedded = try tool(["qpdf", "--show-attachment=\(name)", path])
            #expect(Array(embedded.output.utf8) == data?.content, "\(name)")
        }
    }

    @Test("a whole report has less than three megabytes")
    func size() throws {
        let forms = ReportForms(
            coastline: try ReportFixture.coastline(), paper: ReportFixture.paper)
        let files = try forms.files(of: ReportFixture.measured())
        #expect(files.reduce(0) { $0 + $1.content.count } < 3_000_000)
    }

    @Test("a Python without typst is named with its own words, and nothing is left")
    func missingTypesetter() throws {
        for python in ["/nonexistent/python3", "/bin/false"] {
            let forms = ReportForms(
                paper: PaperMaker(python: python, templates: Repository.path("Config/report")))
            let error = #expect(throws: FormsError.self) {
                try forms.files(of: ReportFixture.document())
            }
            #expect(error?.description.hasPrefix(python) == true)
        }
    }
}
