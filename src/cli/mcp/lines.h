/* lines.h - lines of a stream, one at a time and none longer than a limit; what has come already
 * can be looked at before its turn. Knows descriptors; knows nothing of what a line says.
 */
#ifndef LLMCOST_CLI_MCP_LINES_H
#define LLMCOST_CLI_MCP_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum line { LINE_WHOLE, LINE_TOO_LONG, LINE_END, LINE_FAILED };

/* Begin with the descriptor and the limit set, all else zero; free() the data. */
struct lines {
    int file;
    size_t most; /* bytes of a line */
    char *data;
    size_t start, end, room; /* what is held and was not returned yet: from start up to end */
    size_t looked;           /* up to where lines_look() has returned lines */
    bool dropping;           /* the line at the start is too long: it is dropped as it comes */
    bool ended;
    bool failed; /* memory ran out */
    int error;   /* of reading; 0: the stream ended */
};

/* The next line without its break, which may be missing at the end; it stands until the next call.
 * Waits for it. FAILED: memory ran out. */
enum line lines_next(struct lines *lines, const char **ret_text, size_t *ret_length);
/* A line that has come but was not returned yet, each once; false when there is none. Never waits,
 * and holds no more than a little for it; memory may run out. The text stands until the next call.
 */
bool lines_look(struct lines *lines, const char **ret_text, size_t *ret_length);

#endif
