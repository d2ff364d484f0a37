/* gates.c - the gates that a saved report was judged by, as it lists them: they are shown
 * again, never judged again. A gate that this version does not know is left to the JSON.
 */
#include "io/report/gates.h"
#include "io/report/saved/parts.h"

#include <string.h>

static int gate_index(const char *name)
{
    for (int id = 0; id < MAX_GATES; id++)
        if (strcmp(gate_name((enum gate_id)id), name) == 0)
            return id;
    return -1;
}

void fill_gates(struct filling *f, const cJSON *root)
{
    static const char *const statuses[] = {"fail", "pass"};
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "gates");
    const cJSON *item;
    int at = 0;
    if (!cJSON_IsArray(list) || !all_objects(f, list, "gates"))
        return;
    f->report->gates = f->saved->gate;
    cJSON_ArrayForEach(item, list)
    {
        size_t length = enter_key(f, "gates");
        enter_index(f, at++);
        const char *name = need_text(f, item, "id");
        int status = need_word(f, item, "status", statuses, 2);
        const char *says = need_text(f, item, "message");
        int id = name != NULL ? gate_index(name) : -1;
        if (!f->failed && id >= 0 && f->report->gate_count < MAX_GATES) {
            struct gate_result *gate = &f->saved->gate[f->report->gate_count++];
            *gate = (struct gate_result){.id = (enum gate_id)id, .passed = status == 1};
            snprintf(gate->says, sizeof gate->says, "%s", says);
        }
        leave(f, length);
        if (f->failed)
            return;
    }
}
