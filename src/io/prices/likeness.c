/* likeness.c - whether two names say the same parts: `claude-3-5-sonnet` and `claude-sonnet-4-5`.
 * Edit distance cannot tell, as whole parts change their places. */
#include "io/prices/likeness.h"

#include "text/utf8.h"

#include <stdbool.h>
#include <stddef.h>

enum kind { OTHER, LETTER, DIGIT };

static enum kind kind_of(char c)
{
    if (c >= '0' && c <= '9')
        return DIGIT;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? LETTER : OTHER;
}

/* The length of the next part, whose begin is *at; 0 behind the last. */
static size_t next_part(const char **at)
{
    while (**at != '\0' && kind_of(**at) == OTHER)
        (*at)++;
    size_t length = 0;
    while ((*at)[length] != '\0' && kind_of((*at)[length]) == kind_of(**at))
        length++;
    return length;
}

static bool has_part(const char *name, const char *part, size_t length)
{
    for (size_t found; (found = next_part(&name)) > 0; name += found) {
        size_t same = 0;
        while (same < length && ascii_lower(name[same]) == ascii_lower(part[same]))
            same++;
        if (same == length && found == length)
            return true;
    }
    return false;
}

/* Letters and digits in the parts of a text; *ret_shared, *ret_longest: of those parts that the
 * other has, too. */
static size_t count_parts(const char *text, const char *other, size_t *ret_shared,
                          size_t *ret_longest)
{
    size_t all = 0;
    *ret_shared = *ret_longest = 0;
    for (size_t length; (length = next_part(&text)) > 0; text += length) {
        all += length;
        if (!has_part(other, text, length))
            continue;
        *ret_shared += length;
        *ret_longest = length > *ret_longest ? length : *ret_longest;
    }
    return all;
}

double name_likeness(const char *word, const char *name)
{
    size_t shared, known, longest;
    const size_t in_word = count_parts(word, name, &shared, &longest);
    const size_t in_name = count_parts(name, word, &known, &longest);
    const double like = (double)(shared + known) / (double)(in_word + in_name);
    return longest >= 3 && (like > 0.5 || known == in_name) ? like : 0;
}
