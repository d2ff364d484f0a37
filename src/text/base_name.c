/* base_name.c - the name of a file, of which nothing is read (file.h). */
#include "text/file.h"

#include <string.h>

const char *file_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}
