/* sobol.h - points that fill the unit cube evenly: any point of any dimension on its own (§10). */
#ifndef LLMCOST_CORE_BASE_SOBOL_H
#define LLMCOST_CORE_BASE_SOBOL_H

#include <stdint.h>

enum { SOBOL_DIMENSIONS = 96, SOBOL_BITS = 32 };

/* The direction numbers of one dimension, which all its points are made of. */
void sobol_directions(int dimension, uint32_t ret_directions[SOBOL_BITS]);
/* The digital shift of one dimension for a seed. */
uint32_t sobol_shift(uint32_t seed, int dimension, int samples);
/* A word that looks random and follows from seed and index alone. */
uint32_t mixed_word(uint32_t seed, uint32_t index);
/* Point `index` of one dimension, strictly inside 0..1. */
double sobol_point(const uint32_t directions[SOBOL_BITS], uint32_t shift, uint32_t index);

#endif
