// How many files and connections a process may have open at once.

import Glibc

enum Descriptors {
    /// Raises the soft limit to the hard one: each reader of live events holds a connection, and service managers and
    /// shells set the soft limit to 1024 for the sake of programs that use select(2). Where it cannot be raised, the
    /// limit stays as it is, and whoever comes beyond it is refused.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
