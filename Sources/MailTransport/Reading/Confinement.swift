// What a process may still do once it reads strangers' letters: take bytes from its one connection, compute in
// limited memory, give bytes back. Everything else ends it. There is no way out of the confinement.

import CGMime
import CSeccomp
import Glibc
import Quantities

/// The confinement of the process that reads letters (seccomp(2), setrlimit(2)).
package enum Confinement {
    /// It could not be put on; without it no letter is read.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Calls that reading a letter needs.
    private static let allowed = [
        "read", "sendto", "brk", "munmap", "mremap", "madvise", "futex", "exit", "exit_group",
        "rt_sigreturn", "rt_sigprocmask", "sched_yield", "getrandom", "clock_gettime", "setitimer",
        "gettid", "getpid", "tgkill",
    ]

    /// Calls that libraries try and do without: looking for a file is refused, and no reason to end.
    private static let refused = [
        "open", "openat", "access", "faccessat", "faccessat2", "stat", "fstat", "newfstatat",
        "readlink", "readlinkat", "lseek",
    ]

    /// Confines the calling process for good.
    ///
    /// - Throws: ``Failure`` in the words of the system.
    package static func enter() throws(Failure) {
        guard vigia_close_from(UInt32(STDERR_FILENO) + 1) == 0 else {
            throw Failure(description: "close_range: \(String(cString: strerror(errno)))")
        }
        try limitResources()
        try filterCalls()
    }

    /// Lets the process end by SIGPROF after so much processor time; zero takes the limit away.
    package static func limitTime(seconds: Int) {
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static func limitResources() throws(Failure) {
        let memory = try occupied() + UInt64(Limits.readerMemory)
        let limits: [(__rlimit_resource, UInt64)] = [
            (RLIMIT_AS, memory), (RLIMIT_FSIZE, 0), (RLIMIT_CORE, 0), (RLIMIT_NOFILE, 0),
        ]
        for (resource, value) in limits {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
                throw Failure(description: "setrlimit: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Bytes of address space in use.
    private static func occupied() throws(Failure) -> UInt64 {
        guard let file = fopen("/proc/self/statm", "r") else {
            throw Failure(description: "/proc/self/statm: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else {
            throw Failure(description: "/proc/self/statm is empty")
        }
        return strtoull(line, nil, 10) * UInt64(getpagesize())
    }

    private static func filterCalls() throws(Failure) {
        guard let filter = seccomp_init(vigia_seccomp_kill()) else {
            throw Failure(description: "seccomp cannot be had")
        }
        defer { seccomp_release(filter) }
        for name in allowed { try add(name, vigia_seccomp_allow(), to: filter) }
        for name in refused { try add(name, vigia_seccomp_refuse(UInt16(EACCES)), to: filter) }
        // Memory may be had, but none that can be executed.
        let executable = scmp_datum_t(PROT_EXEC)
        try add(
            "mmap", vigia_seccomp_allow(), to: filter,
            where: scmp_arg_cmp(arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: executable, datum_b: 0))
        // Whatever threads there are: none stays outside.
        seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1)
        let result = seccomp_load(filter)
        guard result == 0 else {
            throw Failure(description: "seccomp: \(String(cString: strerror(-result)))")
        }
    }

    private static func add(
        _ name: String, _ action: UInt32, to filter: scmp_filter_ctx,
        where condition: scmp_arg_cmp? = nil
    ) throws(Failure) {
        let call = seccomp_syscall_resolve_name(name)
        let conditions = [condition].compactMap(\.self)
        let result = seccomp_rule_add_array(
            filter, action, call, UInt32(conditions.count), conditions)
        guard result == 0 else {
            throw Failure(description: "seccomp, \(name): \(String(cString: strerror(-result)))")
        }
    }
}
