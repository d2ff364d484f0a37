/* terminal.h - what the reader of a stream can show: colour, columns, characters; and the pager for
 * what is longer than the terminal.
 */
#ifndef LLMCOST_CLI_RUN_TERMINAL_H
#define LLMCOST_CLI_RUN_TERMINAL_H

#include "cli/options/options.h"

#include <stdio.h>

/* --color, else NO_COLOR, FORCE_COLOR, TERM=dumb, else whether the stream is a terminal. */
bool terminal_color(enum color_choice choice, FILE *stream);
/* COLUMNS, else the columns of the terminal, else DEFAULT_WIDTH. */
int terminal_width(FILE *stream);
/* The lines of the terminal; 0 where it is none. */
int terminal_height(FILE *stream);
/* Whether the locale, the first one set of LC_ALL, LC_CTYPE and LANG, is not named as UTF-8. */
bool terminal_ascii(void);

/* The command that pages stdout: LLMCOST_PAGER, else PAGER, else less; NULL where stdout is no
 * terminal or a dumb one, where that command cannot be found, or where it is empty or cat. */
const char *pager_find(void);

/* Show the text by that command, and wait for its end, however early; false when it fits the
 * terminal or the pager did not start: then nothing of it was shown. */
bool pager_show(const char *command, const char *text, size_t length);

#endif
