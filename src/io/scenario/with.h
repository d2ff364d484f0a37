/* with.h - what a fragment of --with states, for those who tell what was changed. */
#ifndef LLMCOST_IO_SCENARIO_WITH_H
#define LLMCOST_IO_SCENARIO_WITH_H

#include "text/arena.h"
#include "text/source.h"

/* One key of a fragment: "workload.input_tokens", and its value as --set would take it. */
struct with_entry {
    const char *path, *value;
};

/* All keys of a fragment in its order, none where it cannot be read (the loader says why). They
 * live in the arena, which remembers whether memory ran out. Returns how many. */
int with_entries(const struct source *fragment, struct arena *arena,
                 struct with_entry **ret_entries);

#endif
