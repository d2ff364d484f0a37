/* credits.c - the sentence on what the credits of an option pay, until when, and what is left. */
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/figures.h"

#include <stdio.h>

bool words_credits(const struct outcome *outcome, int option, char *buffer, size_t size)
{
    enum { MONEY = 64 };
    const struct outcome_option *mine = &outcome->options[option];
    char paid[MONEY], left[MONEY];
    if (mine->credits == NULL || !mine->feasible)
        return false;
    words_money(outcome->currency, mine->credits->paid, paid, sizeof paid);
    words_money(outcome->currency, mine->credits->left, left, sizeof left);
    if (!(mine->credits->left > 0))
        snprintf(buffer, size, "Credits of %s pay %s, the last of it in month %d.", mine->id, paid,
                 (int)mine->credits->last_month);
    else
        snprintf(buffer, size, "Credits of %s pay %s within %d month%s; %s is left then.", mine->id,
                 paid, (int)outcome->horizon_months, words_s(outcome->horizon_months), left);
    return true;
}
