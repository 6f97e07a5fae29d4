// The child process that reads letters: everything it will need is loaded, then it is confined, then it serves
// the desk over one connection, letter after letter. Each request and each answer is a length and its bytes.

import CGMime
import Glibc
import Letters
import Quantities

/// The reading side of the connection between a desk and its reader.
public enum ReaderChild {
    /// The name of the hidden subcommand that becomes a reader.
    public static let command = "read-confined"

    /// Serves one connection until the other side closes it.
    ///
    /// - Parameters:
    ///   - connection: a connected stream socket.
    ///   - trust: whose signatures are believed.
    /// - Returns: in words why it could not begin; `nil` when the other side has closed.
    public static func serve(_ connection: Int32, trust: SignatureTrust? = nil) -> String? {
        GMimeLibrary.ready
        CharsetDecoder.loadEverything()
        SignatureTrust.prepareLibrary()
        do {
            try Confinement.enter()
        } catch {
            return error.description
        }
        let stream = FramedStream(connection)
        guard stream.send(FramedStream.greeting) else { return nil }
        while let letter = stream.receive(atMost: Limits.letterBytes) {
            Confinement.limitTime(seconds: Limits.readerSeconds)
            let result = Result { () throws(MIMEFault) in try MIMEReader.read(letter, trust: trust)
            }
            let answer = ReaderAnswer.encode(result)
            Confinement.limitTime(seconds: 0)
            guard stream.send(answer) else { break }
        }
        return nil
    }
}
