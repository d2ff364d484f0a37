/* log.c - what is to be said about a usage file (io/import/usage/sums/log.h). */
#include "io/import/usage/sums/log.h"

#include <stdio.h>
#include <string.h>

void usage_log_begin(struct usage_log *log)
{
    memset(log, 0, sizeof *log);
    log->first = INT64_MAX;
    log->last = INT64_MIN;
}

void usage_reject(struct usage_log *log, uint64_t line, uint64_t record, const char *why)
{
    log->malformed++;
    if (log->notes == USAGE_NOTES)
        return;
    struct usage_note *note = &log->note[log->notes++];
    *note = (struct usage_note){.line = line, .record = record};
    snprintf(note->why, sizeof note->why, "%s", why);
}

void usage_odd(struct usage_log *log, enum usage_oddity oddity, uint64_t count)
{
    uint64_t *sum = &log->oddity[oddity];
    *sum = *sum > UINT64_MAX - count ? UINT64_MAX : *sum + count;
}

void usage_unknown(struct usage_log *log, const char *name, size_t length)
{
    char text[sizeof log->unknown];
    snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text), name);
    usage_odd(log, USAGE_UNKNOWN, 1);
    if (log->unknown[0] == '\0' || strcmp(text, log->unknown) < 0)
        memcpy(log->unknown, text, sizeof text);
}

void usage_log_merge(struct usage_log *whole, const struct usage_log *part)
{
    whole->good += part->good;
    whole->malformed += part->malformed;
    whole->added += part->added;
    for (int i = 0; i < USAGE_ODDITIES; i++)
        usage_odd(whole, (enum usage_oddity)i, part->oddity[i]);
    whole->first = part->first < whole->first ? part->first : whole->first;
    whole->last = part->last > whole->last ? part->last : whole->last;
}
