/* sniff.h - what a file is not: text that our readers take. Packed, UTF-16, a table with other
 * separators than commas: told by the first bytes, in one place for every reader.
 */
#ifndef LLMCOST_TEXT_SNIFF_H
#define LLMCOST_TEXT_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

struct text_trouble {
    const char *what;   /* behind "the file ": "is compressed (gzip)" */
    const char *advice; /* what to do */
    bool is_wide;       /* UTF-16 or UTF-32 */
};

/* Bytes of a byte order mark of UTF-8, which every reader passes over. */
size_t text_mark(const char *head, size_t length);
/* Whether it begins like JSON, with a map or a list. */
bool text_is_json(const char *head, size_t length);
/* Why that is no text in UTF-8; NULL: it may be. */
const struct text_trouble *text_trouble(const char *head, size_t length);
/* Why its first line is no header with commas between the names; NULL: it may be. */
const struct text_trouble *text_table_trouble(const char *head, size_t length);

#endif
