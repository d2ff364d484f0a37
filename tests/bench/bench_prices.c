/* bench_prices.c LLMCOST - a whole report with a price list of the size and shape of LiteLLM's (1.4
 * MB, 2,984 models of 12 keys, made up here) against cJSON parsing that list in memory: ours is
 * from fork to wait, the reference has neither a process to start nor a file to read.
 */
#include "bench.h"

#include <cjson/cJSON.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MODELS = 2984, RUNS = 60, WARM_UP = 5, ROOM = 1 << 21 };

static const char scenario[] = "version: 1\n"
                               "workload: {requests_per_day: 10000, input_tokens: 1000, "
                               "output_tokens: 200}\n"
                               "apis:\n"
                               "  a: {from: vendor-7/region/model-1707-instruct}\n"
                               "  b: {from: \"litellm:vendor-0/region/model-2900-instruct\"}\n";

static size_t write_list(char *text)
{
    size_t used = (size_t)snprintf(text, ROOM, "{\n");
    for (unsigned i = 0; i < MODELS; i++)
        used += (size_t)snprintf(text + used, ROOM - used,
                                 "  \"vendor-%u/region/model-%u-instruct\": {\n"
                                 "    \"cache_read_input_token_cost\": %ue-08,\n"
                                 "    \"input_cost_per_token\": %u.%ue-07,\n"
                                 "    \"litellm_provider\": \"vendor-%u\",\n"
                                 "    \"max_input_tokens\": %u,\n"
                                 "    \"max_output_tokens\": 8192,\n"
                                 "    \"max_tokens\": 8192,\n"
                                 "    \"mode\": \"%s\",\n"
                                 "    \"output_cost_per_token\": %ue-07,\n"
                                 "    \"source\": \"https://example.org/pricing/models/%u\",\n"
                                 "    \"supports_function_calling\": true,\n"
                                 "    \"supports_prompt_caching\": true,\n"
                                 "    \"supports_vision\": false\n"
                                 "  }%s\n",
                                 i % 50, i, i % 9 + 1, i % 7 + 1, i % 10, i % 50, 4096u << i % 6,
                                 i % 5 == 4 ? "embedding" : "chat", i % 40 + 8, i,
                                 i + 1 < MODELS ? "," : "");
    used += (size_t)snprintf(text + used, ROOM - used, "}\n");
    return used;
}

static void save(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(text, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

/* Seconds from fork to wait. */
static double run(char *const *command)
{
    int status;
    const double start = now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
            execv(command[0], command);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench_prices: %s failed\n", command[0]);
        exit(2);
    }
    return now() - start;
}

static double parse(const char *text, size_t length)
{
    const double start = now();
    cJSON *tree = cJSON_ParseWithLength(text, length);
    const double seconds = now() - start;
    if (tree == NULL)
        exit(2);
    cJSON_Delete(tree);
    return seconds;
}

int main(int argc, char **argv)
{
    static char text[ROOM];
    static double ours[RUNS], reference[RUNS];
    char directory[200], list[240], file[240];
    const char *place = getenv("TMPDIR");
    if (argc != 2)
        return 2;
    snprintf(directory, sizeof directory, "%.150s/llmcost-bench.XXXXXX",
             place != NULL ? place : "/tmp");
    if (mkdtemp(directory) == NULL)
        return 2;
    snprintf(list, sizeof list, "%s/prices.json", directory);
    snprintf(file, sizeof file, "%s/scenario.yaml", directory);
    const size_t length = write_list(text);
    save(list, text, length);
    save(file, scenario, sizeof scenario - 1);
    char prices[] = "--prices";
    char *const command[] = {argv[1], file, prices, list, NULL};
    for (int i = -WARM_UP; i < RUNS; i++) {
        const double seconds = run(command);
        const double least = parse(text, length);
        if (i >= 0) {
            ours[i] = 1e3 * seconds;
            reference[i] = 1e3 * least;
        }
    }
    unlink(list);
    unlink(file);
    rmdir(directory);
    print_row("report, 1.4 MB of prices : cJSON", lower_quartile(ours, RUNS),
              lower_quartile(reference, RUNS), "ms", 2.5);
    return 0;
}
