// The laws of the house that a compiler does not hold: which module may know which, how long a
// function or a file may be, and that the public is told what it is given.

import TestSupport
import Testing

@Suite("The laws of the house")
struct HouseLawTests {
    /// Which modules of the house each module may import. Arrows point from the edges to the rules.
    static let arrows: [String: Set<String>] = [
        "Quantities": [], "CanonicalJSON": [],
        "MonitoringOrders": ["Quantities"],
        "Letters": ["MonitoringOrders", "Quantities", "CanonicalJSON"],
        "Signals": ["Quantities", "CanonicalJSON", "CFFTW"],
        "Geolocation": ["Quantities", "CanonicalJSON"],
        // How a task's recordings become a result that can be computed again.
        "Measuring": ["Signals", "Geolocation", "MonitoringOrders", "Quantities", "CanonicalJSON"],
        "ConfigurationFiles": ["MonitoringOrders", "Quantities"],
        "OrderStore": [
            "MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "CSodium", "COpenSSL",
            "CPostgres", "CSQLite",
        ],
        "MailTransport": [
            "MonitoringOrders", "Letters", "Quantities", "CSodium", "CGMime", "CCurl", "CSeccomp",
            "COpenSSL",
        ],
        "Reports": ["MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "CSodium"],
        "Desk": [
            "MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "OrderStore",
            "MailTransport", "Reports", "Geolocation", "ConfigurationFiles",
        ],
        "Console": [
            "Desk", "OrderStore", "MonitoringOrders", "Letters", "MailTransport", "Reports",
            "Quantities", "CanonicalJSON", "CSodium", "COpenSSL",
        ],
        "Sky": ["Quantities", "CanonicalJSON", "Geolocation", "Signals", "ConfigurationFiles"],
        "SimulatedCorrespondents": ["Letters", "MailTransport", "MonitoringOrders", "Quantities"],
        "SimulatedStation": [
            "SimulatedCorrespondents",
            "Quantities", "MonitoringOrders", "Letters", "Signals", "Geolocation", "Sky", "Desk",
            "Reports", "CanonicalJSON", "OrderStore", "MailTransport", "Measuring",
        ],
        "SimulatedWorkflow": [
            "SimulatedCorrespondents",
            "Quantities", "MonitoringOrders", "Letters", "CanonicalJSON", "OrderStore",
            "MailTransport",
            "Desk",
        ],
    ]

    /// Modules that know neither Foundation nor anything else of the world.
    static let withoutFoundation: Set<String> = [
        "Quantities", "CanonicalJSON", "MonitoringOrders", "Letters", "Signals", "Geolocation",
    ]

    /// Published algorithms keep the shape of their paper, however long it is.
    static func isPublishedAlgorithm(_ path: String) -> Bool {
        path.contains("Geolocation/Orbits/SGP4") || path.contains("Geolocation/Orbits/SDP4")
    }

    @Test("the tests see the whole tree")
    func seesTheTree() {
        #expect(Set(SourceFile.code.map(\.module)).isSuperset(of: Self.arrows.keys))
    }

    @Test("imports follow the arrows", arguments: SourceFile.code)
    func importsFollowArrows(file: SourceFile) {
        guard let allowed = Self.arrows[file.module] else {
            #expect(file.module == "vigia", "\(file.path): no arrows are drawn for \(file.module)")
            return
        }
        let house = Set(Self.arrows.keys).union([
            "CFFTW", "CGMime", "CSodium", "CCurl", "CSeccomp", "COpenSSL", "CPostgres",
            "CSQLite", "vigia",
        ])
        for module in file.imports.intersection(house) {
            #expect(allowed.contains(module), "\(file.path) must not import \(module)")
        }
    }

    @Test("the rules and the measurement core know no Foundation", arguments: SourceFile.code)
    func noFoundation(file: SourceFile) {
        guard Self.withoutFoundation.contains(file.module) else { return }
        let foreign = file.imports.intersection([
            "Foundation", "FoundationEssentials", "FoundationNetworking", "Dispatch",
        ])
        #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
    }

    @Test("each library stays with the module that hides it", arguments: SourceFile.code)
    func librariesStayHidden(file: SourceFile) {
        let owners = [
            "CGMime": "MailTransport", "CCurl": "MailTransport",
            "CFFTW": "Signals",
            "Yams": "ConfigurationFiles", "Hummingbird": "Console", "NIOCore": "Console",
            "ArgumentParser": "vigia",
        ]
        for (library, owner) in owners where file.imports.contains(library) {
            #expect(file.module == owner, "\(file.path) must not know \(library)")
        }
        #expect(!file.imports.contains("FoundationNetworking"))
    }

    @Test("files and lines are short enough to be read", arguments: SourceFile.all)
    func fileLength(file: SourceFile) {
        guard !Self.isPublishedAlgorithm(file.path) else { return }
        #expect(file.lines.count <= 450, "\(file.path) has \(file.lines.count) lines")
        for (number, line) in file.lines.enumerated() where line.count > 140 {
            Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
        }
    }

    @Test("functions are short enough to be read", arguments: SourceFile.code)
    func functionLength(file: SourceFile) {
        guard !Self.isPublishedAlgorithm(file.path) else { return }
        for (start, length) in file.functionLengths where length > 70 {
            Issue.record("\(file.path):\(start): the function has \(length) lines")
        }
    }

    @Test("every file says at its head what it is for", arguments: SourceFile.code)
    func header(file: SourceFile) {
        let first = file.lines.first { !$0.hasPrefix("// swift-tools") } ?? ""
        #expect(first.hasPrefix("// "), "\(file.path) has no header comment")
    }

    @Test("public functions and types are documented", arguments: SourceFile.code)
    func documentation(file: SourceFile) {
        guard file.module != "vigia" else { return }
        for line in file.undocumentedDeclarations {
            Issue.record("\(file.path):\(line): a public declaration has no documentation")
        }
    }

    @Test("nothing is left unfinished or forced", arguments: SourceFile.code)
    func nothingUnfinished(file: SourceFile) {
        for (number, line) in file.lines.enumerated() {
            for mark in ["TODO", "FIXME", "XXX", "try!", "as!", "fatalError("]
            where line.contains(mark) {
                Issue.record("\(file.path):\(number + 1): \(mark)")
            }
        }
    }

    @Test("unchecked promises to the compiler stand only where their proof is written")
    func uncheckedSendable() {
        for file in SourceFile.code {
            for (number, line) in file.lines.enumerated() where line.contains("@unchecked Sendable")
            {
                let before = file.lines[max(0, number - 6)..<number]
                #expect(
                    before.contains { $0.contains("//") && $0.lowercased().contains("safe") },
                    "\(file.path):\(number + 1): @unchecked Sendable without its proof")
            }
        }
    }

    @Test("tests see what the modules give, and nothing testable besides")
    func noTestable() {
        let mark = "@" + "testable"
        for file in SourceFile.all where file.lines.contains(where: { $0.contains(mark) }) {
            Issue.record("\(file.path) uses \(mark)")
        }
    }
}

extension SourceFile {
    /// Start line and length of every function, by the indentation of its closing brace.
    var functionLengths: [(start: Int, length: Int)] {
        lines.indices.compactMap { index in
            let line = lines[index]
            guard line.contains(/^\s*(?:[\w@()]+ )*(?:func |init[?(<])/), !line.contains("//")
            else {
                return nil
            }
            let indent = line.prefix { $0 == " " }
            let end = lines[(index + 1)...].firstIndex { $0 == indent + "}" }
            let nextBlank = lines[index...].firstIndex { $0.isEmpty } ?? lines.endIndex
            guard let end, end > index else { return nil }
            // A requirement of a protocol has no body: its line stands before the next blank one.
            guard lines[index...end].contains(where: { $0.hasSuffix("{") }), nextBlank > index
            else {
                return nil
            }
            return (index + 1, end - index + 1)
        }
    }

    /// Lines with a public function or type that no documentation comment precedes. What a protocol
    /// asks for is documented there.
    var undocumentedDeclarations: [Int] {
        let words = "static |mutating |final |indirect |nonisolated "
        let declaration =
            "^ *(@[A-Za-z]+(\\([^)]*\\))? )*public (\(words))*(func|struct|enum|class|protocol|init)\\b"
        let wellKnown =
            "func (==|<|hash|encode|next|makeIterator|deliver|arrivals|confirm|[-+*/<=])"
            + "|init\\(([a-z]+Literal|from decoder|_ value: Double\\))"
        guard let declared = try? Regex(declaration), let known = try? Regex(wellKnown) else {
            return [0]
        }
        return lines.indices.filter { index in
            guard lines[index].contains(declared), !lines[index].contains(known) else {
                return false
            }
            var above = index - 1
            while above >= 0, lines[above].contains(/^\s*@/) { above -= 1 }
            return above < 0 || !lines[above].contains(/^\s*\/\/\//)
        }.map { $0 + 1 }
    }
}
