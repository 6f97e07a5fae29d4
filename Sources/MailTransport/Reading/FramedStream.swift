// Blocks of bytes over a stream socket, each after its length in eight bytes.

import Glibc

/// One end of a connection that carries blocks of bytes.
struct FramedStream {
    private let socket: Int32

    /// What a reader says when it is confined and ready.
    static let greeting: [UInt8] = []

    init(_ socket: Int32) { self.socket = socket }

    /// Sends a block whole.
    ///
    /// - Returns: false if the other side is gone.
    func send(_ block: [UInt8]) -> Bool {
        var length = ByteWriter()
        length.add(Int64(block.count))
        return sendAll(length.bytes) && sendAll(block)
    }

    private func sendAll(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                // A side that is gone is no reason for a signal.
                let count = Glibc.send(
                    socket, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                    Int32(MSG_NOSIGNAL))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// Waits for a block.
    ///
    /// - Parameter limit: bytes at most.
    /// - Returns: `nil` if the other side is gone or announces more than the limit.
    func receive(atMost limit: Int) -> [UInt8]? {
        guard let head = receive(count: 8) else { return nil }
        var reader = ByteReader(head)
        guard let count = try? reader.number(), (0...Int64(limit)).contains(count) else {
            return nil
        }
        return receive(count: Int(count))
    }

    private func receive(count: Int) -> [UInt8]? {
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = read(socket, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                filled += got
            }
            isWhole = true
        }
        return isWhole ? bytes : nil
    }
}
