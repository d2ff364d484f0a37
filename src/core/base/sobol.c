/* sobol.c - points that fill the unit cube evenly: Sobol' sequence with the direction numbers of
 * Joe and Kuo, and a digital shift. Point i of dimension d depends on i, d and the seed alone, so
 * any thread may compute any point. Source of the primitive polynomials and initial numbers: S. Joe
 * and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci.
 * Comput. 30 (2008), table new-joe-kuo-6, dimensions 2 to 96. The direction numbers are derived
 * from them here by the recurrence of that paper.
 */
#include "core/base/sobol.h"
#include "llmcost.h"

enum { MAX_DEGREE = 10, BITS = SOBOL_BITS };

/* x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1, the inner coefficients as the bits of `polynomial`. */
static const struct {
    uint16_t degree, polynomial;
    uint16_t initial[MAX_DEGREE];
} primitive[SOBOL_DIMENSIONS - 1] = {
    {.degree = 1, .polynomial = 0, .initial = {1}},
    {.degree = 2, .polynomial = 1, .initial = {1, 3}},
    {.degree = 3, .polynomial = 1, .initial = {1, 3, 1}},
    {.degree = 3, .polynomial = 2, .initial = {1, 1, 1}},
    {.degree = 4, .polynomial = 1, .initial = {1, 1, 3, 3}},
    {.degree = 4, .polynomial = 4, .initial = {1, 3, 5, 13}},
    {.degree = 5, .polynomial = 2, .initial = {1, 1, 5, 5, 17}},
    {.degree = 5, .polynomial = 4, .initial = {1, 1, 5, 5, 5}},
    {.degree = 5, .polynomial = 7, .initial = {1, 1, 7, 11, 19}},
    {.degree = 5, .polynomial = 11, .initial = {1, 1, 5, 1, 1}},
    {.degree = 5, .polynomial = 13, .initial = {1, 1, 1, 3, 11}},
    {.degree = 5, .polynomial = 14, .initial = {1, 3, 5, 5, 31}},
    {.degree = 6, .polynomial = 1, .initial = {1, 3, 3, 9, 7, 49}},
    {.degree = 6, .polynomial = 13, .initial = {1, 1, 1, 15, 21, 21}},
    {.degree = 6, .polynomial = 16, .initial = {1, 3, 1, 13, 27, 49}},
    {.degree = 6, .polynomial = 19, .initial = {1, 1, 1, 15, 7, 5}},
    {.degree = 6, .polynomial = 22, .initial = {1, 3, 1, 15, 13, 25}},
    {.degree = 6, .polynomial = 25, .initial = {1, 1, 5, 5, 19, 61}},
    {.degree = 7, .polynomial = 1, .initial = {1, 3, 7, 11, 23, 15, 103}},
    {.degree = 7, .polynomial = 4, .initial = {1, 3, 7, 13, 13, 15, 69}},
    {.degree = 7, .polynomial = 7, .initial = {1, 1, 3, 13, 7, 35, 63}},
    {.degree = 7, .polynomial = 8, .initial = {1, 3, 5, 9, 1, 25, 53}},
    {.degree = 7, .polynomial = 14, .initial = {1, 3, 1, 13, 9, 35, 107}},
    {.degree = 7, .polynomial = 19, .initial = {1, 3, 1, 5, 27, 61, 31}},
    {.degree = 7, .polynomial = 21, .initial = {1, 1, 5, 11, 19, 41, 61}},
    {.degree = 7, .polynomial = 28, .initial = {1, 3, 5, 3, 3, 13, 69}},
    {.degree = 7, .polynomial = 31, .initial = {1, 1, 7, 13, 1, 19, 1}},
    {.degree = 7, .polynomial = 32, .initial = {1, 3, 7, 5, 13, 19, 59}},
    {.degree = 7, .polynomial = 37, .initial = {1, 1, 3, 9, 25, 29, 41}},
    {.degree = 7, .polynomial = 41, .initial = {1, 3, 5, 13, 23, 1, 55}},
    {.degree = 7, .polynomial = 42, .initial = {1, 3, 7, 3, 13, 59, 17}},
    {.degree = 7, .polynomial = 50, .initial = {1, 3, 1, 3, 5, 53, 69}},
    {.degree = 7, .polynomial = 55, .initial = {1, 1, 5, 5, 23, 33, 13}},
    {.degree = 7, .polynomial = 56, .initial = {1, 1, 7, 7, 1, 61, 123}},
    {.degree = 7, .polynomial = 59, .initial = {1, 1, 7, 9, 13, 61, 49}},
    {.degree = 7, .polynomial = 62, .initial = {1, 3, 3, 5, 3, 55, 33}},
    {.degree = 8, .polynomial = 14, .initial = {1, 3, 1, 15, 31, 13, 49, 245}},
    {.degree = 8, .polynomial = 21, .initial = {1, 3, 5, 15, 31, 59, 63, 97}},
    {.degree = 8, .polynomial = 22, .initial = {1, 3, 1, 11, 11, 11, 77, 249}},
    {.degree = 8, .polynomial = 38, .initial = {1, 3, 1, 11, 27, 43, 71, 9}},
    {.degree = 8, .polynomial = 47, .initial = {1, 1, 7, 15, 21, 11, 81, 45}},
    {.degree = 8, .polynomial = 49, .initial = {1, 3, 7, 3, 25, 31, 65, 79}},
    {.degree = 8, .polynomial = 50, .initial = {1, 3, 1, 1, 19, 11, 3, 205}},
    {.degree = 8, .polynomial = 52, .initial = {1, 1, 5, 9, 19, 21, 29, 157}},
    {.degree = 8, .polynomial = 56, .initial = {1, 3, 7, 11, 1, 33, 89, 185}},
    {.degree = 8, .polynomial = 67, .initial = {1, 3, 3, 3, 15, 9, 79, 71}},
    {.degree = 8, .polynomial = 70, .initial = {1, 3, 7, 11, 15, 39, 119, 27}},
    {.degree = 8, .polynomial = 84, .initial = {1, 1, 3, 1, 11, 31, 97, 225}},
    {.degree = 8, .polynomial = 97, .initial = {1, 1, 1, 3, 23, 43, 57, 177}},
    {.degree = 8, .polynomial = 103, .initial = {1, 3, 7, 7, 17, 17, 37, 71}},
    {.degree = 8, .polynomial = 115, .initial = {1, 3, 1, 5, 27, 63, 123, 213}},
    {.degree = 8, .polynomial = 122, .initial = {1, 1, 3, 5, 11, 43, 53, 133}},
    {.degree = 9, .polynomial = 8, .initial = {1, 3, 5, 5, 29, 17, 47, 173, 479}},
    {.degree = 9, .polynomial = 13, .initial = {1, 3, 3, 11, 3, 1, 109, 9, 69}},
    {.degree = 9, .polynomial = 16, .initial = {1, 1, 1, 5, 17, 39, 23, 5, 343}},
    {.degree = 9, .polynomial = 22, .initial = {1, 3, 1, 5, 25, 15, 31, 103, 499}},
    {.degree = 9, .polynomial = 25, .initial = {1, 1, 1, 11, 11, 17, 63, 105, 183}},
    {.degree = 9, .polynomial = 44, .initial = {1, 1, 5, 11, 9, 29, 97, 231, 363}},
    {.degree = 9, .polynomial = 47, .initial = {1, 1, 5, 15, 19, 45, 41, 7, 383}},
    {.degree = 9, .polynomial = 52, .initial = {1, 3, 7, 7, 31, 19, 83, 137, 221}},
    {.degree = 9, .polynomial = 55, .initial = {1, 1, 1, 3, 23, 15, 111, 223, 83}},
    {.degree = 9, .polynomial = 59, .initial = {1, 1, 5, 13, 31, 15, 55, 25, 161}},
    {.degree = 9, .polynomial = 62, .initial = {1, 1, 3, 13, 25, 47, 39, 87, 257}},
    {.degree = 9, .polynomial = 67, .initial = {1, 1, 1, 11, 21, 53, 125, 249, 293}},
    {.degree = 9, .polynomial = 74, .initial = {1, 1, 7, 11, 11, 7, 57, 79, 323}},
    {.degree = 9, .polynomial = 81, .initial = {1, 1, 5, 5, 17, 13, 81, 3, 131}},
    {.degree = 9, .polynomial = 82, .initial = {1, 1, 7, 13, 23, 7, 65, 251, 475}},
    {.degree = 9, .polynomial = 87, .initial = {1, 3, 5, 1, 9, 43, 3, 149, 11}},
    {.degree = 9, .polynomial = 91, .initial = {1, 1, 3, 13, 31, 13, 13, 255, 487}},
    {.degree = 9, .polynomial = 94, .initial = {1, 3, 3, 1, 5, 63, 89, 91, 127}},
    {.degree = 9, .polynomial = 103, .initial = {1, 1, 3, 3, 1, 19, 123, 127, 237}},
    {.degree = 9, .polynomial = 104, .initial = {1, 1, 5, 7, 23, 31, 37, 243, 289}},
    {.degree = 9, .polynomial = 109, .initial = {1, 1, 5, 11, 17, 53, 117, 183, 491}},
    {.degree = 9, .polynomial = 122, .initial = {1, 1, 1, 5, 1, 13, 13, 209, 345}},
    {.degree = 9, .polynomial = 124, .initial = {1, 1, 3, 15, 1, 57, 115, 7, 33}},
    {.degree = 9, .polynomial = 137, .initial = {1, 3, 1, 11, 7, 43, 81, 207, 175}},
    {.degree = 9, .polynomial = 138, .initial = {1, 3, 1, 1, 15, 27, 63, 255, 49}},
    {.degree = 9, .polynomial = 143, .initial = {1, 3, 5, 3, 27, 61, 105, 171, 305}},
    {.degree = 9, .polynomial = 145, .initial = {1, 1, 5, 3, 1, 3, 57, 249, 149}},
    {.degree = 9, .polynomial = 152, .initial = {1, 1, 3, 5, 5, 57, 15, 13, 159}},
    {.degree = 9, .polynomial = 157, .initial = {1, 1, 1, 11, 7, 11, 105, 141, 225}},
    {.degree = 9, .polynomial = 167, .initial = {1, 3, 3, 5, 27, 59, 121, 101, 271}},
    {.degree = 9, .polynomial = 173, .initial = {1, 3, 5, 9, 11, 49, 51, 59, 115}},
    {.degree = 9, .polynomial = 176, .initial = {1, 1, 7, 1, 23, 45, 125, 71, 419}},
    {.degree = 9, .polynomial = 181, .initial = {1, 1, 3, 5, 23, 5, 105, 109, 75}},
    {.degree = 9, .polynomial = 182, .initial = {1, 1, 7, 15, 7, 11, 67, 121, 453}},
    {.degree = 9, .polynomial = 185, .initial = {1, 3, 7, 3, 9, 13, 31, 27, 449}},
    {.degree = 9, .polynomial = 191, .initial = {1, 3, 1, 15, 19, 39, 39, 89, 15}},
    {.degree = 9, .polynomial = 194, .initial = {1, 1, 1, 1, 1, 33, 73, 145, 379}},
    {.degree = 9, .polynomial = 199, .initial = {1, 3, 1, 15, 15, 43, 29, 13, 483}},
    {.degree = 9, .polynomial = 218, .initial = {1, 1, 7, 3, 19, 27, 85, 131, 431}},
    {.degree = 9, .polynomial = 220, .initial = {1, 3, 3, 3, 5, 35, 23, 195, 349}},
    {.degree = 9, .polynomial = 227, .initial = {1, 3, 3, 7, 9, 27, 39, 59, 297}},
    {.degree = 9, .polynomial = 229, .initial = {1, 1, 3, 9, 11, 17, 13, 241, 157}},
    {.degree = 9, .polynomial = 230, .initial = {1, 3, 7, 15, 25, 57, 33, 189, 213}},
};

void sobol_directions(int dimension, uint32_t ret_directions[SOBOL_BITS])
{
    uint32_t *v = ret_directions;
    if (dimension == 0) { /* van der Corput: 1/2, 1/4, ... */
        for (int bit = 0; bit < BITS; bit++)
            v[bit] = 1U << (BITS - 1 - bit);
        return;
    }
    const int s = primitive[dimension - 1].degree;
    const uint32_t a = primitive[dimension - 1].polynomial;
    for (int bit = 0; bit < BITS; bit++) {
        if (bit < s) {
            v[bit] = (uint32_t)primitive[dimension - 1].initial[bit] << (BITS - 1 - bit);
            continue;
        }
        v[bit] = v[bit - s] ^ (v[bit - s] >> s);
        for (int k = 1; k < s; k++)
            v[bit] ^= ((a >> (s - 1 - k)) & 1U) * v[bit - k];
    }
}

/* splitmix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014): a well mixed word of two others. */
uint32_t mixed_word(uint32_t seed, uint32_t index)
{
    uint64_t z = ((uint64_t)seed << 32) + ((uint64_t)index + 1) * 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

/* The first 2^k points have k leading bits: those are shifted by the seed, and the rest puts each
 * point in the middle of its cell, so that every dimension alone is a midpoint rule. */
uint32_t sobol_shift(uint32_t seed, int dimension, int samples)
{
    int bits = 1;
    while (bits < SOBOL_BITS - 1 && (1U << bits) < (uint32_t)samples)
        bits++;
    const uint32_t middle = 1U << (SOBOL_BITS - 1 - bits);
    return (mixed_word(seed, (uint32_t)dimension) & ~(2 * middle - 1)) | middle;
}

double sobol_point(const uint32_t directions[SOBOL_BITS], uint32_t shift, uint32_t index)
{
    uint32_t gray = index ^ (index >> 1);
    uint32_t x = shift;
    for (int bit = 0; gray != 0; bit++, gray >>= 1)
        x ^= (gray & 1U) * directions[bit];
    return x / 4294967296.0; /* strictly inside 0..1: the shift leaves no 0 */
}
