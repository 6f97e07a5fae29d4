// A report with everything it names, as a folder or a zip file in whatever arrangement: files are found by their
// names, and nothing is believed whose digest is not the one that the report gives.

import CanonicalJSON
import Desk
import Foundation
import Letters
import Measuring
import MonitoringOrders
import Quantities

/// The files of one report.
struct ReportBundle {
    let report: FinalReport
    /// A folder in which every named file lies under its name.
    let folder: TemporaryFolder
    private let unpacked: TemporaryFolder?

    /// Opens a bundle.
    ///
    /// - Throws: ``Failure``: `inputMissing` naming every file that is not there, `answerIsNo` naming every one
    ///   that is another than the report says, `badInput` for what cannot be read.
    init(_ path: String) throws {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.inputMissing, "\(path): is not there")
        }
        unpacked = isFolder.boolValue ? nil : try Self.unpack(path)
        let files = Self.files(in: unpacked?.path ?? path)
        // Of several revisions the last one counts.
        guard let place = files["report.json"]?.last else {
            throw Failure(.inputMissing, "\(path): holds no report.json")
        }
        report = try Self.readReport(place)
        folder = try TemporaryFolder("bundle")
        try gather(files, from: path)
    }

    /// The files of each name, in the order of their paths.
    private static func files(in folder: String) -> [String: [String]] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        let sorted = (names ?? []).sorted {
            $0.compare($1, options: .numeric) == .orderedAscending
        }
        return Dictionary(grouping: sorted.map { folder + "/" + $0 }) {
            URL(filePath: $0).lastPathComponent
        }
    }

    private static func readReport(_ path: String) throws -> FinalReport {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Input.bytes(path))
        } catch let fault as JSONFault {
            throw Failure(.badInput, "\(path):\(fault.line):\(fault.column): \(fault.message)")
        }
        let (report, faults) = ReportJSON.readReport(value)
        guard let report else {
            let lines = faults.map { "\(path): \($0.field): \($0.message)" }
            throw Failure(.badInput, lines.joined(separator: "\n"))
        }
        return report
    }

    /// Lays every file that the report names into the folder, once its digest is right.
    private func gather(_ files: [String: [String]], from path: String) throws {
        let named = report.result.recordings + [report.result.measurement].compactMap(\.self)
        let missing = named.filter { files[$0.fileName] == nil }
        guard missing.isEmpty else {
            let lines = missing.map { "\(path): \($0.fileName): is missing" }
            throw Failure(.inputMissing, lines.joined(separator: "\n"))
        }
        var differing: [String] = []
        for file in named {
            let places = (files[file.fileName] ?? []).map { URL(filePath: $0).standardizedFileURL }
            let digests = try places.map { place in
                try FileDigest(
                    name: file.fileName, in: place.deletingLastPathComponent().path
                ).sha256
            }
            if let index = digests.firstIndex(of: file.sha256) {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.path + "/" + file.fileName,
                    withDestinationPath: places[index].path)
            } else {
                differing += zip(places, digests).map { place, digest in
                    "\(place.path): SHA-256 is \(digest), the report says \(file.sha256)"
                }
            }
        }
        guard differing.isEmpty else {
            throw Failure(.answerIsNo, differing.joined(separator: "\n"))
        }
    }

    private static func unpack(_ path: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder("bundle")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "timeout", "120s", "python3", "-m", "zipfile", "-e", path, folder.path,
        ]
        (process.standardOutput, process.standardError) = (
            FileHandle.nullDevice, FileHandle.nullDevice
        )
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                .badInput, "\(path): is neither a folder nor a zip file that can be unpacked")
        }
        return folder
    }

    /// How the report says that it was measured; `nil` if it names no procedure.
    func procedure() throws -> MeasurementProcedure? {
        let name = MeasurementProcedure.fileName
        guard report.result.recordings.contains(where: { $0.fileName == name }) else { return nil }
        return try MeasurementProcedure.read(folder.path + "/" + name)
    }
}

extension MeasurementProcedure {
    /// Reads a procedure from its file.
    ///
    /// - Throws: ``Failure`` naming file and place.
    static func read(_ path: String) throws -> MeasurementProcedure {
        do {
            return try MeasurementProcedure(json: try JSONValue(parsing: try Input.bytes(path)))
        } catch let fault as JSONFault {
            throw Failure(.badInput, "\(path):\(fault.line):\(fault.column): \(fault.message)")
        } catch let fault as ProcedureFault {
            throw Failure(.badInput, "\(path): \(fault)")
        }
    }
}
