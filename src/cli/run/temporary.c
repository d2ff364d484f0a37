/* temporary.c - files that vanish when the program is told to end (place.h).
 * Knows signals: the handler removes what is listed and lets the signal do what it would have done.
 * What was ignored stays ignored, as nohup wants it.
 */
#include "cli/run/place.h"
#include "core/base/count.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

enum { MOST = 64 /* outputs at once; those beyond stay until the end */ };

static const char *volatile names[MOST];
static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};

static void remove_all(int number)
{
    for (size_t i = 0; i < MOST; i++)
        if (names[i] != NULL)
            unlink(names[i]);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch(void)
{
    static bool watching;
    struct sigaction now, before;
    for (size_t i = 0; i < COUNT(signals) && !watching; i++) {
        now = (struct sigaction){.sa_handler = remove_all};
        sigemptyset(&now.sa_mask);
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], &now, NULL);
    }
    watching = true;
}

int temporary_open(const char *name)
{
    sigset_t held, before;
    size_t free = 0;
    sigemptyset(&held);
    for (size_t i = 0; i < COUNT(signals); i++)
        sigaddset(&held, signals[i]);
    watch();
    sigprocmask(SIG_BLOCK, &held, &before); /* a file that is there is listed */
    const int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    const int error = errno;
    while (free < MOST && names[free] != NULL)
        free++;
    if (file >= 0 && free < MOST)
        names[free] = name;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return file;
}

void temporary_forget(const char *name)
{
    for (size_t i = 0; i < MOST; i++)
        if (names[i] == name)
            names[i] = NULL;
}
