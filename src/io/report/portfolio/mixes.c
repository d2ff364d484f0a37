/* mixes.c - a typed capacity of a host that workloads of several mixes share: it holds for each as
 * if it were at its own (§3, §12), which is warned of. Refuses to know the sentence.
 */
#include "core/model/measured.h"
#include "core/scenario/scenario.h"
#include "core/telling/codes.h"
#include "io/report/portfolio/rows.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

/* Whether the capacity of a host is typed, and no mix is stated beside it. */
static bool is_typed(const struct llmcost_host *host)
{
    return is_stated(&host->requests_per_second) && !is_stated(&host->measured_input_tokens) &&
           !is_stated(&host->measured_output_tokens);
}

/* How many times the work of a request of another workload one of this is on a host, as both files
 * are written; NAN where the other one has no such host. */
static double work_of(const struct llmcost_scenario *s, const struct llmcost_host *host,
                      const struct llmcost_scenario *other)
{
    const int option = llmcost_find_option(other, llmcost_text(s, host->id.text));
    const struct terms mine = first_terms(s);
    const struct terms others = first_terms(other);
    if (option < 0 || llmcost_option_kind(other, option) != LLMCOST_HOST)
        return NAN;
    return mix_factor(stated_mix(&mine, host),
                      stated_mix(&others, llmcost_option_host(other, option)));
}

/* The workload whose requests are the least work beside those of this one, which are the most; -1
 * where others are more, or as many and come first, or all are about alike. */
static int least_work(const struct llmcost_portfolio *p, int workload,
                      const struct llmcost_host *host, double *ret_times)
{
    const double about_alike = 1.01;
    int least = -1;
    *ret_times = about_alike;
    for (int other = 0; other < p->workloads; other++) {
        const double times = work_of(p->scenario[workload], host, p->scenario[other]);
        if (times < 1 || (other < workload && times <= 1))
            return -1;
        if (times > *ret_times) {
            *ret_times = times;
            least = other;
        }
    }
    return least;
}

static void add(const struct portfolio *portfolio, int workload, const struct llmcost_host *host,
                struct portfolio_told *told)
{
    const struct llmcost_scenario *s = portfolio->answer->scenario[workload];
    struct arena *arena = &told->arena;
    double times;
    char text[2 * MAX_SENTENCE], path[2 * LLMCOST_MAX_ID], code[CODE_TEXT];
    const int least = least_work(portfolio->answer, workload, host, &times);
    if (least < 0)
        return;
    const char *id = llmcost_text(s, host->id.text);
    const char *const files[] = {portfolio->files[workload], portfolio->files[least]};
    words_mixes(id, host->requests_per_second.value, files, times, text, sizeof text);
    snprintf(path, sizeof path, "hosts.%s.requests_per_second", id);
    told->warnings[told->warnings_count++] = (struct outcome_warning){
        .id = arena_text(arena, code_text(code_of(LLMCOST_WARNING, W_MIXES), code)),
        .path = arena_text(arena, path),
        .message = arena_text(arena, text),
        .code = W_MIXES};
}

void portfolio_tell_mixes(const struct portfolio *portfolio, struct portfolio_told *told)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    size_t hosts = 0;
    for (int w = 0; w < p->workloads; w++)
        hosts += (size_t)p->scenario[w]->hosts;
    told->warnings = arena_take(&told->arena, hosts, sizeof *told->warnings);
    for (int w = 0; told->warnings != NULL && w < p->workloads; w++)
        for (int i = 0; i < p->scenario[w]->hosts; i++)
            if (is_typed(&p->scenario[w]->host[i]))
                add(portfolio, w, &p->scenario[w]->host[i], told);
}
