/* formats.h - the output formats: one row each, in a file of the format's own folder.
 * A row says which outputs its format prints and by which function; a NULL is an output that cannot
 * be printed so, and everything that is said about formats is read off the rows.
 */
#ifndef LLMCOST_PRINT_FORMATS_H
#define LLMCOST_PRINT_FORMATS_H

#include "print/writers.h"

/* What a command prints. */
enum printed {
    PRINTS_TEXT, /* something that has no formats: the default one stands for it */
    PRINTS_REPORT,
    PRINTS_BRIEF, /* a report's first screen alone */
    PRINTS_DIFF,
    PRINTS_SWEEP,
    PRINTS_SOLVE,
    PRINTS_PORTFOLIO,
    PRINTS_EXPLAIN,
    PRINTS_CATALOG,
    PRINTS_FIELDS,
    PRINTABLES
};

struct format {
    const char *name;          /* of -f */
    const char *text;          /* what help adds to the name, NULL: nothing */
    const char *extensions[2]; /* of files that are written so, the one that help names first */
    bool without_digest;       /* it does not show that of the scenario's file */
    int16_t swings[2]; /* of a report: the inputs that move the margin, at most, and with -v */
    bool tables;       /* a report is one table, which --table picks */
    bool assumptions;  /* and the list of all that is assumed */
    bool drawing;      /* and what pictures need */
    printer *print[PRINTABLES];
};

/* All formats in the order of help, NULL behind the last; the first one is the default. */
extern const struct format *const formats[];

bool format_prints(const struct format *format, enum printed what);
/* The format of that name, NULL: there is none. */
const struct format *format_find(const char *name, size_t length);
/* The format that a file of that name is written in: the default one where the name has no ending,
 * NULL where no format has that ending. */
const struct format *format_of_file(const char *path);

#endif
