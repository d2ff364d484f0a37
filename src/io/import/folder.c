/* folder.c - the files that a folder of results stands for (io/import/folder.h).
 * Knows how vLLM's sweeps name their runs, and what they write beside them; refuses to read any.
 */
#include "io/import/folder.h"
#include "text/file.h"
#include "text/grow.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 8, MAX_PATH_TEXT = 4096 };

static bool add(struct path_list *list, const char *path)
{
    char *copy = strdup(path);
    if (copy == NULL ||
        !grow(&list->path, sizeof *list->path, (size_t)list->count + 1, &list->room)) {
        free(copy);
        return false;
    }
    list->path[list->count++] = copy;
    return true;
}

/* What cannot be looked into might hold half of the results. */
static bool unreadable(struct path_list *list, const char *path)
{
    list->error = errno;
    list->where = errno != ENOMEM ? strdup(path) : NULL;
    return false;
}

enum kind { KIND_FILE, KIND_FOLDER, KIND_OTHER, KIND_UNREADABLE };

/* A link to nothing counts as a file: whoever opens it says so. Not so a pipe, to which nobody may
 * write. */
static enum kind kind_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? KIND_FILE : KIND_UNREADABLE;
    if (S_ISDIR(status.st_mode))
        return KIND_FOLDER;
    return S_ISREG(status.st_mode) ? KIND_FILE : KIND_OTHER;
}

static bool ends_in(const char *name, const char *ending)
{
    const size_t length = strlen(name), tail = strlen(ending);
    return length >= tail && strcmp(name + length - tail, ending) == 0;
}

/* A result; not what a sweep notes about runs that warmed the server up or failed. */
static bool is_result(const char *name)
{
    return (ends_in(name, ".json") || ends_in(name, ".jsonl")) && !ends_in(name, "failure.json") &&
           strcmp(name, "warmup.json") != 0;
}

static bool is_run_of_sweep(const char *path)
{
    return strncmp(file_base_name(path), "run=", 4) == 0;
}

static bool walk(const char *folder, int depth, struct path_list *list);

static bool take(const char *path, const char *name, int depth, struct path_list *list)
{
    switch (kind_of(path)) {
    case KIND_FOLDER:
        return depth == MAX_DEPTH || walk(path, depth + 1, list);
    case KIND_FILE:
        return !is_result(name) || add(list, path);
    case KIND_UNREADABLE:
        return unreadable(list, path);
    default:
        return true;
    }
}

/* All results below a folder. */
static bool walk(const char *folder, int depth, struct path_list *list)
{
    char path[MAX_PATH_TEXT];
    DIR *entries = opendir(folder);
    const struct dirent *entry = NULL;
    bool good = entries != NULL || unreadable(list, folder);
    while (good) {
        errno = 0;
        entry = readdir(entries);
        if (entry == NULL)
            break;
        const int length = snprintf(path, sizeof path, "%s%s%s", folder,
                                    ends_in(folder, "/") ? "" : "/", entry->d_name);
        if (entry->d_name[0] != '.' && length < (int)sizeof path)
            good = take(path, entry->d_name, depth, list);
    }
    if (good && errno != 0)
        good = unreadable(list, folder);
    if (entries != NULL)
        closedir(entries);
    return good;
}

static int by_name(const void *a, const void *b)
{
    char *const *one = a, *const *other = b;
    return strcmp(*one, *other);
}

/* Its summary holds the runs of a sweep once more. */
static void keep_runs(struct path_list *list, int first)
{
    int kept = first;
    bool any = false;
    for (int i = first; i < list->count; i++)
        any = any || is_run_of_sweep(list->path[i]);
    for (int i = first; any && i < list->count; i++) {
        if (is_run_of_sweep(list->path[i]))
            list->path[kept++] = list->path[i];
        else
            free(list->path[i]);
    }
    list->count = any ? kept : list->count;
}

bool paths_expand(const char *const *paths, int count, struct path_list *ret_list)
{
    *ret_list = (struct path_list){.count = 0};
    for (int i = 0; i < count; i++) {
        const int first = ret_list->count;
        const enum kind kind = strcmp(paths[i], "-") == 0 ? KIND_FILE : kind_of(paths[i]);
        if (kind == KIND_UNREADABLE)
            return unreadable(ret_list, paths[i]);
        if (kind != KIND_FOLDER) {
            if (!add(ret_list, paths[i]))
                return false;
            continue;
        }
        if (!walk(paths[i], 1, ret_list))
            return false;
        if (ret_list->count == first && !add(ret_list, paths[i]))
            return false; /* whoever opens it says that it is a folder */
        qsort(ret_list->path + first, (size_t)(ret_list->count - first), sizeof *ret_list->path,
              by_name);
        keep_runs(ret_list, first);
    }
    return true;
}

void paths_free(struct path_list *list)
{
    for (int i = 0; i < list->count; i++)
        free(list->path[i]);
    free(list->path);
    free(list->where);
}
