/* snapshot_extras.c - lines of a snapshot that are of no field: the load, what changes, what the
 * catalogs say, what the report is called and judged by. Refuses what snapshot_write() would not
 * write.
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "print/page/snapshot_tokens.h"

#include <math.h>
#include <string.h>

static bool read_numbers(struct line *line, double *ret_numbers, int count)
{
    for (int i = 0; i < count; i++)
        if (!line_number(line, 'v', &ret_numbers[i]) || signbit(ret_numbers[i]))
            return false;
    return true;
}

static bool read_facts(struct line *line, const size_t *facts, int count, void *of)
{
    double numbers[MODEL_FACTS];
    if (!read_numbers(line, numbers, count))
        return false;
    for (int i = 0; i < count; i++)
        memcpy((char *)of + facts[i], &numbers[i], sizeof numbers[i]);
    return true;
}

static bool read_day(struct line *line, int32_t *ret_day)
{
    const long last = 2932896; /* of the year 9999 */
    long day;
    if (!line_whole(line, 'd', 1, last, &day))
        return false;
    *ret_day = (int32_t)day;
    return true;
}

static bool read_load(struct reading *r, struct line *line)
{
    struct llmcost_load *load = &r->scenario->load;
    struct llmcost_input factor;
    long kind;
    if (r->load != LOAD_UNREAD || !line_whole(line, 'k', 0, LLMCOST_LOAD_SHAPE, &kind) ||
        !reading_input(r, line, &factor) || factor.range == LLMCOST_LOGNORMAL)
        return false;
    r->load = LOAD_READ;
    if (kind == LLMCOST_LOAD_FACTOR) {
        if (!(factor.value >= 0.02 && factor.value <= 1))
            return false;
        llmcost_set_load_factor(r->scenario, factor.value);
    }
    load->kind = (uint8_t)kind;
    load->factor = factor;
    return true;
}

/* The hours behind their levels: weights are adopted as they are, and scaled no more. */
static bool read_hours(struct reading *r, struct line *line)
{
    struct llmcost_load *load = &r->scenario->load;
    const size_t width = (size_t)snapshot_width(load->levels);
    struct slice token;
    double sum = 0;
    if (r->load != LOAD_LEVELS || !line_take(line, 'w', &token) || load->levels < 1 ||
        token.length % width != 0 || token.length < width ||
        token.length > width * LLMCOST_MAX_HOURS)
        return false;
    r->load = LOAD_HOURS;
    const int hours = (int)(token.length / width);
    for (int hour = 0; hour < hours; hour++) {
        int level = 0;
        for (size_t i = 0; i < width; i++) {
            const char *digit = strchr(SNAPSHOT_LEVELS, token.text[(size_t)hour * width + i]);
            if (digit == NULL || *digit == '\0')
                return false;
            level = level << 6 | (int)(digit - SNAPSHOT_LEVELS);
        }
        if (level >= load->levels)
            return false;
        sum += load->weight[hour] = load->level[level];
    }
    if (!(fabs(sum - hours) <= 1e-6 * hours))
        return false;
    load->hours = hours;
    load_settle(load);
    return true;
}

static bool read_levels(struct reading *r, struct line *line)
{
    struct llmcost_load *load = &r->scenario->load;
    int levels = 0;
    if (r->load != LOAD_READ || load->kind == LLMCOST_LOAD_FLAT ||
        load->kind == LLMCOST_LOAD_FACTOR)
        return false;
    r->load = LOAD_LEVELS;
    while (levels < LLMCOST_MAX_HOURS && line->at < line->end)
        if (!read_numbers(line, &load->level[levels++], 1))
            return false;
    load->levels = levels;
    return true;
}

static bool read_step(struct reading *r, struct line *line, bool scales)
{
    struct llmcost_steps *steps = &r->scenario->changes;
    struct llmcost_step step = {.scales = scales};
    const long last_month = 1200, most = 1000000;
    size_t count;
    long month;
    if (!line_whole(line, 'd', 2, last_month, &month) || steps->count == LLMCOST_MAX_STEPS)
        return false;
    const char *path = reading_text(r, line, 'n');
    if (path == NULL || !llmcost_find_path(r->scenario, path, &step.ref) ||
        !reading_input(r, line, &step.value) || step.value.range != LLMCOST_POINT)
        return false;
    const struct llmcost_field *field = &llmcost_fields(&count)[step.ref.field];
    const double value = step.value.value;
    if (field->kind != LLMCOST_NUMBER || (field->flags & LLMCOST_LASTING) != 0 ||
        !(scales ? value >= 0 && value <= (double)most : reading_within(field, value)) ||
        (steps->count > 0 && steps->step[steps->count - 1].month > month))
        return false;
    step.month = (int16_t)month;
    steps->step[steps->count++] = step;
    return true;
}

static bool read_note(struct reading *r, struct line *line)
{
    struct llmcost_scenario *s = r->scenario;
    long section, index, of_price;
    if (s->notes_of_catalogs == LLMCOST_MAX_NOTES ||
        !line_whole(line, 'k', LLMCOST_APIS, LLMCOST_HOSTS, &section) ||
        !line_whole(line, 'd', 0, llmcost_section_entries(s, (enum llmcost_section)section) - 1,
                    &index) ||
        !line_whole(line, 'f', 0, 1, &of_price))
        return false;
    struct llmcost_note *note = &s->note[s->notes_of_catalogs++];
    note->section = (int16_t)section;
    note->index = (int16_t)index;
    note->of_price = of_price != 0;
    return reading_offset(r, line, 'n', &note->text);
}

static bool read_gate(struct reading *r, struct line *line)
{
    long gate, kind;
    double limit;
    if (!line_whole(line, 'd', 0, MAX_GATES - 1, &gate) || !line_whole(line, 'k', 0, 3, &kind) ||
        !line_number(line, 'v', &limit))
        return false;
    r->snapshot->report.gates.gate[gate] = (struct gate){
        .is_set = true, .is_share = (kind & 1) != 0, .has_limit = (kind & 2) != 0, .limit = limit};
    return true;
}

static bool read_override(struct reading *r, struct line *line)
{
    struct report *report = &r->snapshot->report;
    struct override *set = &r->overrides[report->override_count++];
    set->path = reading_text(r, line, 'n');
    set->value = reading_text(r, line, 's');
    if (set->path == NULL || set->value == NULL)
        return false;
    const bool more = line->at < line->end;
    set->file = reading_text(r, line, 't');
    return set->file != NULL || !more;
}

static bool read_file(struct reading *r, struct line *line)
{
    struct report *report = &r->snapshot->report;
    report->file = reading_text(r, line, 'n');
    const char *sha256 = reading_text(r, line, 's');
    if (report->file == NULL || sha256 == NULL || strlen(sha256) >= sizeof report->sha256)
        return false;
    memcpy(report->sha256, sha256, strlen(sha256) + 1);
    return true;
}

static bool read_fragment(struct reading *r, struct line *line)
{
    const char *name = reading_text(r, line, 'n');
    r->fragments[r->snapshot->report.fragment_count++] = (struct source){.name = name};
    return name != NULL;
}

static bool read_host_facts(struct reading *r, struct slice word, struct line *line)
{
    struct llmcost_host *host = &r->scenario->host[r->index];
    long flags;
    if (!line_whole(line, 'f', 0, 2L * LLMCOST_PRECISIONS - 1, &flags))
        return false;
    if (slice_is(word, "gpu")) {
        host->gpu_facts.is_amd = (flags & 1) != 0;
        return read_facts(line, snapshot_gpu, GPU_FACTS, &host->gpu_facts);
    }
    host->model_facts.is_latent = (flags & 1) != 0;
    host->model_facts.precision = (uint8_t)(flags / 2);
    return slice_is(word, "model") &&
           read_facts(line, snapshot_model, MODEL_FACTS, &host->model_facts);
}

/* Of the option whose fields were read last. */
static bool read_of_option(struct reading *r, struct slice word, struct line *line)
{
    struct llmcost_scenario *s = r->scenario;
    double written[2];
    long yes;
    if (r->section == LLMCOST_APIS && r->index < s->apis) {
        struct llmcost_api *api = &s->api[r->index];
        if (slice_is(word, "priced_on"))
            return read_day(line, &api->priced_on);
        if (!slice_is(word, "written") || !read_numbers(line, written, COUNT(written)))
            return false;
        api->written_input_per_mtok = written[0];
        api->written_long_context_input_per_mtok = written[1];
        return true;
    }
    if (r->section != LLMCOST_HOSTS || r->index >= s->hosts)
        return false;
    if (slice_is(word, "priced_on"))
        return read_day(line, &s->host[r->index].priced_on);
    if (slice_is(word, "automatic")) {
        s->host[r->index].automatic = true;
        return line_whole(line, 'd', 1, 1, &yes);
    }
    return read_host_facts(r, word, line);
}

static bool read_tokens(struct reading *r, struct line *line)
{
    double written[2];
    if (!read_numbers(line, written, COUNT(written)))
        return false;
    r->scenario->written_input_tokens = written[0];
    r->scenario->written_output_tokens = written[1];
    return true;
}

bool reading_special(struct reading *r, struct slice word, struct line *line)
{
    static const struct {
        const char *word;
        bool (*read)(struct reading *r, struct line *line);
    } rows[] = {
        {.word = "load", .read = read_load},         {.word = "levels", .read = read_levels},
        {.word = "hours", .read = read_hours},       {.word = "tokens", .read = read_tokens},
        {.word = "note", .read = read_note},         {.word = "gate", .read = read_gate},
        {.word = "override", .read = read_override}, {.word = "file", .read = read_file},
        {.word = "fragment", .read = read_fragment},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (slice_is(word, rows[i].word))
            return rows[i].read(r, line);
    if (slice_is(word, "as_of"))
        return read_day(line, &r->scenario->as_of);
    if (slice_is(word, "shape"))
        return reading_name(r, line, &r->scenario->load.name);
    if (slice_is(word, "set") || slice_is(word, "scale"))
        return read_step(r, line, slice_is(word, "scale"));
    return read_of_option(r, word, line);
}
