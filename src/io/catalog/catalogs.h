/* catalogs.h - what `from`, `gpu` and `model` may name: entries of the catalogs that are built in
 * and of the price files that were given. Keys match exactly or not at all.
 */
#ifndef LLMCOST_IO_CATALOG_CATALOGS_H
#define LLMCOST_IO_CATALOG_CATALOGS_H

#include "text/date.h"
#include "text/source.h"

enum {
    MAX_ENTRY_VALUES = 24,
    MAX_ENTRY_TIMES = 16,
    MAX_SERVICE_VALUES = 8,
    MAX_ENTRY_NOTES = 10,
    MAX_ENTRY_TEXT = 200,
    MAX_CANDIDATES = 12,
    MAX_RENTALS = 16,
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

struct gpu_rental {
    const char *id;   /* "aws", "lambda-reserved" */
    const char *kind; /* "on-demand", "reserved", "spot" */
    double gpu_hour;  /* USD */
    double gpus_per_node, commitment_months;
    const char *source, *date;
};
struct gpu_entry {
    const char *id, *name, *source, *date; /* name: for people, "NVIDIA H100 SXM 80 GB" */
    struct llmcost_gpu facts;
    double memory_gb_sold, watts; /* watts: 0 when unknown */
    int rentals;
    struct gpu_rental rental[MAX_RENTALS];
};
struct model_entry {
    const char *id, *name, *source, *date;
    const char *note; /* what the estimate leaves out for it, NULL when nothing */
    struct llmcost_model facts;
    double weight_bytes; /* in the precision that it is published in */
};

/* The entries that an exact key might have meant, for the complaint. */
struct candidates {
    int count, total; /* listed, and how many there are */
    char name[MAX_CANDIDATES][LLMCOST_MAX_ID];
};

enum lookup {
    LOOKUP_FOUND,
    LOOKUP_NONE,       /* no such key: candidates that hold the word, or are near to it */
    LOOKUP_NOT_LISTED, /* the same of given files alone, which what is built in does not stand in
                          for */
    LOOKUP_AMBIGUOUS,  /* the key stands in several given files: candidates with their prefix */
    LOOKUP_NO_MEMORY,
    LOOKUP_BROKEN, /* a catalog that is built in is not complete: a complaint is in diags */
};

struct catalogs;

/* Nothing is read before it is asked for, but the price files, which are complained about here
 * (place.input: index of the file). as_of: "2026-11-21" or NULL. allow_outliers: prices above
 * $1,000 per Mtok are let through. NULL when memory ran out or a file cannot be used
 * (diags->errors tells). */
struct catalogs *catalogs_open(const char *const *price_files, int count, const char *as_of,
                               bool allow_outliers, struct llmcost_diags *diags);
void catalogs_close(struct catalogs *catalogs);
/* From now on an API that the given files lack is not looked for in what is built in: the files are
 * all that one side of a comparison has. */
void catalogs_given_alone(struct catalogs *catalogs);
const char *catalogs_as_of(const struct catalogs *catalogs);

/* A key such as `gpt-4o-mini`, or one format's alone, `litellm:gpt-4o-mini`: given files first,
 * then what is built in, with a note; not that where a given file is of the format that is named.
 */
enum lookup catalogs_api(struct catalogs *catalogs, const char *key, struct api_entry *ret_entry,
                         struct candidates *ret_candidates, struct llmcost_diags *diags);
/* The same at another day. */
enum lookup catalogs_api_on(struct catalogs *catalogs, const char *key, const char *day,
                            struct api_entry *ret_entry, struct llmcost_diags *diags);
/* By id or by one of its aliases. Entries live as long as the catalogs. */
enum lookup catalogs_gpu(struct catalogs *catalogs, const char *id,
                         const struct gpu_entry **ret_entry, struct candidates *ret_candidates,
                         struct llmcost_diags *diags);
enum lookup catalogs_model(struct catalogs *catalogs, const char *id,
                           const struct model_entry **ret_entry, struct candidates *ret_candidates,
                           struct llmcost_diags *diags);
/* The given files in turn, 0 to their number - 1: our own YAML, or the list of another project; the
 * other one is NULL. */
struct catalog;
struct price_file;
int catalogs_files(const struct catalogs *catalogs);
void catalogs_file(const struct catalogs *catalogs, int index, const struct catalog **ret_own,
                   const struct price_file **ret_list);

/* The rental of that id, or for NULL the one to assume: on demand, the newest that is not after
 * `as_of`, of the same date that of the smallest node, then the dearest. NULL when there is none.
 */
const struct gpu_rental *gpu_rental_find(const struct gpu_entry *gpu, const char *id,
                                         const char *as_of);

#endif
