// Reading of SigMF 1.2: metadata, data file, channels, collections and digests. All faults of a
// file are gathered; the digest is computed in pieces, so size does not matter.

import CanonicalJSON
import Quantities

extension Recording {
    /// Opens one channel of a SigMF recording; samples stay in the file until they are asked for.
    ///
    /// - Parameters:
    ///   - path: the `.sigmf-meta` file (its `.sigmf-data` file lies beside it).
    ///   - channel: which of `core:num_channels`, from 0.
    ///   - checkingDigest: whether the data are compared with `core:sha512`, when it is given.
    /// - Returns: the first capture of that channel.
    /// - Throws: ``RecordingFaults``, all that were found.
    public static func open(
        _ path: String, channel: Int = 0, checkingDigest: Bool = true
    ) throws(RecordingFaults) -> Recording {
        let channels = try openChannels(path, checkingDigest: checkingDigest)
        guard channels.indices.contains(channel) else {
            throw RecordingFaults(
                .malformed, file: path, place: "core:num_channels",
                reason: "there is no channel \(channel), only \(channels.count)")
        }
        return channels[channel]
    }

    /// Opens all channels of a recording (`.sigmf-meta`) or of the recordings that a collection
    /// (`.sigmf-collection`) lists, in their order.
    public static func openAll(
        _ path: String, checkingDigest: Bool = true
    ) throws(RecordingFaults) -> [Recording] {
        guard path.hasSuffix(".sigmf-collection") else {
            return try openChannels(path, checkingDigest: checkingDigest)
        }
        var recordings: [Recording] = []
        var faults: [RecordingFault] = []
        for stream in try SigMFCollection.streams(of: path, checkingDigest: checkingDigest) {
            do throws(RecordingFaults) {
                recordings += try openChannels(stream, checkingDigest: checkingDigest)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw RecordingFaults(faults) }
        return recordings
    }

    /// Opens the victim and the adjacent channel from two recordings, from one recording of two
    /// channels, or from a collection of two.
    ///
    /// - Parameters:
    ///   - paths: one or two files.
    ///   - checkingDigest: whether digests are compared where they are given.
    /// - Returns: the first and the second channel.
    /// - Throws: ``RecordingFaults`` with the faults of all files, or that there are not two channels.
    public static func openPair(
        _ paths: [String], checkingDigest: Bool = true
    ) throws(RecordingFaults) -> (victim: Recording, adjacent: Recording) {
        var recordings: [Recording] = []
        var faults: [RecordingFault] = []
        for path in paths {
            do throws(RecordingFaults) {
                recordings += try openAll(path, checkingDigest: checkingDigest)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw RecordingFaults(faults) }
        guard recordings.count == 2 else {
            throw RecordingFaults(
                .malformed, file: paths.joined(separator: ", "),
                reason: "two channels are needed, \(recordings.count) are there")
        }
        return (recordings[0], recordings[1])
    }

    private static func openChannels(
        _ path: String, checkingDigest: Bool
    ) throws(RecordingFaults) -> [Recording] {
        let bytes = try FileBytes(path).bytes(limit: MetadataFields.sizeLimit)
        let document: JSONValue
        do throws(JSONFault) {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw RecordingFaults(
                .malformed, file: path, place: "line \(error.line), column \(error.column)",
                reason: error.message)
        }
        let fields = try MetadataFields(document, file: path)
        let data = try FileBytes(fields.dataPath)
        let layout = try fields.layout(of: data)
        if checkingDigest, let expected = fields.sha512, try data.sha512() != expected {
            throw RecordingFaults(
                .digest, file: data.path, place: "core:sha512",
                reason:
                    "the data (\(data.count) bytes) are not those that were recorded: they were "
                    + "cut short or changed")
        }
        return (0..<fields.channelCount).map { channel in
            Recording(
                name: fields.channelCount == 1 ? path : "\(path) channel \(channel)",
                metadata: document, capture: fields.capture, sampleRate: fields.sampleRate,
                sampleCount: layout.sampleCount,
                file: SampleFile(
                    bytes: data, format: fields.format, offset: layout.offset, channel: channel,
                    channelCount: fields.channelCount))
        }
    }
}
