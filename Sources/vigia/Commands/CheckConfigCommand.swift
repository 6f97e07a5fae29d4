// Saying everything that is wrong with a desk's files and, if asked, with what they name.

import ArgumentParser
import CanonicalJSON
import ConfigurationFiles
import Desk
import Foundation
import MonitoringOrders

struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Say everything that is wrong with a desk's files.",
        discussion: """
            Each fault names its file, line and key, and what could be written instead; all are told at once, with exit 78.
            With --probe the mail servers are connected to, with TLS and login, the database is asked and the clock is looked
            at; nothing is sent or changed; exit 69 if one of them fails.
            Example: vigia check-config --probe --data bureau
            """)

    @OptionGroup var options: DeskOptions

    @Flag(help: "Try mail servers, database and clock too.")
    var probe = false

    func run() throws {
        let folder = DeskFolder(options.folder)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw Failure(.inputMissing, "\(folder.path): there is no such folder")
        }
        let configuration: DeskConfiguration
        do {
            configuration = try DeskConfiguration.read(folder)
        } catch {
            if options.json { Output.print(["faults": .array(error.faults.map(\.json))]) }
            throw Failure(.badConfiguration, "\(error)")
        }
        let findings = probe ? Probe(folder: folder, configuration: configuration).run() : []
        tell(configuration, folder, findings)
        let failed = findings.filter { $0.result == .failed }.map(\.name)
        guard failed.isEmpty else {
            throw Failure(.unavailable, "failed: \(failed.joined(separator: ", "))")
        }
    }

    private func tell(
        _ configuration: DeskConfiguration, _ folder: DeskFolder, _ findings: [Probe.Finding]
    ) {
        let agreement = configuration.agreement.citation
        guard options.json else {
            Output.print("\(folder.path): in order, under the \(agreement)")
            return Output.table(findings.map { [$0.name, $0.result.rawValue, $0.words] })
        }
        Output.print([
            "faults": [], "agreement": .string(agreement),
            "probes": .array(
                findings.map { finding in
                    [
                        "name": .string(finding.name), "result": .string(finding.result.rawValue),
                        "words": .string(finding.words),
                    ]
                }),
        ])
    }
}

extension ConfigurationFault {
    fileprivate var json: JSONValue {
        [
            "file": .string(file), "line": JSONValue(line), "key": JSONValue(key),
            "message": .string(message), "suggestion": JSONValue(suggestion),
        ]
    }
}
