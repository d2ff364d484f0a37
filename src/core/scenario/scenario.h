/* scenario.h - small questions to a scenario, beside what llmcost.h offers. */
#ifndef LLMCOST_CORE_SCENARIO_SCENARIO_H
#define LLMCOST_CORE_SCENARIO_SCENARIO_H

#include "llmcost.h"

/* Whether somebody stated the number: a file, a catalog or --set, and not its default. */
static inline bool is_stated(const struct llmcost_input *input)
{
    return input->origin > LLMCOST_DEFAULT;
}

/* The row of llmcost_fields() with that number; NULL when there is none. */
const struct llmcost_field *field_at(int number);

/* Whether a field is a list or a map of entries. */
static inline bool has_entries(const struct llmcost_field *field)
{
    return field->kind == LLMCOST_LIST || field->kind == LLMCOST_MAP;
}

/* Whether a field is a number, yes or no, or the load by its factor. */
static inline bool holds_input(const struct llmcost_field *field)
{
    const unsigned kinds = 1U << LLMCOST_NUMBER | 1U << LLMCOST_BOOLEAN | 1U << LLMCOST_LOAD;
    return (kinds >> field->kind & 1) != 0;
}

/* Whether a section is a map of options by their ids. */
static inline bool holds_options(enum llmcost_section section)
{
    return section == LLMCOST_APIS || section == LLMCOST_HOSTS || section == LLMCOST_HYBRIDS;
}

/* The id of option `index` of such a section. */
struct llmcost_name *option_id(struct llmcost_scenario *scenario, enum llmcost_section section,
                               int index);
const struct llmcost_name *read_option_id(const struct llmcost_scenario *scenario,
                                          enum llmcost_section section, int index);
/* A new one in it: its index, -1 where there is no room. */
int add_to_section(struct llmcost_scenario *scenario, enum llmcost_section section, const char *id);

/* llmcost_member() of a scenario that nobody changes. */
const void *read_member(const struct llmcost_scenario *scenario, enum llmcost_section section,
                        int index, const struct llmcost_field *field);
/* The member of a reference, whatever its type; NULL for an index out of range. */
const void *read_ref(const struct llmcost_scenario *scenario, struct llmcost_ref ref);

/* Tokens and input prices that nobody has remembered as written are what they are now. */
void scenario_remember(struct llmcost_scenario *scenario);

/* The share of the requests that can wait within their day. */
double deferrable_share(const struct llmcost_scenario *scenario);
/* The levels of a load are those of its hours and weights, which are in place and have a mean of 1.
 */
void load_settle(struct llmcost_load *load);
/* The hours of a load by its factor, which are harder to find than to keep. */
enum { LOAD_WEEK = 168 };
void put_load_factor(struct llmcost_scenario *scenario, double factor, const double *weight);
/* The load as hosts and hybrids see it is made anew: after a change of the load or of what waits.
 */
void settle_load(struct llmcost_scenario *scenario);
/* The load as hosts and hybrids see it. */
static inline const struct llmcost_load *host_load(const struct llmcost_scenario *scenario)
{
    return scenario->deferred.hours > 0 ? &scenario->deferred : &scenario->load;
}

/* llmcost_next_input() of those alone whose origin is `least` or beyond, or that are ranges. */
bool next_known_input(const struct llmcost_scenario *scenario, enum llmcost_origin least,
                      struct llmcost_ref *ref);
/* The reference to a field by its name; its field is -1 where the section has none of that name. */
struct llmcost_ref ref_of(enum llmcost_section section, int index, const char *name);

/* Whether two references are of one input, and whether two paths are, quotes aside. */
bool is_same_ref(struct llmcost_ref a, struct llmcost_ref b);
bool is_same_path(const char *a, const char *b);
/* llmcost_find_path() of a path that may lack quotes. */
bool find_same_path(const struct llmcost_scenario *scenario, const char *path,
                    struct llmcost_ref *ret_ref);
/* Up to the = that ends a path, or the end of the text: an id in quotes may hold others. */
size_t path_length(const char *text);

/* The number of that name in a map of numbers; NULL when there is none. */
const struct llmcost_input *find_named(const struct llmcost_scenario *scenario,
                                       const struct llmcost_entries *named, const char *name);

/* The api that a part sends requests on to; NULL when it sends none. A share without a target sends
 * none: only a checked scenario is known to have both. */
static inline const struct llmcost_api *escalation_target(const struct llmcost_scenario *scenario,
                                                          const struct llmcost_common *part)
{
    const bool sends = part->escalation_share.value > 0 && part->escalates_to.option >= 0;
    return sends ? &scenario->api[part->escalates_to.option] : NULL;
}

#endif
