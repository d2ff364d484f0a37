/* tools.c - the table of tools, and what the client is told of it.
 * Refuses to know how a tool is called (call.c) and what the protocol is (session.c).
 * To add a tool: a row of `tools` with its arguments; the command has the same name.
 */
#include "cli/mcp/tools.h"
#include "core/base/count.h"
#include "text/json/json.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct argument
    scenario = {.name = "scenario", .kind = ARGUMENT_TEXT, .required = true,
        .text = "the scenario as YAML text (a report saved as JSON will do for report and diff)"},
    some_scenario = {.name = "scenario", .kind = ARGUMENT_TEXT, .one = true, .text = "the scenario as YAML text"},
    with = {.name = "with", .kind = ARGUMENT_FRAGMENTS, .option = "with",
        .text = "parts of a scenario as YAML texts, merged over it in this order"},
    set = {.name = "set", .kind = ARGUMENT_WORDS, .option = "set",
        .text = "inputs to change, each as PATH=VALUE, such as workload.burst=2"},
    strict = {.name = "strict", .kind = ARGUMENT_SWITCH, .option = "strict", .text = "warnings are errors"},
    as_of = {.name = "as_of", .kind = ARGUMENT_WORD, .option = "as-of",
        .text = "the day, such as 2026-11-28, whose catalog prices hold; no clock is read"},
    brief = {.name = "brief", .kind = ARGUMENT_SWITCH, .option = "brief",
        .text = "the decision, totals and break-even alone: read this first"},
    samples = {.name = "samples", .kind = ARGUMENT_WHOLE, .option = "samples",
        .text = "draws of the inputs that are ranges, 4096 unless stated"},
    input = {.name = "path", .kind = ARGUMENT_WORD, .required = true,
        .text = "the input to solve for, such as workload.requests_per_day"},
    option = {.name = "option", .kind = ARGUMENT_WORD, .option = "option",
        .text = "the id of the option that is to be the cheaper one"},
    against = {.name = "against", .kind = ARGUMENT_WORD, .option = "against",
        .text = "the id of the option it is held against; the baseline unless stated"},
    on = {.name = "on", .kind = ARGUMENT_WORD, .option = "on", .words = {"monthly", "horizon"},
        .text = "what is compared: the first month's bill, or all of the horizon"},
    axes = {.name = "paths", .kind = ARGUMENT_WORDS, .required = true, .least = 1, .most = 4,
        .text = "the inputs, each as PATH=LO..HI, PATH=LO..HI:N, PATH=LO..HI:N:log or PATH=A,B,C"},
    figure = {.name = "path", .kind = ARGUMENT_WORD,
        .text = "a figure such as options.llama.monthly_cost, or an input; without one the decision"},
    code = {.name = "code", .kind = ARGUMENT_WORD, .one = true,
        .text = "instead of a scenario: the code of an error or warning, such as W216"},
    old_text = {.name = "old", .kind = ARGUMENT_TEXT, .required = true,
        .text = "the scenario before, as YAML text, or its report saved as JSON"},
    new_text = {.name = "new", .kind = ARGUMENT_TEXT, .required = true,
        .text = "the scenario after, as YAML text, or its report saved as JSON"},
    old_set = {.name = "old_set", .kind = ARGUMENT_WORDS, .option = "old-set",
        .text = "inputs to change of the old one alone, each as PATH=VALUE"},
    new_set = {.name = "new_set", .kind = ARGUMENT_WORDS, .option = "new-set",
        .text = "inputs to change of the new one alone, each as PATH=VALUE"},
    word = {.name = "word", .kind = ARGUMENT_WORD,
        .text = "a section, a key, or a word of the reference; all keys without one"},
    catalog = {.name = "catalog", .kind = ARGUMENT_WORD, .words = {"apis", "gpus", "models", "loads"},
        .text = "which catalog; without one they are listed"},
    pattern = {.name = "pattern", .kind = ARGUMENT_WORD, .text = "a part of the ids to show"},
    workloads = {.name = "scenarios", .kind = ARGUMENT_NAMED, .required = true, .least = 2, .most = 32,
        .text = "the scenarios as YAML texts, each under a name such as chat.yaml"};

static const struct tool tools[] = {
    {.name = "check", .title = "Check a scenario", .arguments = {&scenario, &with, &set, &strict, &as_of},
     .text = "Validate a scenario and show all its problems at once, each with place, code and advice. "
             "Call this after every change of the text."},
    {.name = "report", .title = "Evaluate a scenario", .kinds = {"llmcost.report", "llmcost.reports", "llmcost.brief"},
     .arguments = {&scenario, &with, &set, &strict, &as_of, &brief, &samples},
     .text = "What each option costs, which one to take, by how much, and at which demand that changes. "
             "Quote not_priced and warnings with the figures."},
    {.name = "solve", .title = "Find a break-even", .kinds = {"llmcost.solve"},
     .arguments = {&scenario, &input, &option, &against, &on, &with, &set, &as_of},
     .text = "The bands of one input in which one option is cheaper than another."},
    {.name = "sweep", .title = "Evaluate a grid", .kinds = {"llmcost.sweep"},
     .arguments = {&scenario, &axes, &with, &set, &as_of},
     .text = "The costs of all options over a grid of up to four inputs, numbers or words; the cheapest is named."},
    {.name = "explain", .title = "Explain a figure or a code", .kinds = {"llmcost.explain", "llmcost.code"},
     .arguments = {&some_scenario, &code, &figure, &with, &set, &as_of},
     .text = "How a figure came about: formulas, numbers, and the line that each was written in. Or what a code means."},
    {.name = "diff", .title = "Compare two scenarios", .kinds = {"llmcost.diff"},
     .arguments = {&old_text, &new_text, &set, &old_set, &new_set, &as_of},
     .text = "What changed between two scenarios or saved reports, why, and whether the decision flipped."},
    {.name = "fields", .title = "Reference of all keys", .kinds = {"llmcost.fields"}, .arguments = {&word},
     .text = "The keys that a scenario may have: section, unit, range, default, meaning."},
    {.name = "catalog", .title = "Built-in prices, GPUs and models", .kinds = {"llmcost.catalog"},
     .arguments = {&catalog, &pattern, &as_of},
     .text = "What `from`, `gpu`, `model` and `load` may name, with values, source and date."},
    {.name = "portfolio", .title = "Several workloads, one fleet", .kinds = {"llmcost.portfolio"},
     .arguments = {&workloads, &with, &set, &as_of},
     .text = "Which of several workloads goes to which option when they share one fleet and one contract."},
};
/* clang-format on */

const struct tool *tool_find(const char *name)
{
    for (size_t i = 0; i < COUNT(tools); i++)
        if (strcmp(tools[i].name, name) == 0)
            return &tools[i];
    return NULL;
}

const struct argument *tool_argument(const struct tool *tool, const char *name)
{
    for (int i = 0; i < MAX_ARGUMENTS && tool->arguments[i] != NULL; i++)
        if (strcmp(tool->arguments[i]->name, name) == 0)
            return tool->arguments[i];
    return NULL;
}

/* ---- As JSON ---- */

static void put_words(struct text_buffer *out, const char *const *words, int most)
{
    text_put(out, ", \"enum\": [");
    for (int i = 0; i < most && words[i] != NULL; i++) {
        json_put_after(out, i > 0 ? ", " : "", words[i]);
    }
    text_put(out, "]");
}

/* {"minItems": 1, "maxItems": 4}, but for the braces. */
static void put_limits(struct text_buffer *out, const struct argument *a, const char *what)
{
    char text[64] = "";
    if (a->most > 0)
        snprintf(text, sizeof text, ", \"min%s\": %d, \"max%s\": %d", what, a->least, what,
                 a->most);
    text_put(out, text);
}

static void put_argument(struct text_buffer *out, const struct argument *argument)
{
    static const char *const types[] = {
        [ARGUMENT_TEXT] = "string",    [ARGUMENT_NAMED] = "object", [ARGUMENT_FRAGMENTS] = "array",
        [ARGUMENT_WORD] = "string",    [ARGUMENT_WORDS] = "array",  [ARGUMENT_WHOLE] = "integer",
        [ARGUMENT_SWITCH] = "boolean",
    };
    const char *type = types[argument->kind];
    json_put_text(out, argument->name);
    json_put_after(out, ": {\"type\": ", type);
    if (argument->words[0] != NULL)
        put_words(out, argument->words, MAX_WORDS_OF_ARGUMENT);
    if (strcmp(type, "array") == 0) {
        put_limits(out, argument, "Items");
        text_put(out, ", \"items\": {\"type\": \"string\"}");
    } else if (strcmp(type, "object") == 0) {
        put_limits(out, argument, "Properties");
        text_put(out, ", \"additionalProperties\": {\"type\": \"string\"}");
    }
    json_put_after(out, ", \"description\": ", argument->text);
    text_put(out, "}");
}

static void put_input(struct text_buffer *out, const struct tool *tool)
{
    int required = 0;
    text_put(out, ", \"inputSchema\": {\"type\": \"object\", \"properties\": {");
    for (int i = 0; i < MAX_ARGUMENTS && tool->arguments[i] != NULL; i++) {
        text_put(out, i > 0 ? ", " : "");
        put_argument(out, tool->arguments[i]);
    }
    text_put(out, "}, \"required\": [");
    for (int i = 0; i < MAX_ARGUMENTS && tool->arguments[i] != NULL; i++) {
        if (!tool->arguments[i]->required)
            continue;
        json_put_after(out, required++ > 0 ? ", " : "", tool->arguments[i]->name);
    }
    text_put(out, "], \"additionalProperties\": false}");
}

/* Complaints are an answer of every tool. */
static void put_output(struct text_buffer *out, const struct tool *tool)
{
    const char *kinds[MAX_KINDS + 2] = {"llmcost.diagnostics"};
    for (int i = 0; i < MAX_KINDS; i++)
        kinds[1 + i] = tool->kinds[i];
    text_put(out,
             ", \"outputSchema\": {\"type\": \"object\", \"properties\": {\"kind\": {\"type\": "
             "\"string\"");
    put_words(out, kinds, MAX_KINDS + 1);
    text_put(out, "}, \"format_version\": {\"type\": \"string\"}}, \"required\": [\"kind\", "
                  "\"format_version\"]}");
}

void tools_put(struct text_buffer *out, bool output_schemas)
{
    text_put(out, "[");
    for (size_t i = 0; i < COUNT(tools); i++) {
        const struct tool *tool = &tools[i];
        json_put_after(out, i > 0 ? ", {\"name\": " : "{\"name\": ", tool->name);
        json_put_after(out, ", \"title\": ", tool->title);
        json_put_after(out, ", \"description\": ", tool->text);
        put_input(out, tool);
        if (output_schemas)
            put_output(out, tool);
        text_put(out, ", \"annotations\": {\"readOnlyHint\": true, \"idempotentHint\": true, "
                      "\"openWorldHint\": false}}");
    }
    text_put(out, "]");
}
