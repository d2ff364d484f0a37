/* saved.c - the sentences of a saved report (saved.h). */
#include "io/words/saved.h"

#include <stdio.h>

const char *saved_words(const char *text, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s", text != NULL ? text : "");
    return text != NULL ? buffer : NULL;
}
