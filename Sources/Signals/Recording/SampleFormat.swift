// The forms in which samples lie in a file, and their change to pairs of Float. Whole numbers are
// scaled so that full scale is 1; nothing else is done to a sample.

/// A `core:datatype` that this house reads and writes.
public enum SampleFormat: String, CaseIterable, Hashable, Sendable {
    case complexFloatLittle = "cf32_le"
    case complexFloatBig = "cf32_be"
    case complexInt16Little = "ci16_le"
    case complexInt16Big = "ci16_be"
    case complexInt8 = "ci8"
    case complexUInt8 = "cu8"

    /// Bytes of one complex sample of one channel.
    public var bytesPerSample: Int {
        switch self {
        case .complexFloatLittle, .complexFloatBig: 8
        case .complexInt16Little, .complexInt16Big: 4
        case .complexInt8, .complexUInt8: 2
        }
    }

    /// Whether the numbers are whole, so that the converter has a hard limit.
    var isInteger: Bool { self != .complexFloatLittle && self != .complexFloatBig }

    /// One component, real or imaginary, at a byte position; full scale is 1.
    @inline(__always)
    func component(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Float {
        switch self {
        case .complexFloatLittle:
            Float(
                bitPattern: UInt32(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        case .complexFloatBig:
            Float(
                bitPattern: UInt32(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        case .complexInt16Little:
            Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)))
                / 32768
        case .complexInt16Big:
            Float(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)))
                / 32768
        case .complexInt8:
            Float(Int8(bitPattern: bytes[offset])) / 128
        case .complexUInt8:
            (Float(bytes[offset]) - 128) / 128
        }
    }

    /// The bytes of one component; whole numbers are rounded to the nearest and held at the limit.
    func append(_ component: Float, to bytes: inout [UInt8]) {
        switch self {
        case .complexFloatLittle:
            withUnsafeBytes(of: component.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        case .complexFloatBig:
            withUnsafeBytes(of: component.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .complexInt16Little:
            let whole = Int16(Self.held(component * 32768, -32768, 32767))
            withUnsafeBytes(of: whole.littleEndian) { bytes.append(contentsOf: $0) }
        case .complexInt16Big:
            let whole = Int16(Self.held(component * 32768, -32768, 32767))
            withUnsafeBytes(of: whole.bigEndian) { bytes.append(contentsOf: $0) }
        case .complexInt8:
            bytes.append(UInt8(bitPattern: Int8(Self.held(component * 128, -128, 127))))
        case .complexUInt8:
            bytes.append(UInt8(Self.held(component * 128 + 128, 0, 255)))
        }
    }

    private static func held(_ value: Float, _ low: Float, _ high: Float) -> Float {
        guard value.isFinite else { return 0 }
        return min(max(value.rounded(), low), high)
    }
}
