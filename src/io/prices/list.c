/* list.c - opening a price list: bytes, keys, entries (io/prices/list.h).
 * Knows what a file may be refused and warned for; refuses to know the formats
 * (io/prices/formats.c), how keys are found (io/prices/keys.c), what an entry says (its format) and
 * what a price may be (io/prices/draft.c).
 */
#include "io/prices/parts.h"
#include "text/buffer.h"
#include "text/file.h"
#include "text/json/json.h"
#include "text/json/json_tree.h"
#include "text/sniff.h"
#include "text/utf8.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DUPLICATES = 20 }; /* complained about one by one */

/* ---- Bytes ---- */

bool price_bytes(const char *path, int input, char **ret_text, size_t *ret_length,
                 struct llmcost_diags *diags)
{
    const struct file_limits limits = {.most = MAX_PRICE_BYTES};
    return file_read(path, input, &limits, ret_text, ret_length, diags);
}

/* ---- Format ---- */

static bool not_json(const struct price_file *file, const struct json_scan *scan,
                     struct llmcost_diags *diags)
{
    uint32_t line;
    uint32_t column;
    utf8_place(file->text, scan->offset, &line, &column);
    place_error(diags, file->input, line, column, E_IMPORT_READ, "not JSON: %s", scan->why);
    llmcost_advise(diags, scan->offset >= file->length
                              ? "the file ends too early: was it cut off?"
                              : "price files are read as their projects publish them");
    return false;
}

static bool no_format(const struct price_file *file, struct llmcost_diags *diags)
{
    char titles[160];
    size_t used = 0;
    titles[0] = '\0';
    const char *before = "";
    for (int i = 0; price_prefix(i) != NULL && used < sizeof titles; i++) {
        const char *title = price_format(i)->title;
        if (strcmp(title, before) != 0) /* a project may have several formats */
            used += (size_t)snprintf(titles + used, sizeof titles - used, "%s%s", i > 0 ? ", " : "",
                                     title);
        before = title;
    }
    place_error(diags, file->input, 0, 0, E_IMPORT_FORMAT, "no price list of a known format");
    llmcost_advise(diags, "price lists of these projects are read: %s", titles);
    return false;
}

/* ---- Entries ---- */

bool price_file_entry(const struct price_file *file, int index, struct api_entry *ret_entry)
{
    const struct price_item *item = &file->item[index];
    char source[512];
    struct json_scan scan;
    struct price_draft draft = {.file = file, .entry = ret_entry};
    memset(ret_entry, 0, sizeof *ret_entry);
    snprintf(ret_entry->key, sizeof ret_entry->key, "%s", price_file_key(file, index));
    json_scan_begin(&scan, file->text + item->at, item->length, false);
    if (json_scan_next(&scan) == JSON_OBJECT && file->format->convert != NULL)
        file->format->convert(&draft, &scan);
    else if (scan.depth > 0 && scan.is_object[scan.depth])
        price_read_entry(&draft, &scan);
    else
        price_refuse(&draft, "its entry is not an object");
    price_finish(&draft);
    if (ret_entry->refusal[0] == '\0')
        price_put_hours(&draft);
    snprintf(source, sizeof source, "%s, %.60s, key %s%s%s", file->format->title,
             file_base_name(file->path), ret_entry->key,
             ret_entry->from[0] != '\0' ? ", in force from " : "", ret_entry->from);
    text_clean(source, false, ret_entry->source, sizeof ret_entry->source);
    return !draft.is_other;
}

/* ---- Doubled keys ---- */

static const char *price_text(const struct price_file *file, int index, char *buffer, size_t size)
{
    struct api_entry entry;
    char text[2][MAX_NUMBER_TEXT] = {"no price", "no price"};
    price_file_entry(file, index, &entry);
    for (int i = 0; i < entry.values; i++) {
        const char *name = entry.value[i].field->name;
        const int at = strcmp(name, "input_per_mtok") == 0    ? 0
                       : strcmp(name, "output_per_mtok") == 0 ? 1
                                                              : -1;
        if (at >= 0)
            number_text(NUMBER_PRICE, entry.value[i].value, text[at], sizeof text[at]);
    }
    snprintf(buffer, size, "%.20s in and %.20s out", text[0], text[1]);
    return buffer;
}

static void complain_doubled(struct price_file *file, int first, int last,
                             struct llmcost_diags *diags)
{
    char first_text[80];
    char last_text[80];
    uint32_t line;
    uint32_t column;
    if (++file->doubled > MAX_DUPLICATES)
        return;
    utf8_place(file->text, file->item[last].place, &line, &column);
    place_warn(diags, file->input, line, column,
               "%.60s stands here a second time: %s, before %s per Mtok; the last counts",
               price_file_key(file, last), price_text(file, last, last_text, sizeof last_text),
               price_text(file, first, first_text, sizeof first_text));
}

/* ---- Opening ---- */

static bool find_format(struct price_file *file, struct llmcost_diags *diags)
{
    struct json_scan scan;
    if (!place_check(diags, file->input, 0, text_trouble(file->text, file->length)))
        return false;
    if (!text_is_json(file->text, file->length)) {
        place_error(diags, file->input, 0, 0, file->length == 0 ? E_EMPTY : E_IMPORT_FORMAT,
                    file->length == 0 ? "the file is empty"
                                      : "no JSON: it begins with neither { nor [");
        if (file->length > 0)
            llmcost_advise(diags, "price lists are read as LiteLLM, OpenRouter, models.dev, "
                                  "genai-prices and llm-prices publish them, and for --prices "
                                  "as YAML with a map `apis` of entries with source and date");
        return false;
    }
    json_scan_begin(&scan, file->text, file->length, false);
    file->format = price_recognise(&scan);
    if (file->format == NULL && scan.why != NULL)
        return not_json(file, &scan, diags);
    if (file->format == NULL)
        return no_format(file, diags);
    if (file->format->refusal != NULL)
        return place_error(diags, file->input, 0, 0, E_IMPORT_FORMAT, "%s", file->format->refusal);
    return true;
}

bool price_file_open(struct price_file *ret_file, const char *path, int input, char *text,
                     size_t length, const struct price_options *options,
                     struct llmcost_diags *diags)
{
    struct price_file *file = ret_file;
    struct json_scan scan;
    *file = (struct price_file){
        .path = source_name(path),
        .input = input,
        .options = *options,
        .text = text,
        .length = length,
    };
    if (!find_format(file, diags))
        return false;
    json_scan_begin(&scan, text, length, false);
    const bool room = price_index(file, &scan);
    if (scan.why != NULL)
        return not_json(file, &scan, diags);
    if (!room)
        return place_no_memory(diags, input);
    if (file->long_keys > 0)
        place_warn(diags, input, 0, 0, "%d keys are left out: empty, or longer than %d bytes",
                   file->long_keys, LLMCOST_MAX_ID - 1);
    if (!price_hash_keys(file, complain_doubled, diags))
        return place_no_memory(diags, input);
    if (file->doubled > MAX_DUPLICATES)
        place_warn(diags, input, 0, 0, "%d more keys stand twice: the last counts",
                   file->doubled - MAX_DUPLICATES);
    return true;
}

void price_file_close(struct price_file *file)
{
    free(file->text);
    free(file->names);
    free(file->item);
    free(file->slot);
    *file = (struct price_file){.text = NULL};
}

const char *price_file_title(const struct price_file *file)
{
    return file->format->title;
}

const char *price_file_prefix(const struct price_file *file)
{
    return file->format->prefix;
}

const char *price_prefix(int index)
{
    const struct price_format *format = price_format(index);
    return format != NULL && format->refusal == NULL ? format->prefix : NULL;
}
