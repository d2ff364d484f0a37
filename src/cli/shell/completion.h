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

/* The keys of one section that a --set may name, each with text before it. */
void completion_keys(FILE *out, enum llmcost_section section, const char *before);
/* All paths that need no id, such as workload.burst. */
void completion_paths(FILE *out, const char *before);
/* Every section and key once, for `fields`. */
void completion_words(FILE *out, const char *before);
/* Every code that explain tells of, each once. */
void completion_codes(FILE *out, const char *before);
/* The formats a command prints, a blank before each. */
void completion_formats(FILE *out, const struct command_row *command);
/* The words that an option takes, with text before the first and between them. */
void completion_values(FILE *out, const struct option_row *row, const char *first,
                       const char *between);
/* The words of an operand, with blanks between them. */
void completion_operand(FILE *out, const struct operand *operand);
/* What an option is called, "--format -f". */
void completion_names(FILE *out, const struct option_row *row);
/* The names of all options whose value is the next word, a blank before each. */
void completion_valued(FILE *out);
/* Its sentence up to its first semicolon or colon, in single quotes; `escaped` are characters that
 * get a backslash. */
void completion_sentence(FILE *out, const char *text, const char *escaped, const char *quote);

#endif
