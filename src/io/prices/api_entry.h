/* api_entry.h - what a price list or a catalog says of one hosted model, and what becomes of it
 * from one time to the next; the keys that a word might have meant.
 */
#ifndef LLMCOST_IO_PRICES_API_ENTRY_H
#define LLMCOST_IO_PRICES_API_ENTRY_H

#include "text/date.h"
#include "text/source.h"

enum {
    MAX_ENTRY_VALUES = 24,
    MAX_ENTRY_TIMES = 16,
    MAX_SERVICE_VALUES = 8,
    MAX_ENTRY_NOTES = 10,
    MAX_ENTRY_TEXT = 200,
    MAX_CANDIDATES = 12,
};

struct entry_value {
    const struct llmcost_field *field; /* of section apis */
    double value;
};

/* What a request costs that asks for a tier of service. What is not stated is scaled like the input
 * price. */
enum service { SERVICE_FLEX, SERVICE_PRIORITY, SERVICES };
struct entry_service {
    int values; /* 0: it has no such tier */
    struct entry_value value[MAX_SERVICE_VALUES];
};
static const char *const service_names[SERVICES] = {
    [SERVICE_FLEX] = "flex",
    [SERVICE_PRIORITY] = "priority",
};

/* Hours of the day in which all token prices of an entry are others. */
struct entry_time {
    const char *days; /* mon-fri, sat-sun, all */
    double from, to, factor;
};

/* What one catalog says of one hosted model, at one date: a value, nothing to free. */
struct api_entry {
    char key[LLMCOST_MAX_ID];    /* as its catalog spells it */
    char source[MAX_ENTRY_TEXT]; /* project or file, and key: "LiteLLM, x.json, key gpt-4o-mini" */
    char date[MAX_DATE];         /* when its prices were known to hold, "" unknown */
    char from[MAX_DATE], to[MAX_DATE]; /* they are in force from (incl.) to (excl.), "" open */
    int values;
    struct entry_value value[MAX_ENTRY_VALUES];
    struct entry_service service[SERVICES];
    int times; /* in which token prices are multiplied, in UTC */
    struct entry_time time[MAX_ENTRY_TIMES];
    int notes; /* what a user of it should be told, each a whole sentence */
    char note[MAX_ENTRY_NOTES][MAX_ENTRY_TEXT];
    char left_out[2 * MAX_ENTRY_TEXT + 32]; /* prices of other kinds, "" none: for an import */
    char refusal[MAX_ENTRY_TEXT];           /* why it must not be used, "" when it may */
};

/* What an entry states of that field; NULL: nothing. */
const double *entry_value(const struct api_entry *entry, const char *name);

/* What becomes of a price between two times of an entry: nothing; another one, where a list does
 * not state it that which the model takes (§2); or what no month can change: where long prompts
 * begin, and their prices where none began before; prices by the hour. */
enum price_turn { TURN_NONE, TURN_PRICE, TURN_LASTING };
enum price_turn price_turn(const struct api_entry *before, const struct api_entry *after,
                           const struct llmcost_field *field, double *ret_price);

/* Its token prices in the dearest hour, where it has prices by the hour. */
void take_dearest_hour(struct api_entry *entry);

/* The entries that an exact key might have meant, for the complaint. */
struct candidates {
    int count, total; /* listed, and how many there are */
    char name[MAX_CANDIDATES][LLMCOST_MAX_ID];
};
/* Add a key: where a word is given, the fewer letters a key has beyond it the further in front,
 * first those whose last part it is; else behind the others. */
void candidates_add(struct candidates *candidates, const char *key, const char *word);
/* A name of an entry, 0 its key; NULL behind the last. */
typedef const char *entry_name(const void *of, int index, int name);
/* Add what is near to a word that no name holds: the entries that share its parts, else the one
 * whose name is nearest by its letters. ranked: by candidates_add() */
void candidates_add_near(struct candidates *candidates, const char *word, entry_name *name,
                         const void *of, int count, bool ranked);

#endif
