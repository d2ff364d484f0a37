/* completion.h - what the shells are told: the same tables in three languages. */
#ifndef LLMCOST_CLI_SHELL_COMPLETION_H
#define LLMCOST_CLI_SHELL_COMPLETION_H

#include "cli/options/rows.h"
#include "cli/shell/operand.h"

#include "llmcost.h"

#include <stdio.h>

void completion_bash(FILE *out, const struct command_row *const *commands);
void completion_zsh(FILE *out, const struct command_row *const *commands);
void completion_fish(FILE *out, const struct command_row *const *commands);

/* The sections that hold options, "apis". */
bool completion_has_ids(enum llmcost_section section);
/* The keys of one section that a --set may name, each with text before and after it. */
void completion_keys(FILE *out, enum llmcost_section section, const char *before,
                     const char *after);
/* All paths that need no id, such as workload.burst. */
void completion_paths(FILE *out, const char *before, const char *after);
/* Every section and key once, for `fields`. */
void completion_words(FILE *out, const char *before, const char *after);
/* Every code that explain tells of, each once. */
void completion_codes(FILE *out, const char *before, const char *after);
/* The formats a command prints. */
void completion_formats(FILE *out, const struct command_row *command, const char *before,
                        const char *after);
/* The words that an option takes. */
void completion_values(FILE *out, const struct option_row *row, const char *before,
                       const char *after);
/* Its sentence up to its first semicolon or colon, in single quotes; `escaped` are characters that
 * get a backslash. */
void completion_sentence(FILE *out, const char *text, const char *escaped, const char *quote);

#endif
