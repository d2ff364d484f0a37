/* kinds.h - the kinds of `import`, and which of them reads a file that came to the wrong place. */
#ifndef LLMCOST_CLI_RUN_KINDS_H
#define LLMCOST_CLI_RUN_KINDS_H

#include "core/base/codes.h"
#include "io/import/import.h"

enum { IMPORT_KINDS = 5 };

struct import_kind {
    const char *name;
    import_function *run;
    bool folders;      /* it takes a folder for the files below it */
    const char *needs; /* the option that it cannot do without, or "" */
};
extern const struct import_kind import_kinds[IMPORT_KINDS];

/* Where no import of `kind` could read the file, another one may: what to write then is the advice
 * of that complaint. Of a pipe nothing is left to read. False when memory ran out. */
bool kinds_advise(const char *path, int kind, int input, struct llmcost_diags *diags);

/* What was refused as a scenario, or as a part of one, may be a file that import reads: then this
 * is the one complaint. Nothing changes otherwise. False when memory ran out. */
bool kinds_tell(const char *path, int input, bool is_part, struct llmcost_diags *diags);

#endif
