// The kernel's own view of its clock (adjtimex), which Swift's Glibc does not show.
#ifndef VIGIA_CTIMEX_SHIM_H
#define VIGIA_CTIMEX_SHIM_H

#include <sys/timex.h>

#endif
