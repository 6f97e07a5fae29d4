// A line that tells how far long work has come, for somebody who sits before it. It stands on standard error and only on
// a terminal, has no colour, and goes when the work ends.

import Foundation
import Glibc
import Synchronization

/// The progress of one piece of work.
final class ProgressLine: Sendable {
    private struct State {
        var words = ""
        var fraction: Double?
        var isShown = false
        var isEnded = false
    }

    private let label: String
    private let begin = ContinuousClock.now
    private let state = Mutex(State())

    /// Shows the line from now on, if standard error is a terminal that can take it back.
    init(_ label: String) {
        self.label = label
        let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
        guard isatty(STDERR_FILENO) == 1, terminal != "dumb" else { return }
        Thread { [self] in
            // Work that is soon done needs no line.
            Thread.sleep(forTimeInterval: 0.5)
            while show() { Thread.sleep(forTimeInterval: 0.2) }
        }.start()
    }

    /// Says how far the work has come.
    ///
    /// - Parameters:
    ///   - done: pieces that are done.
    ///   - all: pieces in all; `nil` where nobody knows.
    ///   - words: what is under way.
    func tell(_ done: Int, of all: Int?, _ words: String = "") {
        state.withLock { state in
            state.words = all.map { "\(done) of \($0)" } ?? "\(done)"
            if !words.isEmpty { state.words += ", \(words)" }
            state.fraction = all.map { Double(done) / Double(max($0, 1)) }
        }
    }

    /// Takes the line away while something else is printed; it comes back below.
    func aside(_ print: () -> Void) {
        state.withLock { state in
            if state.isShown { Self.write("") }
            state.isShown = false
            print()
        }
    }

    /// Takes the line away for good; to be called before anything else is printed.
    func end() {
        state.withLock { state in
            if state.isShown { Self.write("") }
            (state.isShown, state.isEnded) = (false, true)
        }
    }

    private func show() -> Bool {
        state.withLock { state in
            guard !state.isEnded else { return false }
            let elapsed = ContinuousClock.now - begin
            let seconds = Int(elapsed.components.seconds)
            var line = "\(label): \(state.words)\(state.words.isEmpty ? "" : ", ")\(seconds) s"
            if let fraction = state.fraction, fraction > 0.02, fraction < 1 {
                let left = Double(seconds) * (1 - fraction) / fraction
                line += ", about \(Int(left.rounded())) s more"
            }
            Self.write(line.prefix(100))
            state.isShown = true
            return true
        }
    }

    /// Writes in the place of what stood in the line.
    private static func write(_ line: Substring) {
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }
}

extension ProgressLine {
    /// Shows the line while a piece of work is done.
    static func during<Value>(_ label: String, _ work: () throws -> Value) rethrows -> Value {
        let line = ProgressLine(label)
        defer { line.end() }
        return try work()
    }
}
