// Each deed is tried by a process of its own, because there is no way out of the confinement.

import Foundation
import TestSupport
import Testing

@Suite("The confinement of the process that reads letters")
struct ConfinementTests {
    /// What becomes of a process that tries what it must not.
    private func probe(_ deed: String) throws -> (Process.TerminationReason, Int32) {
        let process = Process()
        process.executableURL = URL(filePath: Repository.path(".build/release/ConfinementProbe"))
        process.arguments = [deed]
        try process.run()
        process.waitUntilExit()
        return (process.terminationReason, process.terminationStatus)
    }

    @Test("files are refused, and memory beyond the limit", arguments: ["files", "memory"])
    func isRefused(deed: String) throws {
        #expect(try probe(deed) == (.exit, 0))
    }

    @Test(
        "a connection, another program and memory that could be executed end it",
        arguments: ["network", "program", "code"])
    func ends(deed: String) throws {
        #expect(try probe(deed) == (.uncaughtSignal, SIGSYS))
    }

    @Test("too much processor time ends it")
    func timeEnds() throws {
        #expect(try probe("time") == (.uncaughtSignal, SIGPROF))
    }
}
