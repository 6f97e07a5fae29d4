// The PDF of a report: typst sets the sheet in a folder of its own, as a child process with a limit on
// its time. The same report gives the same bytes.

import CanonicalJSON
import Foundation
import Letters
import Quantities

/// Makes PDF/A-3b from sheets.
public struct PaperMaker: Sendable {
    /// A Python that has typst.
    private let python: String
    /// The folder with `report.typ` and `make-pdf.py`.
    private let templates: String

    /// A maker with the Python that has typst and the folder of templates.
    public init(python: String, templates: String) {
        (self.python, self.templates) = (python, templates)
    }

    /// The PDF of a sheet with data embedded as associated files.
    ///
    /// - Throws: ``FormsError`` with the typesetter's own words; nothing is left behind.
    func pdf(_ sheet: ReportSheet, embedding data: [OutgoingMail.Attachment]) throws(FormsError)
        -> [UInt8]
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vigia-report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try prepare(folder, sheet, data)
        } catch {
            throw FormsError("\(folder.path): \(error.localizedDescription)")
        }
        try run(in: folder)
        guard let pdf = FileManager.default.contents(atPath: folder.path + "/report.pdf") else {
            throw FormsError("\(python): ended without a PDF")
        }
        return [UInt8](pdf)
    }

    private func prepare(
        _ folder: URL, _ sheet: ReportSheet, _ data: [OutgoingMail.Attachment]
    ) throws {
        let manager = FileManager.default
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        try manager.copyItem(
            atPath: templates + "/report.typ", toPath: folder.path + "/report.typ")
        var json = sheet.json
        json.set("attachments", to: JSONValue(data.map(\.fileName)))
        try Data(json.pretty.utf8).write(to: folder.appending(path: "sheet.json"))
        for file in data {
            try Data(file.content).write(to: folder.appending(path: file.fileName))
        }
        for figure in sheet.figures {
            try Data(figure.svg.utf8).write(to: folder.appending(path: figure.fileName))
        }
    }

    private func run(in folder: URL) throws(FormsError) {
        let complaint = folder.path + "/complaint.txt"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "timeout", "\(Int(Limits.reportSeconds))s", python, templates + "/make-pdf.py",
            folder.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        do {
            try Data().write(to: URL(filePath: complaint))
            process.standardError = FileHandle(forWritingAtPath: complaint)
            try process.run()
        } catch {
            throw FormsError("\(python): \(error.localizedDescription)")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw FormsError(
                "\(python): the PDF could not be made (status \(process.terminationStatus)): "
                    + lastLine(of: complaint))
        }
    }

    private func lastLine(of path: String) -> String {
        let words = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: words, as: UTF8.self).split(separator: "\n").last.map(String.init)
            ?? "no reason was given"
    }
}
