/* schema_output.c - the JSON Schemas of what llmcost prints: open, so that a reader takes the
 * keys that a later minor version adds.
 * Knows how rows become nested objects; refuses to know any key by name
 * (io/report/outcome_rows.c, io/report/diff_rows.c).
 */
#include "io/report/diff_rows.h"
#include "io/report/portfolio/rows.h"
#include "print/reference/reference.h"

#include <string.h>

static void add_object(bool *ok, cJSON *schema, const struct json_row *rows);

/* ---- Values ---- */

/* One type, or a list of them. */
static void add_types(bool *ok, cJSON *schema, const char *const *types, int count, bool or_null)
{
    if (count == 1 && !or_null) {
        json_text(ok, schema, "type", types[0]);
        return;
    }
    cJSON *list = json_array(ok, schema, "type");
    for (int i = 0; i < count; i++)
        json_text(ok, list, NULL, types[i]);
    if (or_null)
        json_text(ok, list, NULL, "null");
}

/* The legal words of a text. */
static void add_among(bool *ok, cJSON *list, const char *among)
{
    char word[64];
    for (const char *at = among; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        json_text(ok, list, NULL, word);
        at += length + strspn(at + length, " ");
    }
}

static void add_words(bool *ok, cJSON *schema, const struct json_row *row)
{
    cJSON *list = json_array(ok, schema, "enum");
    if (row->type == ROW_TEXT)
        add_among(ok, list, row->legal);
    else
        for (const struct row_word *word = row->words; word->word != NULL; word++)
            json_text(ok, list, NULL, word->word);
    if (row->or_null)
        json_null(ok, list, NULL);
}

static const char *type_of(const struct json_row *row)
{
    static const char *const types[] = {
        [ROW_TEXT] = "string",  [ROW_NUMBER] = "number", [ROW_INT] = "integer",
        [ROW_LONG] = "integer", [ROW_TRUTH] = "boolean", [ROW_MAYBE] = "boolean",
        [ROW_WORD] = "string",  [ROW_VALUE] = "number",  [ROW_TEXTS] = "array",
        [ROW_LIST] = "array",   [ROW_OBJECT] = "object", [ROW_LINK] = "object",
        [ROW_MAP] = "object"};
    const bool is_money = row->style == STYLE_MICROS || row->style == STYLE_YEAR;
    return is_money ? "number" : types[row->type];
}

static void add_type(bool *ok, cJSON *schema, const struct json_row *row)
{
    static const char *const scalar[] = {"number", "string", "boolean"};
    const char *type = type_of(row);
    const char *legal = row->type == ROW_TEXT ? row->legal : NULL;
    const bool is_pattern = legal != NULL && legal[0] == '^';
    if (row->type == ROW_WORD || (legal != NULL && !is_pattern))
        add_words(ok, schema, row);
    else if (row->type == ROW_VALUE && !row->is_number)
        add_types(ok, schema, scalar, 3, row->or_null);
    else
        add_types(ok, schema, &type, 1, row->or_null);
    if (is_pattern)
        json_text(ok, schema, "pattern", legal);
    if (row->type == ROW_TEXTS)
        json_text(ok, json_object(ok, schema, "items"), "type", "string");
    if (row->type == ROW_MAP)
        json_text(ok, json_object(ok, schema, "additionalProperties"), "type", "string");
}

/* ---- Objects ---- */

static void add_row(bool *ok, cJSON *properties, const struct json_row *row)
{
    cJSON *schema = json_object(ok, properties, row->key);
    if (row->text != NULL)
        json_text(ok, schema, "description", row->text);
    add_type(ok, schema, row);
    if (row->type == ROW_LIST) {
        cJSON *item = json_object(ok, schema, "items");
        json_text(ok, item, "type", "object");
        add_object(ok, item, row->rows);
    } else if (row->type == ROW_OBJECT || row->type == ROW_LINK)
        add_object(ok, schema, row->rows);
}

/* The keys of an object, or with `required` the names of those that are always there. */
static void add_keys(bool *ok, cJSON *to, const struct json_row *rows, bool required)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        if (row->type == ROW_PART)
            add_keys(ok, to, row->rows, required);
        else if (!required)
            add_row(ok, to, row);
        else if (!row->optional)
            json_text(ok, to, NULL, row->key);
    }
}

static void add_object(bool *ok, cJSON *schema, const struct json_row *rows)
{
    add_keys(ok, json_object(ok, schema, "properties"), rows, false);
    add_keys(ok, json_array(ok, schema, "required"), rows, true);
}

static cJSON *begin(bool *ok, const char *id, const char *title)
{
    cJSON *root = json_begin(ok, NULL);
    json_text(ok, root, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(ok, root, "$id", id);
    json_text(ok, root, "title", title);
    json_text(ok, root, "description",
              "Numbers are plain decimals; null is what is not known. Later minor versions of the "
              "format add keys: ignore those you do not know, refuse another major version.");
    return root;
}

static cJSON *add_whole(bool *ok, cJSON *schema, const struct json_row *rows)
{
    json_text(ok, schema, "type", "object");
    add_object(ok, schema, rows);
    return schema;
}

struct several {
    const char *kind, *format_version;
};

bool print_report_schema(FILE *out)
{
    static const struct json_row several[] = {
        /* cppcheck-suppress nullPointer ; only the type of the member is looked at */
        {FIGURE(several, kind), .legal = "llmcost.reports"},
        /* cppcheck-suppress nullPointer ; the same */
        {FIGURE(several, format_version), .legal = "^1\\.[0-9]+$"},
        {.key = NULL}};
    bool ok;
    cJSON *root = begin(&ok, "llmcost-report.schema.json", "llmcost report, format version 1.0");
    cJSON *either = json_array(&ok, root, "oneOf");
    json_text(&ok, json_object(&ok, either, NULL), "$ref", "#/definitions/report");
    json_text(&ok, json_object(&ok, either, NULL), "$ref", "#/definitions/reports");
    cJSON *definitions = json_object(&ok, root, "definitions");
    add_whole(&ok, json_object(&ok, definitions, "report"), outcome_rows);
    cJSON *reports = add_whole(&ok, json_object(&ok, definitions, "reports"), several);
    cJSON *list =
        json_object(&ok, cJSON_GetObjectItemCaseSensitive(reports, "properties"), "reports");
    json_text(&ok, list, "type", "array");
    json_text(&ok, json_object(&ok, list, "items"), "$ref", "#/definitions/report");
    json_text(&ok, cJSON_GetObjectItemCaseSensitive(reports, "required"), NULL, "reports");
    return json_end(ok, out, root);
}

bool print_diff_schema(FILE *out)
{
    bool ok;
    cJSON *root = begin(&ok, "llmcost-diff.schema.json", "llmcost diff, format version 1.0");
    add_whole(&ok, root, diff_rows);
    return json_end(ok, out, root);
}

bool print_portfolio_schema(FILE *out)
{
    bool ok;
    cJSON *root =
        begin(&ok, "llmcost-portfolio.schema.json", "llmcost portfolio, format version 1.0");
    add_whole(&ok, root, portfolio_rows);
    return json_end(ok, out, root);
}
