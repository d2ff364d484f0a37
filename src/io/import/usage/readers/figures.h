/* figures.h - the counts of a `usage` block, by what they mean. */
#ifndef LLMCOST_IO_IMPORT_USAGE_READERS_FIGURES_H
#define LLMCOST_IO_IMPORT_USAGE_READERS_FIGURES_H

#include "io/import/usage/readers/json.h"

enum usage_figure {
    FIGURE_PROMPT,
    FIGURE_COMPLETION,
    FIGURE_INPUT,
    FIGURE_OUTPUT,
    FIGURE_TOTAL,
    FIGURE_REASONING,
    FIGURE_CACHED_INSIDE,
    FIGURE_WRITTEN_INSIDE,
    FIGURE_READ_BESIDE,
    FIGURE_WRITTEN_BESIDE,
    FIGURE_WRITTEN_5M,
    FIGURE_WRITTEN_1H,
    FIGURE_READ_EITHER, /* inside or beside: the total tells */
    FIGURE_WRITTEN_EITHER,
    FIGURE_GEMINI_PROMPT,
    FIGURE_GEMINI_TOOL,
    FIGURE_GEMINI_CANDIDATES,
    FIGURE_GEMINI_THOUGHTS,
    FIGURE_TOKENS_INPUT,
    FIGURE_TOKENS_OUTPUT,
    FIGURE_BILLED_INPUT,
    FIGURE_BILLED_OUTPUT,
    FIGURE_AUDIO,
    FIGURE_IMAGES,
    FIGURE_SEARCHES,
    FIGURE_OUTPUT_AUDIO, /* of a report, where both are added up */
    FIGURE_OUTPUT_IMAGES,
    FIGURE_UNCACHED,
    FIGURE_REQUESTS,
    FIGURES,
    FIGURE_NONE, /* known, and nothing to add */
};

/* Whose figures they are: of an answer, of a record that is its own block and of which most is
 * nothing of usage, of a result of a usage report. */
enum usage_paths { USAGE_OF_ANSWER, USAGE_OF_RECORD, USAGE_OF_REPORT };

/* A usage block as it stands. */
struct usage_block {
    enum usage_paths paths;
    bool has[FIGURES];
    uint64_t value[FIGURES];
    struct usage_tier tier;
    const char *why; /* NULL, or why it is malformed */
    /* Of a report alone. */
    struct usage_cell model;
    bool is_batch, is_embedding, has_money, has_window, is_long;
};

/* The members of the object that the scan is in, which is left behind it; false: not JSON. */
bool usage_read_block(struct usage_scene *scene, struct json_scan *scan, enum usage_paths paths,
                      struct usage_block *ret_block);
/* Whether it holds any figure. */
bool usage_block_has_any(const struct usage_block *block);
/* Tokens of a record; false when there is no count that is known. *ret_embeds: input alone. */
bool usage_block_record(const struct usage_block *block, struct usage_record *ret_record,
                        bool *ret_embeds);

#endif
