/* find_input.c - the input of a scenario that a question is about, by its path (find_input.h).
 * Knows paths, with or without quotes, and which inputs make no sense to vary; walks the table of
 * fields and refuses to know one by name, but for the load.
 */
#include "io/scenario/find_input.h"
#include "core/base/codes.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"

#include <stdio.h>
#include <string.h>

/* ---- Finding ---- */

/* A load factor may be asked for whatever the load is now. */
static bool is_load_factor(const char *path)
{
    return strcmp(path, "workload.load.load_factor") == 0 ||
           strcmp(path, "workload.load_factor") == 0 || strcmp(path, "workload.load") == 0;
}

static bool find(const struct llmcost_scenario *scenario, const char *path,
                 struct llmcost_ref *ret_ref)
{
    return find_same_path(scenario, path, ret_ref) ||
           (is_load_factor(path) &&
            (find_same_path(scenario, "workload.load", ret_ref) ||
             find_same_path(scenario, "workload.load.load_factor", ret_ref)));
}

/* ---- What to write instead ---- */

/* The same path with another last word. */
static void with_last_word(const char *path, const char *word, char *buffer, size_t size)
{
    const char *dot = strrchr(path, '.');
    snprintf(buffer, size, "%.*s%s", dot != NULL ? (int)(dot + 1 - path) : 0, path, word);
}

/* The path of this scenario that differs least; else one that ends in the same word. */
static bool nearest_path(const struct llmcost_scenario *scenario, const char *path, char *ret_near,
                         size_t size)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const char *last = strrchr(path, '.') != NULL ? strrchr(path, '.') + 1 : path;
    char buffer[LLMCOST_MAX_PATH];
    char best[LLMCOST_MAX_PATH] = "";
    char same[LLMCOST_MAX_PATH] = "";
    const char *const both[] = {best, buffer};
    while (llmcost_next_input(scenario, &ref)) {
        llmcost_path(scenario, ref, buffer, sizeof buffer);
        const char *end = strrchr(buffer, '.') != NULL ? strrchr(buffer, '.') + 1 : buffer;
        if (strcmp(end, last) == 0 && same[0] == '\0')
            memcpy(same, buffer, sizeof same);
        if (llmcost_nearest(path, best[0] != '\0' ? both : both + 1, best[0] != '\0' ? 2 : 1) ==
            buffer)
            memcpy(best, buffer, sizeof best);
    }
    snprintf(ret_near, size, "%s", best[0] != '\0' ? best : same);
    return ret_near[0] != '\0';
}

/* A text or a list under that path holds no number. */
static bool is_text(const struct llmcost_scenario *scenario, const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *name = dot != NULL ? dot + 1 : path;
    for (int section = 0; section < LLMCOST_SECTIONS; section++) {
        const struct llmcost_field *field = llmcost_find_field((enum llmcost_section)section, name);
        if (field == NULL || field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN ||
            field->kind == LLMCOST_LOAD || has_entries(field))
            continue;
        /* a sibling number shows that the rest of the path is right */
        const struct llmcost_field *other = NULL;
        while ((other = llmcost_next_field((enum llmcost_section)section, other)) != NULL) {
            char sibling[2 * LLMCOST_MAX_PATH];
            struct llmcost_ref ref;
            if (other->kind != LLMCOST_NUMBER)
                continue;
            with_last_word(path, other->name, sibling, sizeof sibling);
            if (find(scenario, sibling, &ref))
                return true;
        }
    }
    return false;
}

static bool complain_no_path(const struct llmcost_scenario *scenario, const char *path,
                             struct llmcost_diags *diags)
{
    char near[LLMCOST_MAX_PATH];
    if (is_text(scenario, path)) {
        llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "%.160s holds no number", path);
        llmcost_advise(diags, "what is a word can be changed: --set %.160s=...", path);
        return false;
    }
    llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "there is no input %.160s", path);
    if (nearest_path(scenario, path, near, sizeof near))
        llmcost_advise(diags, "did you mean %.200s?", near);
    else
        llmcost_advise(diags, "write a path such as workload.requests_per_day; llmcost fields "
                              "lists the keys");
    return false;
}

/* ---- What makes no sense to vary ---- */

static bool is_fixed(const struct llmcost_scenario *scenario, const struct llmcost_field *field,
                     struct llmcost_ref ref)
{
    if (llmcost_binds_capacity(scenario, ref))
        return false;
    return field->kind == LLMCOST_BOOLEAN || ref.section == LLMCOST_RULES ||
           ref.section == LLMCOST_UNCERTAINTY || ref.section == LLMCOST_GATES ||
           (field->kind == LLMCOST_NUMBER && field->min >= field->max);
}

/* The stated field that this one is an alternative to, by name; NULL when there is none. */
static const char *stated_alternative(const struct llmcost_scenario *scenario,
                                      struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    const struct llmcost_field *other = NULL;
    size_t count;
    if (field->choice == LLMCOST_NO_CHOICE || field->alternative == 0)
        return NULL;
    while ((other = llmcost_next_field((enum llmcost_section)ref.section, other)) != NULL) {
        const struct llmcost_ref at = {.section = ref.section,
                                       .index = ref.index,
                                       .field = (int16_t)(other - llmcost_fields(&count)),
                                       .entry = -1};
        const struct llmcost_input *input = llmcost_read(scenario, at);
        if (other->choice == field->choice && other->alternative != 0 &&
            other->alternative != field->alternative && input != NULL &&
            input->origin > LLMCOST_DEFAULT)
            return other->name;
    }
    return NULL;
}

/* The complaints of a value that was tried before give way to those of this one. */
static bool is_legal_at(struct llmcost_scenario *scenario, struct llmcost_ref ref, double value,
                        int kept, struct llmcost_diags *diags)
{
    struct llmcost_input *input = llmcost_at(scenario, ref);
    const struct llmcost_input before = *input;
    diags->count = kept;
    diags->errors = 0;
    llmcost_set(input, value);
    const bool good = llmcost_check(scenario, diags);
    restore_input(scenario, ref, &before);
    for (int i = kept; i < diags->count; i++)
        diags->list[i].place = (struct llmcost_place){.line = 0};
    return good;
}

/* Stating little of it, or all, must not break a rule across fields: what llmcost_check() says of
 * it is the complaint. */
static bool may_be_stated(struct llmcost_scenario *scenario, struct llmcost_ref ref,
                          const char *path, struct llmcost_diags *diags)
{
    struct llmcost_input *input = llmcost_at(scenario, ref);
    const struct llmcost_input before = *input;
    const char *other = stated_alternative(scenario, ref);
    char stated[LLMCOST_MAX_PATH];
    if (before.origin > LLMCOST_DEFAULT)
        return true;
    if (other != NULL) {
        with_last_word(path, other, stated, sizeof stated);
        llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0,
                         "%.120s is not stated: this scenario states %.100s", path, stated);
        llmcost_advise(diags, "ask about %.100s, or restate it: --set %.60s=null --set %.60s=...",
                       stated, stated, path);
        return false;
    }
    const struct llmcost_field *field = field_of(ref);
    const double most = field->max, little = field->min + (field->max - field->min) * 1e-3;
    const int kept = diags->count; /* what the file warns of; it has no errors */
    return is_legal_at(scenario, ref, most, kept, diags) ||
           is_legal_at(scenario, ref, little, kept, diags);
}

static bool may_vary_load(struct llmcost_scenario *scenario, struct llmcost_diags *diags)
{
    struct llmcost_load *load = &scenario->load;
    if (load->kind == LLMCOST_LOAD_FLAT) {
        const struct llmcost_input factor = load->factor;
        llmcost_set_load_factor(scenario, 1);
        load->factor = factor;
        return true;
    }
    if (load->kind == LLMCOST_LOAD_FACTOR)
        return true;
    llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0,
                     "workload.load is a shape of its own: its load factor follows from it");
    llmcost_advise(diags, "to vary one, state it: --set workload.load='{load_factor: %.2g}'",
                   load->factor.value < 0.02 ? 0.02 : load->factor.value);
    return false;
}

bool find_input(struct llmcost_scenario *scenario, const char *path, struct llmcost_ref *ret_ref,
                struct llmcost_diags *diags)
{
    struct llmcost_ref ref;
    char buffer[LLMCOST_MAX_PATH];
    if (!find(scenario, path, &ref))
        return complain_no_path(scenario, path, diags);
    const struct llmcost_field *field = field_of(ref);
    llmcost_path(scenario, ref, buffer, sizeof buffer);
    if (is_fixed(scenario, field, ref)) {
        llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "no cost depends on %.160s",
                         buffer);
        llmcost_advise(diags, "%s",
                       field->kind == LLMCOST_BOOLEAN
                           ? "it is true or false: compare two reports with --set"
                           : "ask about a price, a demand or another figure of a bill");
        return false;
    }
    if ((field->flags & LLMCOST_CURRENCIES) != 0) {
        llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0,
                         "prices are converted by %.160s when the scenario is read", buffer);
        llmcost_advise(diags, "compare two reports with --set %.160s=...", buffer);
        return false;
    }
    if (field->kind == LLMCOST_LOAD ? !may_vary_load(scenario, diags)
                                    : !may_be_stated(scenario, ref, buffer, diags))
        return false;
    *ret_ref = ref;
    return true;
}

void input_range(struct llmcost_ref ref, double *ret_low, double *ret_high)
{
    const struct llmcost_field *field = field_of(ref);
    *ret_low = field->kind == LLMCOST_LOAD ? 0.02 : field->min;
    *ret_high = field->kind == LLMCOST_LOAD ? 1 : field->max;
}

/* ---- Options ---- */

int find_option(const struct llmcost_scenario *scenario, const char *id,
                struct llmcost_diags *diags)
{
    const char *ids[LLMCOST_MAX_OPTIONS];
    const int count = llmcost_option_count(scenario);
    const int option = llmcost_find_option(scenario, id);
    if (option >= 0)
        return option;
    for (int i = 0; i < count; i++)
        ids[i] = llmcost_option_id(scenario, i);
    const char *nearest = llmcost_nearest(id, ids, (size_t)count);
    llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "there is no option \"%.120s\"", id);
    if (nearest != NULL)
        llmcost_advise(diags, "did you mean \"%s\"?", nearest);
    else
        llmcost_advise(diags, "known are %s%s%s%s%s", ids[0], count > 1 ? ", " : "",
                       count > 1 ? ids[1] : "", count > 2 ? ", " : "",
                       count > 3   ? "..."
                       : count > 2 ? ids[2]
                                   : "");
    return -1;
}
