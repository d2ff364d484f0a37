/* fuzz_change.c - a line each: PATH=VALUE of --set, and with ~ in front a range of sweep, over a
 * small scenario. A set is refused with a complaint or makes a legal scenario; every point of a
 * sweep that was let through has costs that are numbers.
 */
#include "fuzz.h"

#include "io/catalog/catalogs.h"
#include "io/report/sweep/sweep.h"
#include "io/scenario/load.h"

enum { MOST_SETS = 8, MOST_POINTS = 50, MOST_CHECKED = 400 };

static const char base[] = SMALL_SCENARIO;

struct asked {
    struct source text[1 + MOST_SETS]; /* the file and what changes it */
    int sets;
    const char *range[MAX_AXES];
    int ranges;
};

/* Lines of the text, which ends with a zero: cut in place. */
static void cut(char *text, struct asked *asked)
{
    *asked = (struct asked){.text = {{.name = "f.yaml", .text = base, .length = sizeof base - 1}}};
    for (char *line = text, *next; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        if (line[0] == '~' && asked->ranges < MAX_AXES)
            asked->range[asked->ranges++] = line + 1;
        else if (line[0] != '~' && asked->sets < MOST_SETS && strchr(line, '=') != NULL)
            asked->text[++asked->sets] =
                (struct source){.name = "--set", .text = line, .length = strlen(line)};
    }
}

static void require_points(struct sweep *sweep)
{
    sweep_start(sweep);
    for (int i = 0; i < MOST_POINTS && sweep_next(sweep); i++)
        for (int option = 0; option < sweep->options; option++)
            REQUIRE(!isnan(sweep->cost[option].horizon_cost));
    REQUIRE(!sweep->failed);
}

static void run_sweep(const struct asked *asked, struct llmcost_scenario *scenario,
                      struct catalogs *catalogs)
{
    static struct llmcost_diags diags;
    static struct sweep sweep;
    int64_t read = 1;
    bool usage = false;
    llmcost_diags_init(&diags);
    sweep = (struct sweep){.scenario = scenario, .axes = asked->ranges};
    for (int i = 0; i < asked->ranges; i++) {
        struct axis *axis = &sweep.axis[i];
        if (!axis_parse(scenario, asked->range[i], 2, axis, &diags, &usage)) {
            REQUIRE(diags.errors > 0);
            return;
        }
        REQUIRE(axis->count >= 1 && (axis->is_list || axis->low < axis->high));
        REQUIRE(axis->is_list || axis_value(axis, axis->count - 1) == axis->high);
        read *= axis->is_list ? axis->count : 1;
    }
    REQUIRE(sweep_open(&sweep, asked->text, asked->sets, catalogs));
    if (read <= MOST_CHECKED && sweep_check(&sweep, &diags))
        require_points(&sweep);
    else
        REQUIRE(read > MOST_CHECKED || diags.errors + sweep.diags->errors > 0);
    sweep_close(&sweep);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_scenario *scenario;
    static struct catalogs *catalogs;
    static struct llmcost_diags diags;
    struct asked asked;
    char *text = malloc(size + 1);
    llmcost_diags_init(&diags);
    if (scenario == NULL) {
        scenario = malloc(sizeof *scenario);
        catalogs = catalogs_open(NULL, 0, NULL, false, &diags);
    }
    REQUIRE(text != NULL && scenario != NULL && catalogs != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    cut(text, &asked);
    const bool good =
        scenario_load(&asked.text[0], &asked.text[1], asked.sets, catalogs, NULL, scenario, &diags);
    REQUIRE(good == (diags.errors == 0));
    if (good && asked.ranges > 0)
        run_sweep(&asked, scenario, catalogs);
    free(text);
}
