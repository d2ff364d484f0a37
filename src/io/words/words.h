/* words.h - the sentences of ids with data: warnings, reasons, rules of thumb, what was not priced.
 */
#ifndef LLMCOST_IO_WORDS_WORDS_H
#define LLMCOST_IO_WORDS_WORDS_H

#include "io/report/report.h"
#include "text/figures.h"

enum { MAX_SENTENCE = 1024 }; /* room for three of the longest ids */
/* The most reasons of a verdict beside one for each option. */
enum { MOST_REASONS_BESIDE = 8 };

/* Behind what is in the buffer, cut where it ends. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void words_add(char *buffer, size_t size, const char *format, ...);

/* All return buffer, a whole sentence or clause in plain ASCII except ids and texts of the
 * scenario. */
const char *words_warning(const struct report *report, const struct llmcost_warning *warning,
                          char *buffer, size_t size);
/* The next reason of the verdict from *cursor on, NULL when there are no more: from 0 on the first
 * is the decision with the figure that decides it. */
const char *words_reason(const struct report *report, int *cursor, char *buffer, size_t size);
/* Why a break-even is never, always or unverified; NULL when it is found and needs no reason. */
const char *words_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             char *buffer, size_t size);

/* The same where no more than the status is known, and where it is dearer today by the difference
 * of two costs, over so many months; 0: a month. */
const char *words_plain_answer(enum llmcost_answer status, char *buffer, size_t size);
const char *words_costs_more(const char *currency, double less, double more, int months,
                             char *buffer, size_t size);

/* The break-even that the verdict is about: the recommended option and its runner-up where one of
 * them is an api, else the nearest rival; NULL when there is none. */
const struct llmcost_break_even *words_key_break_even(const struct report *report);
/* io/words/distance.c: how far away it is: "llama-2-13b would win from 190,667 requests/day, 1.8
 * times today's demand." False when there is none to tell. */
bool words_distance(const struct report *report, char *buffer, size_t size);
/* A demand over today's, above 0, in words that go before "today's demand": "1.8 times", "a 15th
 * of", "13 % below". */
const char *words_factor(double ratio, char *buffer, size_t size);
/* The unit of the demand of a break-even, "requests/day"; one of its bands, "104,750 to 108,000".
 */
const char *words_demand_unit(const struct llmcost_break_even *answer, char *buffer, size_t size);
const char *words_band(const struct llmcost_band *band, char *buffer, size_t size);
/* The bands of a break-even at that demand, "104,750 to 108,000; from 110,833", "never". */
const char *words_bands(enum llmcost_answer status, const struct llmcost_band *bands, int count,
                        double current, char *buffer, size_t size);
/* Why an option cannot serve the demand or is not allowed; NULL when it is both feasible and
 * eligible. */
const char *words_obstacle(const struct report *report, int option, char *buffer, size_t size);
/* "llama-3.3-70b in bf16 (141.1 GB of weights) does not fit on 1 x a10g; needs 8": of an option
 * whose host names a model and a gpu, else "". */
const char *words_fit(const struct llmcost_scenario *scenario, int option, char *buffer,
                      size_t size);
/* The same of one that is too slow. */
const char *words_slow(const struct llmcost_scenario *scenario, int option, char *buffer,
                       size_t size);
/* Whether the api that does not serve is not the option's own: it serves until that starts. */
bool words_is_service(const struct llmcost_scenario *scenario,
                      const struct llmcost_warning *warning);
/* "Estimated, not measured: the throughput behind all figures of own, mix."; NULL when none is. */
const char *words_estimated(const struct report *report, char *buffer, size_t size);
/* What a rule of thumb advises; what it says here, "API spend of $840 a month: rent"; its source is
 * in the row. */
const char *words_advice(enum llmcost_advice advice);
const char *words_thumb(const struct report *report, enum llmcost_thumb thumb, char *buffer,
                        size_t size);
/* The forms (form.h) of what the functions above say, by which a saved report's are recognized: why
 * a break-even is none, by enum llmcost_reason, up to NULL; why an option does not serve; behind
 * the id of a rule that fails, by enum llmcost_rule; before the advice of a rule of thumb. */
extern const char *const forms_of_break_even[],
    *const form_of_peak, *const form_of_slow, *const forms_of_rules[LLMCOST_RULES_COUNT],
                                                  *const forms_of_thumbs[LLMCOST_THUMBS];
/* The demand field that the scenario states, NULL when none is; its unit is the field's. */
const struct llmcost_field *words_demand(const struct llmcost_scenario *scenario,
                                         const struct llmcost_input **ret_input);

/* Whether a value is in a band, its ends included. */
static inline bool words_band_holds(const struct llmcost_band *band, double x)
{
    return (band->from_kind == LLMCOST_OPEN || band->from <= x) &&
           (band->to_kind == LLMCOST_OPEN || x <= band->to);
}

/* io/words/uncertainty.c: "On average over the draws mix costs $9,500 less than res: the verdict is
 * on the point values." False where the draws and the point values recommend the same. */
bool words_on_average(const struct report *report, char *buffer, size_t size);
/* "hosted is cheapest in 83 % of cases. Measure requests_per_second of
 * llama first: knowing it is worth up to $4,100; nothing else matters." False when no input is a
 * range.
 */
bool words_uncertainty(const struct report *report, char *buffer, size_t size);
/* io/words/credits.c: "Credits of hosted pay $100,000, the last of it in month 3." False where an
 * option has none, or cannot serve. */
bool words_credits(const struct outcome *outcome, int option, char *buffer, size_t size);
/* A share of the draws, to whole percents where that says enough. */
const char *words_draws(double share, char *buffer, size_t size);
/* Whether knowing an input could change the decision for the better: above its noise floor. */
bool words_has_value(double evppi, double evppi_noise);

/* io/words/input.c: a value of an input, "6.21 requests/s per replica", "$0.45 per Mtok", "30 %";
 * the figure and the unit of it apart; its name, "gpu_hour of llama". */
const char *words_value(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                        double value, char *buffer, size_t size);
const char *words_figure(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         double value, char *buffer, size_t size);
/* Two values of an input side by side, with as many digits as tell them apart. */
void words_figures_apart(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double a,
                         double b, char *ret_a, char *ret_b, size_t size);
const char *words_unit(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                       char *buffer, size_t size);
/* A text about GPUs in the words of what stands for one; as it is where unit is NULL. */
const char *words_in_unit(const char *text, const char *unit, char *buffer, size_t size);
/* What a GPU is called in an input: llmcost_unit() of the host that it is of, else NULL. */
const char *words_unit_of(const struct llmcost_scenario *scenario, struct llmcost_ref ref);
const char *words_input(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                        char *buffer, size_t size);
/* The name of an input that is moved: whole numbers move by one, not by 20 %, and say from where to
 * where, "spare_replicas of own, 0 to 2"; a range says how many are tied to it. */
const char *words_swing(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double low,
                        double high, int tied, char *buffer, size_t size);
/* What was changed: "workload.burst = 2", or "--with usage.yaml" for all that a fragment states, at
 * its first key; NULL at the others. */
const char *words_override(const struct override *list, int index, char *buffer, size_t size);

#endif
