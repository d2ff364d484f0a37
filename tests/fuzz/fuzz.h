/* fuzz.h - what the fuzz targets share: stopping with a reason that a person can read.
 * A target is a fuzz_NAME.c with a fuzz_input(), which entry.c calls; seeds in corpus/NAME, and
 * whatever run.sh adds to them. What a target asserts is a promise of the contract, not a guess.
 */
#ifndef LLMCOST_TESTS_FUZZ_H
#define LLMCOST_TESTS_FUZZ_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One input of a target. */
void fuzz_input(const uint8_t *data, size_t size);

/* The path of a file in memory that holds the input, until the next one does. */
const char *fuzz_file(const uint8_t *data, size_t size);

/* One option of each kind. */
#define SMALL_SCENARIO                                                                             \
    "version: 1\n"                                                                                 \
    "workload: {requests_per_day: 20000, input_tokens: 1000, output_tokens: 200}\n"                \
    "apis: {a: {input_per_mtok: 2, output_per_mtok: 8}}\n"                                         \
    "hosts: {h: {requests_per_second: 4, gpu_hour: 1.2}}\n"                                        \
    "hybrids: {m: {host: h, api: a}}\n"

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#endif
