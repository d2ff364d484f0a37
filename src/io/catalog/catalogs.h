/* catalogs.h - what `from`, `gpu` and `model` may name: entries of the catalogs that are built in
 * and of the price files that were given. Keys match exactly or not at all.
 */
#ifndef LLMCOST_IO_CATALOG_CATALOGS_H
#define LLMCOST_IO_CATALOG_CATALOGS_H

#include "io/prices/api_entry.h"

enum { MAX_RENTALS = 16 };

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
