/* import.c - lists of rented GPUs to hosts with a price.
 * Knows the steps: read, sort, write; refuses to know lists (io/import/gpus/lists.c, one row each).
 */
#include "io/import/gpus/gpus.h"

#include <stdlib.h>

bool import_gpus(const char *const *paths, int count, const struct import_options *options,
                 FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct gpu_offers offers = {.count = 0};
    bool good = true;
    *ret_no_memory = false;
    for (int i = 0; i < count && !*ret_no_memory; i++) {
        struct import_file file;
        good = import_file_open(paths[i], i, diags, &file) && gpus_read(&file, options, &offers) &&
               good;
        import_file_close(&file);
        *ret_no_memory = file.no_memory;
    }
    good = good && !*ret_no_memory && gpus_write(out, &offers, options, diags);
    free(offers.list);
    return good;
}
