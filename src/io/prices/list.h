/* list.h - a price list of another project in memory: which format it is, told by content,
 * and where each of its keys stands. An entry is converted when it is asked for, and not before.
 */
#ifndef LLMCOST_IO_PRICES_LIST_H
#define LLMCOST_IO_PRICES_LIST_H

#include "io/prices/api_entry.h"

enum { MAX_PRICE_BYTES = 64 << 20 };

struct price_options {
    const char *as_of; /* "2026-11-21", NULL: not stated */
    bool allow_outliers;
};

struct price_format;

/* One model of the list; offsets into the text. */
struct price_item {
    uint32_t key;        /* in `names` */
    uint32_t place;      /* of its key, for messages */
    uint32_t at, length; /* of its value */
    bool is_replaced;    /* the same key follows further down */
    int32_t from, to;    /* of a dated format: the days that it is in force, 0 open */
};

struct price_file {
    const char *path;
    int input; /* place.input of what is said about it */
    const struct price_format *format;
    struct price_options options;
    char *text;
    size_t length;
    char *names;
    size_t names_used, names_room;
    struct price_item *item; /* in the order of the file */
    int count;
    size_t room;
    int long_keys;  /* longer than any id: not in the list */
    int doubled;    /* keys that stand there once more */
    uint32_t *slot; /* hash table: 1 + index of an item, 0 free */
    uint32_t mask;
};

/* The whole of a file, "-" for stdin; complaints like those of source_read(). Free *ret_text. */
bool price_bytes(const char *path, int input, char **ret_text, size_t *ret_length,
                 struct llmcost_diags *diags);
/* Find format and keys; takes `text` over, which malloc() gave. Duplicate keys are warned about,
 * with both prices; the last wins. False, with a complaint (E_NO_MEMORY: memory ran out), when it
 * cannot be used. Free with price_file_close() in either case. */
bool price_file_open(struct price_file *ret_file, const char *path, int input, char *text,
                     size_t length, const struct price_options *options,
                     struct llmcost_diags *diags);
void price_file_close(struct price_file *file);

/* "LiteLLM", and the word in front of a key that means this format alone: "litellm". */
const char *price_file_title(const struct price_file *file);
const char *price_file_prefix(const struct price_file *file);
/* The words of all formats, 0.., then NULL. */
const char *price_prefix(int index);

const char *price_file_key(const struct price_file *file, int index);
/* The item of exactly that key, -1 when there is none; of the times of one that in force. */
int price_file_find(const struct price_file *file, const char *key);
/* What the file says of an item. Where the guards forbid its use the refusal says why; what it
 * lacks is missing. False when it is no model for text in, text out (an embedding, a picture): then
 * its refusal says so. */
bool price_file_entry(const struct price_file *file, int index, struct api_entry *ret_entry);
/* Add the keys of usable entries that hold the word, the nearest first; where
 * there are none, the nearest key. */
void price_file_candidates(const struct price_file *file, const char *word,
                           struct candidates *candidates);

#endif
