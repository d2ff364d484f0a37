/* bench_exec.c [-n NAME -t TARGET [-m MB]] RUNS COMMAND... -- REFERENCE... - wall time and peak
 * memory of two programs, run in turns so that whatever else the machine does falls on both. Their
 * output goes to /dev/null. With a name there is one row, of the time, and with -m one of memory.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include "bench.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM_UP = 20, MAX_RUNS = 10000 };

/* Run once; seconds from fork to wait. Exits when the program fails: there is nothing to measure.
 */
static double run(char *const *command, double *ret_megabytes)
{
    struct rusage usage;
    int status;
    double start = now();
    pid_t child = fork();

    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
            dup2(nowhere, STDERR_FILENO) >= 0) {
            execv(command[0], command);
        }
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("bench_exec");
        exit(2);
    }
    double seconds = now() - start;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench_exec: %s failed\n", command[0]);
        exit(2);
    }
#ifdef __APPLE__
    *ret_megabytes = (double)usage.ru_maxrss / (1024.0 * 1024.0);
#else
    *ret_megabytes = (double)usage.ru_maxrss / 1024.0;
#endif
    return seconds;
}

int main(int argc, char **argv)
{
    const char *name = NULL;
    double target = 1.3, memory = 0;
    if (argc > 5 && strcmp(argv[1], "-n") == 0 && strcmp(argv[3], "-t") == 0) {
        name = argv[2];
        target = strtod(argv[4], NULL);
        argv += 4;
        argc -= 4;
    }
    if (name != NULL && argc > 3 && strcmp(argv[1], "-m") == 0) {
        memory = strtod(argv[2], NULL);
        argv += 2;
        argc -= 2;
    }
    int split = 2;
    while (split < argc && strcmp(argv[split], "--") != 0) {
        split++;
    }
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MAX_RUNS || split < 3 || split + 1 >= argc) {
        fprintf(stderr,
                "usage: bench_exec [-n NAME -t TARGET [-m MB]] RUNS COMMAND... -- REFERENCE...\n");
        return 2;
    }
    argv[split] = NULL;

    static double ours[MAX_RUNS], reference[MAX_RUNS];
    double peak = 0.0;
    double megabytes;
    for (long i = runs < WARM_UP ? -1 : -WARM_UP; i < runs; i++) {
        double seconds = run(argv + 2, &megabytes);
        peak = megabytes > peak ? megabytes : peak;
        double least = run(argv + split + 1, &megabytes);
        if (i >= 0) {
            ours[i] = 1e3 * seconds;
            reference[i] = 1e3 * least;
        }
    }
    print_row(name != NULL ? name : "llmcost FILE : libyaml + cJSON",
              lower_quartile(ours, (size_t)runs), lower_quartile(reference, (size_t)runs), "ms",
              target);
    if (name != NULL && memory <= 0)
        return 0;
    if (name != NULL) {
        char row[64];
        snprintf(row, sizeof row, "peak memory : %g MB", memory);
        print_row(row, peak, memory, "MB", 1.0);
        return 0;
    }
    print_row("peak memory : 8 MB", peak, 8.0, "MB", 1.0);
    return 0;
}
