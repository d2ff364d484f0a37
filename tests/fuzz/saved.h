/* saved.h - what the fuzz targets of reports share: one that is saved stays as it is. */
#ifndef LLMCOST_TESTS_FUZZ_SAVED_H
#define LLMCOST_TESTS_FUZZ_SAVED_H

#include "fuzz.h"
#include "io/report/saved/report.h"
#include "print/writers.h"

/* In all formats of words, one after the other; to be freed. */
static inline char *fuzz_told(const struct report *report, size_t *ret_length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_length);
    const struct print_style style = {.width = 80};
    const struct print_job job = {.out = out, .style = &style, .reports = report, .count = 1};
    REQUIRE(out != NULL);
    REQUIRE(print_json(&job) && print_table(&job) && print_csv(&job) && print_markdown(&job));
    fclose(out);
    return text;
}

/* Saved and read again it tells the same in every format: sentences, which are made anew from the
 * figures of a saved report, once made stay. */
static inline void fuzz_saved(const struct report *report)
{
    static struct llmcost_diags diags;
    struct saved_file saved;
    struct source file = {.name = "f.json"};
    char *text = NULL;
    size_t fresh_length, again_length;
    bool no_memory = false;
    FILE *out = open_memstream(&text, &file.length);
    const struct print_job job = {.out = out, .reports = report, .count = 1};
    REQUIRE(out != NULL && print_json(&job));
    fclose(out);
    file.text = text;
    llmcost_diags_init(&diags);
    REQUIRE(saved_read(&file, SAVED_REPORTS, &saved, &diags, &no_memory));
    char *fresh = fuzz_told(report, &fresh_length);
    char *again = fuzz_told(&saved.reports[0], &again_length);
    REQUIRE(fresh_length == again_length && memcmp(fresh, again, fresh_length) == 0);
    saved_free(&saved);
    free(fresh);
    free(again);
    free(text);
}

#endif
