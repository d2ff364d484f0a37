/* terminal.h - what the reader of a stream can show: colour, columns, characters. */
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

#endif
