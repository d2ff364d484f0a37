/* record.h - the scalars of one JSON object by their paths,
 * "input_config.loadgen.concurrency"; of an array only its first item, "endpoint.model_names[0]".
 * Large arrays cost no memory.
 */
#ifndef LLMCOST_IO_IMPORT_BENCH_RECORD_H
#define LLMCOST_IO_IMPORT_BENCH_RECORD_H

#include "io/import/file.h"
#include "text/arena.h"
#include "text/json/json_scan.h"

enum { RECORD_MAX_LEAVES = 1 << 16, RECORD_MAX_PATH = 160, RECORD_MAX_TEXT = 256 };

enum record_kind { RECORD_NUMBER, RECORD_TEXT, RECORD_TRUE, RECORD_FALSE, RECORD_NULL };

struct record_leaf {
    const char *path, *text; /* text: as it stands there, cut where it is long */
    double number;
    size_t offset; /* in the file */
    uint8_t kind;  /* enum record_kind */
};

struct record {
    struct record_leaf *leaf; /* sorted by path once closed */
    int count;
    size_t room;
    struct arena texts;
    const char *start; /* of the file's text */
    size_t offset;     /* of the object in it */
    int input;
};

enum record_result { RECORD_OK, RECORD_NOT_JSON, RECORD_TOO_MANY, RECORD_NO_MEMORY };

/* Behind the JSON_OBJECT event of the scan. An array of objects under the key `split` at the top is
 * not entered: *ret_split is the scan at its start (ret_split->start NULL: there is none). */
enum record_result record_read(struct record *record, struct json_scan *scan, const char *split,
                               struct json_scan *ret_split);
/* Sort; duplicate keys are warned about with both values, the last wins. */
void record_close(struct record *record, struct llmcost_diags *diags);
void record_free(struct record *record);

/* The leaf of a path, NULL: there is none, or null. */
const struct record_leaf *record_find(const struct record *record, const char *path);
/* A number, or a text that is wholly one. */
bool record_leaf_number(const struct record_leaf *leaf, double *ret_value);
/* A text, "" when there is none. */
const char *record_text(const struct record *record, const char *path);

#endif
