/* snapshot_write.c - a scenario to text (snapshot.h). Knows the table of fields and the few members
 * that stand in none; refuses to know what any of them means.
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "print/page/snapshot.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FACT(of, member) offsetof(struct llmcost_##of, member)

const size_t snapshot_gpu[GPU_FACTS] = {
    FACT(gpu, memory_bytes), FACT(gpu, bytes_per_second), FACT(gpu, bf16_flops),
    FACT(gpu, fp8_flops),    FACT(gpu, fp4_flops),        FACT(gpu, link_bytes_per_second),
};
const size_t snapshot_model[MODEL_FACTS] = {
    FACT(model, layers),
    FACT(model, hidden),
    FACT(model, heads),
    FACT(model, kv_heads),
    FACT(model, head_size),
    FACT(model, attention_width),
    FACT(model, kv_per_token),
    FACT(model, linear_layers),
    FACT(model, window),
    FACT(model, window_layers),
    FACT(model, window_kv),
    FACT(model, experts),
    FACT(model, active_experts),
    FACT(model, expert_parameters),
    FACT(model, vocabulary),
    FACT(model, parameters),
    FACT(model, active_parameters),
};
_Static_assert(offsetof(struct llmcost_gpu, is_amd) == GPU_FACTS * sizeof(double),
               "a fact is missing");
_Static_assert(offsetof(struct llmcost_model, is_latent) == MODEL_FACTS * sizeof(double),
               "a fact is missing");

struct writing {
    const struct llmcost_scenario *scenario;
    struct text_buffer *out;
};

/* ---- Tokens: a blank, a letter, what it is ---- */

static void put_number(const struct writing *w, char letter, double value)
{
    char text[32];
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    text[0] = ' ';
    text[1] = letter;
    for (int i = 0; i < 16; i++)
        text[2 + i] = SNAPSHOT_DIGITS[bits >> (60 - 4 * i) & 15];
    text_add(w->out, text, 18);
}

static void put_whole(const struct writing *w, const char *before, int64_t value)
{
    char text[48];
    snprintf(text, sizeof text, "%s%" PRId64, before, value);
    text_put(w->out, text);
}

/* What stands in a script is neither its end nor anything that a reader of the page would be misled
 * by. */
static void put_text(const struct writing *w, char letter, const char *text)
{
    char head[3] = {' ', letter, '\0'};
    text_put(w->out, head);
    for (; *text != '\0'; text++) {
        const unsigned char byte = (unsigned char)*text;
        const char escaped[3] = {'%', SNAPSHOT_DIGITS[byte >> 4], SNAPSHOT_DIGITS[byte & 15]};
        const bool plain = snapshot_is_plain(*text);
        text_add(w->out, plain ? text : escaped, plain ? 1 : sizeof escaped);
    }
}

static void put_place(const struct writing *w, struct llmcost_place place)
{
    if (place.line + place.column + place.input == 0)
        return;
    put_whole(w, " p", place.line);
    put_whole(w, ".", place.column);
    put_whole(w, ".", place.input);
}

static void put_offset(const struct writing *w, char letter, uint32_t text)
{
    if (text != 0)
        put_text(w, letter, llmcost_text(w->scenario, text));
}

static void put_origin(const struct writing *w, uint8_t origin)
{
    if (origin != 0)
        put_whole(w, " o", origin);
}

static void put_input(const struct writing *w, const struct llmcost_input *input)
{
    put_number(w, 'v', input->value);
    if (input->range != LLMCOST_POINT || memcmp(&input->value, &input->low, sizeof(double)) != 0 ||
        memcmp(&input->value, &input->likely, sizeof(double)) != 0 ||
        memcmp(&input->value, &input->high, sizeof(double)) != 0) {
        put_whole(w, " r", input->range);
        put_number(w, 'l', input->low);
        put_number(w, 'm', input->likely);
        put_number(w, 'h', input->high);
    }
    put_origin(w, input->origin);
    if (input->basis != 0)
        put_whole(w, " b", input->basis);
    put_place(w, input->place);
    put_offset(w, 's', input->source);
    put_offset(w, 't', input->same_as);
}

static void put_name(const struct writing *w, const struct llmcost_name *name)
{
    put_offset(w, 'n', name->text);
    put_origin(w, name->origin);
    put_place(w, name->place);
    put_offset(w, 's', name->source);
}

/* ---- Lines: a word, and its tokens ---- */

static void put_word(const struct writing *w, const char *mark, const char *word)
{
    text_put(w->out, mark);
    text_put(w->out, word);
}

static void end_line(const struct writing *w)
{
    text_put(w->out, "\n");
}

/* As set_defaults() leaves it. */
static bool is_default(const struct llmcost_field *field, const struct llmcost_input *input)
{
    const double fallback = field->fallback;
    const double numbers[] = {input->value, input->low, input->likely, input->high};
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (memcmp(&numbers[i], &fallback, sizeof fallback) != 0)
            return false;
    return input->origin == (field->has_default ? LLMCOST_DEFAULT : LLMCOST_UNSET) &&
           input->basis == 0 && input->range == 0 && input->source == 0 && input->same_as == 0 &&
           input->place.line == 0 && input->place.column == 0 && input->place.input == 0;
}

static bool is_unnamed(const struct llmcost_name *name)
{
    return name->text == 0 && name->source == 0 && name->origin == 0 && name->place.line == 0 &&
           name->place.column == 0 && name->place.input == 0;
}

static void put_field(const struct writing *w, const char *mark, const struct llmcost_field *field,
                      const void *member)
{
    if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN) {
        if (is_default(field, member))
            return;
        put_word(w, mark, field->name);
        put_input(w, member);
        end_line(w);
    } else if (field->kind == LLMCOST_TEXT || field->kind == LLMCOST_REFERENCE ||
               field->kind == LLMCOST_WORDS) {
        if (is_unnamed(member))
            return;
        put_word(w, mark, field->name);
        put_name(w, member);
        end_line(w);
    }
}

static void put_entries(const struct writing *w, const struct llmcost_field *list,
                        const struct llmcost_entries *entries)
{
    const enum llmcost_section section = (enum llmcost_section)list->entries;
    for (int i = entries->first; i < entries->first + entries->count; i++) {
        const struct llmcost_field *field = NULL;
        put_word(w, "+", list->name);
        put_name(w, &w->scenario->entry[i].name);
        end_line(w);
        while ((field = llmcost_next_field(section, field)) != NULL)
            put_field(w, ".", field, read_member(w->scenario, section, i, field));
    }
}

static void put_fields(const struct writing *w, enum llmcost_section section, int index)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL) {
        const void *member = read_member(w->scenario, section, index, field);
        if (has_entries(field))
            put_entries(w, field, member);
        else
            put_field(w, "", field, member);
    }
}

/* ---- What stands in no table of fields ---- */

static void put_numbers(const struct writing *w, const char *word, const double *numbers, int count)
{
    double largest = 0;
    for (int i = 0; i < count; i++)
        largest = numbers[i] > largest ? numbers[i] : largest;
    if (!(largest > 0))
        return;
    put_word(w, "/", word);
    for (int i = 0; i < count; i++)
        put_number(w, 'v', numbers[i]);
    end_line(w);
}

static void put_facts(const struct writing *w, const char *word, const void *of,
                      const size_t *facts, int count, long flags)
{
    bool any = flags != 0;
    double numbers[MODEL_FACTS];
    for (int i = 0; i < count; i++) {
        memcpy(&numbers[i], (const char *)of + facts[i], sizeof numbers[i]);
        any = any || numbers[i] > 0;
    }
    if (!any)
        return;
    put_word(w, "/", word);
    put_whole(w, " f", flags);
    for (int i = 0; i < count; i++)
        put_number(w, 'v', numbers[i]);
    end_line(w);
}

static void put_day(const struct writing *w, const char *word, int32_t day)
{
    if (day == 0)
        return;
    put_word(w, "/", word);
    put_whole(w, " d", day);
    end_line(w);
}

/* Hours are the distinct levels and which of them each has: most loads have few. */
static void put_load(const struct writing *w)
{
    const struct llmcost_load *load = &w->scenario->load;
    put_word(w, "/", "load");
    put_whole(w, " k", load->kind);
    put_input(w, &load->factor);
    end_line(w);
    if (!is_unnamed(&load->name)) {
        put_word(w, "/", "shape");
        put_name(w, &load->name);
        end_line(w);
    }
    if (load->kind == LLMCOST_LOAD_FLAT || load->kind == LLMCOST_LOAD_FACTOR)
        return;
    put_word(w, "/", "levels");
    for (int level = 0; level < load->levels; level++)
        put_number(w, 'v', load->level[level]);
    end_line(w);
    put_word(w, "/", "hours");
    text_put(w->out, " w");
    for (int hour = 0; hour < load->hours; hour++)
        for (int digit = snapshot_width(load->levels) - 1; digit >= 0; digit--)
            text_add(w->out, &SNAPSHOT_LEVELS[load->level_of[hour] >> 6 * digit & 63], 1);
    end_line(w);
}

static void put_option(const struct writing *w, enum llmcost_section section, int index)
{
    const struct llmcost_scenario *s = w->scenario;
    put_word(w, "=", llmcost_section_name(section));
    put_name(w, read_option_id(s, section, index));
    end_line(w);
    put_fields(w, section, index);
    if (section == LLMCOST_APIS) {
        const struct llmcost_api *api = &s->api[index];
        const double written[] = {api->written_input_per_mtok,
                                  api->written_long_context_input_per_mtok};
        put_numbers(w, "written", written, COUNT(written));
        put_day(w, "priced_on", api->priced_on);
    } else if (section == LLMCOST_HOSTS) {
        const struct llmcost_host *host = &s->host[index];
        put_facts(w, "gpu", &host->gpu_facts, snapshot_gpu, GPU_FACTS, host->gpu_facts.is_amd);
        put_facts(w, "model", &host->model_facts, snapshot_model, MODEL_FACTS,
                  2L * host->model_facts.precision + host->model_facts.is_latent);
        put_day(w, "priced_on", host->priced_on);
        put_day(w, "automatic", host->automatic);
    }
}

/* ---- The whole ---- */

static void put_sections(const struct writing *w)
{
    for (int at = LLMCOST_TOP; at < LLMCOST_SECTIONS; at++) {
        const enum llmcost_section section = (enum llmcost_section)at;
        const bool options = holds_options(section);
        if (section == LLMCOST_COMMON)
            continue;
        put_word(w, "@", llmcost_section_name(section));
        put_name(w, &w->scenario->section[section]);
        end_line(w);
        if (!options)
            put_fields(w, section, 0);
        for (int i = 0; options && i < llmcost_section_entries(w->scenario, section); i++)
            put_option(w, section, i);
    }
}

static void put_changes(const struct writing *w)
{
    const struct llmcost_scenario *s = w->scenario;
    char path[2 * LLMCOST_MAX_PATH];
    for (int i = 0; i < s->changes.count; i++) {
        const struct llmcost_step *step = &s->changes.step[i];
        put_word(w, "/", step->scales ? "scale" : "set");
        put_whole(w, " d", step->month);
        put_text(w, 'n', llmcost_path(s, step->ref, path, sizeof path));
        put_input(w, &step->value);
        end_line(w);
    }
    for (int i = 0; i < s->notes_of_catalogs; i++) {
        put_word(w, "/", "note");
        put_whole(w, " k", s->note[i].section);
        put_whole(w, " d", s->note[i].index);
        put_whole(w, " f", s->note[i].of_price);
        put_offset(w, 'n', s->note[i].text);
        end_line(w);
    }
}

static void put_report(const struct writing *w, const struct report *report)
{
    put_word(w, "/", "file");
    put_text(w, 'n', report->file);
    put_text(w, 's', report->sha256);
    end_line(w);
    for (int i = 0; i < report->override_count; i++) {
        const struct override *set = &report->overrides[i];
        put_word(w, "/", "override");
        put_text(w, 'n', set->path);
        put_text(w, 's', set->value);
        if (set->file != NULL)
            put_text(w, 't', set->file);
        end_line(w);
    }
    for (int i = 0; i < report->fragment_count; i++) {
        put_word(w, "/", "fragment");
        put_text(w, 'n', report->fragments[i].name);
        end_line(w);
    }
    for (int i = 0; i < MAX_GATES; i++) {
        const struct gate *gate = &report->gates.gate[i];
        if (!gate->is_set)
            continue;
        put_word(w, "/", "gate");
        put_whole(w, " d", i);
        put_whole(w, " k", (gate->is_share ? 1 : 0) + (gate->has_limit ? 2 : 0));
        put_number(w, 'v', gate->limit);
        end_line(w);
    }
}

void snapshot_write(const struct report *report, struct text_buffer *out)
{
    const struct llmcost_scenario *s = report->scenario;
    const struct writing w = {.scenario = s, .out = out};
    const double written[] = {s->written_input_tokens, s->written_output_tokens};
    put_word(&w, "/", "llmcost");
    put_whole(&w, " d", SNAPSHOT_VERSION);
    end_line(&w);
    put_sections(&w);
    put_load(&w);
    put_numbers(&w, "tokens", written, COUNT(written));
    put_day(&w, "as_of", s->as_of);
    put_changes(&w);
    put_report(&w, report);
}
