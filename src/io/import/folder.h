/* folder.h - the files that a folder of results stands for. */
#ifndef LLMCOST_IO_IMPORT_FOLDER_H
#define LLMCOST_IO_IMPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct path_list {
    char **path;
    int count;
    size_t room;
    int error;   /* errno of what could not be looked into */
    char *where; /* its path, NULL: memory ran out */
};

/* The paths with each folder replaced by the JSON files below it, in order of their names. Where
 * some are called run=N.json, as vLLM's sweeps name them, those alone. False: memory ran out, or
 * list->where cannot be read. Free with paths_free() in either case. */
bool paths_expand(const char *const *paths, int count, struct path_list *ret_list);
void paths_free(struct path_list *list);

#endif
