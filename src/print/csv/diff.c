/* diff.c - a diff as one CSV table: a row for every cost line of every option and one for its
 * total, with what moved it. Knows no figure by name beyond its objects: columns are the keys of
 * the JSON diff, read off its rows (io/report/diff_rows.c). Columns are a promise: a new one goes
 * to the end.
 */
#include "io/report/diff_rows.h"
#include "print/csv/cells.h"
#include "print/writers.h"
#include "text/json/json.h"

#include <stdlib.h>
#include <string.h>

static const char *const figures[] = {"status", "old", "new", "delta", "delta_ratio", NULL};
static const char *const causes[] = {"price", "usage", "structure", "interaction", NULL};

static void put_names(struct text_buffer *out, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        text_put_all(out, ",", *keys, NULL);
    }
}

static void put_option(struct text_buffer *out, const struct diff_told *told,
                       const struct diff_told_option *option)
{
    static const char *const line_keys[] = {"id", "category", NULL};
    const struct json_row *rows = csv_find_row(diff_rows, "options")->rows;
    const struct json_row *lines = csv_find_row(rows, "lines")->rows;
    const struct json_row *effects = csv_find_row(rows, "effects")->rows;
    for (int i = 0; i <= option->lines_count; i++) {
        const bool is_total = i == option->lines_count;
        const void *object = is_total ? (const void *)option : &option->lines[i];
        csv_put_cell(out, option->id);
        if (is_total)
            text_put(out, ",total,total");
        else
            csv_put_values(out, lines, line_keys, object);
        csv_put_values(out, is_total ? rows : lines, figures, object);
        csv_put_values(out, effects, causes, is_total ? option->effects : NULL);
        text_put(out, ",");
        csv_put_cell(out, told->currency);
        text_put(out, "\r\n");
    }
}

bool print_diff_csv(const struct print_job *job)
{
    struct arena arena = {.last = NULL};
    struct text_buffer out = {0};
    struct diff_told told;
    diff_tell(job->diff, &arena, &told);
    text_put(&out, "option,line,category");
    put_names(&out, figures);
    put_names(&out, causes);
    text_put(&out, ",currency\r\n");
    for (int i = 0; !arena.failed && i < told.options_count; i++)
        put_option(&out, &told, &told.options[i]);
    out.failed = out.failed || arena.failed;
    arena_free(&arena);
    return json_write(job->out, &out);
}
