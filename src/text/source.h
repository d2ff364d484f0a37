/* source.h - a text with its name: read whole, and checked to be plain text, before anything reads
 * it as YAML, JSON or CSV; complaints about places in it. */
#ifndef LLMCOST_TEXT_SOURCE_H
#define LLMCOST_TEXT_SOURCE_H

#include "text/place.h"

/* What messages call a file: its path, of stdin "<stdin>". */
const char *source_name(const char *path);

/* A text with the name that messages use: the path as given, "<stdin>", or "--set PATH=VALUE". */
struct source {
    const char *name;
    const char *text;
    size_t length;
    bool is_private; /* its lines are not shown */
    bool fragment;   /* of --with: a part of a scenario, not PATH=VALUE */
};

/* A saved report may be larger than any scenario. */
enum { MAX_FILE_BYTES = 4 << 20, MAX_REPORT_BYTES = 64 << 20 };

/* Read a whole file, "-" for stdin, up to MAX_FILE_BYTES, or MAX_REPORT_BYTES where its first bytes
 * say that it may be so large (NULL: never). On failure (unreadable, a directory, too
 * large) false and one complaint; nothing to free. On success source_free() it. The name is kept,
 * not copied. */
bool source_read(const char *path, bool (*may_be_large)(const char *, size_t),
                 struct source *ret_source, struct llmcost_diags *diags);

/* The same of a file that another one names: a regular one as large as a scenario, nothing that a
 * reader could wait for. */
bool source_read_regular(const char *path, struct source *ret_source, struct llmcost_diags *diags);

/* The same of a text that is in memory already, copied. */
bool source_copy(const struct source *from, bool (*may_be_large)(const char *, size_t),
                 struct source *ret_source, struct llmcost_diags *diags);

/* Free the text that source_read() or source_copy() allocated, which is const for those who parse
 * it; the name stays. */
void source_free(struct source *source);

/* Whether a text that begins at `start` is UTF-8 without controls; otherwise false and a complaint
 * at each exact place. */
bool bytes_check(const char *text, size_t length, struct llmcost_place start,
                 struct llmcost_diags *diags);
/* Whether a text holds anything but printable characters, tabs and line feeds. */
bool bytes_have_control(const char *text, size_t length);

#endif
