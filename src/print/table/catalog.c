/* catalog.c - entries of a catalog as a table: one line each.
 * Knows the columns of each kind; refuses to know which entries are meant and how a table is laid
 * out. To add a column: a row in the table of its kind and a line in the function that fills its
 * cells.
 */
#include "core/base/count.h"
#include "print/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 3 }; /* so many entries are shown in detail */

/* ---- Hosted models */

static const struct column api_columns[] = {
    {.title = "input", .keep = 9, .at_point = true},
    {.title = "output", .keep = 8, .at_point = true},
    {.title = "cached", .keep = 7, .at_point = true},
    {.title = "write", .keep = 3, .at_point = true},
    {.title = "batch", .keep = 5},
    {.title = "tier", .keep = 4},
    {.title = "in/out there", .keep = 1},
};

static void api_price(const struct api_entry *entry, const char *key, char *cell)
{
    for (int i = 0; i < entry->values; i++)
        if (strcmp(entry->value[i].field->name, key) == 0)
            catalog_number(entry->value[i].value, cell, MAX_FIGURE);
}

static void fill_api(const struct catalog_view *all, int index, struct row *row,
                     struct source_list *facts, struct source_list *rents)
{
    (void)rents;
    const struct api_view *view = &all->api[index];
    const struct api_entry *entry = &view->entry;
    const bool more = entry->notes > 0 || entry->refusal[0] != '\0' ||
                      (view->api != NULL && view->api->lists > 1);
    row->group = view->provider;
    snprintf(row->key, sizeof row->key, "%s%s", entry->key, more ? "*" : "");
    api_price(entry, "input_per_mtok", row->cell[0]);
    api_price(entry, "output_per_mtok", row->cell[1]);
    api_price(entry, "cached_input_per_mtok", row->cell[2]);
    api_price(entry, "cache_write_per_mtok", row->cell[3]);
    char input[MAX_FIGURE] = "", output[MAX_FIGURE] = "";
    api_price(entry, "long_context_input_per_mtok", input);
    api_price(entry, "long_context_output_per_mtok", output);
    if (input[0] != '\0' && output[0] != '\0')
        snprintf(row->cell[6], MAX_FIGURE, "%.11s/%.11s", input, output);
    for (int i = 0; i < entry->values; i++) {
        const double value = entry->value[i].value;
        if (strcmp(entry->value[i].field->name, "batch_discount") == 0)
            words_percent(value, row->cell[4], MAX_FIGURE);
        if (strcmp(entry->value[i].field->name, "long_context_over") == 0)
            snprintf(row->cell[5], MAX_FIGURE, ">%.6gk", value / 1000);
    }
    if (entry->source[0] != '\0')
        add_source(facts, entry->source, entry->date, view->licence);
}

/* ---- GPUs */

static const struct column gpu_columns[] = {
    {.title = "GB", .keep = 9},
    {.title = "TB/s", .keep = 8, .at_point = true},
    {.title = "bf16", .keep = 7, .at_point = true},
    {.title = "fp8", .keep = 6, .at_point = true},
    {.title = "fp4", .keep = 4},
    {.title = "link", .keep = 2},
    {.title = "W", .keep = 3},
    {.title = "$/hour", .keep = 5},
};

static void gpu_rent(const struct gpu_entry *gpu, char *cell)
{
    double least = 0, most = 0;
    char low[MAX_NUMBER_TEXT], high[MAX_NUMBER_TEXT];
    for (int i = 0; i < gpu->rentals; i++) {
        const double rent = gpu->rental[i].gpu_hour;
        if (strcmp(gpu->rental[i].kind, "on-demand") != 0)
            continue;
        least = least == 0 || rent < least ? rent : least;
        most = rent > most ? rent : most;
    }
    if (most == 0)
        return;
    words_money_at("$", least, 2, low, sizeof low);
    words_money_at("$", most, 2, high, sizeof high);
    snprintf(cell, MAX_FIGURE, "%.10s%s%.10s", low + strspn(low, "$ "), most > least ? "-" : "",
             most > least ? high + strspn(high, "$ ") : "");
}

static void fill_gpu(const struct catalog_view *view, int index, struct row *row,
                     struct source_list *facts, struct source_list *rents)
{
    const struct gpu_entry *gpu = &view->gpu[index]->entry;
    const double figures[] = {gpu->memory_gb_sold,
                              gpu->facts.bytes_per_second / 1e12,
                              gpu->facts.bf16_flops / 1e12,
                              gpu->facts.fp8_flops / 1e12,
                              gpu->facts.fp4_flops / 1e12,
                              gpu->facts.link_bytes_per_second / 1e9,
                              gpu->watts};
    snprintf(row->key, sizeof row->key, "%s", gpu->id);
    for (int c = 0; c < (int)COUNT(figures); c++)
        if (figures[c] > 0)
            catalog_number(figures[c], row->cell[c], MAX_FIGURE);
    gpu_rent(gpu, row->cell[7]);
    add_source(facts, gpu->source, gpu->date, view->gpu[index]->licence);
    for (int n = 0; n < gpu->rentals; n++)
        add_source(rents, gpu->rental[n].source, gpu->rental[n].date, NULL);
}

/* ---- Models */

static const struct column model_columns[] = {
    {.title = "params", .keep = 9, .at_point = true},
    {.title = "active", .keep = 7, .at_point = true},
    {.title = "experts", .keep = 4},
    {.title = "layers", .keep = 3},
    {.title = "KV kB", .keep = 5, .at_point = true},
    {.title = "weights", .keep = 6},
    {.title = "GB", .keep = 8, .at_point = true},
};

static void fill_model(const struct catalog_view *view, int index, struct row *row,
                       struct source_list *facts, struct source_list *rents)
{
    (void)rents;
    const struct model_entry *model = &view->model[index]->entry;
    const struct llmcost_model *f = &model->facts;
    snprintf(row->key, sizeof row->key, "%s%s", model->id, model->note != NULL ? "*" : "");
    catalog_number(words_round(f->parameters / 1e9, 1), row->cell[0], MAX_FIGURE);
    catalog_number(words_round(f->active_parameters / 1e9, 1), row->cell[1], MAX_FIGURE);
    if (f->experts > 0)
        snprintf(row->cell[2], MAX_FIGURE, "%.0f/%.0f", f->active_experts, f->experts);
    catalog_number(f->layers, row->cell[3], MAX_FIGURE);
    catalog_number(words_round(f->kv_per_token * 2 / 1e3, 1), row->cell[4], MAX_FIGURE);
    snprintf(row->cell[5], MAX_FIGURE, "%s", llmcost_precision_name(f->precision));
    catalog_number(words_round(model->weight_bytes / 1e9, 1), row->cell[6], MAX_FIGURE);
    add_source(facts, model->source, model->date, view->model[index]->licence);
}

/* ---- All of it */

/* A row for each kind; in its title stand how many there are, and an s. */
static const struct {
    const struct column *columns;
    int count;
    const char *things, *what, *star; /* star: what one behind a key means, NULL: nothing is said */
    void (*fill)(const struct catalog_view *view, int index, struct row *row,
                 struct source_list *facts, struct source_list *rents);
} kinds[CATALOG_KINDS] = {
    [CATALOG_APIS] = {.columns = api_columns,
                      .count = (int)COUNT(api_columns),
                      .things = "hosted model",
                      .what = ", USD per million tokens",
                      .star = "has other prices at other dates, or a note: name it to see them",
                      .fill = fill_api},
    [CATALOG_GPUS] = {.columns = gpu_columns,
                      .count = (int)COUNT(gpu_columns),
                      .things = "GPU",
                      .what = ": memory as sold and its bandwidth, dense TFLOP/s, link GB/s one "
                              "way, rent on demand",
                      .fill = fill_gpu},
    [CATALOG_MODELS] = {.columns = model_columns,
                        .count = (int)COUNT(model_columns),
                        .things = "open model",
                        .what = ": 10^9 parameters, KV cache of a token in bf16, weights as "
                                "published",
                        .fill = fill_model},
};
_Static_assert(COUNT(api_columns) <= MAX_COLUMNS, "columns of a row");
_Static_assert(COUNT(gpu_columns) <= MAX_COLUMNS, "columns of a row");

static bool put_table(struct page *page, const struct catalog_view *view)
{
    const bool dated = view->kind == CATALOG_APIS && view->as_of[0] != '\0';
    bool marked = false;
    struct source_list *lists = calloc(2, sizeof *lists);
    struct grid grid = {.column = kinds[view->kind].columns, .columns = kinds[view->kind].count};
    grid.row = calloc((size_t)view->count, sizeof *grid.row);
    const bool done = lists != NULL && grid.row != NULL;
    for (int i = 0; done && i < view->count; i++) {
        if (i == view->exact)
            continue;
        kinds[view->kind].fill(view, i, &grid.row[grid.rows], &lists[0], &lists[1]);
        marked = marked || strchr(grid.row[grid.rows].key, '*') != NULL;
        grid.rows++;
    }
    if (done) {
        page_say(page, INK_PLAIN, 0, "%d %s%s%s%s%s", grid.rows, kinds[view->kind].things,
                 grid.rows == 1 ? "" : "s", kinds[view->kind].what, dated ? ", in force on " : "",
                 dated ? view->as_of : "");
        put_grid(page, &grid);
        page_blank(page);
        if (marked && kinds[view->kind].star != NULL)
            page_paragraph(page, INK_QUIET, "* ", 2, kinds[view->kind].star);
        put_sources(page, "Sources: ", &lists[0]);
        put_sources(page, "Rent: ", &lists[1]);
    }
    free(grid.row);
    free(lists);
    return done;
}

static bool put_kinds(FILE *out, const struct catalog_view *view)
{
    for (int i = 0; i < view->kind_count; i++)
        fprintf(out, "%-8s%4d  %s\n", view->kinds[i].name, view->kinds[i].entries,
                view->kinds[i].text);
    return !ferror(out);
}

bool print_catalog_table(const struct print_job *job)
{
    const struct catalog_view *view = job->catalog;
    if (view->kinds != NULL)
        return put_kinds(job->out, view);
    if (view->shapes != NULL)
        return print_shapes(job->out, view, job->style);
    const bool few = view->pattern[0] != '\0' && view->count <= FEW;
    struct page page = page_new(NULL, job->style, &terminal);
    bool done = true;
    for (int i = 0; i < view->count; i++) {
        if (!few && i != view->exact)
            continue;
        print_entry(&page, view, i);
        if (few ? i + 1 < view->count : view->count > 1)
            page_blank(&page);
    }
    if (!few && !(view->exact >= 0 && view->count == 1))
        done = put_table(&page, view);
    return page_write(&page, job->out) && done;
}
