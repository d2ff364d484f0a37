/* base_name.c - the name of a file, of which nothing is read (file.h). */
#include "text/buffer.h"
#include "text/file.h"

#include <string.h>

const char *file_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

const char *file_told_path(struct arena *arena, const char *path)
{
    const size_t size = 3 * strlen(path) + 1; /* the longest stand-in has three bytes */
    char *told = arena_take(arena, size, 1);
    return told != NULL ? text_clean(path, false, told, size) : NULL;
}

const char *file_told_name(struct arena *arena, const char *path)
{
    return file_told_path(arena, file_base_name(path));
}
