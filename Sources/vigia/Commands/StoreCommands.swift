// The store at the command line: moving a desk from one engine to the other.

import ArgumentParser
import CanonicalJSON
import Desk
import Foundation
import OrderStore

struct StoreCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Move a desk between SQLite and PostgreSQL.",
        subcommands: [Copy.self])

    struct Copy: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy a desk's database into an empty one, of either engine.",
            discussion: """
                Numbers, letters and hashes stay as they are; the copy is verified as a whole, and the source is left as it is.
                Stop the desk first. Afterwards set `database` in its settings, or take it out to go back to the
                file.
                Example: vigia store copy bureau/vigia.sqlite postgresql://vigia@db.example/bureau
                """)

        @Argument(help: "The database: a file, a desk's folder, or postgresql://…")
        var from: String

        @Argument(help: "An empty one: a file that is not there yet, or postgresql://…")
        var to: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: from, isDirectory: &isFolder)
            let source = isThere && isFolder.boolValue ? try DeskSession.location(from) : from
            let copy = try OrderStore.copy(from: source, to: to)
            guard json else {
                return Output.print("\(copy.journal.rows) journal rows, head \(copy.journal.head)")
            }
            Output.print([
                "rows": JSONValue(copy.journal.rows), "head": .string(copy.journal.head),
            ])
        }
    }
}
