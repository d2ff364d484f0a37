/* fail.c - linked into a build of the program of its own: the n-th allocation, the n-th write or
 * the n-th read fails, once. FAIL_ALLOC=n, FAIL_WRITE=n and FAIL_READ=n say which; FAIL_COUNTS
 * names a descriptor that is told at the end how many of each there were. FAIL_SHORT: read() gives
 * one byte at a time, and is interrupted before each. FAIL_SIGNAL=n15: signal 15 comes when the
 * n-th write begins. An allocation of a library counts like one of ours. FAIL_BY_WRAP: only calls
 * that the linker sends here (--wrap) fail, so that a sanitizer keeps its own malloc(). To add a
 * call: a row of FAILING in run.sh and a function here.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define SEEN __attribute__((visibility("default"), used))

#ifdef FAIL_BY_WRAP
#include <cjson/cJSON.h>
#define OURS(name) __wrap_##name
#define REAL(name) __real_##name
#else
#define OURS(name) name
#define REAL(name) __libc_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *block, size_t size);
SEEN void *OURS(malloc)(size_t size);
SEEN void *OURS(calloc)(size_t nmemb, size_t size);
SEEN void *OURS(realloc)(void *ptr, size_t size);

static atomic_long allocations, writes, reads;
static long failing_allocation, failing_write, failing_read, short_reads, signalled_write;
static bool armed;

static long number_from(const char *name)
{
    const char *text = getenv(name);
    return text != NULL ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void arm(void)
{
#ifdef FAIL_BY_WRAP /* cJSON may be a shared library, where the linker changes nothing */
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = OURS(malloc), .free_fn = free});
#endif
    failing_allocation = number_from("FAIL_ALLOC");
    failing_write = number_from("FAIL_WRITE");
    failing_read = number_from("FAIL_READ");
    short_reads = number_from("FAIL_SHORT");
    signalled_write = number_from("FAIL_SIGNAL");
    armed = true;
}

__attribute__((destructor)) static void tell_counts(void)
{
    char text[64];
    int file = (int)number_from("FAIL_COUNTS");
    armed = false;
    if (file == 0)
        return;
    int length =
        snprintf(text, sizeof text, "%ld %ld %ld\n", (long)allocations, (long)writes, (long)reads);
    if (write(file, text, (size_t)length) < 0)
        abort();
}

static bool fails(atomic_long *counter, long which)
{
    return armed && atomic_fetch_add(counter, 1) + 1 == which;
}

/* ---- Allocations ---- */

void *OURS(malloc)(size_t size)
{
    if (!fails(&allocations, failing_allocation))
        return REAL(malloc)(size);
    errno = ENOMEM;
    return NULL;
}

void *OURS(calloc)(size_t nmemb, size_t size)
{
    if (!fails(&allocations, failing_allocation))
        return REAL(calloc)(nmemb, size);
    errno = ENOMEM;
    return NULL;
}

void *OURS(realloc)(void *ptr, size_t size)
{
    if (!fails(&allocations, failing_allocation))
        return REAL(realloc)(ptr, size);
    errno = ENOMEM;
    return NULL;
}

#ifdef FAIL_BY_WRAP
/* What libc allocates by itself is out of the linker's reach: the calls that do are failed whole.
 */
char *__real_strdup(const char *text);
char *__wrap_strdup(const char *text);
char *__real_realpath(const char *path, char *resolved);
char *__wrap_realpath(const char *path, char *resolved);
FILE *__real_open_memstream(char **text, size_t *length);
FILE *__wrap_open_memstream(char **text, size_t *length);

char *__wrap_strdup(const char *text)
{
    if (!fails(&allocations, failing_allocation))
        return __real_strdup(text);
    errno = ENOMEM;
    return NULL;
}

char *__wrap_realpath(const char *path, char *resolved)
{
    if (!fails(&allocations, failing_allocation))
        return __real_realpath(path, resolved);
    errno = ENOMEM;
    return NULL;
}

FILE *__wrap_open_memstream(char **text, size_t *length)
{
    if (!fails(&allocations, failing_allocation))
        return __real_open_memstream(text, length);
    errno = ENOMEM;
    return NULL;
}
#endif

/* ---- Writes: of stdout and of files. Streams in memory fail by their allocations, and what cannot
 * be said on stderr is lost in any case. ---- */

ssize_t __real_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size);
size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
int __real_fflush(FILE *stream);
int __wrap_fflush(FILE *stream);
int __real_fclose(FILE *stream);
int __wrap_fclose(FILE *stream);
int __real_fsync(int file);
int __wrap_fsync(int file);
int __real_close(int file);
int __wrap_close(int file);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

static bool write_fails(void)
{
    if (armed && writes + 1 == signalled_write / 100)
        raise((int)(signalled_write % 100));
    if (!fails(&writes, failing_write))
        return false;
    errno = ENOSPC;
    return true;
}

enum { ERROR_SEEN = 0x20 }; /* glibc's _IO_ERR_SEEN */

/* A stream remembers that a write failed: whoever asks ferror() at the end is right to. */
static bool stream_fails(FILE *stream)
{
    int error = errno, file = fileno(stream);
    errno = error;
    if (file < 0 || file == STDERR_FILENO || !write_fails())
        return false;
    stream->_flags |= ERROR_SEEN;
    return true;
}

ssize_t __wrap_write(int file, const void *bytes, size_t size)
{
    return file != STDERR_FILENO && armed && write_fails() ? -1 : __real_write(file, bytes, size);
}

size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    return stream_fails(stream) ? 0 : __real_fwrite(bytes, size, count, stream);
}

int __wrap_fflush(FILE *stream)
{
    return stream_fails(stream) ? EOF : __real_fflush(stream);
}

int __wrap_fclose(FILE *stream)
{
    bool failing = stream_fails(stream);
    int result = __real_fclose(stream);
    if (failing)
        errno = ENOSPC;
    return failing ? EOF : result;
}

int __wrap_fsync(int file)
{
    return write_fails() ? -1 : __real_fsync(file);
}

/* A close() that fails has closed all the same. */
int __wrap_close(int file)
{
    bool failing = write_fails();
    int result = __real_close(file);
    if (failing)
        errno = ENOSPC;
    return failing ? -1 : result;
}

int __wrap_rename(const char *from, const char *to)
{
    return write_fails() ? -1 : __real_rename(from, to);
}

/* ---- Reads: of what is in files, and of what they are. ---- */

ssize_t __real_read(int file, void *bytes, size_t size);
ssize_t __wrap_read(int file, void *bytes, size_t size);
size_t __real_fread(void *bytes, size_t size, size_t count, FILE *stream);
size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *stream);
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
int __real_stat(const char *path, struct stat *status);
int __wrap_stat(const char *path, struct stat *status);
int __real_fstat(int file, struct stat *status);
int __wrap_fstat(int file, struct stat *status);
off_t __real_lseek(int file, off_t offset, int whence);
off_t __wrap_lseek(int file, off_t offset, int whence);
DIR *__real_opendir(const char *path);
DIR *__wrap_opendir(const char *path);
struct dirent *__real_readdir(DIR *folder);
struct dirent *__wrap_readdir(DIR *folder);

static bool read_fails(void)
{
    if (!fails(&reads, failing_read))
        return false;
    errno = EIO;
    return true;
}

ssize_t __wrap_read(int file, void *bytes, size_t size)
{
    static bool interrupted;
    if (read_fails())
        return -1;
    interrupted = short_reads != 0 && !interrupted;
    if (interrupted) {
        errno = EINTR;
        return -1;
    }
    return __real_read(file, bytes, short_reads != 0 && size > 1 ? 1 : size);
}

size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *stream)
{
    if (!read_fails())
        return __real_fread(bytes, size, count, stream);
    stream->_flags |= ERROR_SEEN;
    return 0;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return read_fails() ? -1 : __real_open(path, flags, mode);
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    return read_fails() ? NULL : __real_fopen(path, mode);
}

int __wrap_stat(const char *path, struct stat *status)
{
    return read_fails() ? -1 : __real_stat(path, status);
}

int __wrap_fstat(int file, struct stat *status)
{
    return read_fails() ? -1 : __real_fstat(file, status);
}

off_t __wrap_lseek(int file, off_t offset, int whence)
{
    return read_fails() ? -1 : __real_lseek(file, offset, whence);
}

DIR *__wrap_opendir(const char *path)
{
    return read_fails() ? NULL : __real_opendir(path);
}

struct dirent *__wrap_readdir(DIR *folder)
{
    return read_fails() ? NULL : __real_readdir(folder);
}
