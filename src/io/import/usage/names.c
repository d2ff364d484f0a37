/* names.c - which role a column or key has, by its name (io/import/usage/format.h). */
#include "io/import/usage/format.h"

#include <string.h>

/* Its letters and digits alone, in small letters. */
static size_t plain_name(const char *name, size_t length, char plain[USAGE_MAX_NAME])
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        const char c = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 0x20 : name[i]);
        if (((c < 'a' || c > 'z') && (c < '0' || c > '9')))
            continue;
        if (used + 1 == USAGE_MAX_NAME)
            return 0;
        plain[used++] = c;
    }
    return used;
}

static bool is_listed(const char *names, const char *name, size_t length)
{
    while (*names != '\0') {
        const size_t word = strcspn(names, " ");
        if (word == length && memcmp(names, name, length) == 0)
            return true;
        names += word + (names[word] == ' ');
    }
    return false;
}

enum usage_role usage_role(const struct usage_scene *scene, const char *name, size_t length)
{
    char plain[USAGE_MAX_NAME];
    for (int i = 0; i < USAGE_NAMED; i++)
        if (scene->column[i] != NULL && scene->column_length[i] == length &&
            memcmp(scene->column[i], name, length) == 0)
            return (enum usage_role)i;
    const size_t used = plain_name(name, length, plain);
    for (const struct usage_names *row = scene->format->names; used > 0 && row->names != NULL;
         row++)
        if ((row->role >= USAGE_NAMED || scene->column[row->role] == NULL) &&
            is_listed(row->names, plain, used))
            return row->role;
    return USAGE_NO_ROLE;
}
