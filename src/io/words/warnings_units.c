/* warnings_units.c - warnings about hosts and units, in words: figures that are probably of another
 * unit, memory for few sequences, GPUs that idle or outlive the horizon. Refuses to know when a
 * warning is due.
 */
#include "io/words/telling.h"

#include <math.h>
#include <string.h>

static void too_fast(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_scenario *s = t->report->scenario;
    char gpus[FIGURE];
    char unit[FIGURE];
    snprintf(
        buffer, size,
        "%s is %s%s, and the memory of its GPUs (%s) can be read for %s at most: is it that of "
        "several replicas? State that of one",
        t->path, t->value, words_unit(t->report->scenario, t->warning->ref, unit, sizeof unit),
        words_count(s->host[t->warning->ref.index].gpus_per_replica.value, gpus, sizeof gpus),
        t->other);
}

void words_unit_slip(const struct telling *t, char *buffer, size_t size)
{
    if (t->field != NULL && t->field->choice == LLMCOST_CAPACITY) {
        too_fast(t, buffer, size);
        return;
    }
    const bool of_tokens = t->field != NULL && t->field->unit == LLMCOST_MONEY_PER_MTOK;
    char price[FIGURE];
    char bound[FIGURE];
    words_unit_price(t->currency, t->warning->value, price, sizeof price);
    words_unit_price(t->currency, t->warning->other, bound, sizeof bound);
    if (!of_tokens)
        snprintf(
            buffer, size,
            "%s is %s an hour, and the dearest GPU of the catalog %s: is it the price of a whole "
            "node? Divide it by its GPUs",
            t->path, price, bound);
    else
        snprintf(
            buffer, size,
            "%s is %s for a million tokens, %s than any model is sold at: is it the price of a "
            "%s? Prices are per Mtok",
            t->path, price, t->warning->value < t->warning->other ? "less" : "more",
            t->warning->value < t->warning->other ? "token" : "larger unit");
}

void words_few_sequences(const struct telling *t, char *buffer, size_t size)
{
    char held[FIGURE];
    char in_fp8[FIGURE];
    char doubled[FIGURE];
    words_count(floor(t->warning->value), held, sizeof held);
    words_count(floor(t->warning->low), in_fp8, sizeof in_fp8);
    words_count(floor(t->warning->high), doubled, sizeof doubled);
    snprintf(buffer, size, "the memory of a replica holds %s of %s concurrent sequences", held,
             t->other);
    size_t used = strlen(buffer);
    if (t->warning->low > 0)
        snprintf(buffer + used, size - used, "; precision fp8 would hold %s", in_fp8);
    used = strlen(buffer);
    if (t->warning->high > 0)
        snprintf(buffer + used, size - used, "; twice the gpus_per_replica %s", doubled);
    used = strlen(buffer);
    if (t->warning->low <= 0 && t->warning->high <= 0)
        snprintf(buffer + used, size - used, ": more GPUs of this kind do not help");
}

void words_idle(const struct telling *t, char *buffer, size_t size)
{
    char idle[FIGURE];
    snprintf(
        buffer, size,
        "its GPUs are paid by the hour and idle %s of it: where a provider bills by the second "
        "or the request, state that as an api with `per_request`",
        words_percent(1 - t->warning->value, idle, sizeof idle));
}

void words_book_value(const struct telling *t, char *buffer, size_t size)
{
    char book[FIGURE];
    snprintf(buffer, size,
             "bought GPUs outlive the horizon, which counts on the %s that the books then say they "
             "are worth: state resale_share, what they would fetch",
             words_money(t->currency, t->warning->value, book, sizeof book));
}
