/* completion.h - what the shells are told: the same tables in three languages. */
#ifndef LLMCOST_CLI_SHELL_COMPLETION_H
#define LLMCOST_CLI_SHELL_COMPLETION_H

#include "cli/options/options.h"
#include "cli/shell/operand.h"

#include "llmcost.h"

#include <stdio.h>

void completion_bash(FILE *out);
void completion_zsh(FILE *out);
void completion_fish(FILE *out);

/* What the value of an option is. */
enum value_kind {
    VALUE_NONE,
    VALUE_FORMAT, /* a format, perhaps with :FILE */
    VALUE_FILE,
    VALUE_SETTING, /* PATH=VALUE */
    VALUE_ID,      /* of an option of the scenario */
    VALUE_WORDS,   /* one of row->words */
    VALUE_LIST,    /* words of gates, with commas between them */
    VALUE_OTHER,
};
enum value_kind completion_value(const struct option_row *row);

/* Whether an option is there at all, and for a command. */
bool completion_offers(const struct option_row *row, const struct command_row *command);

/* The sections that hold options, "apis". */
bool completion_has_ids(enum llmcost_section section);
/* The keys of one section that a --set may name, each with text before and after it. */
void completion_keys(FILE *out, enum llmcost_section section, const char *before,
                     const char *after);
/* All paths that need no id, such as workload.burst. */
void completion_paths(FILE *out, const char *before, const char *after);
/* Every section and key once, for `fields`. */
void completion_words(FILE *out, const char *before, const char *after);
/* The formats a command prints. */
void completion_formats(FILE *out, const struct command_row *command, const char *before,
                        const char *after);
/* The words of VALUE_LIST. */
void completion_list(FILE *out, const char *before, const char *after);
/* A sentence up to its first semicolon or colon, in single quotes; `escaped` are characters that
 * get a backslash. */
void completion_sentence(FILE *out, const char *text, const char *escaped, const char *quote);

#endif
