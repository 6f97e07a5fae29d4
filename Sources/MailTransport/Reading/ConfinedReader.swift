// Reads letters in child processes that can do nothing but compute: a letter that breaks its reader, takes too
// much time or memory, or makes it say what cannot be, costs that child its life and itself the quarantine.

public import Letters
import Quantities
import Synchronization

/// A pool of confined readers. It may be used from any thread.
public final class ConfinedReader: MailReading {
    private let program: String
    private let arguments: [String]
    private let width: Int
    private let idle = Mutex<[ReaderProcess]>([])

    /// A pool; its processes are started when they are needed.
    ///
    /// - Parameters:
    ///   - program: path of an executable that runs ``ReaderChild/serve(_:)`` when called so.
    ///   - arguments: with which it does.
    ///   - width: letters read at the same time.
    public init(
        program: String, arguments: [String] = [ReaderChild.command], width: Int = 2
    ) {
        precondition(width > 0, "somebody must read")
        (self.program, self.arguments, self.width) = (program, arguments, width)
    }

    /// Reads letters, as many at the same time as the pool is wide.
    public func read(
        _ letters: [[UInt8]]
    ) throws(ReaderUnavailable) -> [Result<MailMessage, MIMEFault>] {
        var results: [Result<MailMessage, MIMEFault>] = []
        while results.count < letters.count {
            // Each child gets a letter before the first answer is waited for.
            var asked: [Result<ReaderProcess, MIMEFault>] = []
            for letter in letters[results.count...].prefix(width) { asked.append(try ask(letter)) }
            results += asked.map(answer)
        }
        return results
    }

    private func ask(
        _ letter: [UInt8]
    ) throws(ReaderUnavailable) -> Result<ReaderProcess, MIMEFault> {
        do {
            try MIMEFault.Limit.letterBytes.check(letter.count)
        } catch {
            return .failure(error)
        }
        if let waiting = idle.withLock({ $0.popLast() }), waiting.ask(letter) {
            return .success(waiting)
        }
        let fresh = try ReaderProcess(program, arguments)
        return fresh.ask(letter) ? .success(fresh) : .failure(fresh.fault())
    }

    private func answer(
        _ asked: Result<ReaderProcess, MIMEFault>
    ) -> Result<MailMessage, MIMEFault> {
        asked.flatMap { process in
            guard let answer = process.answer() else { return .failure(process.fault()) }
            if process.isFitForMore { idle.withLock { $0.append(process) } }
            return answer
        }
    }
}
