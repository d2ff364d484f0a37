/* tables.c - the other tables of a report as CSV, which --table picks: fleets, break-evens, the
 * timeline, the inputs. A table is a list of the report with the single values of each item, and a
 * row for each thing of a list or an object inside the item. Knows no figure by name: columns are
 * the keys of the JSON report, read by their names. To add a table: a row.
 */
#include "io/report/outcome.h"
#include "print/csv/cells.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_INSIDE = 2 };

static const struct table {
    const char *list;
    const char *inside[MAX_INSIDE]; /* keys of the item, NULL: none */
    const char *of[MAX_INSIDE];     /* where there are several: what tells them apart */
    bool needs_inside;              /* an item with nothing inside has no row */
} tables[] = {
    [TABLE_FLEET] = {.list = "options", .inside = {"fleet"}, .needs_inside = true},
    [TABLE_BREAK_EVEN] = {.list = "break_even",
                          .inside = {"bands", "horizon_bands"},
                          .of = {"monthly", "horizon"}},
    [TABLE_TIMELINE] = {.list = "timeline", .inside = {"options"}, .needs_inside = true},
    [TABLE_INPUTS] = {.list = "assumptions"},
};

/* The things of a list, or the one of a link: how many, and where the first is. */
static int32_t things(const struct json_row *row, const void *object, const char **ret_first)
{
    int32_t count = 1;
    memcpy(ret_first, (const char *)object + row->offset, sizeof *ret_first);
    if (row->type == ROW_LIST)
        memcpy(&count, (const char *)object + row->count, sizeof count);
    return *ret_first != NULL ? count : 0;
}

static bool is_single(const struct json_row *row)
{
    return row->type != ROW_LIST && row->type != ROW_OBJECT && row->type != ROW_LINK &&
           row->type != ROW_TEXTS && row->type != ROW_MAP && row->type != ROW_PART;
}

/* The keys of single values, or, with an object, these values; nothing of NULL but commas. */
static void put_singles(struct text_buffer *out, const struct json_row *rows, bool keys,
                        const void *object)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        if (row->type == ROW_PART)
            put_singles(out, row->rows, keys, object);
        if (!is_single(row))
            continue;
        text_put(out, ",");
        if (keys)
            csv_put_cell(out, row->key);
        else if (object != NULL)
            csv_put_value(out, row, object);
    }
}

static void put_row(struct text_buffer *out, const struct outcome *outcome,
                    const struct json_row *list, const void *item, const char *of,
                    const struct json_row *inside, const void *thing)
{
    csv_put_source(out, outcome);
    put_singles(out, list->rows, false, item);
    if (of != NULL) {
        text_put(out, ",");
        csv_put_cell(out, of);
    }
    if (inside != NULL)
        put_singles(out, inside->rows, false, thing);
    text_put(out, ",");
    csv_put_cell(out, outcome->currency);
    text_put(out, "\r\n");
}

static void put_item(struct text_buffer *out, const struct outcome *outcome,
                     const struct table *table, const struct json_row *list, const void *item)
{
    const struct json_row *inside = NULL;
    bool any = false;
    for (int i = 0; i < MAX_INSIDE && table->inside[i] != NULL; i++) {
        const char *thing;
        inside = csv_find_row(list->rows, table->inside[i]);
        const int32_t count = things(inside, item, &thing);
        for (int32_t n = 0; n < count; n++, thing += inside->size)
            put_row(out, outcome, list, item, table->of[i], inside, thing);
        any = any || count > 0;
    }
    if (!any && !table->needs_inside)
        put_row(out, outcome, list, item, table->of[0] != NULL ? "" : NULL, inside, NULL);
}

void csv_put_table(struct text_buffer *out, enum report_table which, const struct report *reports,
                   int count)
{
    const struct table *table = &tables[which];
    const struct json_row *list = csv_find_row(outcome_rows, table->list);
    text_put(out, "scenario");
    put_singles(out, list->rows, true, NULL);
    text_put(out, table->of[0] != NULL ? ",of" : "");
    if (table->inside[0] != NULL)
        put_singles(out, csv_find_row(list->rows, table->inside[0])->rows, true, NULL);
    text_put(out, ",currency\r\n");
    for (int i = 0; i < count; i++) {
        const char *item;
        const int32_t items = things(list, reports[i].outcome, &item);
        for (int32_t n = 0; n < items; n++, item += list->size)
            put_item(out, reports[i].outcome, table, list, item);
    }
}
