// One child process and the desk's end of the connection to it. The child is killed when nobody holds this.

import Glibc
import Letters
import Quantities

/// A confined reader at work.
// Safe to pass between threads: the pool lends it to one caller at a time, behind its lock.
final class ReaderProcess: @unchecked Sendable {
    private let process: pid_t
    private let socket: Int32
    private var readBytes = 0
    private var isOver = false

    /// Starts a child.
    ///
    /// - Throws: ``ReaderUnavailable`` if it cannot be started or does not say that it is ready.
    init(_ program: String, _ arguments: [String]) throws(ReaderUnavailable) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ReaderUnavailable(words: "socketpair: \(String(cString: strerror(errno)))")
        }
        do {
            process = try Self.spawn(program, arguments, connection: ends[1])
        } catch {
            close(ends[0])
            close(ends[1])
            throw error
        }
        // As long as the desk held the child's end too, it would not see the child's end.
        close(ends[1])
        socket = ends[0]
        // Beyond the child's own limit of processor time: whoever is silent for so long is stuck.
        var patience = timeval(tv_sec: Limits.readerPatience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard FramedStream(socket).receive(atMost: 0) == FramedStream.greeting else {
            throw ReaderUnavailable(words: "\(program) does not begin: \(fault())")
        }
    }

    deinit {
        // The descriptor is given back last: another thread may have its number at once.
        end()
        close(socket)
    }

    /// Hands a letter over; false if the child is gone.
    func ask(_ letter: [UInt8]) -> Bool {
        readBytes += letter.count
        return FramedStream(socket).send(letter)
    }

    /// The child's answer; `nil` if it broke.
    func answer() -> Result<MailMessage, MIMEFault>? {
        guard let bytes = FramedStream(socket).receive(atMost: Limits.readerAnswerBytes) else {
            return nil
        }
        return try? ReaderAnswer.decode(bytes)
    }

    /// Memory that large letters leave scattered counts against the child's limit, so that it goes early.
    var isFitForMore: Bool { readBytes < 4 << 20 }

    /// Why the child broke, in words for the quarantine list. It is over.
    func fault() -> MIMEFault {
        let status = end()
        let signal = status & 0x7F
        let reason: String =
            switch signal {
            case 0: "ended with status \((status >> 8) & 0xFF)"
            case SIGPROF: "took more than \(Limits.readerSeconds) s"
            case SIGSYS: "tried what a reader must not do"
            case SIGKILL:
                "was silent for \(Limits.readerPatience) s, or spoke what no reader speaks"
            case SIGABRT, SIGTRAP, SIGILL: "gave up; \(Limits.readerMemory >> 20) MB are allowed"
            default: "was ended by signal \(signal)"
            }
        return .readerFailed("the reader \(reason)")
    }

    /// Ends the child if it has not ended by itself, and gives its status.
    @discardableResult
    private func end() -> Int32 {
        guard !isOver else { return 0 }
        isOver = true
        var status: Int32 = 0
        // A child that broke has closed its end and is about to be waited for.
        for _ in 0..<50 {
            if waitpid(process, &status, WNOHANG) == process { return status }
            guard shutdown(socket, Int32(SHUT_RDWR)) == 0 || errno == ENOTCONN else { break }
            usleep(1_000)
        }
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static func spawn(
        _ program: String, _ arguments: [String], connection: Int32
    ) throws(ReaderUnavailable) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, connection, STDIN_FILENO)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        // The child inherits nothing of the environment but where its libraries lie.
        let libraries = getenv("LD_LIBRARY_PATH").map { "LD_LIBRARY_PATH=" + String(cString: $0) }
        let environment = [libraries].compactMap(\.self).map { strdup($0) } + [nil]
        defer { for word in environment { free(word) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, program, &actions, nil, words, environment)
        guard result == 0 else {
            throw ReaderUnavailable(words: "\(program): \(String(cString: strerror(result)))")
        }
        return process
    }
}
