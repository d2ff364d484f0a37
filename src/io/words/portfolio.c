/* portfolio.c - the sentences on several workloads that share a fleet: where each goes, what that
 * costs, and what sharing saves. Refuses to know how that was found.
 */
#include "io/report/portfolio.h"
#include "io/words/words.h"

#include <stdarg.h>
#include <string.h>

/* Add to what is there. */
static void add(char *buffer, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void add(char *buffer, size_t size, const char *format, ...)
{
    const size_t length = strlen(buffer);
    va_list list;
    va_start(list, format);
    vsnprintf(buffer + length, size - length, format, list);
    va_end(list);
}

static const char *id_of(const struct llmcost_portfolio *p, int workload)
{
    return llmcost_option_id(p->scenario[workload], p->recommended.option[workload]);
}

/* "own for chat.yaml and batch.yaml", option by option. */
static void add_choices(const struct portfolio *portfolio, char *buffer, size_t size)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    bool any = false;
    for (int w = 0; w < p->workloads; w++) {
        int same = 0, before = 0;
        for (int other = 0; other < p->workloads; other++)
            if (strcmp(id_of(p, other), id_of(p, w)) == 0) {
                same++;
                before += other < w;
            }
        if (before > 0)
            continue;
        add(buffer, size, "%s%s for ", any ? "; " : "", id_of(p, w));
        any = true;
        for (int other = w, at = 0; other < p->workloads; other++)
            if (strcmp(id_of(p, other), id_of(p, w)) == 0)
                add(buffer, size, "%s%s",
                    at == 0         ? ""
                    : at + 1 < same ? ", "
                                    : " and ",
                    portfolio->files[other]),
                    at++;
    }
}

const char *words_portfolio(const struct portfolio *portfolio, char *buffer, size_t size)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    const char *currency = words_currency(p->scenario[0]);
    char month[64], horizon[64];
    if (!p->has_recommended) {
        snprintf(buffer, size, "No assignment serves all workloads within their rules.");
        return buffer;
    }
    snprintf(buffer, size, "Take ");
    add_choices(portfolio, buffer, size);
    add(buffer, size, ": %s a month, %s over %d month%s.",
        words_money(currency, (double)p->recommended.monthly_micros / 1e6, month, sizeof month),
        words_money(currency, p->recommended.horizon_cost, horizon, sizeof horizon),
        (int)p->scenario[0]->months.value, words_s((int)p->scenario[0]->months.value));
    return buffer;
}

const char *words_sharing(const struct portfolio *portfolio, char *buffer, size_t size)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    const char *currency = words_currency(p->scenario[0]);
    char text[64];
    if (!p->has_recommended || !p->has_alone)
        return NULL;
    if (p->sharing_saving >= 0.005)
        snprintf(buffer, size,
                 "Deciding together saves %s over %d month%s against each workload alone.",
                 words_money(currency, p->sharing_saving, text, sizeof text),
                 (int)p->scenario[0]->months.value, words_s((int)p->scenario[0]->months.value));
    else
        snprintf(buffer, size, "Deciding together saves nothing against each workload alone.");
    if (p->has_single)
        add(buffer, size, " All on one option, %s is the cheapest: %s.",
            llmcost_option_id(p->scenario[0], p->single.option[0]),
            words_money(currency, p->single.horizon_cost, text, sizeof text));
    return buffer;
}
