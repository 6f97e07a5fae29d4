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

    /// A copy of a C string that GMime gave away; the C string is freed.
    static func taking(_ pointer: UnsafeMutablePointer<CChar>?) -> String? {
        guard let pointer else { return nil }
        defer { g_free(pointer) }
        return String(cString: pointer)
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
