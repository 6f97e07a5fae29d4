// The project's own Swift files as the tidy tests see them.

import Foundation
import TestSupport
import Testing

/// One Swift file of the project.
struct SourceFile: Sendable, CustomTestStringConvertible {
    /// Relative to the repository.
    var path: String
    var lines: [String]

    var testDescription: String { path }

    /// The module, by the folder it stands in.
    var module: String {
        let parts = path.split(separator: "/").map(String.init)
        switch parts[0] {
        case "Protocols": return "Letters"
        case "Simulators": return parts[1] == "Sky" ? "Sky" : "Simulated" + parts[1]
        default: return parts[1]
        }
    }

    /// Modules named in import lines.
    var imports: Set<String> {
        let pattern =
            /^(?:@\w+(?:\([^)]*\))? )?(?:public |package |internal )?import (?:struct |func |enum |class )?(\w+)/
        return Set(lines.compactMap { $0.prefixMatch(of: pattern).map { String($0.1) } })
    }
}

extension SourceFile {
    static let all: [SourceFile] = files(below: ["Sources", "Protocols", "Simulators", "Tests"])
    static let code: [SourceFile] = files(below: ["Sources", "Protocols", "Simulators"])

    private static func files(below folders: [String]) -> [SourceFile] {
        folders.flatMap { folder in
            let base = URL(filePath: Repository.path(folder)).resolvingSymlinksInPath().path
            let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String }
            return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
                let text = (try? Repository.text(base + "/" + name)) ?? ""
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                return SourceFile(path: folder + "/" + name, lines: lines.map(String.init))
            }
        }
    }
}
