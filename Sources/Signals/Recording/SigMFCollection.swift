// A SigMF collection names recordings that belong together; the digests bind it to their metadata.

import CanonicalJSON

/// A SigMF collection: recordings that belong together, each with the digest of its metadata.
enum SigMFCollection {
    /// The metadata files that a collection lists.
    static func streams(
        of path: String, checkingDigest: Bool
    ) throws(RecordingFaults) -> [String] {
        let bytes = try FileBytes(path).bytes(limit: MetadataFields.sizeLimit)
        let document: JSONValue
        do throws(JSONFault) {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw RecordingFaults(
                .malformed, file: path, place: "line \(error.line), column \(error.column)",
                reason: error.message)
        }
        guard let streams = document["collection"]?["core:streams"]?.array, !streams.isEmpty
        else {
            throw RecordingFaults(
                .malformed, file: path, place: "core:streams", reason: "a list is expected")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var paths: [String] = []
        var faults: [RecordingFault] = []
        for (index, stream) in streams.enumerated() {
            let place = "core:streams[\(index)]"
            guard let name = stream["name"]?.string ?? stream.string, isPlain(name) else {
                faults.append(
                    RecordingFault(
                        .malformed, file: path, place: place,
                        reason: "the name of a recording in the same folder is expected"))
                continue
            }
            paths.append(folder + name + ".sigmf-meta")
            guard checkingDigest, let expected = stream["hash"]?.string else { continue }
            do throws(RecordingFaults) {
                guard try FileBytes(folder + name + ".sigmf-meta").sha512() != expected
                else { continue }
                faults.append(
                    RecordingFault(
                        .digest, file: path, place: place,
                        reason: "the metadata of \(name) are not those that were listed"))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw RecordingFaults(faults) }
        return paths
    }

    /// A file name that cannot lead out of its folder.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !name.contains("\0") && name != ".."
    }
}
