/* bench_engine.c SNAPSHOT - what a page asks of its engine, natively: microseconds of an article at
 * once, and of a whole one, a line each. tests/bench/engine.js asks the same of WebAssembly.
 */
#include "bench.h"
#include "print/page/engine.h"

#include <string.h>

enum { ROUNDS = 60 };

static void hand_over(int what, const char *text, size_t length)
{
    char *room = engine_room(what, length);
    if (room == NULL)
        exit(1);
    memcpy(room, text, length);
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    double times[ROUNDS];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL)
        return 2;
    const size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    hand_over(ROOM_OPEN, text, length);
    if (!engine_open(length))
        return 1;
    for (int whole = 0; whole < 2; whole++) {
        for (int i = 0; i < ROUNDS; i++) {
            char set[64];
            const double began = now();
            snprintf(set, sizeof set, "workload.requests_per_day=%d\n", 100000 + 1000 * i);
            hand_over(ROOM_SET, set, strlen(set));
            if (!engine_set(strlen(set)) || !engine_article(whole == 1, 1))
                return 1;
            times[i] = 1e6 * (now() - began);
        }
        printf("%.1f\n", lower_quartile(times, ROUNDS));
    }
    return 0;
}
