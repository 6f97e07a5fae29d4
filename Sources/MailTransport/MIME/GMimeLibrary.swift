// The one place where GMime is set up, and the conversions between its C values and Swift's.
// Rule of the house: what was *read* by GMime is never *written* by it, nor asked for a boundary it
// lacks: GMime 3.2.13 then formats the parameters again and never ends on some (trap T9).

import CGMime

/// GMime, set up once in a process.
enum GMimeLibrary {
    /// Sets GMime up on first use. Embedded letters are registered as plain parts: their bytes are
    /// kept exactly and no parser descends into them.
    static let ready: Void = {
        g_mime_init()
        for subtype in ["rfc822", "rfc2822", "global", "news", "external-body", "partial"] {
            vigia_gmime_keep_as_leaf("message", subtype)
        }
    }()

    /// A copy of a C string that GMime keeps.
    static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    /// A raw header value without folding, as valid text: bytes above 127 that are not UTF-8 are
    /// windows-1252.
    static func unfolded(_ raw: UnsafePointer<CChar>?) -> String {
        guard let value = g_mime_utils_header_unfold(raw) else { return "" }
        defer { g_free(value) }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: value, count: strlen(value)))
        return CharsetDecoder(bytes, label: "windows-1252").text
    }

    /// The bytes that a stream in memory holds.
    static func bytes(of stream: UnsafeMutablePointer<GMimeStream>) -> [UInt8] {
        guard let array = g_mime_stream_mem_get_byte_array(vigia_gmime_memory(stream)) else {
            return []
        }
        return [UInt8](
            UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }

    /// A stream in memory with a copy of the bytes; the caller unreferences it.
    static func stream(_ bytes: [UInt8]) -> UnsafeMutablePointer<GMimeStream>? {
        // The copy is taken over as it is; appended bytes would be rounded up to a power of two.
        let copy = bytes.withUnsafeBytes { g_memdup2($0.baseAddress, gsize($0.count)) }
        let array = g_byte_array_new_take(
            copy?.assumingMemoryBound(to: guint8.self), gsize(bytes.count))
        return g_mime_stream_mem_new_with_byte_array(array)
    }
}
