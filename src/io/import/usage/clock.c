/* clock.c - what quick readers learn from the times of a log, and what they hand on
 * (io/import/usage/quick.h).
 */
#include "io/import/usage/quick.h"

enum { MAX_ZONE = 6 };

/* Learn from a date that was read how those of the next rows are likely to look. */
static void learn_date(struct quick_clock *clock, const char *text, size_t length, int64_t ticks)
{
    const int64_t seconds = (text[QUICK_SECONDS] - '0') * 10 + (text[QUICK_SECONDS + 1] - '0');
    size_t zone = QUICK_AFTER_SECONDS;
    if (zone < length && text[zone] == '.')
        for (zone++; zone < length && text[zone] >= '0' && text[zone] <= '9'; zone++)
            ;
    if (length - zone > MAX_ZONE || seconds > 59 || text[QUICK_HEAD] != ':')
        return;
    clock->kind = QUICK_DATE;
    clock->head = digits_word(text);
    clock->tail = digits_word(text + 8);
    clock->base = ticks / USAGE_SECOND * USAGE_SECOND - seconds * USAGE_SECOND;
    clock->zone_length = (unsigned)(length - zone);
    clock->zone = 0;
    clock->zone_mask = 0;
    for (size_t i = 0; zone + i < length; i++) {
        clock->zone |= (uint64_t)(unsigned char)text[zone + i] << (8 * i);
        clock->zone_mask |= UINT64_C(0xFF) << (8 * i);
    }
}

void quick_learn(struct quick_clock *clock, const char *text, size_t length, enum usage_clock kind)
{
    int64_t ticks;
    clock->kind = QUICK_NOTHING;
    if (!usage_time(text, length, kind, &ticks))
        return;
    if (length >= QUICK_AFTER_SECONDS && text[4] == '-')
        learn_date(clock, text, length, ticks);
    else if (text[4 < length ? 4 : 0] != '-' &&
             usage_time_unit(text, length, kind, &clock->unit, &clock->from, &clock->to))
        clock->kind = QUICK_NUMBER;
}

bool quick_next_minute(struct quick_clock *clock, const char *p)
{
    const uint64_t same = UINT64_C(0xFF0000FFFFFF); /* of bytes 8 to 15: day, space, colon */
    const uint64_t tail = digits_word(p + 8);
    const unsigned hour = quick_two_digits(p + QUICK_HOUR),
                   minute = quick_two_digits(p + QUICK_MINUTE);
    char old[16];
    if (digits_word(p) != clock->head || ((tail ^ clock->tail) & same) != 0 ||
        p[QUICK_HEAD] != ':' || hour > 23 || minute > 59)
        return false;
    for (int i = 0; i < 8; i++)
        old[8 + i] = (char)(clock->tail >> (8 * i));
    const int moved = (int)(hour * 60 + minute) - (int)(quick_two_digits(old + QUICK_HOUR) * 60 +
                                                        quick_two_digits(old + QUICK_MINUTE));
    if (clock->base + moved * USAGE_MINUTE < 0)
        return false;
    clock->base += moved * USAGE_MINUTE;
    clock->tail = tail;
    return true;
}

struct quick_run quick_begin(struct usage_scene *scene, bool knows_cached)
{
    struct usage_model *model = scene->model;
    return (struct quick_run){.scene = scene,
                              .model = model,
                              .usage = model != NULL ? model->usage : NULL,
                              .knows_cached = knows_cached,
                              .over = scene->models->limits.over[0],
                              .first = INT64_MAX,
                              .last = INT64_MIN};
}

/* The record that it would be if it were one. */
static void add_sums(const struct quick_run *quick)
{
    struct usage *usage = quick->usage;
    usage->records += quick->requests;
    usage_sum(usage, &usage->requests, quick->requests);
    usage_sum(usage, &usage->input, quick->input);
    usage_sum(usage, &usage->output, quick->output);
    usage_sum(usage, &usage->cached, quick->cached);
    usage_sum(usage, &usage->no_batch, quick->input + quick->output);
    usage_sum(usage, &usage->no_cached, quick->knows_cached ? 0 : quick->input);
    for (int i = 0; i < usage->limits->count; i++)
        usage_sum(usage, &usage->long_tokens[i], quick->long_tokens[i]);
    usage->largest = quick->largest > usage->largest ? quick->largest : usage->largest;
    usage->first = quick->first < usage->first ? quick->first : usage->first;
    usage->last = quick->last > usage->last ? quick->last : usage->last;
    usage->kinds |= 1U << USAGE_REQUEST;
    usage->knows |= USAGE_KNOWS_TIME | usage_kind_row(USAGE_REQUEST)->knows |
                    (quick->knows_cached ? USAGE_KNOWS_CACHED : 0);
}

void quick_end(struct quick_run *quick)
{
    struct usage_log *log = quick->scene->log;
    log->good += quick->requests + quick->failed;
    log->added += quick->requests;
    usage_odd(log, USAGE_FAILED, quick->failed);
    if (quick->requests == 0)
        return;
    quick_end_run(quick);
    add_sums(quick);
    usage_sum(quick->usage, &quick->model->requests, quick->requests);
    usage_sum(quick->usage, &quick->model->input, quick->input);
    usage_sum(quick->usage, &quick->model->output, quick->output);
    log->first = quick->first < log->first ? quick->first : log->first;
    log->last = quick->last > log->last ? quick->last : log->last;
}

void quick_add_long(struct quick_run *quick, uint64_t input, uint64_t tokens)
{
    const struct usage_limits *limits = quick->usage->limits;
    for (int i = 0; i < limits->count && input > limits->over[i]; i++)
        quick->long_tokens[i] += tokens;
}

void quick_turn(struct quick_run *quick, const char *name, size_t length)
{
    struct usage_scene *scene = quick->scene;
    const bool knows_cached = quick->knows_cached;
    quick_end(quick);
    scene->model = usage_model(scene->models, name, length, "");
    *quick = quick_begin(scene, knows_cached);
}
