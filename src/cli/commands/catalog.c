/* catalog.c - the command `catalog`: what is built in or given, with source and date.
 * Knows the kinds of catalogs and which entries are meant; refuses to know how they look
 * (src/print/) and their values, which stand in src/catalog/. A PATTERN that no id holds is
 * refused (status 3), so that a script does not take an empty list for an answer.
 * Price files that are given come first, and hide built-in entries of the same key.
 * To add a kind: a row in `kinds` and a function that shows it.
 */
#include "print/catalog.h"
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "core/base/count.h"
#include "io/prices/list.h"

#include <stdlib.h>
#include <string.h>

struct kind {
    const char *name, *text;
    const char *entry; /* what one is called */
    /* Write the entries whose id holds the pattern to every sink; and how many there are, -1 with
     * complaints when the catalog cannot be read. */
    enum status (*show)(struct app *app, const struct kind *kind, const char *pattern);
    int (*count)(struct app *app, const struct kind *kind);
    enum catalog_kind catalog;
};

static enum status no_such_entry(struct app *app, const struct kind *kind, const char *pattern,
                                 const char *nearest)
{
    deny(app->diags, E_NO_SUCH_ENTRY, NULL, "no %s has \"%.80s\" in its id", kind->entry, pattern);
    llmcost_advise(app->diags, "llmcost catalog %s lists all of them", kind->name);
    advise_nearest(app->diags, nearest);
    return STATUS_INPUT;
}

static enum status write_view(struct app *app, const struct catalog_view *view)
{
    return app_print(app, (struct print_job){.catalog = view});
}

/* ---- Load shapes */

static enum status show_loads(struct app *app, const struct kind *kind, const char *pattern)
{
    struct shape_catalog catalog;
    bool found = false;
    enum status status = STATUS_OK;
    if (!shapes_built_in(&catalog, app->diags)) {
        shapes_free(&catalog);
        return STATUS_ENVIRONMENT;
    }
    for (int i = 0; i < catalog.count; i++)
        found = found || strstr(catalog.shape[i].id, pattern) != NULL;
    if (!found)
        status = no_such_entry(app, kind, pattern, shapes_nearest(&catalog, pattern));
    else
        status = write_view(app, &(struct catalog_view){.shapes = &catalog, .pattern = pattern});
    shapes_free(&catalog);
    return status;
}

static int count_loads(struct app *app, const struct kind *kind)
{
    (void)kind;
    struct shape_catalog catalog;
    int count = shapes_built_in(&catalog, app->diags) ? catalog.count : -1;
    shapes_free(&catalog);
    return count;
}

/* ---- Prices, GPUs, models */

/* The catalogs of a run: given files first, then what is built in. */
struct shelf {
    struct sets sets; /* of the options: its catalogs are the price files */
    struct catalog built_in;
};

/* A catalog of our own, or another project's list: the other one is NULL. */
struct shelf_file {
    const struct catalog *own;
    const struct price_file *list;
};

static struct shelf_file shelf_file(const struct shelf *shelf, int file)
{
    struct shelf_file found = {.own = &shelf->built_in};
    if (shelf->sets.catalogs != NULL && file < catalogs_files(shelf->sets.catalogs))
        catalogs_file(shelf->sets.catalogs, file, &found.own, &found.list);
    return found;
}

static int shelf_files(const struct shelf *shelf)
{
    return (shelf->sets.catalogs != NULL ? catalogs_files(shelf->sets.catalogs) : 0) + 1;
}

/* Room for all entries there are; false when memory ran out. */
static bool view_room(struct catalog_view *view, const struct shelf *shelf)
{
    size_t count = 1;
    for (int i = 0; i < shelf_files(shelf); i++) {
        const struct shelf_file file = shelf_file(shelf, i);
        count +=
            (size_t)(file.own != NULL ? catalog_count(file.own, view->kind) : file.list->count);
    }
    if (view->kind == CATALOG_APIS)
        view->api = malloc(count * sizeof *view->api);
    else if (view->kind == CATALOG_GPUS)
        view->gpu = malloc(count * sizeof(void *));
    else
        view->model = malloc(count * sizeof(void *));
    return view->api != NULL || view->gpu != NULL || view->model != NULL;
}

static void view_free(struct catalog_view *view)
{
    free(view->api);
    free(view->gpu);
    free(view->model);
}

/* Whether a file before `file` has that key or id: then that is the one that is taken. */
static bool is_known(const struct shelf *shelf, enum catalog_kind kind, int file, const char *key)
{
    bool known = false;
    for (int i = 0; i < file && !known; i++) {
        const struct shelf_file before = shelf_file(shelf, i);
        known = before.own != NULL ? catalog_find(before.own, kind, key) >= 0
                                   : kind == CATALOG_APIS && price_file_find(before.list, key) >= 0;
    }
    return known;
}

static void add_own(struct catalog_view *view, const struct catalog *catalog, int index)
{
    if (view->kind == CATALOG_APIS) {
        const struct priced_api *api = &catalog->api[index];
        struct api_view *add = &view->api[view->count];
        const struct price_list *list = catalog_prices_at(api, view->as_of);
        add->api = api;
        add->provider = api->provider;
        add->licence = list != NULL ? list->licence : NULL;
        catalog_api_entry(api, view->as_of, &add->entry);
    } else if (view->kind == CATALOG_GPUS) {
        view->gpu[view->count] = &catalog->gpu[index];
    } else {
        view->model[view->count] = &catalog->model[index];
    }
    view->count++;
}

static void view_catalog(struct catalog_view *view, const struct shelf *shelf, int file,
                         const struct catalog *catalog)
{
    for (int i = 0; i < catalog_count(catalog, view->kind); i++) {
        if (!catalog_matches(catalog, view->kind, i, view->pattern) ||
            is_known(shelf, view->kind, file, catalog_key(catalog, view->kind, i)))
            continue;
        if (view->pattern[0] != '\0' && view->exact < 0 &&
            catalog_find(catalog, view->kind, view->pattern) == i)
            view->exact = view->count;
        add_own(view, catalog, i);
    }
}

/* The models for text in, text out of another project's list. */
static void view_list(struct catalog_view *view, const struct shelf *shelf, int file,
                      const struct price_file *list)
{
    for (int i = 0; i < list->count && view->kind == CATALOG_APIS; i++) {
        const char *key = price_file_key(list, i);
        struct api_view *add = &view->api[view->count];
        if (list->item[i].is_replaced || strstr(key, view->pattern) == NULL ||
            is_known(shelf, view->kind, file, key) || !price_file_entry(list, i, &add->entry))
            continue;
        add->api = NULL;
        add->licence = NULL;
        add->provider = price_file_title(list);
        if (strcmp(key, view->pattern) == 0 && view->exact < 0)
            view->exact = view->count;
        view->count++;
    }
}

/* What somebody might have meant, from the first catalog that has an idea. */
static enum status no_entry_anywhere(struct app *app, const struct kind *kind,
                                     const struct shelf *shelf, const char *pattern)
{
    struct candidates near = {.count = 0};
    for (int i = 0; i < shelf_files(shelf) && near.count == 0; i++) {
        const struct shelf_file file = shelf_file(shelf, i);
        if (file.own != NULL)
            catalog_candidates(file.own, kind->catalog, pattern, &near);
        else if (kind->catalog == CATALOG_APIS)
            price_file_candidates(file.list, pattern, &near);
    }
    return no_such_entry(app, kind, pattern, near.count > 0 ? near.name[0] : NULL);
}

static enum status show_catalog(struct app *app, const struct kind *kind, const char *pattern)
{
    struct shelf shelf = {.sets = {.catalogs = NULL}};
    struct catalog_view view = {
        .kind = kind->catalog, .pattern = pattern, .as_of = app->options->as_of, .exact = -1};
    enum status status = sets_open_catalogs(app, &shelf.sets);
    if (status == STATUS_OK && (!catalog_built_in(kind->catalog, &shelf.built_in, app->diags) ||
                                !view_room(&view, &shelf)))
        status = STATUS_ENVIRONMENT;
    for (int i = 0; status == STATUS_OK && i < shelf_files(&shelf); i++) {
        const struct shelf_file file = shelf_file(&shelf, i);
        if (file.own != NULL)
            view_catalog(&view, &shelf, i, file.own);
        else
            view_list(&view, &shelf, i, file.list);
    }
    if (status == STATUS_OK)
        status =
            view.count > 0 ? write_view(app, &view) : no_entry_anywhere(app, kind, &shelf, pattern);
    view_free(&view);
    catalog_free(&shelf.built_in);
    sets_free(&shelf.sets);
    return status;
}

static int count_catalog(struct app *app, const struct kind *kind)
{
    struct catalog catalog;
    int count = catalog_built_in(kind->catalog, &catalog, app->diags)
                    ? catalog_count(&catalog, kind->catalog)
                    : -1;
    catalog_free(&catalog);
    return count;
}

/* ---- Kinds */

static const struct kind kinds[] = {
    {.name = "apis",
     .text = "Prices of hosted models, for apis.ID: {from: KEY}",
     .entry = "hosted model",
     .show = show_catalog,
     .count = count_catalog,
     .catalog = CATALOG_APIS},
    {.name = "gpus",
     .text = "GPUs and what they rent for, for hosts.ID: {gpu: ID}",
     .entry = "GPU",
     .show = show_catalog,
     .count = count_catalog,
     .catalog = CATALOG_GPUS},
    {.name = "models",
     .text = "Open models, for hosts.ID: {model: ID}",
     .entry = "open model",
     .show = show_catalog,
     .count = count_catalog,
     .catalog = CATALOG_MODELS},
    {.name = "loads",
     .text = "Shapes of demand over the hours, for workload.load",
     .entry = "load shape",
     .show = show_loads,
     .count = count_loads},
};
enum { KINDS = (int)COUNT(kinds) };

static enum status list_kinds(struct app *app)
{
    struct kind_view views[KINDS];
    for (int i = 0; i < KINDS; i++) {
        views[i] = (struct kind_view){.name = kinds[i].name,
                                      .text = kinds[i].text,
                                      .entries = kinds[i].count(app, &kinds[i])};
        if (views[i].entries < 0)
            return STATUS_ENVIRONMENT;
    }
    return write_view(app, &(struct catalog_view){.kinds = views, .kind_count = KINDS});
}

static enum status command_catalog(struct app *app)
{
    const struct options *options = app->options;
    const char *names[KINDS];
    if (options->prices.count > 0 &&
        (options->operand_count == 0 || strcmp(options->operands[0], "loads") == 0)) {
        deny(app->diags, E_OPTION, "write llmcost catalog apis --prices FILE",
             "--prices does nothing for this catalog");
        return STATUS_USAGE;
    }
    if (options->operand_count == 0)
        return list_kinds(app);
    const char *word = options->operands[0];
    const char *pattern = options->operand_count > 1 ? options->operands[1] : "";
    for (int i = 0; i < KINDS; i++) {
        names[i] = kinds[i].name;
        if (strcmp(names[i], word) == 0)
            return kinds[i].show(app, &kinds[i], pattern);
    }
    deny(app->diags, E_OPERANDS, "llmcost catalog lists them", "there is no catalog \"%.80s\"",
         word);
    advise_nearest(app->diags, llmcost_nearest(word, names, KINDS));
    return STATUS_USAGE;
}

const struct command_row catalog_command = {
    .name = "catalog",
    .operands = "[apis|gpus|models|loads] [PATTERN]",
    .text = "Show built-in prices, GPUs, models and load shapes, with source and date",
    .details = "Without an operand the catalogs are listed. PATTERN is a part of the ids to show; "
               "one that no id holds is an error (exit status 3). An entry that is named in full, "
               "or one of at most three, is shown with every value, where it is from and when it "
               "was known to hold. A scenario names a price as `from: gpt-4o-mini`, a GPU as "
               "`gpu: h100-sxm`, a model as `model: llama-3.3-70b`, a load shape, whose picture "
               "is its mean day, as `load: office-hours`.",
    .group = GROUP_DATA,
    .examples = {{.line = "catalog apis mini", .note = "prices whose key holds mini"},
                 {.line = "catalog gpus h100-sxm", .note = "one GPU, with every source"}},
    .run = command_catalog,
    .max_operands = 2,
    .prints = PRINTS_CATALOG,
    .takes = TAKES_FORMAT | TAKES_WIDTH | TAKES_PRICES | TAKES_DATE,
};
