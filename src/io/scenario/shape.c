/* shape.c - loads that do not stand in the scenario itself: a named shape of the catalog, and
 * {file: x.csv}. Knows the two forms of a CSV, one weight a line or `hour,weight`, and says at the
 * CSV's own line and column what is wrong, without a word of what stands there: whoever wrote the
 * scenario need not be one who may read the file. Refuses to know what the engine makes of weights.
 * The report's sha256 stays that of the scenario: it names the CSV, it does not hold it.
 */
#include "io/catalog/shapes.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"
#include "text/file.h"
#include "text/sniff.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 24, WEEK = 168, MAX_COLUMNS = 2, MAX_COMPLAINTS = 20 /* about one CSV */ };

static const double MAX_WEIGHT = 1e15;

/* What a report says of where the weights came from; a text too long for the scenario is left out.
 */
static void note_source(struct loader *loader, struct llmcost_load *load, const char *text)
{
    load->factor.source = llmcost_add_text(loader->scenario, text, strlen(text));
}

/* ---- Named shapes ---- */

static void complain_shape(struct loader *loader, const char *path, const struct yaml_node *node,
                           const struct shape_catalog *catalog)
{
    char quoted[YAML_QUOTED], ids[160] = "";
    const char *nearest = shapes_nearest(catalog, node->text), *why;
    double number;
    for (int i = 0; i < catalog->count; i++) {
        size_t used = strlen(ids);
        snprintf(ids + used, sizeof ids - used, "%s%s", i > 0 ? ", " : "", catalog->shape[i].id);
    }
    load_error(loader, node, E_SHAPE, "%s: there is no load shape %s", path,
               quote_word(node->text, quoted, sizeof quoted));
    if (llmcost_parse_number(node->text, node->length, &number, &why))
        load_advice(loader, "a load factor is written {load_factor: %.40s}", node->text);
    else if (strpbrk(node->text, "./") != NULL)
        load_advice(loader, "a file is written {file: %.120s}", node->text);
    else if (nearest != NULL)
        load_advice(loader, "did you mean `%s`? There are %s", nearest, ids);
    else
        load_advice(loader, "there are %s", ids);
}

void load_named_shape(struct loader *loader, const char *path, const struct yaml_node *node,
                      struct llmcost_load *ret_load)
{
    struct shape_catalog catalog;
    char source[512];
    if (shapes_built_in(&catalog, loader->diags)) {
        const struct load_shape *shape = shapes_find(&catalog, node->text);
        if (shape == NULL) {
            complain_shape(loader, path, node, &catalog);
        } else {
            llmcost_set_load(loader->scenario, shape->weight, shape->hours);
            ret_load->kind = LLMCOST_LOAD_SHAPE;
            load_text(loader, path, NULL, node, &ret_load->name);
            snprintf(source, sizeof source, "%s, %s", shape->id, shape->source);
            note_source(loader, ret_load, source);
        }
    }
    shapes_free(&catalog);
}

/* ---- Files ---- */

/* A CSV on its way to weights. */
struct csv {
    struct loader *loader;
    uint32_t line;
    int columns;         /* 0 before the first line, then 1 or 2 */
    int hours;           /* weights so far */
    int errors;          /* of all texts, before this one */
    uint32_t blank_line; /* the first of those since the last weight, 0: none */
    bool stop;           /* nothing more can be learnt from the rest */
    double *weights;
};

/* What a path is relative to: the directory of the scenario or of the fragment that names it; for a
 * --set, which says what the file might have said, the scenario's. Up to its last slash. */
static int folder_of(const struct loader *loader, const struct yaml_node *node, const char **ret_of)
{
    const int input = node->place.input;
    const bool of_fragment = input > 0 && input <= loader->fragments;
    const char *scenario = of_fragment ? loader->others[input - 1].name : loader->file->name;
    const char *slash = strrchr(scenario, '/');
    *ret_of = scenario;
    return slash != NULL ? (int)(slash - scenario) + 1 : 0;
}

/* `name` where it is found. */
static const char *resolve(struct loader *loader, const char *key, const struct yaml_node *node,
                           const char *name)
{
    const char *scenario;
    const int folder = name[0] != '/' ? folder_of(loader, node, &scenario) : 0;
    const size_t room = (size_t)folder + strlen(name) + sizeof "./";
    const bool is_dash = folder == 0 && strcmp(name, "-") == 0; /* no way to say stdin */
    char *path = malloc(room);
    uint32_t text = 0;
    if (path != NULL) {
        snprintf(path, room, "%.*s%s%s", folder, folder > 0 ? scenario : "", is_dash ? "./" : "",
                 name);
        text = llmcost_add_text(loader->scenario, path, strlen(path));
    } else {
        complain_memory(loader);
    }
    if (path != NULL && text == 0) {
        load_error(loader, node, E_TOO_MANY, "%s: there is no room for this path", key);
        load_advice(loader, "shorten it");
    }
    free(path);
    return text != 0 ? llmcost_text(loader->scenario, text) : NULL;
}

/* A file names no others but those beside it; the command line may name any. */
static bool may_read(struct loader *loader, const char *key, const struct yaml_node *node,
                     const char *found)
{
    const char *scenario;
    if (node->place.input > loader->fragments)
        return true;
    const int length = folder_of(loader, node, &scenario);
    char *folder = length > 0 ? strndup(scenario, (size_t)length) : strdup("./");
    const enum file_inside inside = folder != NULL ? file_is_inside(found, folder) : FILE_NO_MEMORY;
    free(folder);
    if (inside == FILE_NO_MEMORY)
        complain_memory(loader);
    if (inside != FILE_OUTSIDE)
        return inside == FILE_INSIDE;
    load_error(loader, node, E_UNREADABLE, "%s: %.150s is not inside the directory of %s", key,
               found, node->place.input > 0 ? "the fragment" : "the scenario");
    load_advice(loader,
                "put it there, or name it on the command line: --set 'workload.load={file: "
                "%.60s}'",
                found);
    return false;
}

/* Read it; what is wrong with it as a file is told where the scenario names it. */
static bool read_csv(struct loader *loader, const char *path, const struct yaml_node *node,
                     const char *name)
{
    struct llmcost_diags *diags = loader->diags;
    char reason[sizeof diags->list[0].text];
    int before = diags->count;
    if (source_read_regular(name, loader->csv, diags)) {
        loader->csv->name = name;
        loader->csv->is_private = true;
        return true;
    }
    if (diags->count == before || diags->list[before].code == E_NO_MEMORY)
        return false;
    struct llmcost_diag *diag = &diags->list[before];
    snprintf(reason, sizeof reason, "%s", diag->text);
    snprintf(diag->text, sizeof diag->text, "%.60s: %.100s: %.60s", path, name, reason);
    diag->place = node->place;
    llmcost_advise(diags, "a path is relative to the scenario's directory; the file holds one "
                          "weight a line, or hour,weight");
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* One cell, without the blanks and quotes around it, at its place. NULL when memory ran out. */
static struct yaml_node *make_cell(struct csv *csv, const char *line, const char *from,
                                   const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    if (to - from >= 2 && *from == '"' && to[-1] == '"') {
        from++;
        to--;
    }
    struct yaml_node *node = tree_new(&csv->loader->tree, YAML_SCALAR, from, (size_t)(to - from));
    if (node == NULL) {
        complain_memory(csv->loader);
        csv->stop = true;
        return NULL;
    }
    node->place = source_start(csv->loader->csv_input);
    node->place.line = csv->line;
    node->place.column += utf8_count(line, (size_t)(from - line));
    node->quoted = true; /* a word such as null is no more than a wrong number here */
    return node;
}

static bool is_number(const struct yaml_node *cell)
{
    const char *why;
    double value;
    return llmcost_parse_number(cell->text, cell->length, &value, &why);
}

/* The first line says how many columns there are. Two need their header: without it `0,95` could
 * as well be a decimal comma. Returns whether the line is a header. */
static bool read_first(struct csv *csv, struct yaml_node *const cell[], int cells)
{
    csv->columns = cells;
    if (cells == 1)
        return strcmp(cell[0]->text, "weight") == 0;
    if (strcmp(cell[0]->text, "hour") == 0 && !is_number(cell[1]))
        return true;
    load_error(csv->loader, cell[0], E_CSV, "two columns need the header line `hour,weight`");
    load_advice(csv->loader, "write that line first, or one weight a line without hours; a decimal "
                             "point is `.`");
    csv->stop = true;
    return true;
}

static void check_hour(struct csv *csv, const struct yaml_node *cell)
{
    char expected[16];
    const char *digits = cell->text + strspn(cell->text, "0");
    if (*digits == '\0' && cell->length > 0)
        digits--;
    snprintf(expected, sizeof expected, "%d", csv->hours);
    if (strcmp(digits, expected) == 0)
        return;
    load_error(csv->loader, cell, E_CSV, "the hour is not %s, which is next", expected);
    load_advice(csv->loader, "hours count from 0, in order and without gaps");
    csv->stop = true; /* every line that follows would be off too */
}

static void read_weight(struct csv *csv, const struct yaml_node *cell)
{
    struct loader *loader = csv->loader;
    const bool plain = is_number(cell) && strchr("%kMBT", cell->text[cell->length - 1]) == NULL;
    const char *why;
    double value = 0;
    if (cell->length == 0) {
        load_error(loader, cell, E_CSV, "the weight is missing");
        load_advice(loader, "an hour without demand has the weight 0");
    } else if (!plain) {
        load_error(loader, cell, E_NUMBER, "the weight is not a plain number");
        load_advice(loader, strpbrk(cell->text, ";\t") != NULL
                                ? "a comma stands between the columns: hour,weight"
                                : "write digits such as 0.75, 1200 or 1.2e3, without %%, k or M");
    } else if (llmcost_parse_number(cell->text, cell->length, &value, &why) &&
               (value < 0 || value > MAX_WEIGHT)) {
        load_error(loader, cell, E_RANGE, "the weight must be at %s",
                   value < 0 ? "least 0" : "most 1000T");
        load_advice(loader, "a weight is demand in one hour relative to the others");
    }
    csv->weights[csv->hours] = value;
}

static void read_line(struct csv *csv, const char *start, const char *end)
{
    struct yaml_node *cell[MAX_COLUMNS + 1];
    const char *from = start;
    int cells = 0;
    for (const char *at = start; at <= end && cells <= MAX_COLUMNS; at++) {
        if (at < end && *at != ',')
            continue;
        if ((cell[cells++] = make_cell(csv, start, from, at)) == NULL)
            return;
        from = at + 1;
    }
    if (csv->blank_line != 0) {
        place_error(csv->loader->diags, csv->loader->csv_input, csv->blank_line, 1, E_CSV,
                    "a blank line before the end");
        llmcost_advise(csv->loader->diags, "an hour without demand has the weight 0");
        csv->blank_line = 0;
    }
    if (cells > MAX_COLUMNS || (csv->columns > 0 && cells != csv->columns)) {
        load_error(csv->loader, cell[cells - 1], E_CSV, "%s cells in this line",
                   cells > MAX_COLUMNS    ? "more than two"
                   : cells < csv->columns ? "too few"
                                          : "too many");
        load_advice(csv->loader, "write one weight a line, or hour,weight in all of them");
        csv->stop = csv->columns == 0;
        csv->hours++;
        return;
    }
    if (csv->columns == 0 && read_first(csv, cell, cells))
        return;
    if (csv->hours >= LLMCOST_MAX_HOURS) {
        load_error(csv->loader, cell[0], E_WEIGHTS, "more than %d weights", LLMCOST_MAX_HOURS);
        load_advice(csv->loader, "8784 hours are a leap year: a load is not longer");
        csv->stop = true;
        return;
    }
    if (cells == MAX_COLUMNS)
        check_hour(csv, cell[0]);
    read_weight(csv, cell[cells - 1]);
    csv->hours++;
}

/* Line breaks are \n, \r\n and \r, as they are counted for messages. */
static void read_lines(struct csv *csv, const char *at, const char *end)
{
    const struct llmcost_diags *diags = csv->loader->diags;
    while (at < end && !csv->stop && diags->errors - csv->errors < MAX_COMPLAINTS) {
        const char *start = at, *text;
        while (at < end && *at != '\n' && *at != '\r')
            at++;
        csv->line++;
        for (text = start; text < at && is_blank(*text);)
            text++;
        if (text < at)
            read_line(csv, start, at);
        else if (csv->blank_line == 0)
            csv->blank_line = csv->line;
        if (at < end)
            at += at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
    }
}

/* The weights as a whole, once each of them is good. */
static void use_weights(struct csv *csv, struct llmcost_load *ret_load, struct llmcost_name name)
{
    struct loader *loader = csv->loader;
    const char *path = llmcost_text(loader->scenario, name.text);
    uint32_t last = csv->blank_line > 0 ? csv->blank_line - 1 : csv->line;
    if (csv->columns == 0) {
        place_error(loader->diags, loader->csv_input, 1, 1, E_EMPTY, "the file is empty");
        llmcost_advise(loader->diags, "write one weight a line, or hour,weight");
    } else if (csv->hours != DAY && csv->hours < WEEK) {
        place_error(loader->diags, loader->csv_input, last > 0 ? last : 1, 1, E_WEIGHTS,
                    "the file ends after %d weight%s", csv->hours, csv->hours == 1 ? "" : "s");
        llmcost_advise(loader->diags,
                       "write 24 of them (a day), or 168 (a week) to 8784 (a leap year)");
    } else if (!llmcost_set_load(loader->scenario, csv->weights, csv->hours)) {
        place_error(loader->diags, loader->csv_input, 1, 1, E_WEIGHTS, "all weights are 0");
        llmcost_advise(loader->diags, "at least one hour needs demand");
    } else {
        ret_load->name = name;
        note_source(loader, ret_load, file_base_name(path));
    }
}

static void parse_csv(struct loader *loader, struct llmcost_load *ret_load,
                      struct llmcost_name name)
{
    const char *at = loader->csv->text, *end = at + loader->csv->length;
    struct csv csv = {.loader = loader, .errors = loader->diags->errors};
    at += text_mark(at, loader->csv->length);
    if (!bytes_check(at, (size_t)(end - at), source_start(loader->csv_input), loader->diags))
        return;
    csv.weights = malloc(LLMCOST_MAX_HOURS * sizeof *csv.weights);
    if (csv.weights == NULL)
        complain_memory(loader);
    else
        read_lines(&csv, at, end);
    if (loader->diags->errors == csv.errors)
        use_weights(&csv, ret_load, name);
    free(csv.weights);
}

void load_csv(struct loader *loader, const char *path, const struct yaml_node *node,
              struct llmcost_load *ret_load)
{
    char file_path[LLMCOST_MAX_PATH];
    struct llmcost_name name = {.text = 0};
    snprintf(file_path, sizeof file_path, "%s.file", path);
    load_text(loader, file_path, NULL, node, &name);
    if (name.text == 0 || (loader->csv != NULL && loader->csv->text != NULL))
        return; /* a second one stands under a duplicate key, which is refused already */
    if (loader->csv == NULL) {
        load_error(loader, node, E_UNREADABLE, "%s: no file is read here", file_path);
        load_advice(loader, "write its weights into the scenario, 24 or 168 to 8784 of them: load: "
                            "[1, 2, ...]");
        return;
    }
    const char *found = resolve(loader, file_path, node, llmcost_text(loader->scenario, name.text));
    if (found == NULL)
        return;
    name.text = (uint32_t)(found - llmcost_text(loader->scenario, 0));
    if (may_read(loader, file_path, node, found) && read_csv(loader, file_path, node, found))
        parse_csv(loader, ret_load, name);
}
