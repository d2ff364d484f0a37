/* file.c - a whole file in memory (file.h). */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "text/file.h"
#include "text/grow.h"
#include "text/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BYTES = 4096 }; /* by which a file tells that it may be large */

static bool unreadable(int input, int reason, struct llmcost_diags *diags)
{
    return place_error(diags, input, 0, 0, E_UNREADABLE, "cannot read it: %s", strerror(reason));
}

/* To the end: stdin and /proc do not tell their size. False after a complaint; *ret_text is to be
 * freed then as well. */
static bool read_all(int file, int input, const struct file_limits *limits, char **ret_text,
                     size_t *ret_length, struct llmcost_diags *diags)
{
    size_t room = 0, length = 0, most = limits->most;
    for (;;) {
        if (!grow(ret_text, 1, length + 2, &room))
            return place_no_memory(diags, input);
        const ssize_t count = read(file, *ret_text + length, room - 1 - length);
        if (count < 0 && errno != EINTR)
            return unreadable(input, errno, diags);
        length += count > 0 ? (size_t)count : 0;
        (*ret_text)[length] = '\0';
        if (length > most && limits->may_be_large != NULL &&
            limits->may_be_large(*ret_text, FIRST_BYTES))
            most = limits->most_if_large;
        if (length > most)
            return place_error(diags, input, 0, 0, E_TOO_LARGE, "the file is larger than %d MiB",
                               (int)(limits->most >> 20));
        if (count == 0) {
            *ret_length = length;
            return true;
        }
    }
}

bool file_read(const char *path, int input, const struct file_limits *limits, char **ret_text,
               size_t *ret_length, struct llmcost_diags *diags)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    struct stat status;
    /* A pipe that nobody writes to would hold open() up. */
    const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (limits->regular ? O_NONBLOCK : 0);
    const int file = is_stdin ? STDIN_FILENO : open(path, flags);
    char *text = NULL;
    bool good = false;
    if (file < 0 || fstat(file, &status) != 0)
        unreadable(input, errno, diags);
    else if (S_ISDIR(status.st_mode))
        unreadable(input, EISDIR, diags);
    else if (limits->regular && !S_ISREG(status.st_mode))
        place_error(diags, input, 0, 0, E_UNREADABLE, "it is not a regular file");
    else
        good = read_all(file, input, limits, &text, ret_length, diags);
    if (file >= 0 && !is_stdin)
        close(file);
    if (good)
        *ret_text = text;
    else
        free(text);
    return good;
}

/* Whether a part of the path is "..". */
static bool goes_up(const char *path)
{
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += strspn(part, "/");
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return true;
    }
    return false;
}

/* Where it is, or would be. */
static enum file_inside where_missing(const char *path, const char *folder)
{
    const size_t length = strlen(folder);
    const char *rest = strncmp(path, folder, length) == 0 ? path + length : path;
    if (errno == ENOMEM)
        return FILE_NO_MEMORY;
    return rest[0] == '/' || goes_up(rest) ? FILE_OUTSIDE : FILE_INSIDE;
}

enum file_inside file_is_inside(const char *path, const char *folder)
{
    char *real = realpath(path, NULL);
    char *base = real != NULL ? realpath(folder, NULL) : NULL;
    enum file_inside result = FILE_OUTSIDE;
    if (base == NULL) {
        result = where_missing(path, folder);
    } else {
        const size_t length = strcmp(base, "/") == 0 ? 0 : strlen(base);
        if (strncmp(real, base, length) == 0 && real[length] == '/')
            result = FILE_INSIDE;
    }
    free(real);
    free(base);
    return result;
}
