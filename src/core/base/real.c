/* real.c - whole(), exp, log, pow and the 12th root on IEEE + - * / and sqrt alone, so that no C
 * library changes a digit (§0). frexp, ldexp, floor and ceil are exact everywhere and therefore
 * allowed. pow carries its logarithm as an unevaluated sum of two doubles: about 100 bits, within 1
 * ulp at the end.
 */
#include "core/base/real.h"
#include "core/base/count.h"
#include "llmcost.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

/* x87 keeps more digits than were asked for: compile for SSE (-msse2 -mfpmath=sse). */
_Static_assert(FLT_EVAL_METHOD == 0, "doubles must be computed as doubles");

/* An unevaluated sum: high + low, |low| at most half an ulp of high. */
struct pair {
    double high, low;
};

static struct pair sum(double a, double b)
{
    double s = a + b;
    double part = s - a;
    return (struct pair){s, (a - (s - part)) + (b - part)};
}

static struct pair product(double a, double b)
{
    const double splitter = 134217729.0; /* 2^27 + 1 (Dekker 1971) */
    double p = a * b;
    double t = splitter * a;
    double a1 = t - (t - a);
    double a2 = a - a1;
    t = splitter * b;
    double b1 = t - (t - b);
    double b2 = b - b1;
    return (struct pair){p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}

static struct pair add(struct pair a, struct pair b)
{
    struct pair s = sum(a.high, b.high);
    return sum(s.high, s.low + a.low + b.low);
}

static struct pair multiply(struct pair a, struct pair b)
{
    struct pair p = product(a.high, b.high);
    return sum(p.high, p.low + a.high * b.low + a.low * b.high);
}

static struct pair divide(struct pair a, struct pair b)
{
    double q = a.high / b.high;
    struct pair p = product(q, b.high);
    double rest = (a.high - p.high - p.low) + a.low - q * b.low;
    return sum(q, rest / b.high);
}

static const struct pair ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

static const struct pair inverse_odd[] = {/* 1/3, 1/5 and so on up to 1/11 */
                                          {0x1.5555555555555p-2, 0x1.5555555555555p-56},
                                          {0x1.999999999999ap-3, -0x1.999999999999ap-57},
                                          {0x1.2492492492492p-3, 0x1.2492492492492p-57},
                                          {0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58},
                                          {0x1.745d1745d1746p-4, -0x1.745d1745d1746p-59}};

/* log x = k ln 2 + 2 atanh(s), s = (m-1)/(m+1), m within sqrt(1/2)..sqrt(2); the series in t = s^2
 * has its first five terms as pairs, the rest, below 2^-26 of the sum, as doubles. */
static struct pair log_pair(double x)
{
    int k;
    double m = frexp(x, &k);
    if (m < 0.70710678118654752) {
        m *= 2;
        k--;
    }
    struct pair s = divide((struct pair){m - 1, 0}, sum(m, 1));
    struct pair t = multiply(s, s);
    double tail = 0;
    for (int n = 31; n >= 13; n -= 2)
        tail = (tail + 1.0 / n) * t.high;
    struct pair series = {tail, 0};
    for (int i = 4; i >= 0; i--)
        series = multiply(add(series, inverse_odd[i]), t);
    series = add(multiply(add(series, (struct pair){1, 0}), s), (struct pair){0, 0});
    struct pair twice = {2 * series.high, 2 * series.low};
    return add(multiply(ln2, (struct pair){k, 0}), twice);
}

static double exp_pair(struct pair x)
{
    const double largest = 0x1.fffffffffffffp1023; /* saturates: infinity never leaves the engine */
    if (x.high > 709.79)
        return largest;
    if (x.high < -745.2)
        return 0;
    double k = floor(x.high / ln2.high + 0.5);
    struct pair r = add(x, multiply(ln2, (struct pair){-k, 0}));
    double tail = 0; /* r^2/2 + r^3/6 + ... by Horner; |r| < 0.35, so 16 terms reach 2^-70 */
    for (int n = 16; n >= 2; n--)
        tail = (tail + 1) * r.high / n;
    /* exp(r) - 1 = r + r * tail, with tail = r/2 + r^2/6 + ... */
    struct pair head = sum(1, r.high);
    double e = head.high + (head.low + (r.low + r.high * tail + r.low * r.high));
    return at_most(ldexp(e, (int)k), largest);
}

double llmcost_exp(double x)
{
    return exp_pair((struct pair){x, 0});
}

double llmcost_log(double x)
{
    return x > 0 ? log_pair(x).high : -0x1.fffffffffffffp1023;
}

/* What has that logarithm, to the power of y. */
static double raise(struct pair log, double y)
{
    if (log.high * y > 1000 || log.high * y < -1000) /* beyond exp: keep the product finite */
        return log.high * y > 0 ? 0x1.fffffffffffffp1023 : 0;
    return exp_pair(multiply(log, (struct pair){y, 0}));
}

double llmcost_pow(double x, double y)
{
    if (y == 0 || x == 1)
        return 1;
    if (x <= 0)
        return y > 0 ? 0 : 0x1.fffffffffffffp1023;
    return raise(log_pair(x), y);
}

double small_pow(int x, double y)
{
    static const struct pair log[] = {[2] = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56},
                                      [3] = {0x1.193ea7aad030bp+0, -0x1.a256f99caa8ap-54},
                                      [5] = {0x1.9c041f7ed8d33p+0, 0x1.abf7dde945954p-54},
                                      [7] = {0x1.f2272ae325a57p+0, 0x1.51bda525b3c98p-54},
                                      [11] = {0x1.32ee3b77f374cp+1, -0x1.210e8d00cea94p-53},
                                      [13] = {0x1.485042b318c51p+1, -0x1.798231075e61cp-59}};
    const size_t at = x > 0 ? (size_t)x : 0;
    return at < COUNT(log) && log[at].high > 0 ? raise(log[at], y) : llmcost_pow(x, y);
}

double llmcost_whole(double x)
{
    return ceil(x * (1 - 1e-12));
}

double root12(double x)
{
    if (x <= 0 || x == 1)
        return x <= 0 ? 0 : 1;
    double root = x > 1 ? 1 + (x - 1) / 12 : 1; /* above the root: Newton falls towards it */
    for (;;) {
        double r2 = root * root;
        double r4 = r2 * r2;
        double r11 = r4 * r4 * r2 * root;
        double next = root - (root * r11 - x) / (12 * r11);
        if (!(next < root))
            return root;
        root = next;
    }
}
