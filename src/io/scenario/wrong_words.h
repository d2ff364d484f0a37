/* wrong_words.h - words that people and other tools use for our keys, by place. */
#ifndef LLMCOST_IO_SCENARIO_WRONG_WORDS_H
#define LLMCOST_IO_SCENARIO_WRONG_WORDS_H

#include "llmcost.h"

struct wrong_word {
    const char *word;
    int section;       /* enum llmcost_section, or LLMCOST_SECTIONS: anywhere */
    const char *meant; /* the key of the same section that is meant, NULL when there is none */
    const char *also;  /* another key that it stands for, NULL when there is none */
    const char *advice;
};

/* The row of a word at that place, in any case and with - or _; NULL when there is none. */
const struct wrong_word *find_wrong_word(enum llmcost_section section, const char *word);

#endif
