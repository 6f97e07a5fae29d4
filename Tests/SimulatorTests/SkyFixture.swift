import ConfigurationFiles
import Foundation
import Quantities
import Sky
import TestSupport
import Testing

/// The shipped scenarios, and changed ones.
enum SkyFixture {
    static let folder = Repository.root + "/Simulators/Scenarios/"

    static let names = [
        "hidden-carrier", "mirror-solutions", "monitoring-data", "mountain-site",
        "near-zero-inclination", "no-adjacent-satellite", "off-the-air", "safety-carrier",
        "sweeping-carrier", "terrestrial-downlink", "unmodulated-carrier", "wrong-pointing",
        "wrong-polarisation",
    ]

    static func scenario(_ name: String) throws -> SkyScenario {
        try ScenarioFile.read(folder + name + ".yaml")
    }

    /// A shipped scenario with pieces of its text replaced, in a file of its own.
    static func path(_ name: String, replacing changes: [(String, String)]) throws -> String {
        var text = try Repository.text(folder + name + ".yaml")
        for (old, new) in changes {
            try #require(text.contains(old), "\(old) is not in \(name).yaml")
            text = text.replacingOccurrences(of: old, with: new)
        }
        let path = try Repository.temporaryFolder() + "/scenario.yaml"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    static func scenario(_ name: String, replacing changes: [(String, String)]) throws
        -> SkyScenario
    {
        try ScenarioFile.read(try path(name, replacing: changes))
    }
}
