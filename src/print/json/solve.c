/* solve.c - the answer of `solve` as JSON: the head of a report, the variable, and break-evens as
 * in the report.
 */
#include "core/scenario/vary.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "print/json/rows.h"
#include "print/writers.h"

struct answer {
    struct outcome_head head;
    const char *currency, *variable, *unit, *on;
    int32_t break_even_count;
    struct outcome_break_even *break_even;
};

static const struct json_row rows[] = {{PART(answer, head, outcome_head_rows)},
                                       {FIGURE(answer, currency)},
                                       {FIGURE(answer, variable)},
                                       {FIGURE(answer, unit)},
                                       {FIGURE(answer, on)},
                                       {LIST(answer, break_even, outcome_break_even_rows)},
                                       {.key = NULL}};

static const char *unit_text(const struct solved *solved, char *buffer, size_t size)
{
    const struct llmcost_field *field = field_of(solved->variable);
    const enum llmcost_unit unit =
        field->kind == LLMCOST_LOAD ? LLMCOST_RATIO : (enum llmcost_unit)field->unit;
    return llmcost_unit_text(unit, words_currency(solved->report->scenario), buffer, size);
}

bool print_solved_json(const struct print_job *job)
{
    const struct solved *solved = job->solved;
    const struct report *report = solved->report;
    struct arena arena = {.last = NULL};
    char path[LLMCOST_MAX_PATH], unit[64], sentence[MAX_SENTENCE];
    struct answer answer = {
        .currency = words_currency(report->scenario),
        .variable = llmcost_path(report->scenario, solved->variable, path, sizeof path),
        .unit = unit_text(solved, unit, sizeof unit),
        .on = solved->on_horizon ? "horizon" : "monthly",
        .break_even = arena_take(&arena, (size_t)solved->count, sizeof *answer.break_even),
    };
    outcome_fill_head(report, "llmcost.solve", &arena, &answer.head);
    for (int i = 0; answer.break_even != NULL && i < solved->count; i++)
        outcome_fill_break_even(
            report, &solved->answers[i],
            words_solved_reason(solved, &solved->answers[i], sentence, sizeof sentence), &arena,
            &answer.break_even[answer.break_even_count++]);
    bool printed = !arena.failed && json_print_rows(job->out, rows, &answer);
    arena_free(&arena);
    return printed;
}
