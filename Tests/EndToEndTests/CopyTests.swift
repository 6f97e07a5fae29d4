import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("Copies of a desk")
struct CopyTests {
    @Test(
        "behaviour 106: a copy made while the desk serves comes back elsewhere with its settings, keys and the same journal head"
    )
    func elsewhere() throws {
        let desks = try TwoDesks()
        let bureau = desks.data(.bureau)
        let server = try desks.serve(.bureau)
        defer {
            kill(server.processIdentifier, SIGTERM)
            server.waitUntilExit()
        }
        let copies = desks.folder + "/copies"
        var made = try Program.run([
            "backup", "--into", copies, "--keep", "2", "--json", "--data", bureau,
        ])
        for _ in 0..<3 {
            Thread.sleep(forTimeInterval: 1.1)
            made = try Program.run([
                "backup", "--into", copies, "--keep", "2", "--json", "--data", bureau,
            ])
            #expect(made.status == 0, "\(made.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: copies).sorted()
        #expect(names.count == 2)
        let answer = try JSONValue(parsing: made.output)
        let folder = try #require(answer["folder"]?.string)
        #expect(folder.hasSuffix(names[1]))

        let other = desks.folder + "/elsewhere"
        let restored = try Program.run(["restore", folder, "--json", "--data", other])
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try JSONValue(parsing: restored.output)["head"] == answer["head"])
        #expect(try Program.run(["check-config", "--data", other]).status == 0)
        let verified = try Program.run(["journal", "verify", "--json", "--data", other])
        #expect(verified.status == 0)
        #expect(try JSONValue(parsing: verified.output)["head"] == answer["head"])
        for name in ["settings.yaml", "journal.key", "station.yaml"] {
            #expect(
                try Repository.bytes("\(other)/\(name)") == Repository.bytes("\(bureau)/\(name)"))
        }
        // What is there is never written over.
        #expect(try Program.run(["restore", folder, "--data", other]).status == 73)
        // It knows that it was restored, until a person says that the numbers were compared; the Bureau gives none.
        let alarms = { try Program.run(["alarms", "--data", other]).output }
        #expect(try alarms().contains("restored-from-backup"))
        let confirm = { (more: [String]) in
            try Program.run(["confirm-numbers", "--data", other] + more).status
        }
        #expect(try confirm(["--last", "EMSAT-RIO/2027/0001"]) == 65)
        #expect(try confirm([]) == 0)
        #expect(try !alarms().contains("restored-from-backup"))
        #expect(try confirm([]) == 65)
    }

    @Test("a checkpoint goes into a new file of a folder, and the journal is proven with it")
    func checkpoint() throws {
        let desks = try TwoDesks()
        let bureau = desks.data(.bureau)
        let into = desks.folder + "/checkpoints"
        let made = try Program.run(["journal", "checkpoint", "--into", into, "--data", bureau])
        #expect(made.status == 0, "\(made.errors)")
        let file = made.output.trimmingCharacters(in: .newlines)
        let proven = try Program.run([
            "journal", "verify", "--checkpoint", file, "--data", bureau,
        ])
        #expect(proven.status == 0, "\(proven.errors)")
    }

    @Test("a copy that cannot be made leaves nothing behind")
    func nothingLeft() throws {
        let folder = try Repository.temporaryFolder()
        let copies = folder + "/copies"
        let none = try Program.run(["backup", "--into", copies, "--data", folder + "/none"])
        #expect(none.status == 66)
        let left = (try? FileManager.default.contentsOfDirectory(atPath: copies)) ?? []
        #expect(left == [])
    }
}
