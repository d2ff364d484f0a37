/* schema_output.c - the JSON Schemas of what llmcost prints: open, so that a reader takes the
 * keys that a later minor version adds.
 * Knows how rows become nested objects; refuses to know any key by name
 * (print/reference/report_rows.c, print/reference/diff_rows.c).
 */
#include "print/reference/rows.h"
#include "print/reference/schema.h"
#include "text/json.h"

#include <string.h>

/* Rows on their way to a schema. */
struct rows {
    const struct json_row *row;
    int count, next;
};

static void add_keys(bool *ok, cJSON *schema, struct rows *rows, int depth);

static void add_type(bool *ok, cJSON *schema, const char *type, bool or_null)
{
    if (!or_null) {
        json_text(ok, schema, "type", type);
        return;
    }
    cJSON *types = json_array(ok, schema, "type");
    json_text(ok, types, NULL, type);
    json_text(ok, types, NULL, "null");
}

static void add_words(bool *ok, cJSON *schema, const struct json_row *row)
{
    char word[64];
    cJSON *list = json_array(ok, schema, "enum");
    for (const char *at = row->words; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        json_text(ok, list, NULL, word);
        at += length + strspn(at + length, " ");
    }
    if (row->or_null)
        json_null(ok, list, NULL);
}

static void add_row(bool *ok, cJSON *properties, struct rows *rows)
{
    static const char *const types[] = {
        [JSON_TEXT] = "string",     [JSON_NUMBER] = "number", [JSON_WHOLE] = "integer",
        [JSON_BOOLEAN] = "boolean", [JSON_OBJECT] = "object", [JSON_LIST] = "array",
        [JSON_TEXTS] = "array"};
    const struct json_row *row = &rows->row[rows->next++];
    cJSON *schema = json_object(ok, properties, row->key);
    if (row->text != NULL)
        json_text(ok, schema, "description", row->text);
    if (row->words != NULL)
        add_words(ok, schema, row);
    else if (row->type != JSON_SCALAR)
        add_type(ok, schema, types[row->type], row->or_null);
    if (row->pattern != NULL)
        json_text(ok, schema, "pattern", row->pattern);
    if (row->type == JSON_SCALAR) {
        cJSON *any = json_array(ok, schema, "type");
        json_text(ok, any, NULL, "number");
        json_text(ok, any, NULL, "string");
        json_text(ok, any, NULL, "boolean");
        if (row->or_null)
            json_text(ok, any, NULL, "null");
    } else if (row->type == JSON_TEXTS) {
        json_text(ok, json_object(ok, schema, "items"), "type", "string");
    } else if (row->type == JSON_LIST) {
        cJSON *item = json_object(ok, schema, "items");
        json_text(ok, item, "type", "object");
        add_keys(ok, item, rows, row->depth + 1);
    } else if (row->type == JSON_OBJECT) {
        add_keys(ok, schema, rows, row->depth + 1);
    }
}

/* All rows of that depth from the next one on; an object without rows may hold anything. */
static void add_keys(bool *ok, cJSON *schema, struct rows *rows, int depth)
{
    int first = rows->next;
    if (first >= rows->count || rows->row[first].depth != depth)
        return;
    cJSON *properties = json_object(ok, schema, "properties");
    while (rows->next < rows->count && rows->row[rows->next].depth == depth)
        add_row(ok, properties, rows);
    cJSON *required = json_array(ok, schema, "required");
    for (int i = first; i < rows->next; i++)
        if (rows->row[i].depth == depth && !rows->row[i].optional)
            json_text(ok, required, NULL, rows->row[i].key);
}

static cJSON *begin(bool *ok, const char *title)
{
    cJSON *root = cJSON_CreateObject();
    *ok = root != NULL;
    json_text(ok, root, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(ok, root, "title", title);
    json_text(ok, root, "description",
              "Numbers are plain decimals; null is what is not known. Later minor versions of the "
              "format add keys: ignore those you do not know, refuse another major version.");
    return root;
}

static bool finish(bool ok, FILE *out, cJSON *root)
{
    ok = ok && json_print(out, root);
    cJSON_Delete(root);
    return ok;
}

static void add_object(bool *ok, cJSON *schema, struct rows rows)
{
    json_text(ok, schema, "type", "object");
    add_keys(ok, schema, &rows, 0);
}

bool print_report_schema(FILE *out)
{
    static const struct json_row several[] = {
        {.key = "kind", .words = "llmcost.reports"},
        {.key = "format_version", .pattern = "^1\\.[0-9]+$"},
    };
    bool ok;
    struct rows rows = {.next = 0};
    cJSON *root = begin(&ok, "llmcost report, format version 1.0");
    cJSON *either = json_array(&ok, root, "oneOf");
    json_text(&ok, json_object(&ok, either, NULL), "$ref", "#/definitions/report");
    json_text(&ok, json_object(&ok, either, NULL), "$ref", "#/definitions/reports");
    cJSON *definitions = json_object(&ok, root, "definitions");
    rows.row = report_rows(&rows.count);
    add_object(&ok, json_object(&ok, definitions, "report"), rows);
    cJSON *reports = json_object(&ok, definitions, "reports");
    rows = (struct rows){.row = several, .count = (int)(sizeof several / sizeof *several)};
    add_object(&ok, reports, rows);
    cJSON *list =
        json_object(&ok, cJSON_GetObjectItemCaseSensitive(reports, "properties"), "reports");
    json_text(&ok, list, "type", "array");
    json_text(&ok, json_object(&ok, list, "items"), "$ref", "#/definitions/report");
    json_text(&ok, cJSON_GetObjectItemCaseSensitive(reports, "required"), NULL, "reports");
    return finish(ok, out, root);
}

bool print_diff_schema(FILE *out)
{
    bool ok;
    struct rows rows = {.next = 0};
    cJSON *root = begin(&ok, "llmcost diff, format version 1.0");
    rows.row = diff_rows(&rows.count);
    add_object(&ok, root, rows);
    return finish(ok, out, root);
}
