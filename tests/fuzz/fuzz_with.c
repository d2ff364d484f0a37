/* fuzz_with.c - fragments of --with over a small scenario, apart by a byte 1: refused with a
 * complaint, or a legal scenario with costs that are numbers. What the overrides of its report say
 * of it, given by --set, is the same scenario, and the same fragments once more change nothing.
 */
#include "fuzz.h"

#include "io/scenario/load.h"
#include "io/scenario/with.h"

enum { MOST_PARTS = 4, MOST_KEYS = 40, MAX_SET = 4096 };

static const char base[] = SMALL_SCENARIO;

static struct llmcost_diags diags;

/* Costs of the scenario that those texts make; false where it is refused. */
static bool costs(const struct source *others, int count, struct llmcost_result *ret_result)
{
    static struct llmcost_scenario *scenario;
    const struct source file = {.name = "f.yaml", .text = base, .length = sizeof base - 1};
    if (scenario == NULL)
        scenario = malloc(sizeof *scenario);
    REQUIRE(scenario != NULL);
    llmcost_diags_init(&diags);
    const bool good = scenario_load(&file, others, count, NULL, NULL, scenario, &diags);
    REQUIRE(good == (diags.errors == 0));
    if (!good || !llmcost_evaluate(scenario, ret_result, &diags)) {
        REQUIRE(diags.errors > 0);
        return false;
    }
    for (int i = 0; i < ret_result->options; i++)
        REQUIRE(isfinite(ret_result->option[i].horizon_cost));
    return true;
}

static void require_same(const struct llmcost_result *a, const struct llmcost_result *b)
{
    REQUIRE(a->options == b->options && a->recommended == b->recommended);
    for (int i = 0; i < a->options; i++)
        REQUIRE(a->option[i].monthly_micros == b->option[i].monthly_micros &&
                a->option[i].horizon_cost == b->option[i].horizon_cost);
}

/* Every key of the fragments as a --set, in their order. */
static void require_listed(const struct source *parts, int count,
                           const struct llmcost_result *merged)
{
    static char text[MOST_KEYS][MAX_SET];
    static struct llmcost_result again;
    struct source set[MOST_KEYS];
    struct arena arena = {.last = NULL};
    int sets = 0;
    for (int part = 0; part < count && sets >= 0; part++) {
        struct with_entry *entries = NULL;
        const int keys = with_entries(&parts[part], &arena, &entries);
        for (int i = 0; i < keys && sets >= 0; i++) {
            const int length = sets < MOST_KEYS ? snprintf(text[sets], MAX_SET, "%s=%s",
                                                           entries[i].path, entries[i].value)
                                                : MAX_SET;
            if (length < MAX_SET)
                set[sets] =
                    (struct source){.name = "--set", .text = text[sets], .length = (size_t)length};
            sets = length < MAX_SET ? sets + 1 : -1; /* too long for this */
        }
    }
    if (sets > 0 && costs(set, sets, &again))
        require_same(merged, &again);
    arena_free(&arena);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_result result, again;
    struct source part[2 * MOST_PARTS];
    struct yaml_tree tree = {.nodes = 0};
    int parts = 0;
    char *text = malloc(size + 1), *next;
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *at = text, *end = text + size; at != NULL && parts < MOST_PARTS; at = next) {
        next = memchr(at, 1, (size_t)(end - at));
        const size_t length = (size_t)((next != NULL ? next : end) - at);
        if (next != NULL)
            *next++ = '\0';
        part[parts++] =
            (struct source){.name = "w.yaml", .text = at, .length = length, .fragment = true};
    }
    if (costs(part, parts, &result)) {
        require_listed(part, parts, &result);
        memcpy(&part[parts], part, (size_t)parts * sizeof part[0]);
        REQUIRE(costs(part, 2 * parts, &again));
        require_same(&result, &again);
    }
    llmcost_diags_init(&diags);
    const struct yaml_node *joined = with_join(&tree, part, parts, &diags);
    REQUIRE(joined != NULL || diags.errors > 0);
    tree_free(&tree);
    free(text);
}
