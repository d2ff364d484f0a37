/* command_catalog.c - the command `catalog`: what is built in, with source and date.
 * Knows the kinds of catalogs and how a load shape looks as a picture; refuses to know their
 * values, which stand in src/catalog/. A PATTERN that no id holds is refused (status 3), so that a
 * script does not take an empty list for an answer.
 * To add a kind: a row in `kinds` and a function that shows it.
 */
#include "app.h"
#include "catalog.h"
#include "json.h"
#include "text.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { HOURS_OF_DAY = 24, INDENT = 2, GAP = 2, MAX_MEASURE = 100 };

struct kind {
    const char *name, *text;
    /* Write the entries whose id holds the pattern to every sink; NULL: not supported yet. */
    enum status (*show)(struct app *app, const char *pattern);
};

/* ---- Pictures */

/* The mean day as 24 bars, the busiest hour as high as a bar gets. */
static void picture(const struct load_shape *shape, bool ascii, char *buffer, size_t size)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const marks[] = {".", ":", "-", "=", "+", "*", "#", "@"};
    const int levels = (int)(sizeof bars / sizeof *bars);
    double day[HOURS_OF_DAY], peak = 0;
    shape_mean_day(shape, day);
    for (int hour = 0; hour < HOURS_OF_DAY; hour++)
        peak = day[hour] > peak ? day[hour] : peak;
    buffer[0] = '\0';
    for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
        int eighths = (int)(day[hour] / peak * levels + 0.5);
        int level = eighths > 0 ? eighths - 1 : 0;
        size_t used = strlen(buffer);
        snprintf(buffer + used, size - used, "%s", ascii ? marks[level] : bars[level]);
    }
}

/* ---- Load shapes */

static void put_paragraph(FILE *out, const char *text, const struct print_style *style)
{
    char clean[1024];
    int measure = style->width < MAX_MEASURE ? style->width : MAX_MEASURE;
    text_clean(text, style->ascii, clean, sizeof clean);
    for (const char *line = clean; *line != '\0';) {
        size_t length = text_line(line, measure - INDENT);
        fprintf(out, "%*s%.*s\n", INDENT, "", (int)length, line);
        line = text_after_line(line, length);
    }
}

/* One line where it fits, the picture below the id where not; then the words. */
static void put_shape(FILE *out, const struct load_shape *shape, int id_width,
                      const struct print_style *style)
{
    char bars[4 * HOURS_OF_DAY + 1], factor[32], figures[64], source[1024];
    picture(shape, style->ascii, bars, sizeof bars);
    words_count(words_round(shape->factor, 3), factor, sizeof factor);
    snprintf(figures, sizeof figures, "%d hours, load factor %s", shape->hours, factor);
    bool fits = id_width + 2 * GAP + HOURS_OF_DAY + (int)strlen(figures) <= style->width;
    const char *bold = style->color ? "\x1b[1m" : "", *plain = style->color ? "\x1b[0m" : "";
    const char *paint = style->color ? "\x1b[36m" : "";
    if (fits)
        fprintf(out, "%s%s%s%*s%s%s%s%*s%s\n", bold, shape->id, plain,
                id_width + GAP - (int)strlen(shape->id), "", paint, bars, plain, GAP, "", figures);
    else
        fprintf(out, "%s%s%s\n%*s%s%s%s\n%*s%s\n", bold, shape->id, plain, INDENT, "", paint, bars,
                plain, INDENT, "", figures);
    put_paragraph(out, shape->text, style);
    snprintf(source, sizeof source, "[%s; %s, %s]", shape->source, shape->licence, shape->date);
    put_paragraph(out, source, style);
}

static bool print_shapes(FILE *out, const struct shape_catalog *catalog, const char *pattern,
                         const struct print_style *style)
{
    int id_width = 0;
    bool first = true;
    for (int i = 0; i < catalog->count; i++) {
        int width = (int)strlen(catalog->shape[i].id);
        if (strstr(catalog->shape[i].id, pattern) != NULL && width > id_width)
            id_width = width;
    }
    for (int i = 0; i < catalog->count; i++) {
        if (strstr(catalog->shape[i].id, pattern) == NULL)
            continue;
        fputs(first ? "" : "\n", out);
        first = false;
        put_shape(out, &catalog->shape[i], id_width, style);
    }
    return !ferror(out);
}

static cJSON *catalog_json(bool *ok)
{
    cJSON *root = cJSON_CreateObject();
    *ok = root != NULL;
    json_text(ok, root, "kind", "llmcost.catalog");
    json_text(ok, root, "format_version", "1.0");
    return root;
}

static bool print_shapes_json(FILE *out, const struct shape_catalog *catalog, const char *pattern)
{
    bool ok;
    cJSON *root = catalog_json(&ok), *list = json_array(&ok, root, "loads");
    for (int i = 0; i < catalog->count; i++) {
        const struct load_shape *shape = &catalog->shape[i];
        if (strstr(shape->id, pattern) == NULL)
            continue;
        cJSON *item = json_object(&ok, list, NULL);
        json_text(&ok, item, "id", shape->id);
        json_text(&ok, item, "text", shape->text);
        json_number(&ok, item, "hours", NUMBER_FIGURE, shape->hours);
        json_number(&ok, item, "load_factor", NUMBER_FIGURE, shape->factor);
        json_text(&ok, item, "source", shape->source);
        json_text(&ok, item, "licence", shape->licence);
        json_text(&ok, item, "date", shape->date);
        cJSON *weights = json_array(&ok, item, "weights");
        for (int hour = 0; hour < shape->hours; hour++)
            json_number(&ok, weights, NULL, NUMBER_FIGURE, shape->weight[hour]);
    }
    ok = ok && json_print(out, root);
    cJSON_Delete(root);
    return ok;
}

static enum status no_such_entry(struct app *app, const char *pattern, const char *nearest)
{
    llmcost_complain(app->diags, LLMCOST_ERROR, E_NO_SUCH_ENTRY, 0, 0,
                     "no load shape has \"%.80s\" in its id", pattern);
    if (nearest != NULL)
        llmcost_advise(app->diags, "did you mean \"%s\"?", nearest);
    else
        llmcost_advise(app->diags, "llmcost catalog loads lists all of them");
    return STATUS_INPUT;
}

static enum status show_loads(struct app *app, const char *pattern)
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
        status = no_such_entry(app, pattern, shapes_nearest(&catalog, pattern));
    for (int i = 0; i < app->sink_count && status == STATUS_OK; i++) {
        struct sink *sink = &app->sinks[i];
        struct print_style style = app_style(app, sink);
        bool ok = sink->target.format == FORMAT_JSON
                      ? print_shapes_json(sink->stream, &catalog, pattern)
                      : print_shapes(sink->stream, &catalog, pattern, &style);
        status = ok ? STATUS_OK : STATUS_ENVIRONMENT;
    }
    shapes_free(&catalog);
    return status;
}

/* ---- Kinds */

static const struct kind kinds[] = {
    {.name = "apis", .text = "Prices of hosted APIs"},
    {.name = "gpus", .text = "GPUs and what they rent for"},
    {.name = "models", .text = "Open models and what they need"},
    {.name = "loads",
     .text = "Shapes of demand over the hours, for workload.load",
     .show = show_loads},
};
static const int kind_count = (int)(sizeof kinds / sizeof *kinds);

static enum status list_kinds(const struct app *app)
{
    bool ok = true;
    for (int n = 0; n < app->sink_count && ok; n++) {
        const struct sink *sink = &app->sinks[n];
        bool json = sink->target.format == FORMAT_JSON;
        cJSON *root = json ? catalog_json(&ok) : NULL;
        cJSON *list = json ? json_array(&ok, root, "catalogs") : NULL;
        for (int i = 0; i < kind_count; i++) {
            if (kinds[i].show == NULL)
                continue;
            if (!json) {
                fprintf(sink->stream, "%-8s%s\n", kinds[i].name, kinds[i].text);
                continue;
            }
            cJSON *item = json_object(&ok, list, NULL);
            json_text(&ok, item, "id", kinds[i].name);
            json_text(&ok, item, "text", kinds[i].text);
        }
        ok = ok && (!json || json_print(sink->stream, root));
        cJSON_Delete(root);
    }
    return ok ? STATUS_OK : STATUS_ENVIRONMENT;
}

enum status command_catalog(struct app *app)
{
    const struct options *options = app->options;
    const char *names[sizeof kinds / sizeof *kinds];
    if (options->operand_count == 0)
        return list_kinds(app);
    const char *word = options->operands[0];
    const char *pattern = options->operand_count > 1 ? options->operands[1] : "";
    for (int i = 0; i < kind_count; i++) {
        names[i] = kinds[i].name;
        if (strcmp(names[i], word) != 0)
            continue;
        if (kinds[i].show != NULL)
            return kinds[i].show(app, pattern);
        llmcost_complain(app->diags, LLMCOST_ERROR, E_NOT_YET, 0, 0,
                         "the catalog \"%s\" is not supported yet", word);
        return STATUS_USAGE;
    }
    const char *nearest = llmcost_nearest(word, names, (size_t)kind_count);
    llmcost_complain(app->diags, LLMCOST_ERROR, E_OPERANDS, 0, 0, "there is no catalog \"%.80s\"",
                     word);
    if (nearest != NULL)
        llmcost_advise(app->diags, "did you mean \"%s\"?", nearest);
    else
        llmcost_advise(app->diags, "llmcost catalog lists them");
    return STATUS_USAGE;
}
