/* entry.c - a whole entry by the rows of its format: its keys, those of long prompts, those of some
 * hours (io/prices/parts.h). Refuses to know what a price may be (io/prices/draft.c).
 */
#include "io/prices/parts.h"

#include <string.h>

/* The threshold of an element of `tiers`, 0 when it has none. */
static double tier_over(const struct price_format *format, const struct json_scan *element)
{
    struct json_scan object = *element;
    double over;
    int last = 0;
    if (format->tier_over[1] != NULL) {
        if (price_member(element, format->tier_over[0], &object) != JSON_OBJECT)
            return 0;
        last = 1;
    }
    return price_number_member(&object, format->tier_over[last], &over) && over > 0 ? over : 0;
}

static void read_tiers(struct price_draft *draft, struct json_scan list)
{
    const struct price_format *format = draft->file->format;
    struct json_scan ignored;
    enum json_event event;
    for (; price_next_element(&list, &event); json_scan_skip(&list, event)) {
        const double over = event == JSON_OBJECT ? tier_over(format, &list) : 0;
        const bool some_hours = event == JSON_OBJECT && format->tier_hours != NULL &&
                                price_member(&list, format->tier_hours, &ignored) != JSON_END;
        if (over > 0) {
            price_read_keys(draft, list, over);
            if (some_hours)
                price_note_hours(draft);
        } else if (some_hours)
            price_read_hours(draft, list,
                             price_window(draft, &list, format->tier_hours, format->tier_until),
                             NULL);
        else
            price_note(draft, "One of its %s has no threshold in tokens: not imported",
                       format->tiers);
    }
}

void price_read_entry(struct price_draft *draft, const struct json_scan *scan)
{
    const struct price_format *format = draft->file->format;
    struct json_scan prices = *scan, tiers;
    char date[40];
    if (format->prices != NULL && price_member(scan, format->prices, &prices) != JSON_OBJECT) {
        price_refuse(draft, "it has no %s", format->prices);
        return;
    }
    price_read_keys(draft, prices, 0);
    const enum json_event event =
        format->tiers != NULL ? price_member(&prices, format->tiers, &tiers) : JSON_END;
    if (event == JSON_ARRAY)
        read_tiers(draft, tiers);
    else if (event != JSON_END && event != JSON_NULL)
        price_refuse(draft, "its %s are not a list", format->tiers);
    if (format->ends != NULL && price_text_member(scan, format->ends, date, sizeof date)) {
        date[MAX_DATE - 1] = '\0'; /* its time of day, if any */
        price_ends(draft, format->ends, date);
    }
}
