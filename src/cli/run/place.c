/* place.c - where an output is written (place.h).
 * Knows temporary names, links, devices, directories that take no file and mounts; refuses to know
 * what is written. A target that is no regular file (a pipe, /dev/null) is written in place.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/run/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_complain(struct llmcost_diags *diags, const char *path, int error)
{
    if (error == 0)
        error = EIO;
    return deny(diags, E_WRITE, NULL, "cannot write to %.100s: %s", path != NULL ? path : "stdout",
                strerror(error));
}

bool place_write(int file, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text += written;
        length -= (size_t)written;
    }
    return true;
}

/* A new file in the directory of path, so that renaming it cannot cross file systems. */
static int open_beside(const char *path, char **ret_temporary)
{
    const char *slash = strrchr(path, '/');
    int directory = slash != NULL ? (int)(slash + 1 - path) : 0;
    size_t room = strlen(path) + 48;
    char *name = malloc(room);
    if (name == NULL)
        return -1;
    for (int attempt = 0; attempt < 100; attempt++) {
        snprintf(name, room, "%.*s.llmcost-%ld-%d.tmp", directory, path, (long)getpid(), attempt);
        int file = temporary_open(name);
        if (file >= 0) {
            *ret_temporary = name;
            return file;
        }
        if (errno != EEXIST)
            break;
    }
    int error = errno;
    free(name);
    errno = error;
    return -1;
}

/* Whether a directory takes no new file for reasons that leave the file in it as it is. */
static bool takes_no_file(int error)
{
    return error == EACCES || error == EPERM || error == EROFS;
}

static bool warn_in_place(struct llmcost_diags *diags, const char *path, const char *why)
{
    llmcost_complain(diags, LLMCOST_WARNING, W_IN_PLACE, 0, 0, "%.100s is written in place: %s",
                     path, why);
    llmcost_advise(diags, "a write that fails would leave a part of it");
    return true;
}

/* The target itself, where none can be made beside it. */
static int open_in_place(struct sink *sink, struct llmcost_diags *diags)
{
    const char *path = sink->target.path;
    const int error = errno;
    const int file = takes_no_file(error) ? open(path, O_WRONLY | O_TRUNC | O_CLOEXEC) : -1;
    if (file < 0)
        errno = error;
    else
        warn_in_place(diags, path, "its directory takes no other file");
    return file;
}

/* A name that nobody has is the target's own from the start. */
static int open_new(struct sink *sink, struct llmcost_diags *diags)
{
    const char *path = sink->target.path;
    sink->temporary = strdup(path);
    sink->final = strdup(path);
    if (sink->temporary != NULL && sink->final != NULL) {
        const int file = temporary_open(sink->temporary);
        if (file >= 0)
            return file;
    }
    const int error = errno;
    free(sink->temporary);
    sink->temporary = NULL;
    if (error == EEXIST) {
        deny(diags, E_WRITE, NULL, "%.100s exists already", path);
        llmcost_advise(diags, "choose another name; -o %.80s would replace it", path);
    } else {
        place_complain(diags, path, error);
    }
    return -1;
}

/* Beside a file that is there or not, or that file itself; -1 and errno. */
static int open_regular(struct sink *sink, bool exists, mode_t mode, struct llmcost_diags *diags)
{
    const char *path = sink->target.path;
    sink->final = exists ? realpath(path, NULL) : strdup(path);
    int file = sink->final != NULL ? open_beside(sink->final, &sink->temporary) : -1;
    if (file < 0 && exists && sink->final != NULL)
        return open_in_place(sink, diags);
    if (file >= 0 && exists && fchmod(file, mode & 07777) != 0) {
        const int error = errno;
        close(file);
        errno = error;
        return -1;
    }
    return file;
}

/* The file that is written for a target: beside it, or the target itself where it is no regular
 * file; -1 after a complaint. */
int place_open(struct sink *sink, struct llmcost_diags *diags)
{
    struct stat status;
    const char *path = sink->target.path;
    int file = -1;
    if (sink->is_new)
        return open_new(sink, diags);
    bool exists = stat(path, &status) == 0;
    if (!exists && errno != ENOENT) {
        place_complain(diags, path, errno);
        return -1;
    }
    if (exists && S_ISDIR(status.st_mode))
        errno = EISDIR;
    else if (exists && !S_ISREG(status.st_mode))
        file = open(path, O_WRONLY | O_NOCTTY);
    else if (!exists || access(path, W_OK) == 0)
        file = open_regular(sink, exists, status.st_mode, diags);
    if (file < 0)
        place_complain(diags, path, errno);
    return file;
}

/* A name that is a mount of its own, as a container has for a file of its host, cannot be given to
 * another file: what is in it can be replaced. */
bool place_copy(const struct sink *sink, struct llmcost_diags *diags)
{
    char piece[4096];
    const int from = open(sink->temporary, O_RDONLY | O_CLOEXEC);
    const int to = from >= 0 ? open(sink->final, O_WRONLY | O_TRUNC | O_CLOEXEC) : -1;
    ssize_t length = to >= 0 ? 1 : -1;
    while (length > 0) {
        length = read(from, piece, sizeof piece);
        if (length < 0 && errno == EINTR)
            length = 1;
        else if (length > 0 && !place_write(to, piece, (size_t)length))
            length = -1;
    }
    bool good = length == 0 && fsync(to) == 0;
    const int error = errno;
    if (from >= 0)
        close(from);
    if (to >= 0 && close(to) != 0)
        good = false;
    else
        errno = error;
    if (good)
        unlink(sink->temporary);
    return good && warn_in_place(diags, sink->target.path, "it is a mount of its own");
}
