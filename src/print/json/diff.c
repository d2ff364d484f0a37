/* diff.c - a diff as JSON: the walk over its rows (io/report/diff_rows.c). */
#include "io/report/diff_rows.h"
#include "print/json/rows.h"
#include "print/writers.h"

#include <errno.h>

bool print_diff_json(FILE *out, const struct diff *diff, const struct print_style *style)
{
    (void)style;
    struct arena arena = {.last = NULL};
    struct diff_told told;
    diff_tell(diff, &arena, &told);
    if (arena.failed)
        errno = ENOMEM;
    bool printed = !arena.failed && json_print_rows(out, diff_rows, &told);
    arena_free(&arena);
    return printed;
}
