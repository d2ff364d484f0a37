/* spare.c - which files an output would be written over (output.h): what is read, and each other.
 * Knows links and names that are one file; a file that does not exist yet is known by its
 * directory.
 */
#include "cli/run/output.h"
#include "text/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a name stands for; NULL is stdout. False where there is nothing yet. */
static bool look_at(const char *path, struct stat *ret_status)
{
    return path != NULL ? stat(path, ret_status) == 0 : fstat(STDOUT_FILENO, ret_status) == 0;
}

static bool is_same(const struct stat *one, const struct stat *other)
{
    return S_ISREG(one->st_mode) && one->st_ino == other->st_ino && one->st_dev == other->st_dev;
}

/* A path that is looked at in vain is no file that could be written over, or none that will be
 * read. Of any other error nobody knows. */
static bool is_no_file(void)
{
    return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP ||
           errno == EBADF || errno == ENAMETOOLONG;
}

static bool unknown(struct llmcost_diags *diags, const char *target)
{
    return deny(diags, E_WRITE, NULL, "cannot write to %.100s: it may be another file of these: %s",
                target != NULL ? target : "stdout", strerror(errno));
}

bool sinks_spare(const struct sink *sinks, int count, const char *path, struct llmcost_diags *diags)
{
    struct stat read, written;
    const bool is_stdin = strcmp(path, "-") == 0;
    const char *file = NULL;
    for (int i = 0; i < count && file == NULL; i++)
        file = sinks[i].target.path;
    if (file == NULL)
        return true;
    if ((is_stdin ? fstat(STDIN_FILENO, &read) : stat(path, &read)) != 0)
        return is_no_file() || unknown(diags, file);
    for (int i = 0; i < count; i++) {
        const char *target = sinks[i].target.path;
        const bool there = target != NULL && look_at(target, &written);
        if (target != NULL && !there && !is_no_file())
            return unknown(diags, target);
        if (!there || !is_same(&read, &written))
            continue;
        return deny(diags, E_OPERANDS, "name another file",
                    "the output %.80s would overwrite what is read", target);
    }
    return true;
}

/* The directory in which a name stands. */
static bool look_at_directory(const char *name, struct stat *ret_status)
{
    char *copy = strdup(name);
    if (copy == NULL)
        return false;
    const size_t length = (size_t)(file_base_name(copy) - copy);
    copy[length] = '\0';
    const bool there = stat(length > 0 ? copy : ".", ret_status) == 0;
    free(copy);
    return there;
}

/* Two names that do not exist yet are one where they are the same in the same directory. */
static bool will_be_same(const char *one, const char *other)
{
    struct stat first, second;
    return strcmp(file_base_name(one), file_base_name(other)) == 0 &&
           look_at_directory(one, &first) && look_at_directory(other, &second) &&
           first.st_ino == second.st_ino && first.st_dev == second.st_dev;
}

bool sinks_apart(const struct sink *sinks, int count, struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++) {
            const char *one = sinks[j].target.path, *other = sinks[i].target.path;
            struct stat first, second;
            const bool there = look_at(one, &first), odd = !there && !is_no_file();
            const bool beside = look_at(other, &second), both = there && beside;
            if (odd || (!beside && !is_no_file()))
                return unknown(diags, other);
            if (both ? !is_same(&first, &second)
                     : there || one == NULL || other == NULL || !will_be_same(one, other))
                continue;
            return deny(diags, E_OPERANDS, "name another file for one of the outputs",
                        "%.80s and %.80s are one file", one != NULL ? one : "stdout",
                        other != NULL ? other : "stdout");
        }
    return true;
}
