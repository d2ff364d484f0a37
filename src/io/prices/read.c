/* read.c - keys by the rows of a format (io/prices/parts.h). Knows what
 * all formats have in common; refuses to know what a price may be (io/prices/draft.c).
 */
#include "io/prices/parts.h"
#include "text/json/json.h"
#include "text/yaml/fragment.h"

#include <string.h>

enum { KEY_BYTES = 128, PRICE_DIGITS = 6 };

const struct price_key *price_row(const struct price_format *format, const char *key, size_t length)
{
    for (const struct price_key *row = format->keys; row->key != NULL; row++)
        if (strlen(row->key) == length && memcmp(row->key, key, length) == 0)
            return row;
    return NULL;
}

/* What says nothing: null, a switch, a price of 0. */
static bool is_nothing(const struct json_scan *scan, enum json_event event)
{
    double value;
    return event == JSON_NULL || event == JSON_FALSE || event == JSON_TRUE ||
           ((event == JSON_NUMBER || event == JSON_STRING) && json_scan_number(scan, &value) &&
            value == 0);
}

/* A key of a known kind that is not imported, with its figure where the unit of that is known. */
static void pass_over(struct price_draft *draft, const struct json_scan *scan,
                      enum json_event event, const char *key)
{
    char named[KEY_BYTES + MAX_NUMBER_TEXT], text[MAX_NUMBER_TEXT];
    const double scale = draft->file->format->keys[0].scale;
    double value;
    if (!draft->file->format->names_figures || (event != JSON_NUMBER && event != JSON_STRING) ||
        !json_scan_number(scan, &value)) {
        price_pass_over(draft, key);
        return;
    }
    value *= scale == 1 || strstr(key, "token") != NULL ? scale : 1;
    number_text(NUMBER_FIGURE, fragment_rounded(value, PRICE_DIGITS), text, sizeof text);
    snprintf(named, sizeof named, "%.80s %.40s", key, text);
    price_pass_over(draft, named);
}

void price_read_key(struct price_draft *draft, const struct json_scan *scan, enum json_event event,
                    const char *key, double over)
{
    const struct price_format *format = draft->file->format;
    const struct price_key *row = price_row(format, key, strlen(key));
    double value;
    if (row != NULL && !(over > 0 && row->kind >= TIER_PRICES)) {
        if (price_value(draft, scan, event, key, row->scale, &value))
            price_set(draft, over, row->kind, key, value);
        return;
    }
    if ((format->priced != NULL && !price_holds(key, format->priced)) ||
        price_holds(key, format->no_prices) || is_nothing(scan, event))
        return;
    if (row != NULL || price_holds(key, format->passed_over))
        pass_over(draft, scan, event, key);
    else
        price_unknown(draft, key);
}

void price_read_keys(struct price_draft *draft, struct json_scan scan, double over)
{
    char key[KEY_BYTES];
    enum json_event event;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event))
        price_read_key(draft, &scan, event, key, over);
}

void price_note_hours(struct price_draft *draft)
{
    if (!draft->by_hours)
        price_note(draft, PRICE_HOURS_NOTE);
    draft->by_hours = true;
}
