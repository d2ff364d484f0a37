/* parts.h - what the files of io/prices share with nobody else, from the ground up: walks over JSON
 * (walk.c), keys (keys.c), an entry on its way (draft.c), one row for each format (FORMAT.c), the
 * list of these (formats.c), whole files (list.c). To add a format: a file FORMAT.c with its row
 * and at most one function, and its name in io/prices/formats.c.
 */
#ifndef LLMCOST_IO_PRICES_PARTS_H
#define LLMCOST_IO_PRICES_PARTS_H

#include "io/prices/list.h"
#include "text/json/json_scan.h"

/* What an entry may state. Those up to PRICE_WRITE exist once more in each tier. */
enum price {
    PRICE_INPUT,
    PRICE_OUTPUT,
    PRICE_CACHED,
    PRICE_WRITE,
    TIER_PRICES,
    PRICE_HOUR_WRITE = TIER_PRICES, /* the last that is of tokens */
    PRICE_BATCH,
    PRICE_REQUEST,
    PRICE_FEE,
    PRICES,
    /* Those from which FORMAT.c makes one of the above, or says a word. */
    PRICE_OLD_CACHED = PRICES,
    PRICE_BATCH_INPUT,
    PRICE_BATCH_OUTPUT,
    PRICE_SECOND_INPUT,
    PRICE_SECOND_OUTPUT,
    PRICE_REASONING,
    PRICE_KINDS,
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

/* Prices by the hour, until a scenario can say them. */
#define PRICE_HOURS_NOTE                                                                           \
    "Its prices depend on the time of day: the dearest are taken, other hours cost less"

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
    bool has[PRICE_KINDS];
    double value[PRICE_KINDS];
    int tiers; /* by rising threshold */
    struct price_tier tier[MAX_TIERS];
    struct price_names passed_over; /* known kinds of prices that are not imported */
    struct price_names unknown;     /* what looks like a price */
    bool by_hours;                  /* the dearest of some hours were taken, which is said */
    /* By minute of a working day, of a day of the weekend: hours that are marked, and what their
     * prices are over the others'; 0 where they have none of their own. */
    bool window[2][1440];
    double factor[2][1440];
    bool is_other; /* no model for text in, text out */
};

/* A key that is read as it stands. */
struct price_key {
    const char *key;
    enum price kind;
    double scale; /* to USD per million tokens, or per request */
};

struct price_format {
    const char *prefix, *title;
    const char *mark; /* a path that only this format has: `*` any key, `[]` any element */
    /* Where its entries stand, written alike. `*` gives an entry its key; what `[]` and the
     * outermost object stand for is named by those of the members `names` that they have. */
    const char *entries;
    const char *names[3];
    const char *const *no_entries;  /* keys at the place of an entry that are none, ended by NULL */
    bool dated;                     /* a key stands once for each time, from_date to to_date */
    const char *prices;             /* the member of an entry that holds its prices; NULL: itself */
    const char *tiers;              /* of its prices: a list of those of long prompts, NULL: none */
    const char *tier_over[2];       /* the member, or that of a member, with the threshold of one */
    const char *tier_hours;         /* a member that an element has whose prices are some hours' */
    const char *tier_until;         /* that with the end of these hours */
    const char *ends;               /* the member of an entry with the day when it ends */
    const struct price_key *keys;   /* ended by a row without a key */
    const char *const *passed_over; /* parts of keys of known kinds that are not imported */
    const char *const *no_prices;   /* parts of keys that are nothing of a price */
    const char *const *priced;      /* parts that a key of a price has; NULL: all others are some */
    bool names_figures;             /* passed over with their figures, whose units are known */
    /* Reads an entry of which the above cannot say all; NULL: price_read_entry() does. scan: behind
     * the brace of the entry */
    void (*convert)(struct price_draft *draft, const struct json_scan *scan);
    const char *refusal; /* a format that is known, and not read: why */
};

/* ---- Walking over objects that are known to be JSON ---- */

/* The next key of the object that the scan is in, which is left at the value's first event; false
 * behind the last. Call json_scan_skip(scan, *ret_event) when the value was not read. */
bool price_next_member(struct json_scan *scan, enum json_event *ret_event, char *ret_key,
                       size_t size);
/* The same of the elements of a list. */
bool price_next_element(struct json_scan *scan, enum json_event *ret_event);
/* A copy of the scan at that member of the object; JSON_END when there is none. The last counts. */
enum json_event price_member(const struct json_scan *object, const char *key,
                             struct json_scan *ret_scan);
/* A member that is a text; false when there is none, or it is longer. */
bool price_text_member(const struct json_scan *object, const char *key, char *buffer, size_t size);

/* The first number there, in a number or a text; false when it is none. */
bool price_number_member(const struct json_scan *object, const char *key, double *ret_value);

/* ---- Keys ---- */

/* Add a key; the value is text[at..end). False: memory ran out. */
bool price_add(struct price_file *file, const char *key, size_t place, size_t at, size_t end);
/* All keys of the file, by the row of its format; false: memory ran out, or scan->why is set. */
bool price_index(struct price_file *file, struct json_scan *scan);
/* Make the hash table, by which the last of equal keys is found (of dated ones the last in force).
 * doubled() is told of each key that stands twice, with the item before and that behind. False:
 * memory ran out. */
bool price_hash_keys(struct price_file *file,
                     void (*doubled)(struct price_file *file, int before, int after,
                                     struct llmcost_diags *diags),
                     struct llmcost_diags *diags);

/* ---- Dates ---- */

/* The day at which dated prices are taken. */
const char *price_day(const struct price_file *file);
/* The member as a date, "" when it is open; false when it is neither. */
bool price_date_member(const struct json_scan *object, const char *key, char ret_date[MAX_DATE]);
/* Whether that day lies from `from` on and before `to`; "" is open. */
bool price_in_force(const char *from, const char *to, const char *day);

/* ---- Drafts ---- */

/* What a user of the entry is told, printf style; why it may not be used: the first reason stays.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void price_note(struct price_draft *draft, const char *format, ...);
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
/* A note that the prices are of a day that nobody has stated. */
void price_note_day(struct price_draft *draft);
/* A price-like key that is not imported: of a known kind, or unknown. */
void price_pass_over(struct price_draft *draft, const char *key);
void price_unknown(struct price_draft *draft, const char *key);
/* One member by the rows of the format; over: of the tier that it stands in, 0 outside. */
void price_read_key(struct price_draft *draft, const struct json_scan *scan, enum json_event event,
                    const char *key, double over);
/* All members of the object that the scan is in. */
void price_read_keys(struct price_draft *draft, struct json_scan scan, double over);
/* The row of a key, NULL when it has none. */
const struct price_key *price_row(const struct price_format *format, const char *key,
                                  size_t length);
/* Prices that hold in the hours that are marked: a factor on all others', or, with a note, the
 * dearest of each, so that no bill comes out too low. read: how; NULL: by the keys of the format.
 */
void price_read_hours(struct price_draft *draft, struct json_scan scan, bool marked,
                      void (*read)(struct price_draft *draft, struct json_scan scan));
/* That it is so, once. */
void price_note_hours(struct price_draft *draft);
/* Mark the hours that the next price_read_hours() is of: two members with times of the day, or
 * LiteLLM's `windows` and `hours_utc`. False when they cannot be told. */
bool price_window(struct price_draft *draft, const struct json_scan *object, const char *from,
                  const char *to);
bool price_windows(struct price_draft *draft, const struct json_scan *object);
/* What was read by the hour, into the entry. */
void price_put_hours(struct price_draft *draft);
/* A whole entry by the rows of its format. */
void price_read_entry(struct price_draft *draft, const struct json_scan *scan);
/* Whether the key holds one of the words, which end with NULL; NULL: there are none. */
bool price_holds(const char *key, const char *const *words);
/* The token prices of a draft of its own, as those of a tier of service of the entry. */
void price_put_service(struct price_draft *draft, const struct price_draft *of,
                       enum service service);
/* A note when that date has come by --as-of. */
void price_ends(struct price_draft *draft, const char *what, const char *date);
/* The guards, the tiers, then the values of the entry. */
void price_finish(struct price_draft *draft);

/* ---- Formats ---- */

/* Row 0, 1, ...; NULL behind the last. */
const struct price_format *price_format(int index);
/* The first format whose mark stands in the text; NULL when there is none, or an error before. */
const struct price_format *price_recognise(struct json_scan *scan);

#endif
