/* strip.c - who is recommended along one input (strip.h). Refuses to know how it is drawn.
 */
#include "io/report/strip.h"
#include "io/number/change.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The middle of a piece. */
static double strip_value(const struct strip *strip, int piece)
{
    const double at = (piece + 0.5) / strip->count;
    const double value = strip->is_log
                             ? strip->low * llmcost_exp(at * llmcost_log(strip->high / strip->low))
                             : strip->low + at * (strip->high - strip->low);
    return strip->whole ? floor(value + 0.5) : value;
}

void strip_make(const struct strip *strip, const struct llmcost_scenario *scenario,
                const char *path, struct strip_room *room, int *ret_options)
{
    const struct llmcost_place place = {.line = 1, .column = 1, .input = 1};
    for (int piece = 0; piece < strip->count; piece++) {
        char value[40];
        snprintf(value, sizeof value, "%.6g", strip_value(strip, piece));
        memcpy(&room->scenario, scenario, sizeof room->scenario);
        llmcost_diags_init(&room->diags);
        ret_options[piece] = -1;
        if (change_state(&room->scenario, path, value, place, &room->diags) &&
            change_finish(&room->scenario, &room->diags) &&
            llmcost_evaluate(&room->scenario, &room->result, &room->diags))
            ret_options[piece] = room->result.recommended;
    }
}
