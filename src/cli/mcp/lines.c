/* lines.c - lines of a stream, read as they come (lines.h). */
#include "cli/mcp/lines.h"
#include "text/grow.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 /* bytes that are read at once, and that may wait for their turn */ };

/* Read once; false where nothing came, or memory ran out. */
static bool take(struct lines *lines, bool wait)
{
    struct pollfd ready = {.fd = lines->file, .events = POLLIN};
    ssize_t got;
    if (lines->ended || (!wait && poll(&ready, 1, 0) <= 0))
        return false;
    if (lines->start > 0) {
        memmove(lines->data, lines->data + lines->start, lines->end - lines->start);
        lines->looked -= lines->looked > lines->start ? lines->start : lines->looked;
        lines->end -= lines->start;
        lines->start = 0;
    }
    if (!grow(&lines->data, 1, lines->end + CHUNK, &lines->room)) {
        lines->failed = true;
        return false;
    }
    do
        got = read(lines->file, lines->data + lines->end, CHUNK);
    while (got < 0 && errno == EINTR);
    if (got > 0) {
        lines->end += (size_t)got;
        return true;
    }
    lines->ended = true;
    lines->error = got < 0 ? errno : 0;
    return false;
}

static const char *find_break(const struct lines *lines, size_t from)
{
    return lines->end > from ? memchr(lines->data + from, '\n', lines->end - from) : NULL;
}

/* The line from the start, of which so many bytes are taken with its break. */
static enum line give(struct lines *lines, size_t length, size_t taken, const char **ret_text,
                      size_t *ret_length)
{
    const bool whole = !lines->dropping && length <= lines->most;
    *ret_text = lines->data + lines->start;
    *ret_length = length;
    lines->start += taken;
    lines->dropping = false;
    return whole ? LINE_WHOLE : LINE_TOO_LONG;
}

enum line lines_next(struct lines *lines, const char **ret_text, size_t *ret_length)
{
    size_t searched = 0; /* of what is held */
    while (!lines->failed) {
        const char *found = find_break(lines, lines->start + searched);
        if (found != NULL) {
            const size_t length = (size_t)(found - lines->data) - lines->start;
            return give(lines, length, length + 1, ret_text, ret_length);
        }
        searched = lines->end - lines->start;
        if (lines->dropping || searched > lines->most) {
            lines->dropping = true;
            lines->start = lines->end;
            searched = 0;
        }
        if (take(lines, true))
            continue;
        if (!lines->ended)
            break;
        if (lines->error != 0 || (searched == 0 && !lines->dropping))
            return LINE_END; /* what an error cut off is no line */
        return give(lines, searched, searched, ret_text, ret_length);
    }
    return LINE_FAILED;
}

bool lines_look(struct lines *lines, const char **ret_text, size_t *ret_length)
{
    for (;;) {
        const size_t from = lines->looked > lines->start ? lines->looked : lines->start;
        const char *found = find_break(lines, from);
        if (found != NULL) {
            *ret_text = lines->data + from;
            *ret_length = (size_t)(found - *ret_text);
            lines->looked = from + *ret_length + 1;
            return true;
        }
        if (lines->end - lines->start >= CHUNK || !take(lines, false))
            return false;
    }
}
