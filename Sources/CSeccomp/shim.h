// libseccomp for Swift: its action macros with arguments are not imported, so those that are needed stand
// here as functions, and beside them the one call for confinement that the C library does not show to Swift.
// Nothing else belongs here: which calls are allowed is decided in Swift.
#ifndef VIGIA_CSECCOMP_SHIM_H
#define VIGIA_CSECCOMP_SHIM_H

#include <seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline uint32_t vigia_seccomp_kill(void) { return SCMP_ACT_KILL_PROCESS; }
static inline uint32_t vigia_seccomp_allow(void) { return SCMP_ACT_ALLOW; }
static inline uint32_t vigia_seccomp_refuse(uint16_t number) { return SCMP_ACT_ERRNO(number); }

// Closes every descriptor from the first on (close_range(2), Linux 5.9).
static inline int vigia_close_from(unsigned first) { return (int)syscall(SYS_close_range, first, ~0U, 0); }

#endif
