/* A disk that fails, put in front of a program by LD_PRELOAD. It knows what was written to a file and not yet synced,
 * and can lose it as a power cut does: each such write stays, goes, or is torn at a sector.
 *
 *   FAULTY_DISK          only files whose path holds this text are concerned
 *   FAULTY_DISK_CUT      the power is cut at this write or sync, counted from 1
 *   FAULTY_DISK_SYNC     this sync, counted from 1, fails with EIO
 *   FAULTY_DISK_FULL     while a file of this name is there, nothing more can be written: ENOSPC
 *   FAULTY_DISK_DELAY    each sync takes so many microseconds longer, as on a disk that is slower than this one
 *   FAULTY_DISK_SEED     chooses what the cut leaves
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512
#define DESCRIPTORS 1024

/* One write, or a change of length (data is NULL), that is not synced. */
struct change {
    struct change *before;
    off_t offset;
    size_t count;
    char *data, *old;
    size_t old_count;
    off_t old_size;
};

/* A file that is open under some descriptors. */
struct file {
    dev_t device;
    ino_t inode;
    int descriptor;
    struct change *last;
};

static struct file files[DESCRIPTORS];
static int file_count;
static char concerned[DESCRIPTORS];
static long operations, syncs;
static uint64_t chance;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    const char *seed = getenv("FAULTY_DISK_SEED");
    chance = seed ? strtoull(seed, NULL, 10) * 0x9E3779B97F4A7C15ull + 1 : 1;
}

/* splitmix64 */
static uint64_t next_chance(void) {
    uint64_t z = chance += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int is_concerned(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS && concerned[descriptor];
}

static struct file *file_of(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return NULL;
    for (int i = 0; i < file_count; i++)
        if (files[i].device == status.st_dev && files[i].inode == status.st_ino) return &files[i];
    if (file_count == DESCRIPTORS) abort();
    struct file *file = &files[file_count++];
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->descriptor = dup(descriptor);
    return file;
}

/* Takes a file back to what was synced, then lets some of the later changes happen. */
static void lose(struct file *file) {
    int count = 0, descriptor = file->descriptor;
    for (struct change *c = file->last; c; c = c->before) count++;
    struct change *changes[count + 1];
    int place = count;
    for (struct change *c = file->last; c; c = c->before) {
        changes[--place] = c;
        if (real_ftruncate(descriptor, c->old_size) != 0) abort();
        if (c->old_count && real_pwrite(descriptor, c->old, c->old_count, c->offset) < 0) abort();
    }
    for (int i = 0; i < count; i++) {
        struct change *c = changes[i];
        uint64_t fate = next_chance() % 3;
        if (fate == 0) continue;
        if (!c->data) {
            if (real_ftruncate(descriptor, c->offset) != 0) abort();
            continue;
        }
        size_t kept = c->count;
        if (fate == 1 && kept > SECTOR) kept = next_chance() % (kept / SECTOR) * SECTOR;
        if (kept && real_pwrite(descriptor, c->data, kept, c->offset) < 0) abort();
    }
}

/* Counts an operation; at the one that was asked for, the power goes. */
static void count_operation(void) {
    long cut = number("FAULTY_DISK_CUT");
    if (++operations != cut || cut == 0) return;
    for (int i = 0; i < file_count; i++) lose(&files[i]);
    _exit(137);
}

static int is_full(void) {
    const char *path = getenv("FAULTY_DISK_FULL");
    return path && access(path, F_OK) == 0;
}

static void remember(int descriptor, const char *data, size_t count, off_t offset) {
    if (number("FAULTY_DISK_CUT") == 0) return;
    struct file *file = file_of(descriptor);
    struct stat status;
    if (!file || fstat(descriptor, &status) != 0) return;
    struct change *c = calloc(1, sizeof *c);
    c->before = file->last;
    c->offset = offset;
    c->count = count;
    c->old_size = status.st_size;
    if (data) c->data = memcpy(malloc(count), data, count);
    size_t reach = data ? count : (status.st_size > offset ? (size_t)(status.st_size - offset) : 0);
    c->old = malloc(reach + 1);
    ssize_t got = real_pread(descriptor, c->old, reach, offset);
    c->old_count = got > 0 ? (size_t)got : 0;
    file->last = c;
}

static void forget(int descriptor) {
    struct file *file = file_of(descriptor);
    if (!file) return;
    for (struct change *c = file->last, *before; c; c = before) {
        before = c->before;
        free(c->data);
        free(c->old);
        free(c);
    }
    file->last = NULL;
}

static int open_concerned(const char *path, int flags, mode_t mode) {
    int descriptor = real_open(path, flags, mode);
    const char *text = getenv("FAULTY_DISK");
    if (descriptor >= 0 && descriptor < DESCRIPTORS)
        concerned[descriptor] = text && strstr(path, text) != NULL;
    return descriptor;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_concerned(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_concerned(path, flags, mode);
}

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < DESCRIPTORS) concerned[descriptor] = 0;
    return real_close(descriptor);
}

ssize_t pwrite64(int descriptor, const void *data, size_t count, off_t offset) {
    if (!is_concerned(descriptor)) return real_pwrite(descriptor, data, count, offset);
    pthread_mutex_lock(&lock);
    ssize_t written = -1;
    if (is_full()) {
        errno = ENOSPC;
    } else {
        count_operation();
        remember(descriptor, data, count, offset);
        written = real_pwrite(descriptor, data, count, offset);
    }
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int descriptor, const void *data, size_t count, off_t offset) {
    return pwrite64(descriptor, data, count, offset);
}

ssize_t write(int descriptor, const void *data, size_t count) {
    if (!is_concerned(descriptor)) return real_write(descriptor, data, count);
    off_t offset = lseek(descriptor, 0, SEEK_CUR);
    ssize_t written = pwrite64(descriptor, data, count, offset);
    if (written > 0) lseek(descriptor, offset + written, SEEK_SET);
    return written;
}

int ftruncate64(int descriptor, off_t length) {
    if (!is_concerned(descriptor)) return real_ftruncate(descriptor, length);
    pthread_mutex_lock(&lock);
    count_operation();
    remember(descriptor, NULL, 0, length);
    int result = real_ftruncate(descriptor, length);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

static int synced(int descriptor, int (*real)(int)) {
    if (!is_concerned(descriptor)) return real(descriptor);
    pthread_mutex_lock(&lock);
    count_operation();
    int result = -1;
    if (++syncs == number("FAULTY_DISK_SYNC")) {
        errno = EIO;
    } else {
        result = real(descriptor);
        usleep(number("FAULTY_DISK_DELAY"));
        if (result == 0) forget(descriptor);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int fsync(int descriptor) { return synced(descriptor, real_fsync); }
int fdatasync(int descriptor) { return synced(descriptor, real_fdatasync); }
