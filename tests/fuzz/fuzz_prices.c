/* fuzz_prices.c - price lists of other projects: what is taken has only prices that pass the
 * guards, or a reason why not; what is refused has one complaint. And the JSON scanner under them:
 * what our strict reader of reports takes it takes too, and all its beginnings are refused.
 */
#include "fuzz.h"
#include "io/prices/list.h"
#include "text/json/json_scan.h"
#include "text/json/json_tree.h"

enum { MAX_LISTS = 3 };

static bool scans(const char *text, size_t length)
{
    struct json_scan scan;
    json_scan_begin(&scan, text, length, false);
    return json_scan_skip(&scan, json_scan_next(&scan)) && json_scan_next(&scan) == JSON_END;
}

/* Every event moves on, or is the last. */
static void scan_all(const char *text, size_t length, bool many)
{
    struct json_scan scan;
    enum json_event event;
    char buffer[64];
    double value;
    json_scan_begin(&scan, text, length, many);
    do {
        const char *before = scan.at;
        event = json_scan_next(&scan);
        REQUIRE(event == JSON_END || event == JSON_ERROR || scan.at > before);
        REQUIRE(scan.at <= text + length && scan.offset <= length);
        if (event == JSON_NUMBER || event == JSON_STRING) {
            json_scan_text(&scan, buffer, sizeof buffer);
            if (json_scan_number(&scan, &value))
                REQUIRE(isfinite(value));
        }
    } while (event != JSON_END && event != JSON_ERROR);
    REQUIRE((event == JSON_ERROR) == (scan.why != NULL));
}

static void check_entry(const struct price_file *file, int index, const struct api_entry *entry)
{
    REQUIRE(entry->values <= MAX_ENTRY_VALUES && entry->notes <= MAX_ENTRY_NOTES);
    REQUIRE(entry->refusal[0] == '\0' || entry->values == 0);
    REQUIRE(strcmp(entry->key, price_file_key(file, index)) == 0);
    for (int i = 0; i < entry->values; i++) {
        const struct entry_value *value = &entry->value[i];
        REQUIRE(value->value >= 0 && value->value <= value->field->max);
        REQUIRE(strstr(value->field->name, "_per_mtok") == NULL || value->value <= 1000 ||
                file->options.allow_outliers);
    }
}

static void read_list(const char *text, size_t length, const struct price_options *options)
{
    static struct llmcost_diags diags;
    struct price_file file;
    struct api_entry entry;
    struct candidates candidates = {.count = 0};
    char *copy = malloc(length + 1);
    REQUIRE(copy != NULL);
    memcpy(copy, text, length);
    copy[length] = '\0';
    llmcost_diags_init(&diags);
    const bool good = price_file_open(&file, "f.json", 0, copy, length, options, &diags);
    REQUIRE(good == (diags.errors == 0));
    for (int i = 0; good && i < file.count && i < 1000; i++) {
        price_file_entry(&file, i, &entry);
        check_entry(&file, i, &entry);
        const int found = price_file_find(&file, price_file_key(&file, i));
        REQUIRE(found >= i && (found == i) == !file.item[i].is_replaced);
    }
    if (good && file.count > 0)
        price_file_candidates(&file, "gpt", &candidates);
    REQUIRE(candidates.count <= candidates.total);
    price_file_close(&file);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static const struct price_options options[MAX_LISTS] = {
        {.as_of = NULL},
        {.as_of = "2026-08-31"},
        {.as_of = "2026-09-01", .allow_outliers = true},
    };
    static struct llmcost_diags diags;
    char *text = malloc(size > 0 ? size : 1); /* not terminated: its end is watched */
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    scan_all(text, size, false);
    scan_all(text, size, true);
    llmcost_diags_init(&diags);
    cJSON *tree = json_read(text, size, &diags);
    if (tree != NULL)
        REQUIRE(scans(text, size));
    cJSON_Delete(tree);
    for (int i = 0; i < MAX_LISTS; i++)
        read_list(text, size, &options[i]);
    free(text);
}
