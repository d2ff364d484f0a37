/* diff.c - a diff as JSON: the walk over its rows (io/report/diff_rows.c). */
#include "io/report/diff_rows.h"
#include "print/json/rows.h"
#include "print/writers.h"

#include <errno.h>

bool print_diff_json(const struct print_job *job)
{
    struct arena arena = {.last = NULL};
    struct diff_told told;
    diff_tell(job->diff, &arena, &told);
    if (arena.failed)
        errno = ENOMEM;
    bool printed = !arena.failed && json_print_rows(job->out, diff_rows, &told);
    arena_free(&arena);
    return printed;
}
