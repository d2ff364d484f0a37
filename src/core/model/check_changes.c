/* check_changes.c - `changes`, before a scenario may be evaluated: which numbers may change at a
 * month, and to what (§7, §12). Refuses to know how they were written down.
 */
#include "core/base/codes.h"
#include "core/model/together.h"
#include "core/scenario/room.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

static const struct llmcost_field *row_of(const struct llmcost_step *step)
{
    size_t count;
    return &llmcost_fields(&count)[step->ref.field];
}

/* The yearly rate that moves a number already; NULL when it stands still. */
static const struct llmcost_input *drift_of(const struct llmcost_scenario *s,
                                            const struct llmcost_step *step, const char **ret_name)
{
    const struct llmcost_field *field = row_of(step);
    const struct llmcost_input *rate = NULL;
    *ret_name = "price_change_per_year";
    if (field->choice == LLMCOST_DEMAND) {
        *ret_name = "growth_per_year";
        rate = &s->workload.growth_per_year;
    } else if (step->ref.section == LLMCOST_APIS && (field->unit == LLMCOST_MONEY_PER_MTOK ||
                                                     field->unit == LLMCOST_MONEY_PER_REQUEST)) {
        rate = &s->api[step->ref.index].price_change_per_year;
    } else if (step->ref.section == LLMCOST_HOSTS && field->unit == LLMCOST_MONEY_PER_GPU_HOUR) {
        *ret_name = "gpu_price_change_per_year";
        rate = &s->host[step->ref.index].gpu_price_change_per_year;
    }
    return rate != NULL && rate->value != 0 ? rate : NULL;
}

static bool may_change(const struct llmcost_step *step)
{
    const struct llmcost_field *field = row_of(step);
    const enum llmcost_section section = (enum llmcost_section)step->ref.section;
    const bool sections = section == LLMCOST_WORKLOAD || section == LLMCOST_APIS ||
                          section == LLMCOST_HOSTS || section == LLMCOST_HYBRIDS;
    return sections && step->ref.entry < 0 && field->kind == LLMCOST_NUMBER &&
           field->unit != LLMCOST_SHARE_PER_YEAR && (field->flags & LLMCOST_LASTING) == 0;
}

static void check_month(const struct llmcost_scenario *s, int index, struct llmcost_diags *diags)
{
    const struct llmcost_step *step = &s->changes.step[index];
    if (step->month >= 2 && step->month <= s->months.value)
        return;
    llmcost_complain_at(diags, LLMCOST_ERROR, E_CHANGE_MONTH, step->value.place,
                        step->month < 2 ? "changes: month %d is the first"
                                        : "changes: month %d is beyond the horizon",
                        (int)step->month);
    if (step->month < 2)
        llmcost_advise(diags, "what holds from the first month on is the scenario itself: a change "
                              "begins in month 2 or later");
    else
        llmcost_advise(diags,
                       "the horizon has %.0f months: state a longer `horizon.months`, or "
                       "leave the change out",
                       s->months.value);
}

static void check_value(const struct llmcost_scenario *s, int index, const char *path,
                        struct llmcost_diags *diags)
{
    const struct llmcost_step *step = &s->changes.step[index];
    const struct llmcost_field *field = row_of(step);
    const struct domain domain = domain_of(step->ref);
    const struct llmcost_input *input = llmcost_read(s, step->ref);
    const char *rate;
    bool stated;
    const double value = value_in(s, input, step->month, &stated);
    value_in(s, input, step->month - 1, &stated); /* whether anybody has stated it before */
    if (step->scales && !stated) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_CHANGE_UNSTATED, step->value.place,
                            "changes: `scale` of %s, which is not stated", path);
        llmcost_advise(diags, "state it in the scenario, or `set` it at that month");
    } else if (!step->scales && drift_of(s, step, &rate) != NULL) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_TWO_WAYS, step->value.place,
                            "changes: %s is set and changes by `%s` too", path, rate);
        llmcost_advise(diags, "`scale` it, and it goes on from there; or leave `%s` out", rate);
    } else if (!step->scales && field->choice != LLMCOST_NO_CHOICE && field->alternative != 0 &&
               !stated) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_TWO_WAYS, step->value.place,
                            "changes: %s is stated in another way", path);
        llmcost_advise(diags, "change the key that the scenario states");
    } else if (!(value >= domain.low && value <= domain.high) ||
               (domain.open_low && value <= domain.low) ||
               (domain.whole && value != (double)(int64_t)value)) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_RANGE, step->value.place,
                            "changes: %s would be %.10g from month %d on", path, value,
                            (int)step->month);
        llmcost_advise(diags, "it is %s%.10g to %.10g", domain.whole ? "a whole number of " : "",
                       domain.low, domain.high);
    }
}

/* Whose shares of the input add up to more than all of it in a month: an api's id, "" for the
 * workload; NULL where none do. */
static const char *who_reads_too_much(const struct llmcost_scenario *s, int month)
{
    const double all = 1 + 1e-12;
    if (input_shares(s, NULL, month) > all)
        return "";
    for (int i = 0; i < s->apis; i++)
        if (has_own_shares(s, &s->api[i], month) && input_shares(s, &s->api[i], month) > all)
            return llmcost_text(s, s->api[i].id.text);
    return NULL;
}

/* What is changed together must fit together: shares of the input, and a request with tokens. */
static void check_together(const struct llmcost_scenario *s, const struct llmcost_step *step,
                           struct llmcost_diags *diags)
{
    const struct llmcost_workload *w = &s->workload;
    bool stated;
    const double tokens = value_in(s, &w->input_tokens, step->month, &stated) +
                          value_in(s, &w->output_tokens, step->month, &stated);
    const char *whose = who_reads_too_much(s, step->month);
    if (whose == NULL && tokens > 0)
        return;
    if (whose != NULL)
        llmcost_complain_at(diags, LLMCOST_ERROR, E_SHARES, step->value.place,
                            "changes: %s%sthe shares of the input add up to more than 1 from month "
                            "%d on",
                            whose, whose[0] != '\0' ? ": " : "", (int)step->month);
    else
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_TOKENS, step->value.place,
                            "changes: a request has no tokens from month %d on", (int)step->month);
    llmcost_advise(diags, "change what belongs together at the same month");
}

void check_changes(const struct llmcost_scenario *s, struct llmcost_diags *diags)
{
    const int before = diags->errors;
    char path[LLMCOST_MAX_PATH];
    for (int i = 0; i < s->changes.count; i++) {
        const struct llmcost_step *step = &s->changes.step[i];
        llmcost_path(s, step->ref, path, sizeof path);
        check_month(s, i, diags);
        if (may_change(step)) {
            check_value(s, i, path, diags);
            continue;
        }
        llmcost_complain_at(diags, LLMCOST_ERROR, E_CHANGE_PATH, step->value.place,
                            "changes: %s is the same in every month", path);
        llmcost_advise(diags, row_of(step)->unit == LLMCOST_SHARE_PER_YEAR
                                  ? "a yearly rate counts from the first month on: `scale` the "
                                    "number that it moves"
                                  : "what may change is a number of the workload, an api or a "
                                    "host that is neither paid once nor bound by a contract");
    }
    for (int i = 0; i < s->changes.count && diags->errors == before; i++)
        if (i + 1 == s->changes.count || s->changes.step[i + 1].month != s->changes.step[i].month)
            check_together(s, &s->changes.step[i], diags);
}
