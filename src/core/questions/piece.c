/* piece.c - where a piece of a curve ends (§9): the first demand at which fleets or minimums are
 * others than at its beginning, bisected down to adjacent doubles. Refuses to know what makes a
 * piece end (probe.c), or what it costs.
 */
#include "core/base/count.h"
#include "core/questions/curve.h"

bool is_alike(const struct probe *a, const struct probe *b, enum likeness likeness)
{
    return likeness == SAME_SERVICE ? a->serves == b->serves : a->shape == b->shape;
}

double piece_end(const struct curve *curve, const struct probe *from, const struct probe *to,
                 enum likeness likeness, double guess, int *ret_looks)
{
    const double guesses[] = {guess * (1 - 5 * INSIDE), guess * (1 + INSIDE)};
    double low = from->x;
    double high = to->x;
    for (*ret_looks = 0;; ++*ret_looks) {
        const double guessed = *ret_looks < (int)COUNT(guesses) ? guesses[*ret_looks] : 0;
        const double middle = guessed > low && guessed < high ? guessed : low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return high;
        const struct probe probe = look(curve, middle);
        if (is_alike(from, &probe, likeness))
            low = middle;
        else
            high = middle;
    }
}
