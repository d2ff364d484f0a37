/* prices.c - price lists of other projects to an `apis:` section.
 * Knows how an entry is written down, and what of a file is left out; refuses to know any format
 * (io/prices/list.h).
 */
#include "io/import/import.h"
#include "io/prices/list.h"
#include "io/prices/names.h"
#include "text/file.h"
#include "text/grow.h"
#include "text/json/json.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRY_INDENT = 2, VALUE_INDENT = 4, LISTED_REASONS = 200 };

/* What became of the entries of a file. */
struct tally {
    int other;   /* no model for text in, text out */
    int matched; /* of those that are */
    int written, refused, without_price;
};

struct written_id { /* of the id at its place among the names */
    int file, item; /* where its prices stand */
};

struct import {
    const struct import_options *options;
    FILE *out;
    struct llmcost_diags *diags;
    int files;
    struct price_file *file;
    struct tally *tally; /* one for each file */
    struct names names;
    struct written_id *id;
    int ids;
    size_t room;
    bool no_memory;
};

/* A scenario needs both. */
static bool is_priced(const struct api_entry *entry)
{
    return entry_value(entry, "input_per_mtok") != NULL &&
           entry_value(entry, "output_per_mtok") != NULL;
}

static bool matches(const struct import *import, const struct price_file *file, int index)
{
    return !file->item[index].is_replaced &&
           (import->options->pattern == NULL ||
            strstr(price_file_key(file, index), import->options->pattern) != NULL);
}

/* Add the key as an id that no other entry has; false when memory ran out. */
static bool add_id(struct import *import, const char *key, int file, int item)
{
    char base[LLMCOST_MAX_ID];
    fragment_id(key, base, sizeof base);
    if (!grow(&import->id, sizeof *import->id, (size_t)import->ids + 1, &import->room) ||
        !names_add(&import->names, base[0] != '\0' ? base : "api")) {
        import->no_memory = true;
        return false;
    }
    import->id[import->ids++] = (struct written_id){.file = file, .item = item};
    return true;
}

static void write_entry(struct import *import, const struct api_entry *entry, const char *id)
{
    char text[3][MAX_NUMBER_TEXT];
    FILE *out = import->out;
    fragment_map(out, ENTRY_INDENT, id);
    if (strcmp(id, entry->key) != 0)
        fragment_comment(out, VALUE_INDENT, "its key: %s", entry->key);
    if (entry->from[0] != '\0' || entry->to[0] != '\0')
        fragment_comment(out, VALUE_INDENT, "in force%s%s%s%s",
                         entry->from[0] != '\0' ? " from " : "", entry->from,
                         entry->to[0] != '\0' ? " to (excluding) " : "", entry->to);
    for (int i = 0; i < entry->notes; i++)
        fragment_comment(out, VALUE_INDENT, "%s", entry->note[i]);
    if (entry->left_out[0] != '\0')
        fragment_comment(out, VALUE_INDENT, "Not imported (of tokens: USD per Mtok): %s",
                         entry->left_out);
    for (int i = 0; i < SERVICES; i++)
        if (entry->service[i].values > 0)
            fragment_comment(out, VALUE_INDENT,
                             "`tier: %s` beside `from` takes those of that tier.",
                             service_names[i]);
    for (int i = 0; i < entry->values; i++)
        fragment_price(out, VALUE_INDENT, entry->value[i].field->name, entry->value[i].value,
                       entry->source);
    if (entry->times == 0)
        return;
    fragment_comment(out, VALUE_INDENT,
                     "The hours are in UTC, and so must be the load, which "
                     "needs a clock: 24 or 168 weights, or a named shape.");
    fragment_map(out, VALUE_INDENT, "hours");
    for (int i = 0; i < entry->times; i++) {
        const struct entry_time *time = &entry->time[i];
        fprintf(out, "%*s- {days: %s, from: %s, to: %s, factor: %s}\n", VALUE_INDENT + 2, "",
                time->days, number_text(NUMBER_FIGURE, time->from, text[0], sizeof text[0]),
                number_text(NUMBER_FIGURE, time->to, text[1], sizeof text[1]),
                number_text(NUMBER_FIGURE, time->factor, text[2], sizeof text[2]));
    }
}

static void write_entries(struct import *import, const struct price_file *file,
                          struct tally *ret_tally)
{
    struct api_entry entry;
    for (int i = 0; i < file->count && !import->no_memory; i++) {
        if (!matches(import, file, i))
            continue;
        if (!price_file_entry(file, i, &entry)) {
            ret_tally->other++;
            continue;
        }
        ret_tally->matched++;
        if (entry.refusal[0] != '\0') {
            ret_tally->refused++;
            continue;
        }
        if (!is_priced(&entry)) {
            ret_tally->without_price++;
            continue;
        }
        if (!add_id(import, entry.key, (int)(file - import->file), i))
            return;
        if (import->ids == 1)
            fragment_map(import->out, 0, "apis");
        write_entry(import, &entry, import->names.list[import->ids - 1].text);
        ret_tally->written++;
    }
}

/* What a reader might look for in vain, with the reason. */
static void write_left_out(struct import *import, const struct price_file *file,
                           const struct tally *tally)
{
    struct api_entry entry;
    char text[MAX_NUMBER_TEXT];
    if (tally->refused + tally->without_price == 0)
        return;
    fragment_comment(import->out, 0, "Left out of %s:", file_base_name(file->path));
    for (int i = 0; i < file->count; i++) {
        if (!matches(import, file, i) || !price_file_entry(file, i, &entry) ||
            (entry.refusal[0] == '\0' && is_priced(&entry)))
            continue;
        if (entry.refusal[0] != '\0') {
            fragment_comment(import->out, 0, "- %s: refused, %s", entry.key, entry.refusal);
            continue;
        }
        fragment_comment(import->out, 0, "- %s: %s", entry.key,
                         entry.notes > 0 ? entry.note[0] : "no price");
        for (int note = 1; note < entry.notes; note++)
            fragment_comment(import->out, 0, "  %s", entry.note[note]);
        for (int value = 0; value < entry.values; value++)
            fragment_comment(
                import->out, 0, "  %s: %s", entry.value[value].field->name,
                number_text(NUMBER_PRICE, entry.value[value].value, text, sizeof text));
    }
}

static void warn(struct import *import, const struct price_file *file, const struct tally *tally)
{
    if (tally->refused + tally->without_price == 0)
        return;
    place_warn(import->diags, file->input, 0, 0,
               "%d of %d entries are left out: %d refused, %d without a price per token of "
               "input and output",
               tally->refused + tally->without_price, tally->matched, tally->refused,
               tally->without_price);
    llmcost_advise(import->diags, "comments at the end of the output say which, and why");
}

/* No entry at all: why, and what there is. */
static bool nothing(struct import *import, const struct tally *tally)
{
    const char *pattern = import->options->pattern;
    struct candidates candidates = {.count = 0};
    if (tally->matched > 0 || tally->other > 0) {
        place_error(import->diags, 0, 0, 0, E_IMPORT_REFUSED,
                    tally->matched > 0 ? "no entry has prices that may be used"
                                       : "no entry is a model for text in, text out");
        for (int i = 0; i < import->file[0].count && tally->matched > 0; i++) {
            struct api_entry entry;
            if (!matches(import, &import->file[0], i) ||
                !price_file_entry(&import->file[0], i, &entry))
                continue;
            llmcost_advise(import->diags, "%s: %s", entry.key,
                           entry.refusal[0] != '\0' ? entry.refusal
                           : entry.notes > 0        ? entry.note[0]
                                                    : "no price");
            break;
        }
        return false;
    }
    if (pattern == NULL)
        return place_error(import->diags, 0, 0, 0, E_IMPORT_MISSING, "there is no entry in it");
    place_error(import->diags, 0, 0, 0, E_IMPORT_MISSING, "no key holds \"%.80s\"", pattern);
    for (int i = 0; i < import->files; i++)
        price_file_candidates(&import->file[i], pattern, &candidates);
    if (candidates.count > 0)
        llmcost_advise(import->diags, "did you mean %s?", candidates.name[0]);
    return false;
}

static void write_head(struct import *import)
{
    const struct import_options *options = import->options;
    FILE *out = import->out;
    for (int i = 0; i < import->files; i++)
        fragment_comment(out, 0, "Prices of %s, %s; USD per million tokens.",
                         price_file_title(&import->file[i]), file_base_name(import->file[i].path));
    if (options->as_of != NULL)
        fragment_comment(out, 0, "As of %s.", options->as_of);
    if (options->pattern != NULL)
        fragment_comment(out, 0, "Keys that hold \"%s\".", options->pattern);
}

/* The prices of an entry that are others from a month on than in the month before. */
static void write_turn(struct import *import, int index, const char day[2][MAX_DATE], int month,
                       int *ret_open)
{
    const struct written_id *id = &import->id[index];
    struct api_entry entry[2];
    const struct llmcost_field *field = NULL;
    for (int i = 0; i < 2; i++) {
        struct price_file then = import->file[id->file];
        then.options.as_of = day[i];
        price_file_entry(&then, price_file_find(&then, price_file_key(&then, id->item)), &entry[i]);
        if (entry[i].refusal[0] != '\0' || (i == 0 && entry[i].to[0] == '\0'))
            return;
    }
    while ((field = llmcost_next_field(LLMCOST_APIS, field)) != NULL) {
        double price = 0;
        char path[LLMCOST_MAX_PATH];
        if (price_turn(&entry[0], &entry[1], field, &price) != TURN_PRICE)
            continue;
        if (*ret_open == 0) {
            fragment_comment(import->out, 0, "Month 1 begins on %s.", import->options->as_of);
            fragment_map(import->out, 0, "changes");
        }
        if (*ret_open != month) {
            fprintf(import->out, "  - month: %d\n", month);
            fragment_map(import->out, VALUE_INDENT, "set");
        }
        *ret_open = month;
        snprintf(path, sizeof path, "apis.%s.%s", import->names.list[index].text, field->name);
        fragment_price(import->out, VALUE_INDENT + 2, path, price, entry[1].source);
    }
}

/* Prices that are known to change within a year of the day that was asked for. */
static void write_changes(struct import *import)
{
    enum { MONTHS = 12 };
    int today, open = 0;
    if (import->options->as_of == NULL || !date_days(import->options->as_of, &today))
        return;
    for (int month = 2; month <= MONTHS; month++) {
        char day[2][MAX_DATE];
        date_text(date_later(today, month - 2), day[0]);
        date_text(date_later(today, month - 1), day[1]);
        for (int i = 0; i < import->ids; i++)
            write_turn(import, i, (const char(*)[MAX_DATE])day, month, &open);
    }
}

static bool write_all(struct import *import)
{
    struct tally sum = {.matched = 0};
    struct tally *tally = import->tally;
    write_head(import);
    for (int i = 0; i < import->files && !import->no_memory; i++) {
        write_entries(import, &import->file[i], &tally[i]);
        sum.matched += tally[i].matched;
        sum.other += tally[i].other;
        sum.written += tally[i].written;
    }
    if (!import->no_memory)
        write_changes(import);
    for (int i = 0; i < import->files && !import->no_memory && sum.written > 0; i++) {
        write_left_out(import, &import->file[i], &tally[i]);
        if (tally[i].other > 0)
            fragment_comment(import->out, 0, "Not models for text in, text out in %s: %d entries.",
                             file_base_name(import->file[i].path), tally[i].other);
        warn(import, &import->file[i], &tally[i]);
    }
    if (sum.written > LLMCOST_MAX_APIS)
        fragment_comment(import->out, 0,
                         "These are %d apis; a scenario holds at most %d: --match PATTERN takes "
                         "those alone whose key holds PATTERN.",
                         sum.written, LLMCOST_MAX_APIS);
    return !import->no_memory && (sum.written > 0 || nothing(import, &sum));
}

static bool open_all(struct import *import, const char *const *paths, int count)
{
    const struct price_options options = {
        .as_of = import->options->as_of,
        .allow_outliers = import->options->allow_outliers,
    };
    for (int i = 0; i < count; i++) {
        char *text;
        size_t length;
        const bool good = price_bytes(paths[i], i, &text, &length, import->diags);
        if (good)
            import->files = i + 1;
        if (!good ||
            !price_file_open(&import->file[i], paths[i], i, text, length, &options, import->diags))
            return false;
    }
    return true;
}

bool import_prices(const char *const *paths, int count, const struct import_options *options,
                   FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct import import = {
        .options = options,
        .out = out,
        .diags = diags,
        .file = calloc((size_t)count + 1, sizeof *import.file),
        .tally = calloc((size_t)count + 1, sizeof *import.tally),
    };
    import.no_memory = import.file == NULL || import.tally == NULL;
    const bool good = !import.no_memory && open_all(&import, paths, count) && write_all(&import);
    import.no_memory = import.no_memory || has_error(diags, E_NO_MEMORY);
    for (int i = 0; i < import.files; i++)
        price_file_close(&import.file[i]);
    free(import.file);
    free(import.tally);
    free(import.id);
    names_free(&import.names);
    *ret_no_memory = import.no_memory;
    return good;
}
