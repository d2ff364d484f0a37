/* format.h - the formats of usage files, one row each in io/import/usage/readers/formats.c, and
 * what reading one needs. A row of a CSV and a flat JSON object are the same to a format: cells by
 * their role.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_FORMAT_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_FORMAT_H

#include "io/import/usage/sums/log.h"
#include "io/import/usage/sums/models.h"
#include "io/import/usage/sums/time.h"

/* What a column, or a key of a flat object, holds. */
enum usage_role {
    USAGE_TIME,
    USAGE_INPUT,
    USAGE_OUTPUT,
    USAGE_CACHED, /* inside of the input */
    USAGE_COUNT,
    USAGE_MODEL,
    USAGE_UNTIL,
    USAGE_NAMED,              /* those before can be named by --columns */
    USAGE_READ = USAGE_NAMED, /* cached, inside of the input or beside it: the format says */
    USAGE_WRITE,              /* written to a cache, likewise */
    USAGE_WRITE_HOUR,         /* the same for an hour */
    USAGE_ALL,                /* all tokens together */
    USAGE_ID,                 /* of a call */
    USAGE_ROW_ID,             /* of a row: what stands twice is one, but a row may be a sum */
    USAGE_CALL,               /* what was called: an embedding, a chat */
    USAGE_STATUS,
    USAGE_FAILURES, /* how many requests failed */
    USAGE_HIT,
    USAGE_IS_BATCH,
    USAGE_TIER, /* of service: standard, batch, flex, priority */
    USAGE_WINDOW,
    USAGE_WEB, /* searches */
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

enum {
    USAGE_MAX_COLUMNS = 512,
    USAGE_MAX_NAME = 64,
    USAGE_MAX_UNREAD = 16,
    USAGE_MORE_CELLS = 12, /* of a role that several columns have: input=a+b+c */
    USAGE_SIGNS = 3,
};

struct usage_cell {
    const char *text; /* NULL: absent, or the literal NULL */
    size_t length;
};

/* Whether it holds a word, given in small letters, or is that word; its own letters may be large.
 */
bool usage_cell_holds(struct usage_cell cell, const char *word);
bool usage_cell_is(struct usage_cell cell, const char *word);

/* A row by its roles. */
struct usage_row {
    struct usage_cell cell[USAGE_ROLES + 1];
    int more;
    struct {
        enum usage_role role;
        struct usage_cell cell;
    } also[USAGE_MORE_CELLS];
};
/* Cells of one role are added up. */
void usage_put_cell(struct usage_row *row, enum usage_role role, struct usage_cell cell);

/* Which names hold a role, by their letters and digits alone, in small letters. */
struct usage_names {
    enum usage_role role;
    const char *names; /* separated by spaces */
    bool required;
};

struct usage_seen; /* prefix blocks, io/import/usage/readers/blocks.c */

/* A page of a report, whose `has_more` says that another one follows. */
struct usage_page {
    int input;
    bool more;
    int64_t first, last; /* first > last: it has no bucket */
};
struct usage_pages {
    struct usage_page *page;
    int count;
    size_t room;
    bool no_memory;
};

/* All that it takes to read records. */
struct usage_scene {
    const struct usage_format *format;
    struct usage_models *models;
    struct usage_model *model; /* of the record before, NULL: none */
    struct usage_ids *ids;
    struct usage_log *log; /* of this file */
    struct usage_pages *pages;
    struct usage_seen *seen;               /* NULL: not of this format */
    struct usage_cell column[USAGE_NAMED]; /* --columns: a name, or a+b+c; NULL: by their names */
    int64_t bucket_start, bucket_end;      /* of the bucket before */
};

/* Where cached tokens are that a format states apart. */
enum usage_caches {
    USAGE_BY_ALL, /* inside of the input or beside it: as they add up to all tokens */
    USAGE_INSIDE,
    USAGE_BESIDE,
};

struct usage_format {
    const char *name; /* "a request log"; files of one format go together */
    /* What it is told by: names of columns, or keys of a JSON object (key[] holds a list, key{} an
     * object), all of them; none: it is what is left. */
    const char *signs[USAGE_SIGNS];
    const char *known_as; /* in the list of what is read; NULL: another row names it */
    enum usage_clock clock;
    enum usage_caches caches;
    unsigned evident;    /* of each record, enum usage_evident */
    bool relative;       /* times count from the start of a trace */
    bool failed_if_zero; /* no output tokens: the request failed */
    bool plain;          /* a row may be time, tokens and model alone: there is a fast path */
    bool is_batch;       /* all of it is, and says nothing of when requests come */
    bool may_lack;       /* objects without usage are no errors */
    bool whole;          /* the figures of a response stand in the record itself */
    const struct usage_names *names; /* of a flat record, up to a row without names */
    /* One record to the sums: NULL, or why it is malformed (a clause). */
    const char *(*row)(struct usage_scene *scene, const struct usage_row *row);
    const char *(*object)(struct usage_scene *scene, const char *text, size_t length);
};

/* Rows are tried in this order: what another row's signs would fit as well stands before it. */
enum usage_format_id {
    USAGE_FORMAT_REQUESTS, /* these two have no signs: they are what is left */
    USAGE_FORMAT_RESPONSES,
    USAGE_FORMAT_OPENAI,
    USAGE_FORMAT_ANTHROPIC,
    USAGE_FORMAT_PROMETHEUS,
    USAGE_FORMAT_MOONCAKE,
    USAGE_FORMAT_FOCUS,
    USAGE_FORMAT_BURSTGPT,
    USAGE_FORMAT_LITELLM_DAYS,
    USAGE_FORMAT_LITELLM_ACTIVITY,
    USAGE_FORMAT_LITELLM,
    USAGE_FORMAT_OPENAI_TABLE,
    USAGE_FORMAT_CONSOLE,
    USAGE_FORMAT_CURSOR,
    USAGE_FORMAT_OPENROUTER,
    USAGE_FORMAT_LANGFUSE,
    USAGE_FORMAT_BEDROCK,
    USAGE_FORMAT_AGENT,
    USAGE_FORMAT_ANTHROPIC_BATCH,
    USAGE_FORMAT_OPENAI_BATCH,
    USAGE_FORMATS,
};
extern const struct usage_format usage_formats[USAGE_FORMATS];

/* Whether a name without a role may hold tokens that are billed otherwise: cached ones, audio. */
bool usage_may_matter(const char *name, size_t length);
/* The role of a name, USAGE_NO_ROLE when it has none. */
enum usage_role usage_role(const struct usage_scene *scene, const char *name, size_t length);

/* The next part of a sum a+b+c of --columns, from none (part->text NULL) on; false behind the last.
 */
bool usage_next_part(const struct usage_cell *column, struct usage_cell *part);

/* ---- What every reader hands its records to ---- */

/* Whose record it is, and by what id (length 0: it has none), of a call or of a row. */
struct usage_whose {
    struct usage_cell model, id, row_id;
    bool embeds; /* no chat: an embedding */
};

/* One record to the sums of its model, if it is one by io/import/usage/sums/kinds.c, has any tokens
 * and was not there before; NULL, or why it is malformed (a clause). */
const char *usage_take(struct usage_scene *scene, struct usage_record *record,
                       const struct usage_whose *whose);

/* The tier of service that a record names, and whether a region was asked for, which may cost more.
 */
struct usage_tier {
    bool has, is_batch, is_priority, is_flex, is_resident;
};
/* By the word for it. */
void usage_read_tier(struct usage_tier *tier, struct usage_cell word);
/* To a record that has its tokens, and to what is said about the file. */
void usage_put_tier(struct usage_scene *scene, const struct usage_tier *tier,
                    struct usage_record *record);

/* ---- Prefix blocks ---- */

struct usage_seen *usage_seen_new(void);
void usage_seen_free(struct usage_seen *seen);
/* Memory ran out. */
bool usage_seen_failed(const struct usage_seen *seen);

#endif
