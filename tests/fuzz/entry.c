/* entry.c - where libFuzzer comes in: an input under a clock that counts the processor's time, so
 * that a busy machine makes no find, and an input as a file for readers that open one.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "fuzz.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Of the processor; sanitizers take many times as much, and whoever runs them says so. */
static long most_seconds(void)
{
    const char *text = getenv("FUZZ_SECONDS");
    return text != NULL ? strtol(text, NULL, 10) : 2;
}

static void too_slow(int number)
{
    static const char text[] = "an input took too many seconds of the processor\n";
    (void)number;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(1);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct itimerval clock;
    if (clock.it_value.tv_sec == 0)
        REQUIRE(signal(SIGPROF, too_slow) != SIG_ERR);
    if (clock.it_value.tv_sec == 0)
        clock.it_value.tv_sec = most_seconds();
    REQUIRE(setitimer(ITIMER_PROF, &clock, NULL) == 0);
    fuzz_input(data, size);
    return 0;
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
    static int file = -1;
    static char path[64];
    if (file < 0) {
        file = memfd_create("input", MFD_CLOEXEC);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    REQUIRE(file >= 0 && ftruncate(file, 0) == 0);
    REQUIRE(pwrite(file, data, size, 0) == (ssize_t)size);
    return path;
}
