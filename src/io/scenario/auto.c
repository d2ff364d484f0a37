/* auto.c - `gpus_per_replica: auto`: the fewest GPUs whose memory holds the model (§8).
 * Knows that it takes a model and a GPU of the catalogs, and that the number must not look typed:
 * its source says how it came about. Which field may be `auto` is a flag of its row.
 */
#include "io/number/change.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"

#include <string.h>

bool load_auto(struct loader *loader, struct spot spot, const struct llmcost_field *field,
               const struct yaml_node *node, struct llmcost_input *ret_input)
{
    if ((field->flags & LLMCOST_AUTO) == 0 || node->kind != YAML_SCALAR ||
        strcmp(node->text, "auto") != 0)
        return false;
    assume_stated(loader, field, node, ret_input);
    loader->scenario->host[spot.index].automatic = true;
    return true;
}

static void settle(struct loader *loader, struct llmcost_host *host)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_input *gpus = &host->gpus_per_replica;
    char source[2 * LLMCOST_MAX_ID + 80];
    if (host->model.origin <= LLMCOST_DEFAULT || host->gpu.origin <= LLMCOST_DEFAULT) {
        llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_NEEDS_KEY, gpus->place,
                            "hosts.%s.gpus_per_replica: auto needs `model` and `gpu` beside it",
                            llmcost_text(s, host->id.text));
        load_advice(loader, "state both, or how many GPUs one copy of the model takes");
        return;
    }
    if (!(host->model_facts.parameters > 0) || !(host->gpu_facts.memory_bytes > 0))
        return; /* what the catalogs lack is refused already */
    if (!change_settle(s, host, loader->diags))
        return;
    snprintf(source, sizeof source, "computed: the fewest whose memory holds %s in %s",
             llmcost_text(s, host->model.text),
             llmcost_precision_name(llmcost_precision_of(s, host)));
    gpus->source = llmcost_add_text(s, source, strlen(source));
}

void settle_auto(struct loader *loader)
{
    for (int i = 0; i < loader->scenario->hosts; i++)
        if (loader->scenario->host[i].automatic)
            settle(loader, &loader->scenario->host[i]);
}
