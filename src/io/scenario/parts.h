/* parts.h - the parts of a scenario that the loader asks for, one after the other. Each complains
 * under `path` and leaves a value in place that harms no later check. */
#ifndef LLMCOST_IO_SCENARIO_PARTS_H
#define LLMCOST_IO_SCENARIO_PARTS_H

#include "io/scenario/ground.h"

/* A load in any form: a name, a list, a load factor, a file. */
void load_load(struct loader *loader, const char *path, const struct yaml_node *node,
               struct llmcost_load *ret_load);
/* The two forms of a load that stand elsewhere: in the catalog, in a file. */
void load_named_shape(struct loader *loader, const char *path, const struct yaml_node *node,
                      struct llmcost_load *ret_load);
void load_csv(struct loader *loader, const char *path, const struct yaml_node *node,
              struct llmcost_load *ret_load);
/* Whether the key of a map may name an entry, with a complaint. */
bool check_entry_name(struct loader *loader, const char *path, const struct llmcost_field *map,
                      const struct yaml_node *key);

/* A list of words, kept as one text with commas; money or a percentage, kept as it is written. */
void load_words(struct loader *loader, const char *path, const struct llmcost_field *field,
                const struct yaml_node *node, struct llmcost_name *ret_name);
void load_change(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_name *ret_name);

/* Keep there what the file itself wrote. */
void keep_written(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                  const struct yaml_node *node);

/* ---- Keys */
/* Returns the field of this place that was meant where it is a name, else NULL. */
const struct llmcost_field *complain_unknown_key(struct loader *loader, struct spot spot,
                                                 const struct yaml_node *key);
/* Sections under a misspelt name or inside another section are read as what they are meant for;
 * the complaint about the key is made where the key stands. */
void adopt_sections(struct loader *loader);
/* ---- `auto`: whether a value is that; what it comes to, when all else is loaded */
bool load_auto(struct loader *loader, struct spot spot, const struct llmcost_field *field,
               const struct yaml_node *node, struct llmcost_input *ret_input);
void settle_auto(struct loader *loader);
/* ---- What the catalogs say of the options that name an entry of them */
void load_from_catalogs(struct loader *loader);
/* The prices of the tier that an api names, in place of the standard ones; false after a complaint.
 */
struct api_entry;
bool take_tier(struct loader *loader, int index, struct api_entry *entry);
/* The same without a complaint, where it has none of that tier. */
bool pick_tier(const struct llmcost_scenario *scenario, int index, struct api_entry *entry);
/* A tier is one of a catalog entry. */
void check_tier(struct loader *loader, int index);
/* Steps of dated prices within the horizon, beside those that the scenario states. */
void load_dated_prices(struct loader *loader);
/* rate: of the dollar, where prices were converted; 1 where nothing was. */
uint32_t source_of_catalog(struct loader *loader, const char *source, const char *date,
                           double rate);
/* of_price: of one that was taken from it, and of nothing that stands otherwise. */
void note_of_catalog(struct loader *loader, enum llmcost_section section, int index, bool of_price,
                     const char *text);
/* ---- Currencies */
/* What a dollar costs in the scenario's currency; 0 after a complaint about `path`. */
double dollar_rate(struct loader *loader, const char *path, const struct llmcost_name *at);
/* One of the scenario's own currency is one of it. */
void check_exchange(struct loader *loader);

/* ---- What changes at a month, once all options are there */
void load_changes(struct loader *loader);

/* ---- Ranges that share a draw, of a scenario that is legal but for them */
void check_ties(struct loader *loader);

/* ---- --with: merge a fragment over the tree */
void apply_fragment(struct loader *loader, const struct source *fragment, int number);
/* ---- --set: graft PATH=VALUE into the tree */
void apply_set(struct loader *loader, const struct source *set, int number);

#endif
