/* value.c - one value of the tree to one member of the scenario.
 * Knows ranges, texts and which kind of node a value takes; what is wrong with one number is known
 * to number.c. Refuses to know any field by name.
 */
#include "io/scenario/value.h"
#include "io/scenario/complain.h"

#include <math.h>
#include <string.h>

static void complain_kind(struct loader *loader, const char *path, const struct yaml_node *node,
                          const char *wanted, const char *advice)
{
    static const char *const names[] = {
        [YAML_SCALAR] = "a single value", [YAML_LIST] = "a list", [YAML_MAP] = "a map"};
    load_error(loader, node, E_KIND, "%s takes %s, not %s", path, wanted, names[node->kind]);
    load_advice(loader, "%s", advice);
}

/* ---- Numbers ---- */

static struct stating stating_of(const struct loader *loader, const char *path,
                                 const struct llmcost_field *field, const struct yaml_node *node)
{
    return (struct stating){.field = field,
                            .path = path,
                            .currency =
                                llmcost_text(loader->scenario, loader->scenario->currency.text),
                            .place = node->place,
                            .diags = loader->diags};
}

bool load_plain_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                       const struct yaml_node *node, double *ret_value)
{
    const struct stating stating = stating_of(loader, path, field, node);
    if (node->kind != YAML_SCALAR) {
        char advice[2 * NUMBER_TEXT];
        snprintf(advice, sizeof advice, "write one number, such as %s", number_example(field));
        complain_kind(loader, path, node, "a number", advice);
        return false;
    }
    if (node->length == 0 || tree_is_null(node)) {
        complain_no_value(loader, path, node, field);
        return false;
    }
    return number_judge(&stating, node->text, ret_value);
}

enum part { VALUE, LOW, LIKELY, HIGH, P10, P90, MIN, MAX, BASIS, SOURCE, SAME_AS, PARTS };
enum { FORMS = 4 };

static const char *const part_names[PARTS] = {
    [VALUE] = "value", [LOW] = "low",       [LIKELY] = "likely",   [HIGH] = "high",
    [P10] = "p10",     [P90] = "p90",       [MIN] = "min",         [MAX] = "max",
    [BASIS] = "basis", [SOURCE] = "source", [SAME_AS] = "same_as",
};

static const struct form {
    enum part first, last;
    enum llmcost_range range;
} forms[FORMS] = {
    {.first = VALUE, .last = VALUE, .range = LLMCOST_POINT},
    {.first = LOW, .last = HIGH, .range = LLMCOST_TRIANGULAR},
    {.first = P10, .last = P90, .range = LLMCOST_LOGNORMAL},
    {.first = MIN, .last = MAX, .range = LLMCOST_UNIFORM},
};

/* The one form that the map states in full, NULL after a complaint. */
static const struct form *choose_form(struct loader *loader, const char *path,
                                      const struct yaml_node *map,
                                      struct yaml_node *const part[PARTS])
{
    const struct form *chosen = NULL;
    const char *problem = NULL, *word = "";
    for (const struct form *form = forms; form < forms + FORMS; form++)
        for (int i = (int)form->first; i <= (int)form->last; i++) {
            if (part[i] == NULL)
                continue;
            if (chosen != NULL && chosen != form)
                problem = "states its value in two ways";
            chosen = form;
        }
    if (chosen == NULL)
        problem = "states no value";
    for (int i = chosen != NULL ? (int)chosen->first : 1; problem == NULL && i <= (int)chosen->last;
         i++)
        if (part[i] == NULL) {
            problem = "is a range without ";
            word = part_names[i];
        }
    if (problem == NULL)
        return chosen;
    load_error(loader, map, E_FORM, "%s %s%s", path, problem, word);
    load_advice(loader, "write exactly one of {value: 1}, {low: 1, likely: 2, high: 3}, {p10: 1, "
                        "p90: 3}, {min: 1, max: 3}, with basis and source if you like");
    return NULL;
}

static bool check_order(struct loader *loader, const char *path, const struct form *form,
                        struct yaml_node *const part[PARTS], const double number[PARTS])
{
    char left[YAML_QUOTED], right[YAML_QUOTED];
    for (int i = (int)form->first; i < (int)form->last; i++) {
        if (number[i] < number[i + 1] ||
            (form->last - form->first > 1 && number[i] == number[i + 1]))
            continue;
        load_error(loader, part[i + 1], E_ORDER, "%s: %s (%s) is %s %s (%s)", path,
                   part_names[i + 1], quote_word(part[i + 1]->text, right, sizeof right),
                   number[i] > number[i + 1] ? "below" : "the same as", part_names[i],
                   quote_word(part[i]->text, left, sizeof left));
        load_advice(loader, "write the smaller number first; a number that is certain is {value: "
                            "...}");
        return false;
    }
    if (form->range == LLMCOST_TRIANGULAR && !(number[LOW] < number[HIGH])) {
        load_error(loader, part[HIGH], E_ORDER, "%s: low and high are the same", path);
        load_advice(loader, "a number that is certain is {value: ...}");
        return false;
    }
    if (form->range == LLMCOST_LOGNORMAL && !(number[P10] > 0)) {
        load_error(loader, part[P10], E_ORDER, "%s: p10 must be above 0", path);
        load_advice(loader, "a range of percentiles is lognormal: use {min, max} or {low, likely, "
                            "high}");
        return false;
    }
    return true;
}

static void load_basis(struct loader *loader, const char *path, const struct yaml_node *node,
                       struct llmcost_input *ret_input)
{
    char quoted[YAML_QUOTED];
    for (int i = LLMCOST_MEASURED; i < LLMCOST_BASES; i++)
        if (node->kind == YAML_SCALAR &&
            strcmp(node->text, llmcost_basis_name((enum llmcost_basis)i)) == 0) {
            ret_input->basis = (uint8_t)i;
            return;
        }
    if (node->kind != YAML_SCALAR) {
        complain_kind(loader, path, node, "a word for its basis",
                      "write measured, quoted or assumed");
        return;
    }
    load_error(loader, node, E_BASIS, "%s: the basis %s is not known", path,
               quote_word(node->text, quoted, sizeof quoted));
    load_advice(loader, "write measured, quoted or assumed");
}

static bool collect_parts(struct loader *loader, const char *path, const struct yaml_node *map,
                          struct yaml_node *part[PARTS])
{
    bool good = true;
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        int i = 0;
        while (i < PARTS && strcmp(entry->key->text, part_names[i]) != 0)
            i++;
        if (i < PARTS && entry->kind != YAML_REMOVED)
            part[i] = entry;
        if (i < PARTS)
            continue;
        complain_unknown_word(loader, path, entry->key, part_names, PARTS);
        good = false;
    }
    return good;
}

/* The point value of a range, and its ends. */
static void set_range(struct llmcost_input *input, const struct form *form,
                      const double number[PARTS], bool whole)
{
    input->range = (uint8_t)form->range;
    input->low = number[form->first];
    input->high = number[form->last];
    input->likely = form->range == LLMCOST_LOGNORMAL ? sqrt(input->low) * sqrt(input->high)
                                                     : input->low / 2 + input->high / 2;
    if (form->range == LLMCOST_TRIANGULAR)
        input->likely = number[LIKELY];
    if (form->range == LLMCOST_POINT)
        input->likely = number[VALUE];
    input->value = whole ? floor(input->likely + 0.5) : input->likely;
}

/* A map for a number. False after a complaint about its value. */
static bool load_annotated(struct loader *loader, const char *path,
                           const struct llmcost_field *field, const struct yaml_node *map,
                           struct llmcost_input *ret_input)
{
    struct yaml_node *part[PARTS] = {NULL};
    double number[PARTS] = {0};
    struct llmcost_name source = {.text = 0};
    struct llmcost_name same_as = {.text = 0};
    bool good = collect_parts(loader, path, map, part);
    if (part[BASIS] != NULL)
        load_basis(loader, path, part[BASIS], ret_input);
    if (part[SOURCE] != NULL)
        load_text(loader, path, NULL, part[SOURCE], &source);
    ret_input->source = source.text;
    loader->tied = loader->tied || part[SAME_AS] != NULL;
    if (part[SAME_AS] != NULL)
        load_text(loader, path, NULL, part[SAME_AS], &same_as);
    ret_input->same_as = same_as.text;
    if (!good)
        return false;
    const struct form *form = choose_form(loader, path, map, part);
    if (form == NULL)
        return false;
    for (int i = (int)form->first; i <= (int)form->last; i++) {
        good = load_plain_number(loader, path, field, part[i], &number[i]) && good;
        if (part[i]->place.input >
            map->place.input) { /* --set PATH.value changed what the file states */
            ret_input->origin = LLMCOST_SET;
            ret_input->place = part[i]->place;
        }
    }
    if (!good || !check_order(loader, path, form, part, number))
        return false;
    if (form->range == LLMCOST_POINT && part[SAME_AS] != NULL) {
        load_error(loader, part[SAME_AS], E_TIE, "%s is one number: nothing of it is drawn", path);
        load_advice(loader, "state a range beside same_as, or leave same_as out");
    }
    set_range(ret_input, form, number, (field->flags & LLMCOST_WHOLE) != 0);
    return true;
}

void assume_stated(const struct loader *loader, const struct llmcost_field *field,
                   const struct yaml_node *node, struct llmcost_input *ret_input)
{
    double value = field->min <= 1 && field->max >= 1 ? 1 : field->max;
    if (field->has_default)
        value = field->fallback;
    *ret_input = number_stated(value, (enum llmcost_origin)node_origin(loader, node), node->place);
}

void load_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_input *ret_input)
{
    double value = 0;
    struct llmcost_input input = {.value = 0};
    assume_stated(loader, field, node, &input);
    if (node->kind == YAML_MAP)
        load_annotated(loader, path, field, node, &input);
    else if (load_plain_number(loader, path, field, node, &value))
        input = number_stated(value, (enum llmcost_origin)input.origin, node->place);
    *ret_input = input;
}

/* ---- Words ---- */

void load_boolean(struct loader *loader, const char *path, const struct yaml_node *node,
                  struct llmcost_input *ret_input)
{
    const struct stating stating = stating_of(loader, path, NULL, node);
    double value = 0;
    if (node->kind != YAML_SCALAR)
        complain_kind(loader, path, node, "true or false", "write true or false");
    else
        truth_judge(&stating, node->text, node->quoted, &value);
    *ret_input = number_stated(value, (enum llmcost_origin)node_origin(loader, node), node->place);
}

/* Line breaks around a text, such as the last one of a block, are not part of it. */
struct llmcost_name name_stated(const struct loader *loader, const struct yaml_node *node)
{
    return (struct llmcost_name){
        .place = node->place, .option = -1, .origin = node_origin(loader, node)};
}

void load_text(struct loader *loader, const char *path, const struct llmcost_field *field,
               const struct yaml_node *node, struct llmcost_name *ret_name)
{
    struct llmcost_name name = name_stated(loader, node);
    size_t length = node->length;
    while (length > 0 && strchr("\n ", node->text[length - 1]) != NULL)
        length--;
    if (node->kind != YAML_SCALAR)
        complain_kind(loader, path, node, "a text",
                      "put a text that holds `: `, brackets or braces in quotes");
    else if (length == 0 || tree_is_null(node))
        complain_no_value(loader, path, node, field);
    else if ((name.text = llmcost_add_text(loader->scenario, node->text, length)) == 0) {
        load_error(loader, node, E_TOO_MANY, "the texts of this scenario are too long");
        load_advice(loader, "shorten them: there is room for 256 KiB of names, notes and sources");
    }
    *ret_name = name;
}
