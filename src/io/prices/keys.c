/* keys.c - the keys of a price list: collected, and found by a hash table. Knows no format, and
 * refuses to know what an entry says.
 */
#include "io/prices/names.h"
#include "io/prices/parts.h"
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

const char *price_file_key(const struct price_file *file, int index)
{
    return file->names + file->item[index].key;
}

bool price_add(struct price_file *file, const char *key, size_t place, size_t at, size_t end)
{
    const size_t length = strlen(key);
    if (length == 0 || length >= LLMCOST_MAX_ID) {
        file->long_keys++;
        return true;
    }
    if (!grow(&file->item, sizeof *file->item, (size_t)file->count + 1, &file->room) ||
        !grow(&file->names, 1, file->names_used + length + 1, &file->names_room))
        return false;
    memcpy(file->names + file->names_used, key, length + 1);
    file->item[file->count++] = (struct price_item){
        .key = (uint32_t)file->names_used,
        .place = (uint32_t)place,
        .at = (uint32_t)at,
        .length = (uint32_t)(end - at),
    };
    file->names_used += length + 1;
    return true;
}

/* The slot of a key: its own, or the free one where it belongs. */
static uint32_t *find_slot(const struct price_file *file, const char *key)
{
    uint32_t at = hash_text(key, file->slot) & file->mask;
    while (file->slot[at] != 0 && strcmp(price_file_key(file, (int)file->slot[at] - 1), key) != 0)
        at = (at + 1) & file->mask;
    return &file->slot[at];
}

const char *price_day(const struct price_file *file)
{
    return file->options.as_of != NULL ? file->options.as_of : PRICE_DAY;
}

/* On the day that is asked for it is not in force. */
static bool is_over(const struct price_file *file, const struct price_item *item)
{
    int day;
    return date_days(price_day(file), &day) &&
           ((item->from != 0 && day < item->from) || (item->to != 0 && day >= item->to));
}

bool price_hash_keys(struct price_file *file,
                     void (*doubled)(struct price_file *file, int before, int after,
                                     struct llmcost_diags *diags),
                     struct llmcost_diags *diags)
{
    uint32_t room = 16;
    while (room < (uint32_t)file->count * 2)
        room *= 2;
    file->slot = calloc(room, sizeof *file->slot);
    if (file->slot == NULL)
        return false;
    file->mask = room - 1;
    for (int i = 0; i < file->count; i++) {
        uint32_t *slot = find_slot(file, price_file_key(file, i));
        const int before = (int)*slot - 1;
        /* Of the times of one key the one in force counts; two in force are one too many. */
        if (before >= 0 && is_over(file, &file->item[i])) {
            file->item[i].is_replaced = true;
            continue;
        }
        if (before >= 0) {
            file->item[before].is_replaced = true;
            if (!is_over(file, &file->item[before]))
                doubled(file, before, i, diags);
        }
        *slot = (uint32_t)i + 1;
    }
    return true;
}

int price_file_find(const struct price_file *file, const char *key)
{
    const int index = (int)*find_slot(file, key) - 1;
    if (index < 0 || !file->format->dated || !is_over(file, &file->item[index]))
        return index;
    for (int i = 0; i < file->count; i++) /* a day may be asked for that it was not opened for */
        if (!is_over(file, &file->item[i]) && strcmp(price_file_key(file, i), key) == 0)
            return i;
    return index;
}
