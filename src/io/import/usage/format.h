/* format.h - the formats of usage files, one row each in io/import/usage/formats.c, and what
 * reading one needs. A row of a CSV and a flat JSON object are the same to a format: cells by their
 * role.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_FORMAT_H
#define LLMCOST_IO_IMPORT_USAGE_FORMAT_H

#include "io/import/usage/time.h"
#include "io/import/usage/usage.h"

/* What a column, or a key of a flat object, holds. */
enum usage_role {
    USAGE_TIME,
    USAGE_INPUT,
    USAGE_OUTPUT,
    USAGE_CACHED,
    USAGE_NAMED, /* those before can be named by --columns */
    USAGE_END = USAGE_NAMED,
    USAGE_STATUS,
    USAGE_HIT,
    USAGE_CATEGORY,
    USAGE_CLASS,
    USAGE_AMOUNT,
    USAGE_UNIT,
    USAGE_QUANTITY,
    USAGE_PRICE_UNIT,
    USAGE_PRICE_QUANTITY,
    USAGE_TEXT,
    USAGE_ROLES,
    USAGE_NO_ROLE = USAGE_ROLES,
};

enum { USAGE_MAX_COLUMNS = 512, USAGE_MAX_NAME = 64 };

struct usage_cell {
    const char *text; /* NULL: absent, or the literal NULL */
    size_t length;
};

/* Which names hold a role, by their letters and digits alone, in small letters. */
struct usage_names {
    enum usage_role role;
    const char *names; /* separated by spaces */
    bool required;
};

struct usage_seen; /* prefix blocks, io/import/usage/blocks.c */

/* All that it takes to read records. */
struct usage_scene {
    const struct usage_format *format;
    struct usage *usage;
    struct usage_seen *seen; /* NULL: not of this format */
    const char *column[4]; /* --columns: the very names of the first roles, NULL: by their names */
    size_t column_length[4];
    int64_t bucket_start, bucket_end; /* of the bucket before */
};

struct usage_format {
    const char *name; /* "a request log"; files of one format go together */
    enum usage_clock clock;
    bool relative;       /* times count from the start of a trace */
    bool failed_if_zero; /* no output tokens: the request failed */
    bool plain;          /* a row is the first four roles and nothing else: there is a fast path */
    bool buckets;        /* records are sums over a time */
    const struct usage_names *names; /* of a flat record, up to a row without names */
    /* One record to the sums: NULL, or why it is malformed (a clause). */
    const char *(*row)(struct usage_scene *scene, const struct usage_cell *cells);
    const char *(*object)(struct usage_scene *scene, const char *text, size_t length);
};

enum usage_format_id {
    USAGE_FORMAT_REQUESTS,
    USAGE_FORMAT_BURSTGPT,
    USAGE_FORMAT_LITELLM,
    USAGE_FORMAT_FOCUS,
    USAGE_FORMAT_MOONCAKE,
    USAGE_FORMAT_OPENAI,
    USAGE_FORMAT_ANTHROPIC,
    USAGE_FORMAT_RESPONSES,
};
extern const struct usage_format usage_formats[];

/* The role of a name, USAGE_NO_ROLE when it has none. */
enum usage_role usage_role(const struct usage_scene *scene, const char *name, size_t length);

/* ---- Readers of records ---- */

const char *usage_request_row(struct usage_scene *scene, const struct usage_cell *cells);
const char *usage_spend_row(struct usage_scene *scene, const struct usage_cell *cells);
const char *usage_focus_row(struct usage_scene *scene, const struct usage_cell *cells);
const char *usage_flat_object(struct usage_scene *scene, const char *text, size_t length);
const char *usage_mooncake(struct usage_scene *scene, const char *text, size_t length);
const char *usage_openai(struct usage_scene *scene, const char *text, size_t length);
const char *usage_anthropic(struct usage_scene *scene, const char *text, size_t length);
const char *usage_response(struct usage_scene *scene, const char *text, size_t length);

/* ---- Prefix blocks ---- */

struct usage_seen *usage_seen_new(void);
void usage_seen_free(struct usage_seen *seen);
/* Memory ran out. */
bool usage_seen_failed(const struct usage_seen *seen);

#endif
