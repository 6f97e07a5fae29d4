// Both consoles in a browser: people's whole day on both desks, and a walk over every kind of page.

import CanonicalJSON
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("The consoles in Chromium", .serialized)
struct BrowserTests {
    /// A desk of its own process, whose console takes any free port.
    private final class ServedDesk {
        let url: String
        /// Of the account `admin`, for one use.
        let password: String
        private let process = Process()

        init(_ side: String, in folder: String) throws {
            let (data, words) = ("\(folder)/\(side)", "\(folder)/\(side).txt")
            let made = try Program.run(["init", "--desk", side, "--data", data])
            try #require(made.status == 0, "\(made.errors)")
            let settings = data + "/settings.yaml"
            try Repository.text(settings)
                .replacingOccurrences(of: "poll: PT2S", with: "poll: PT0.2S")
                .replacing(#/port: 844[01]/#, with: "port: 0")
                .write(toFile: settings, atomically: true, encoding: .utf8)
            try Data().write(to: URL(filePath: words))
            process.executableURL = URL(filePath: Program.path)
            process.arguments = ["serve", "--data", data]
            process.environment = ["VIGIA_CONFIG": Repository.path("Config"), "HOME": folder]
            process.standardError = FileHandle(forWritingAtPath: words)
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            (url, password) = try Self.address(in: words)
        }

        private static func address(in words: String) throws -> (url: String, password: String) {
            let end = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < end {
                let text = try Repository.text(words)
                if let url = text.firstMatch(of: #/at (http://[0-9.:]+)\n/#),
                    let password = text.firstMatch(of: #/password for one use: (\S+)\n/#)
                {
                    return (String(url.1), String(password.1))
                }
                Thread.sleep(forTimeInterval: 0.1)
            }
            throw BrowserFailure(words: "no address within a minute: \(try Repository.text(words))")
        }

        func stop() {
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
        }
    }

    private struct BrowserFailure: Error { var words: String }

    @Test(
        "83 to 93: both desks' day in both languages, with and without scripts, and a walk over every page"
    )
    func day() async throws { try await onOwnThread { try Self.spendDay() } }

    private static func spendDay() throws {
        let folder = try Repository.temporaryFolder()
        let bureau = try ServedDesk("bureau", in: folder)
        defer { bureau.stop() }
        let station = try ServedDesk("station", in: folder)
        defer { station.stop() }
        let desks: JSONValue = [
            "bureau": ["url": .string(bureau.url), "password": .string(bureau.password)],
            "station": ["url": .string(station.url), "password": .string(station.password)],
            "form": .string(Repository.path("Config/demo/category-1.txt")),
        ]
        try desks.pretty.write(toFile: folder + "/desks.json", atomically: true, encoding: .utf8)
        let run = try Program.run(
            [
                Repository.path("Tests/EndToEndTests/Browser/day.py"), folder + "/desks.json",
                folder + "/screenshots",
            ], program: Repository.path(".venv/bin/python3"))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
}
