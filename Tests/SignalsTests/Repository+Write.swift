// Writing of small files in tests.

import Foundation
import TestSupport

extension Repository {
    /// Writes bytes to a file, replacing what was there.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }
}
