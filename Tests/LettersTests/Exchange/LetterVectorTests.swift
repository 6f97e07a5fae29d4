// The vectors beside the protocol: one letter of each kind as text of record and as data. They are the
// promise to other programs; `VIGIA_RECORD=1` writes them anew when the promise is changed on purpose.

import CanonicalJSON
import Foundation
import Letters
import MonitoringOrders
import TestSupport
import Testing

@Suite("The vectors of letters")
struct LetterVectorTests {
    static let folder = Repository.path("Protocols/Letters/Vectors/")
    static let agreement = "Memorandum of Understanding, signed 2019-10-31"

    @Test("what is written stands in the vectors, and reading it gives the same letter")
    func vectors() throws {
        let letters = try SampleLetters.all()
        #expect(Set(letters.map(\.kind)) == Set(LetterKind.allCases))
        for letter in letters {
            let base = Self.folder + letter.kind.rawValue
            let data = LetterJSON.value(letter).pretty + "\n"
            let text =
                LetterWriter.subject(of: letter, isSimulation: false) + "\n\n"
                + LetterWriter.body(letter, agreement: Self.agreement, isSimulation: false)
            if ProcessInfo.processInfo.environment["VIGIA_RECORD"] == "1" {
                try Data(data.utf8).write(to: URL(filePath: base + ".json"))
                try Data(text.utf8).write(to: URL(filePath: base + ".txt"))
            }
            #expect(try Repository.text(base + ".json") == data)
            #expect(try Repository.text(base + ".txt") == text)
            let (read, _, faults) = LetterJSON.read(try Repository.bytes(base + ".json"))
            #expect(read == letter)
            #expect(faults.isEmpty)
        }
    }

    @Test("an independent validator finds every vector and seeded letters true to the schema")
    func schema() throws {
        let folder = try Repository.temporaryFolder()
        var generator = SeededGenerator(seed: 11)
        for index in 0..<100 {
            let letter = try SampleLetters.random(&generator)
            let data = Data(LetterJSON.value(letter).pretty.utf8)
            try data.write(to: URL(filePath: "\(folder)/\(index).json"))
        }
        #expect(try validate(Self.folder, folder) == "107 valid\n")
        let broken = try Repository.temporaryFolder()
        let text = try Repository.text(Self.folder + "update.json")
        try Data(text.replacing("\"number\": 1,", with: "").utf8).write(
            to: URL(filePath: broken + "/update.json"))
        #expect(try validate(broken) == "0 valid\n")
    }

    private func validate(_ folders: String...) throws -> String {
        let script = """
            import glob, json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            check = jsonschema.Draft202012Validator(schema)
            files = [file for folder in sys.argv[2:] for file in glob.glob(folder + "/*.json")]
            print(sum(check.is_valid(json.load(open(file))) for file in files), "valid")
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: Repository.path(".venv/bin/python3"))
        process.arguments =
            ["-c", script, Repository.path("Protocols/Letters/Schema/letter.schema.json")] + folders
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    @Test("printing and reading are inverse for seeded letters of every kind")
    func inverse() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<400 {
            let letter = try SampleLetters.random(&generator)
            let (read, _, faults) = LetterJSON.read(Array(LetterJSON.value(letter).compact.utf8))
            #expect(read == letter)
            #expect(faults.isEmpty)
        }
    }
}
