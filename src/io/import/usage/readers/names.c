/* names.c - which role a column or key has, by its name (io/import/usage/sums/format.h). */
#include "io/import/usage/sums/format.h"

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

static bool holds_one_of(const char *name, size_t length, const char *const *parts)
{
    for (; *parts != NULL; parts++)
        for (size_t at = 0; at + strlen(*parts) <= length; at++)
            if (memcmp(name + at, *parts, strlen(*parts)) == 0)
                return true;
    return false;
}

bool usage_may_matter(const char *name, size_t length)
{
    static const char *const parts[] = {"cach", "audiotoken", "imagetoken", "tokensaudio", NULL};
    /* Money, and parts of what another name has whole. */
    static const char *const no_tokens[] = {"key",      "cost",     "spend",     "price",
                                            "discount", "uncached", "texttoken", NULL};
    char plain[USAGE_MAX_NAME];
    const size_t used = plain_name(name, length, plain);
    return holds_one_of(plain, used, parts) && !holds_one_of(plain, used, no_tokens);
}

bool usage_next_part(const struct usage_cell *column, struct usage_cell *part)
{
    const char *end = column->text + column->length;
    const char *at = part->text == NULL ? column->text : part->text + part->length + 1;
    if (at > end)
        return false;
    const char *plus = memchr(at, '+', (size_t)(end - at));
    *part = (struct usage_cell){.text = at, .length = (size_t)((plus != NULL ? plus : end) - at)};
    return true;
}

/* Whether the name is that of --columns, or one of the sum a+b+c. */
static bool is_stated(const struct usage_cell *column, const char *name, size_t length)
{
    struct usage_cell part = {.text = NULL};
    bool is_it = column->length == length && memcmp(column->text, name, length) == 0;
    while (!is_it && usage_next_part(column, &part))
        is_it = part.length == length && memcmp(part.text, name, length) == 0;
    return is_it;
}

enum usage_role usage_role(const struct usage_scene *scene, const char *name, size_t length)
{
    char plain[USAGE_MAX_NAME];
    for (int i = 0; i < USAGE_NAMED; i++)
        if (scene->column[i].text != NULL && is_stated(&scene->column[i], name, length))
            return (enum usage_role)i;
    const size_t used = plain_name(name, length, plain);
    for (const struct usage_names *row = scene->format->names; used > 0 && row->names != NULL;
         row++)
        if ((row->role >= USAGE_NAMED || scene->column[row->role].text == NULL) &&
            is_listed(row->names, plain, used))
            return row->role;
    return USAGE_NO_ROLE;
}
