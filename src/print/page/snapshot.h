/* snapshot.h - a scenario with all that its report needs, as text: what a page hands to the engine
 * that is in it. A line is a thing and what is known of it; numbers are the 16 hexadecimal digits
 * of their bits, so that none of them moves. What is at its default is left out.
 */
#ifndef LLMCOST_PRINT_PAGE_SNAPSHOT_H
#define LLMCOST_PRINT_PAGE_SNAPSHOT_H

#include "io/report/report.h"
#include "text/arena.h"
#include "text/buffer.h"

#include <string.h>

/* What was read: the report has its scenario, names and gates, and nothing that was asked. */
struct snapshot {
    struct report report;
    struct llmcost_scenario scenario;
    struct arena arena; /* of the names; give it back with arena_free() */
};

/* Write what the scenario of a report is; the buffer fails where memory runs out. */
void snapshot_write(const struct report *report, struct text_buffer *out);
/* Read it into ret_snapshot; false for any text that was not written so, or that is no legal
 * scenario: what is taken is written again such that it is read as the same. Whatever the text is,
 * nothing beyond it is read. */
bool snapshot_read(const char *text, size_t length, struct snapshot *ret_snapshot);

/* What both sides know: where members are that stand in no table of fields, each a double. */
enum { GPU_FACTS = 6, MODEL_FACTS = 17 };
extern const size_t snapshot_gpu[GPU_FACTS], snapshot_model[MODEL_FACTS];

enum { SNAPSHOT_VERSION = 1 };
#define SNAPSHOT_DIGITS "0123456789abcdef"
/* The levels of the hours: one digit of these for up to 64 levels, else two, else three. */
#define SNAPSHOT_LEVELS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
/* The letters, digits and harmless marks that stand for themselves; any other byte is %XX. */
static inline bool snapshot_is_plain(char byte)
{
    return byte > ' ' && byte < 0x7F && strchr("%<>&\"'\\[", byte) == NULL;
}
static inline int snapshot_width(int levels)
{
    enum { ONE = 64, TWO = 64 * 64 };
    const int more = levels > TWO ? 3 : 2;
    return levels > ONE ? more : 1;
}

#endif
