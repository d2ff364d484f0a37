/* parts.h - what io/prices/list.c and the readers of its formats share with nobody else. To add a
 * format: a file with index and convert functions, a row in io/prices/list.c.
 */
#ifndef LLMCOST_IO_PRICES_PARTS_H
#define LLMCOST_IO_PRICES_PARTS_H

#include "io/prices/list.h"
#include "text/json_scan.h"

/* What an entry may state. Those up to PRICE_WRITE exist once more in each tier. */
enum price {
    PRICE_INPUT,
    PRICE_OUTPUT,
    PRICE_CACHED,
    PRICE_WRITE,
    TIER_PRICES,
    PRICE_BATCH = TIER_PRICES,
    PRICE_REQUEST,
    PRICE_FEE,
    PRICES,
};

/* What prompts above a threshold cost. */
struct price_tier {
    double over;
    bool has[TIER_PRICES];
    double value[TIER_PRICES];
};

/* The day of the newest source of the built-in catalogs: prices that change with time are those of
 * that day where --as-of states none and the file has no date of its own. */
#define PRICE_DAY "2026-08-21"

enum { MAX_TIERS = 8, MAX_NAMES_TEXT = 400 };

/* Keys that a note will list. */
struct price_names {
    int count, listed;
    char text[MAX_NAMES_TEXT];
};

/* An entry on its way: USD, per million tokens where the file says per token. */
struct price_draft {
    const struct price_file *file;
    struct api_entry *entry;
    bool has[PRICES];
    double value[PRICES];
    int tiers; /* by rising threshold */
    struct price_tier tier[MAX_TIERS];
    struct price_names passed_over; /* known kinds of prices that are not imported */
    struct price_names unknown;     /* what looks like a price */
    bool is_other;                  /* no model for text in, text out */
};

struct price_format {
    const char *prefix, *title;
    const char *mark; /* a path that only this format has: `*` any key, `[]` any element */
    bool (*index)(struct price_file *file, struct json_scan *scan);
    /* scan: behind the brace of its object */
    void (*convert)(struct price_draft *draft, struct json_scan *scan);
    const char *refusal; /* a format that is known, and not read: why */
};

/* ---- Walking over objects that are known to be JSON ---- */

/* The next key of the object that the scan is in, which is left at the value's first event; false
 * behind the last. Call json_scan_skip(scan, *ret_event) when the value was not read. */
bool price_next_member(struct json_scan *scan, enum json_event *ret_event, char *ret_key,
                       size_t size);
/* A copy of the scan at that member of the object; JSON_END when there is none. The last counts. */
enum json_event price_member(const struct json_scan *object, const char *key,
                             struct json_scan *ret_scan);
/* A member that is a text; false when there is none, or it is longer. */
bool price_text_member(const struct json_scan *object, const char *key, char *buffer, size_t size);

/* ---- Index ---- */

/* Whether the rest of the text is JSON; sets scan->why when it is not. */
bool price_check(const struct price_file *file, struct json_scan *scan);
/* Add OUTER/KEY, or KEY where outer is NULL; the value is text[at..end). False: memory ran out. */
bool price_add(struct price_file *file, const char *outer, const char *key, size_t place, size_t at,
               size_t end);

/* The hash table; of equal keys the last is the one that is found, with a warning. False: memory
 * ran out. */
bool price_sort_keys(struct price_file *file, struct llmcost_diags *diags);

/* ---- Drafts ---- */

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void price_note(struct price_draft *draft, const char *format, ...);
/* The first reason stays. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void price_refuse(struct price_draft *draft, const char *format, ...);

/* The number at the scan times `scale`, to 12 significant digits; a text is read whole or refused.
 * False for null, and for what is no price, which refuses the entry. */
bool price_value(struct price_draft *draft, const struct json_scan *scan, enum json_event event,
                 const char *key, double scale, double *ret_value);
/* To 12 significant digits. */
double price_rounded(double value);
/* A value of a kind, of the draft or of a tier (over > 0); stated twice with different values, the
 * last wins and a note says so. */
void price_set(struct price_draft *draft, double over, enum price kind, const char *key,
               double value);
/* A price-like key that is not imported: of a known kind, or unknown. Zeros are not worth a word.
 */
/* The day that dated prices are taken at; a note where nobody has stated it. */
const char *price_day(struct price_draft *draft);
void price_note_day(struct price_draft *draft);
void price_pass_over(struct price_draft *draft, const char *key);
/* The same with the value that the scan stands at, where it is a number, times scale. */
void price_pass_over_value(struct price_draft *draft, const char *key, const struct json_scan *scan,
                           enum json_event event, double scale);
void price_unknown(struct price_draft *draft, const char *key);
/* Whether the key holds one of the words, which end with NULL. */
bool price_holds(const char *key, const char *const *words);
/* A note when that date has come by --as-of. */
void price_ends(struct price_draft *draft, const char *what, const char *date);
/* The guards, the tiers, then the values of the entry. */
void price_finish(struct price_draft *draft);

extern const struct price_format price_litellm, price_openrouter, price_genai, price_models_dev,
    price_llm_prices, price_langfuse;

#endif
