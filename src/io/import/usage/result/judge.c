/* judge.c - what is said about usage files, and what of them is refused
 * (io/import/usage/result/judge.h). Refuses to know how anything was read. To say something more: a
 * row of `oddities`.
 */
#include "io/import/usage/result/judge.h"
#include "text/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST_MALFORMED = 100 /* one of so many lines */ };

/* ---- What is said about a file ---- */

/* Malformed lines are located one by one; false when there are too many. */
static bool judge_lines(const struct usage_log *log, int index, struct llmcost_diags *diags)
{
    const uint64_t records = log->good + log->malformed;
    for (int i = 0; i < log->notes; i++) {
        const struct usage_note *note = &log->note[i];
        const uint32_t line = note->line < UINT32_MAX ? (uint32_t)note->line : 0;
        const uint32_t column = line > 0;
        if (note->record > 0)
            place_warn(diags, index, line, column, "record %" PRIu64 " is left out: %s",
                       note->record, note->why);
        else
            place_warn(diags, index, line, column, "left out: %s", note->why);
    }
    if (log->malformed > (uint64_t)log->notes)
        place_warn(diags, index, 0, 0, "%" PRIu64 " more malformed records are left out",
                   log->malformed - (uint64_t)log->notes);
    if (log->malformed * MOST_MALFORMED <= records)
        return true;
    place_error(diags, index, 0, 0, E_IMPORT_LINES,
                "%" PRIu64 " of %" PRIu64 " records are malformed: more than 1 %%", log->malformed,
                records);
    if (strstr(log->note[0].why, "time") != NULL)
        llmcost_advise(diags,
                       "times are read as ISO dates (2026-10-05T14:03:00Z) or unix seconds, ms, us "
                       "or ns%s",
                       log->oddity[USAGE_DATES] > 0 ? "; of 10/05/2026 nobody knows the month"
                                                    : "");
    else
        llmcost_advise(diags, "correct them or take them out; the first ones are located below");
    return false;
}

static const struct {
    enum usage_oddity oddity;
    const char *text, *advice;
} oddities[] = {
    {.oddity = USAGE_AGAIN,
     .text = "records have an id that was there before: each is counted once"},
    {.oddity = USAGE_FORGOT,
     .text = "times the ids before were forgotten to make room",
     .advice = "what is logged twice more than a million ids apart is counted twice"},
    {.oddity = USAGE_AUDIO,
     .text = "audio tokens, which have prices of their own, are counted as text"},
    {.oddity = USAGE_IMAGES,
     .text = "image tokens, which may have prices of their own, are counted as text"},
    {.oddity = USAGE_EMBEDDINGS,
     .text = "tokens are of embeddings, which no chat model answers",
     .advice = "leave them out with --match MODEL, or price them as what they are"},
    {.oddity = USAGE_PRIORITY,
     .text = "tokens are of the priority tier, which costs more",
     .advice = "price them with `tier: priority`, or state a surcharge"},
    {.oddity = USAGE_FLEX,
     .text = "tokens are of the flex tier, which costs less and waits",
     .advice = "price them with `tier: flex`"},
    {.oddity = USAGE_TIMES,
     .text = "times cannot be read, so there is no rate",
     .advice = "times are read as ISO dates (2026-10-05T14:03:00Z) or unix seconds, ms, us or ns"},
    {.oddity = USAGE_RESIDENT,
     .text = "tokens are of a region that was asked for, which may cost 10 % more",
     .advice = "state a surcharge where it does"},
    {.oddity = USAGE_SEARCHES,
     .text = "web searches, which are billed apart from tokens, are not imported"},
    {.oddity = USAGE_OVERLAPS,
     .text = "buckets overlap the one before",
     .advice = "is anything in the file twice?"},
    {.oddity = USAGE_BILLED,
     .text = "responses bill other units than their tokens, the tokens are taken"},
    {.oddity = USAGE_TWICE,
     .text = "figures are stated twice in one object, the last one is taken"},
    {.oddity = USAGE_RATES,
     .text = "series are not vLLM's counters themselves, but rates, sums or others",
     .advice = "query vllm:prompt_tokens_total as it is, not rate() or sum() of it"},
    {.oddity = USAGE_BLOCKS,
     .text = "requests have other hash_ids than one for each 512 tokens",
     .advice = "cached_share is no upper bound then"},
    {.oddity = USAGE_BLOCKS_FULL,
     .text = "requests have hash_ids beyond 33,554,431, not counted as cached",
     .advice = "cached_share is too low then"},
};

static void say_oddities(const struct usage_log *log, int index, struct llmcost_diags *diags)
{
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        const uint64_t count = log->oddity[oddities[i].oddity];
        if (count == 0)
            continue;
        place_warn(diags, index, 0, 0, "%s: %" PRIu64, oddities[i].text, count);
        if (oddities[i].advice != NULL)
            llmcost_advise(diags, "%s", oddities[i].advice);
    }
    if (log->oddity[USAGE_UNKNOWN] > 0) {
        place_warn(diags, index, 0, 0, "\"%s\" is not read", log->unknown);
        llmcost_advise(diags, "are these tokens inside of the input or beside it?");
    }
}

/* What of a file is no usage of models at all, or another kind of it. */
static bool judge_contents(const struct usage_format *format, const struct usage_log *log,
                           int index, struct llmcost_diags *diags)
{
    if (log->oddity[USAGE_MONEY] > 0) {
        place_error(diags, index, 0, 0, E_IMPORT_REFUSED,
                    "this is a costs report: amounts of money, no tokens");
        llmcost_advise(diags, "fetch the usage report instead (OpenAI: usage/completions; "
                              "Anthropic: usage_report/messages)");
    } else if (log->oddity[USAGE_LARGE] > 0) {
        const uint64_t line = log->notes > 0 ? log->note[0].line : 0;
        place_error(diags, index, line < UINT32_MAX ? (uint32_t)line : 0, line > 0,
                    E_IMPORT_REFUSED,
                    "%" PRIu64 " records have more than 2,000,000 tokens: they are sums, not "
                    "requests",
                    log->oddity[USAGE_LARGE]);
        llmcost_advise(diags,
                       "say how many requests a row is of (--columns requests=NAME) or until "
                       "when it counts (--columns end=NAME)");
    } else if (format == &usage_formats[USAGE_FORMAT_FOCUS] && log->added == 0) {
        place_error(diags, index, 0, 0, E_IMPORT_MISSING,
                    "no row of this bill counts tokens (%" PRIu64 " count hours)",
                    log->oddity[USAGE_GPU_ROWS]);
        llmcost_advise(diags, "GPU hours are imported by llmcost import gpus");
    } else
        return true;
    return false;
}

bool usage_judge_file(const struct usage_format *format, const struct usage_log *log, int index,
                      struct llmcost_diags *diags)
{
    if (!judge_contents(format, log, index, diags) || !judge_lines(log, index, diags))
        return false;
    say_oddities(log, index, diags);
    return true;
}

/* ---- All files together ---- */

bool usage_judge_pages(const struct usage_pages *pages, struct llmcost_diags *diags)
{
    bool good = true;
    for (int i = 0; i < pages->count; i++) {
        const struct usage_page *page = &pages->page[i];
        bool found = false;
        for (int k = 0; k < pages->count && page->more; k++)
            found = found || (k != i && pages->page[k].first == page->last);
        if (!page->more || found)
            continue;
        place_error(diags, page->input, 0, 0, E_IMPORT_REFUSED,
                    "has_more is true: more pages follow, so this is not all of the usage");
        llmcost_advise(diags, "fetch the next pages (page=NEXT_PAGE) and give all files together");
        good = false;
    }
    return good;
}

/* "gpt-5 (requests: 500, tokens: 7500000), ...", as many as fit; sums may count no requests. */
static void list_models(const struct usage_models *models, bool taken_alone, char *text,
                        size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < models->count; i++) {
        const struct usage_model *model = &models->model[i];
        char one[200], requests[40] = "";
        if ((taken_alone && !model->is_taken) || model->input + model->output == 0)
            continue;
        if (model->requests > 0)
            snprintf(requests, sizeof requests, "requests: %" PRIu64 ", ", model->requests);
        snprintf(one, sizeof one, "%s%.60s (%stokens: %" PRIu64 ")", used > 0 ? ", " : "",
                 model->length > 0 ? model->name : "no model stated", requests,
                 model->input + model->output);
        if (used + strlen(one) + 8 > size) {
            snprintf(text + used, size - used, ", ...");
            return;
        }
        used += (size_t)snprintf(text + used, size - used, "%s", one);
    }
}

bool usage_judge_models(const struct usage_models *models, bool any, int last,
                        struct llmcost_diags *diags)
{
    const int taken = usage_models_taken(models);
    char list[160];
    if (taken == 0 && models->pattern != NULL && any) {
        list_models(models, false, list, sizeof list);
        place_error(diags, last, 0, 0, E_IMPORT_MISSING, "no model holds \"%.80s\"",
                    models->pattern);
        llmcost_advise(diags, "there is %s", list);
        return false;
    }
    if (models->too_many && models->apart) {
        place_error(diags, last, 0, 0, E_IMPORT_REFUSED,
                    "there are more than %d models: too many for --per-model", USAGE_MODELS - 1);
        llmcost_advise(diags, "take some of them with --match PATTERN");
        return false;
    }
    if (taken < 2 || models->apart || models->pattern != NULL)
        return true;
    list_models(models, true, list, sizeof list);
    place_warn(diags, last, 0, 0, "%d models are added up, so no figure is measured: %s", taken,
               list);
    llmcost_advise(diags, "--match PATTERN takes one of them, --per-model writes a "
                          "fragment for each");
    return true;
}

/* Records of one kind alone can be added up. */
static bool judge_kinds(const struct usage *usage, int last, struct llmcost_diags *diags)
{
    const char *names[2] = {NULL, NULL};
    int kinds = 0;
    for (int i = 0; i < USAGE_KINDS; i++)
        if ((usage->kinds >> i & 1) != 0 && kinds < 2)
            names[kinds++] = usage_kind_row((enum usage_kind)i)->name;
    if (kinds < 2)
        return true;
    place_error(diags, last, 0, 0, E_IMPORT_MIXED, "some records are %s, others are %s", names[0],
                names[1]);
    llmcost_advise(diags, "import them one by one, or say what the rows are: --columns "
                          "requests=NAME,end=NAME");
    return false;
}

bool usage_complain_none(int count, struct llmcost_diags *diags)
{
    return place_error(diags, count - 1, 0, 0, E_IMPORT_MISSING, "there is no usage in %s",
                       count == 1 ? "it" : "these files");
}

bool usage_judge_sums(const struct usage_format *format, const struct usage *usage, int count,
                      struct llmcost_diags *diags)
{
    if (usage->overflow)
        return place_error(diags, count - 1, 0, 0, E_IMPORT_READ, "its sums are too large");
    if (format == &usage_formats[USAGE_FORMAT_PROMETHEUS] &&
        (usage->input == 0 || usage->output == 0)) {
        place_error(diags, count - 1, 0, 0, E_IMPORT_MISSING, "there are no %s tokens in %s",
                    usage->input == 0 ? "input" : "output", count == 1 ? "it" : "these files");
        llmcost_advise(diags,
                       "give the answers about vllm:prompt_tokens_total, "
                       "vllm:generation_tokens_total and vllm:request_success_total together");
        return false;
    }
    if (!judge_kinds(usage, count - 1, diags))
        return false;
    return usage->requests > 0 ||
           ((usage->knows & USAGE_KNOWS_REQUESTS) == 0 && usage->input + usage->output > 0) ||
           usage_complain_none(count, diags);
}
