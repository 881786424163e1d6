/*
 * Preloaded into the program by `npm run crash`: kills it at its n-th call that writes below a folder.
 * EPW_KILL_FOLDER: only calls on paths below it count. EPW_KILL_AT: which call (from 1); 0 kills none. EPW_KILL_HALF=1: the
 * first half of what is written still gets onto the disk. EPW_KILL_LOG: where the number of calls is kept, eight digits.
 * EPW_KILL_ROLE: the process must have this in its arguments. Helpers of Chromium (--type=...) never count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[4096];
static size_t folder_length;
static long kill_at;
static int is_half;
static int log_file = -1;
static int is_on;
static long count;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

static int has_argument(const char *wanted) {
  char text[65536];
  int file = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = 0, got;
  while ((got = read(file, text + length, sizeof text - 1 - (size_t)length)) > 0) length += got;
  close(file);
  for (ssize_t at = 0; at < length; at++) if (text[at] == 0) text[at] = '\n';
  text[length] = 0;
  return strstr(text, wanted) != NULL;
}

__attribute__((constructor)) static void begin(void) {
  const char *below = getenv("EPW_KILL_FOLDER");
  const char *role = getenv("EPW_KILL_ROLE");
  const char *log_path = getenv("EPW_KILL_LOG");
  if (!below || has_argument("\n--type=") || (role && *role && !has_argument(role))) return;
  snprintf(folder, sizeof folder, "%s/", below);
  folder_length = strlen(folder);
  kill_at = getenv("EPW_KILL_AT") ? atol(getenv("EPW_KILL_AT")) : 0;
  is_half = getenv("EPW_KILL_HALF") != NULL;
  if (log_path) log_file = (int)syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  is_on = 1;
}

/* True at the call at which the process dies; it is dead before the call unless half of it is wanted. */
static int dies(const char *path, int can_be_half) {
  if (!is_on || !path || strncmp(path, folder, folder_length) != 0) return 0;
  long number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (log_file >= 0) {
    char text[16];
    int length = snprintf(text, sizeof text, "%08ld\n", number);
    syscall(SYS_pwrite64, log_file, text, (size_t)length, 0L);
  }
  if (number != kill_at) return 0;
  if (is_half && can_be_half) return 1;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static int dies_at_file(int file, int can_be_half) {
  if (!is_on) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return dies(path, can_be_half);
}

static void end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

ssize_t write(int file, const void *data, size_t size) {
  ssize_t (*real)(int, const void *, size_t) = REAL(ssize_t (*)(int, const void *, size_t), "write");
  if (dies_at_file(file, 1)) { real(file, data, size / 2); end(); }
  return real(file, data, size);
}

#define PWRITE(name) \
  ssize_t name(int file, const void *data, size_t size, off_t at) { \
    ssize_t (*real)(int, const void *, size_t, off_t) = REAL(ssize_t (*)(int, const void *, size_t, off_t), #name); \
    if (dies_at_file(file, 1)) { real(file, data, size / 2, at); end(); } \
    return real(file, data, size, at); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define ON_FILE(type, name, parameters, types, arguments) \
  type name parameters { \
    type (*real) types = REAL(type (*) types, #name); \
    dies_at_file(file, 0); \
    return real arguments; \
  }
ON_FILE(ssize_t, writev, (int file, const struct iovec *parts, int number), (int, const struct iovec *, int), (file, parts, number))
ON_FILE(ssize_t, pwritev, (int file, const struct iovec *parts, int number, off_t at), (int, const struct iovec *, int, off_t), (file, parts, number, at))
ON_FILE(ssize_t, pwritev64, (int file, const struct iovec *parts, int number, off_t at), (int, const struct iovec *, int, off_t), (file, parts, number, at))
ON_FILE(int, ftruncate, (int file, off_t size), (int, off_t), (file, size))
ON_FILE(int, ftruncate64, (int file, off_t size), (int, off_t), (file, size))
ON_FILE(int, fsync, (int file), (int), (file))
ON_FILE(int, fdatasync, (int file), (int), (file))

#define ON_PATH(type, name, parameters, types, arguments) \
  type name parameters { \
    type (*real) types = REAL(type (*) types, #name); \
    dies(path, 0); \
    return real arguments; \
  }
ON_PATH(int, unlink, (const char *path), (const char *), (path))
ON_PATH(int, unlinkat, (int at, const char *path, int flags), (int, const char *, int), (at, path, flags))
ON_PATH(int, mkdir, (const char *path, mode_t mode), (const char *, mode_t), (path, mode))
ON_PATH(int, mkdirat, (int at, const char *path, mode_t mode), (int, const char *, mode_t), (at, path, mode))
ON_PATH(int, rmdir, (const char *path), (const char *), (path))
ON_PATH(int, truncate, (const char *path, off_t size), (const char *, off_t), (path, size))
ON_PATH(int, truncate64, (const char *path, off_t size), (const char *, off_t), (path, size))
ON_PATH(int, rename, (const char *path, const char *to), (const char *, const char *), (path, to))
ON_PATH(int, renameat, (int at, const char *path, int to_at, const char *to), (int, const char *, int, const char *), (at, path, to_at, to))
ON_PATH(int, renameat2, (int at, const char *path, int to_at, const char *to, unsigned int flags), (int, const char *, int, const char *, unsigned int), (at, path, to_at, to, flags))

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    int (*real)(const char *, int, ...) = REAL(int (*)(const char *, int, ...), #name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (flags & (O_CREAT | O_TRUNC)) dies(path, 0); \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at, const char *path, int flags, ...) { \
    int (*real)(int, const char *, int, ...) = REAL(int (*)(int, const char *, int, ...), #name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (flags & (O_CREAT | O_TRUNC)) dies(path, 0); \
    return real(at, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)
