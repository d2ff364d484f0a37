/* count.h - the number of elements of an array, for all floors. */
#ifndef LLMCOST_CORE_BASE_COUNT_H
#define LLMCOST_CORE_BASE_COUNT_H

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
