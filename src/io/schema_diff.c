/* schema_diff.c - what a diff holds, one row for each key, in the order of its printer. */
#include "schema_rows.h"

#include <stddef.h>

static const struct json_row rows[] = {
    {.key = "kind", .words = "llmcost.diff"},
    {.key = "format_version", .pattern = "^1\\.[0-9]+$", .text = "Major and minor version."},
};

const struct json_row *diff_rows(int *ret_count)
{
    *ret_count = (int)(sizeof rows / sizeof *rows);
    return rows;
}
