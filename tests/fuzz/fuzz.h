/* fuzz.h - what the fuzz targets share: stopping with a reason that a person can read.
 * A target is a fuzz_NAME.c with the entry point of libFuzzer; seeds in corpus/NAME, and whatever
 * run.sh adds to them. What a target asserts is a promise of the contract, not a guess.
 */
#ifndef LLMCOST_TESTS_FUZZ_H
#define LLMCOST_TESTS_FUZZ_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#endif
