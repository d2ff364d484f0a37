/* unit.h - what every unit test includes first: cmocka and what it lacks.
 * cmocka's own assert_float_equal compares as float: 5175000.01 would equal 5175000.19.
 */
#ifndef LLMCOST_UNIT_H
#define LLMCOST_UNIT_H

#include "core/base/count.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* |actual - expected| <= tolerance; NaN is near to nothing, infinity to itself. */
#define ASSERT_NEAR(actual, expected, tolerance)                                                   \
    assert_near((actual), (expected), (tolerance), #actual, NULL, __FILE__, __LINE__)

/* The same for a row of a table, whose name is printed with the failure. */
#define ASSERT_ROW_NEAR(row, actual, expected, tolerance)                                          \
    assert_near((actual), (expected), (tolerance), #actual, (row), __FILE__, __LINE__)

/* How many random scenarios to try: all where LLMCOST_FULL is set, and a third of the few where a
 * sanitizer looks on (SANITIZED), which is about memory and not about one scenario more. */
static inline int random_rounds(int few, int all)
{
    if (getenv("LLMCOST_FULL") != NULL)
        return all;
    return getenv("SANITIZED") != NULL ? (few + 2) / 3 : few;
}

static inline void assert_near(double actual, double expected, double tolerance, const char *what,
                               const char *row, const char *file, int line)
{
    if (actual == expected || fabs(actual - expected) <= tolerance) {
        return;
    }
    print_error("%s%s%s is %.17g, not %.17g (off by %.3g, allowed %.3g)\n", row ? row : "",
                row ? ": " : "", what, actual, expected, actual - expected, tolerance);
    _fail(file, line);
}

#endif
