/* kept.c - a number as JSON keeps it (kept.h). Knows how many digits each style has and how to
 * round to them, exactly, with doubles alone; refuses to know text (text/json/).
 */
#include "text/kept.h"
#include "core/base/count.h"

#include <math.h>

/* All powers of ten that a double holds exactly. */
static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { POWERS = COUNT(power) };

/* Decimals of so many significant digits, none of what a table prints whole. */
static int decimals_for(double magnitude, int significant)
{
    int before = 0, zeros = 0; /* digits before the point, zeros behind it */
    if (magnitude >= 1e9 && magnitude < 1e15)
        return 0;
    while (before < POWERS && magnitude >= power[before])
        before++;
    while (before == 0 && zeros + 1 < POWERS && magnitude * power[zeros + 1] < 1)
        zeros++;
    return before < POWERS ? significant - before + zeros : POWERS; /* out of reach */
}

/* The double nearest to a product, and what the product is more: exactly (Dekker 1971). */
static double product(double a, double b, double *ret_more)
{
    const double splitter = 134217729, all = a * b; /* 2^27 + 1 */
    const double a_high = a * splitter - (a * splitter - a), a_low = a - a_high;
    const double b_high = b * splitter - (b * splitter - b), b_low = b - b_high;
    *ret_more = a_high * b_high - all + a_high * b_low + a_low * b_high + a_low * b_low;
    return all;
}

bool kept_steps(enum number_style style, double magnitude, uint64_t *ret_steps, int *ret_decimals)
{
    const double most = 9007199254740992.0, half = 0.5; /* 2^53 */
    double scaled, more = 0;
    int decimals = 6;
    if (style == NUMBER_FIGURE || (style == NUMBER_PRICE && magnitude < 1 && magnitude > 0))
        decimals = magnitude > 0 ? decimals_for(magnitude, style == NUMBER_FIGURE ? 9 : 6) : 0;
    if (decimals <= -POWERS || decimals >= POWERS)
        return false;
    scaled = decimals < 0 ? magnitude / power[-decimals] : magnitude * power[decimals];
    if (!(scaled < most))
        return false;
    const uint64_t floor = (uint64_t)scaled;
    const double rest = scaled - (double)floor;
    /* The result is off by half a unit in its last place, which decides at a half. */
    if (rest == half && decimals < 0) {
        const double middle = product((double)floor + half, power[-decimals], &more);
        more = magnitude - middle - more;
    } else if (rest == half)
        product(magnitude, power[decimals], &more);
    *ret_steps = floor + (rest > half || (rest == half && (more > 0 || (more == 0 && floor % 2))));
    *ret_decimals = decimals;
    return true;
}

double kept(enum number_style style, double value)
{
    const double magnitude = fabs(value), whole = 1e9; /* below that whole numbers stay */
    uint64_t steps;
    int decimals;
    if (!isfinite(value))
        return NAN;
    if (magnitude < whole && (double)(uint32_t)magnitude == magnitude)
        return value + 0.0; /* nothing has no sign */
    if (!kept_steps(style, magnitude, &steps, &decimals))
        return value;
    const double told =
        decimals < 0 ? (double)steps * power[-decimals] : (double)steps / power[decimals];
    return value < 0 && steps > 0 ? -told : told;
}
