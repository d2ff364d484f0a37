/* codes.c - the table of codes: each number with its cause and its remedy in a sentence.
 * Knows nothing of where they are due; the manual and `explain CODE` show these rows.
 */
#include "core/base/codes.h"
#include "core/base/count.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct code_row rows[] = {
    {.number = E_UNREADABLE, .letter = 'E', .name = "unreadable file",
     .cause = "The file cannot be opened or read.",
     .remedy = "Check the path and the permissions; a directory is not a file."},
    {.number = E_TOO_LARGE, .letter = 'E', .name = "file too large",
     .cause = "The file is larger than any scenario (4 MiB), or than any saved report (64 MiB).",
     .remedy = "Check that it is the right file."},
    {.number = E_EMPTY, .letter = 'E', .name = "empty file",
     .cause = "There is nothing in the text, or nothing but comments.",
     .remedy = "Begin with `version: 1`; `llmcost init` writes a scenario to start from."},
    {.number = E_UTF8, .letter = 'E', .name = "not UTF-8",
     .cause = "Bytes of the text are not UTF-8.",
     .remedy = "Save the file as UTF-8."},
    {.number = E_CONTROL, .letter = 'E', .name = "invisible character",
     .cause = "The text holds a NUL, a control character or an invisible line break.",
     .remedy = "Remove the character: a scenario is plain text."},
    {.number = E_UTF16, .letter = 'E', .name = "UTF-16",
     .cause = "The text is UTF-16 or UTF-32.",
     .remedy = "Save the file as UTF-8."},
    {.number = E_TAB, .letter = 'E', .name = "tab",
     .cause = "A tab stands where YAML indents with spaces.",
     .remedy = "Indent with spaces."},
    {.number = E_DOCUMENTS, .letter = 'E', .name = "second document",
     .cause = "The file holds more than one YAML document.",
     .remedy = "Keep one document in a file."},
    {.number = E_ALIAS, .letter = 'E', .name = "alias",
     .cause = "A YAML alias (`*name`) is used.",
     .remedy = "Write the value out where it is needed."},
    {.number = E_ANCHOR, .letter = 'E', .name = "anchor",
     .cause = "A YAML anchor (`&name`) is used.",
     .remedy = "Leave the anchor out and write the value where it is needed."},
    {.number = E_MERGE, .letter = 'E', .name = "merge key",
     .cause = "A YAML merge key (`<<`) is used.",
     .remedy = "Write the merged keys out."},
    {.number = E_TAG, .letter = 'E', .name = "tag",
     .cause = "A YAML tag (`!name`) or a directive (`%`) is used.",
     .remedy = "Leave it out: plain values are enough."},
    {.number = E_DEEP, .letter = 'E', .name = "deep nesting",
     .cause = "Maps and lists are nested deeper than 64 levels.",
     .remedy = "A scenario needs four levels: look for a bracket that is not closed."},
    {.number = E_MANY_NODES, .letter = 'E', .name = "too many values",
     .cause = "The text has more values than any scenario.",
     .remedy = "Check that it is the right file."},
    {.number = E_KEY, .letter = 'E', .name = "key that is no word",
     .cause = "A key is a list, a map or empty.",
     .remedy = "Write a word before the colon."},
    {.number = E_TOP, .letter = 'E', .name = "not a map",
     .cause = "The text is not a map of keys to values.",
     .remedy = "Begin with `version: 1` and write one key a line."},
    {.number = E_OPEN_QUOTE, .letter = 'E', .name = "open quote",
     .cause = "A quote is never closed.",
     .remedy = "Close the quote, or write it twice where it is a character of the text."},
    {.number = E_OPEN_BRACKET, .letter = 'E', .name = "open bracket",
     .cause = "A bracket or a brace is never closed.",
     .remedy = "Close it."},
    {.number = E_SYNTAX, .letter = 'E', .name = "YAML syntax",
     .cause = "The text is not YAML at this place.",
     .remedy = "Look at the line and the one before it: indentation, a colon without a space, a "
               "quote."},
    {.number = E_NO_MEMORY, .letter = 'E', .name = "memory ran out",
     .cause = "Memory ran out while a file was read.",
     .remedy = "Free memory, or raise the limit of the process."},
    {.number = E_UNKNOWN_KEY, .letter = 'E', .name = "unknown key",
     .cause = "No such key exists at this place.",
     .remedy = "Take the key that the advice names; `llmcost fields` shows all of them."},
    {.number = E_DUPLICATE, .letter = 'E', .name = "duplicate key",
     .cause = "A key stands twice in one map.",
     .remedy = "Keep one of the two."},
    {.number = E_WRONG_WORD, .letter = 'E', .name = "another tool's word",
     .cause = "The key is a word that other tools use for something that has another name here.",
     .remedy = "Take the key that the advice names."},
    {.number = E_NO_VALUE, .letter = 'E', .name = "no value",
     .cause = "A key has no value.",
     .remedy = "Write a value, or leave the key out."},
    {.number = E_NOT_A_MAP, .letter = 'E', .name = "section that is no map",
     .cause = "A section or an option is not a map of keys to values.",
     .remedy = "Write its keys below it, indented."},
    {.number = E_BAD_ID, .letter = 'E', .name = "bad id",
     .cause = "An id holds characters that ids do not have.",
     .remedy = "Use up to 127 letters, digits and `._:/-`, a letter or digit first."},
    {.number = E_SAME_ID, .letter = 'E', .name = "id taken",
     .cause = "Two options have the same id.",
     .remedy = "Rename one: ids are unique over apis, hosts and hybrids."},
    {.number = E_TOO_MANY, .letter = 'E', .name = "too much",
     .cause = "There are more options, entries of a list, words or texts than fit.",
     .remedy = "Leave some of them out, or split the scenario."},
    {.number = E_SET_PATH, .letter = 'E', .name = "path that leads nowhere",
     .cause = "A path on the command line names no input or figure of this scenario.",
     .remedy = "Write PATH=VALUE with a path such as `workload.requests_per_day`; `llmcost "
               "fields` shows the keys."},
    {.number = E_FORM, .letter = 'E', .name = "number in no known form",
     .cause = "A map stands for a number and is not exactly one of the forms of a number or a "
              "load.",
     .remedy = "Write `{value: 4}`, `{low: 1, likely: 2, high: 3}`, `{p10: 1, p90: 3}` or `{min: "
               "1, max: 3}`."},
    {.number = E_NUMBER, .letter = 'E', .name = "not a number",
     .cause = "The value is not a number as numbers are written here.",
     .remedy = "Write digits with a point, without currency sign, comma or unit; `%`, `k`, `M`, "
               "`B` and `T` may follow."},
    {.number = E_RANGE, .letter = 'E', .name = "out of range",
     .cause = "The number lies outside what its key allows.",
     .remedy = "Check the unit: `llmcost fields KEY` shows unit and range."},
    {.number = E_WHOLE, .letter = 'E', .name = "not whole",
     .cause = "The number must be whole.",
     .remedy = "Round it."},
    {.number = E_BOOLEAN, .letter = 'E', .name = "neither true nor false",
     .cause = "The value is neither true nor false.",
     .remedy = "Write `true` or `false`."},
    {.number = E_KIND, .letter = 'E', .name = "wrong kind of value",
     .cause = "A list or a map stands where one value is meant, or the reverse.",
     .remedy = "Write what the advice shows."},
    {.number = E_ORDER, .letter = 'E', .name = "range in the wrong order",
     .cause = "The ends of a range are not in rising order.",
     .remedy = "Write the smaller one first."},
    {.number = E_BASIS, .letter = 'E', .name = "unknown basis",
     .cause = "A basis is none of the three words.",
     .remedy = "Write `measured`, `quoted` or `assumed`."},
    {.number = E_WEIGHTS, .letter = 'E', .name = "load without a shape",
     .cause = "A list of hourly weights has another length than a load may have, or no demand in "
              "it.",
     .remedy = "Write 24 weights for a day, or 168 for a week up to 8784 for a leap year, not "
               "all of them 0."},
    {.number = E_ENTRY_NAME, .letter = 'E', .name = "name of a line or currency",
     .cause = "The name of an entry is empty, too long or not printable, or a currency of "
              "`exchange` is no code.",
     .remedy = "Use 1 to 64 printable characters; a currency has three capital letters, as USD."},
    {.number = E_SHAPE, .letter = 'E', .name = "unknown load shape",
     .cause = "There is no load shape of that name.",
     .remedy = "Name one of those that `llmcost catalog loads` shows."},
    {.number = E_CSV, .letter = 'E', .name = "load file",
     .cause = "The file of a load is not one weight a line, or `hour,weight` a line.",
     .remedy = "Write one number a line, for each hour in turn."},
    {.number = E_WORD, .letter = 'E', .name = "word that is none of a list",
     .cause = "The value is none of the words that the key knows.",
     .remedy = "Take one of those that the advice names."},
    {.number = E_FROM, .letter = 'E', .name = "no such catalog entry",
     .cause = "No catalog holds an entry of that name.",
     .remedy = "Search with `llmcost catalog`, or give a price list with `--prices`."},
    {.number = E_AMBIGUOUS, .letter = 'E', .name = "two prices for one name",
     .cause = "Several price files hold that name, at different prices.",
     .remedy = "Name one price file, or the name that only one of them has."},
    {.number = E_REFUSED, .letter = 'E', .name = "entry that must not be used",
     .cause = "The catalog entry is kept for reference and says why it must not be used.",
     .remedy = "Name another entry, or state the figures yourself."},
    {.number = E_CURRENCY, .letter = 'E', .name = "currency of the catalog",
     .cause = "Catalog prices are in USD, the scenario is in another currency, and `exchange` has "
              "no rate for it or one of the scenario's own.",
     .remedy = "Write what a dollar costs, `exchange: {USD: 0.9}`, or state the price."},
    {.number = E_PERCENT, .letter = 'E', .name = "percentage of nothing",
     .cause = "A percent sign stands behind a figure that is no share and no change of a year.",
     .remedy = "Write the figure itself: 0.4 requests/s, not 40%."},
    {.number = E_TIER, .letter = 'E', .name = "no such tier",
     .cause = "A tier of service is asked for that the catalog entry has no prices of.",
     .remedy = "Name one that it has, or state the prices of the tier in the scenario."},
    {.number = E_CATALOG, .letter = 'E', .name = "incomplete catalog",
     .cause = "A catalog that is built in is not complete.",
     .remedy = "This is a bug of llmcost: please report it."},
    {.number = E_MISSING_KEY, .letter = 'E', .name = "required key",
     .cause = "A key that is always needed is missing.",
     .remedy = "State it: the advice says what it means."},
    {.number = E_MISSING_CHOICE, .letter = 'E', .name = "required choice",
     .cause = "The demand, the capacity of a replica or the price of its GPUs is missing.",
     .remedy = "State one of the keys that the advice names."},
    {.number = E_TWO_WAYS, .letter = 'E', .name = "one thing in two ways",
     .cause = "Two keys say the same thing.",
     .remedy = "Keep one of the two."},
    {.number = E_NEEDS_KEY, .letter = 'E', .name = "key that needs another",
     .cause = "A key means nothing without another one beside it.",
     .remedy = "Add the key that the message names."},
    {.number = E_NO_SUCH_OPTION, .letter = 'E', .name = "no such option",
     .cause = "A reference names an option that the scenario does not have.",
     .remedy = "Write the id of an option of the right kind."},
    {.number = E_NO_TOKENS, .letter = 'E', .name = "request without tokens",
     .cause = "A request has neither input nor output tokens.",
     .remedy = "State `input_tokens` or `output_tokens` above 0."},
    {.number = E_SHARES, .letter = 'E', .name = "shares above 1",
     .cause = "Shares of the same input tokens add up to more than 1.",
     .remedy = "Lower `cached_share` or `cache_write_share`."},
    {.number = E_NO_TARGET, .letter = 'E', .name = "escalation without a target",
     .cause = "`escalation_share` is stated without `escalates_to`.",
     .remedy = "Name the api that takes the escalated requests."},
    {.number = E_TO_ITSELF, .letter = 'E', .name = "escalation to itself",
     .cause = "An option escalates to itself.",
     .remedy = "Name another api."},
    {.number = E_NO_SALARY, .letter = 'E', .name = "engineers without a salary",
     .cause = "Engineers are stated and no salary.",
     .remedy = "State `team.salary_per_year`."},
    {.number = E_NO_WORK, .letter = 'E', .name = "replica without work",
     .cause = "With all input cached and no output a replica has nothing to do.",
     .remedy = "State `requests_per_second`, or a `prefix_cached_share` below 1."},
    {.number = E_NO_OPTIONS, .letter = 'E', .name = "no option",
     .cause = "The scenario has no option to evaluate.",
     .remedy = "Add at least one entry under `apis` or `hosts`."},
    {.number = E_MANY_RANGES, .letter = 'E', .name = "too many ranges",
     .cause = "More inputs are ranges than can be drawn together.",
     .remedy = "Keep the ranges that may decide and state the others as numbers."},
    {.number = E_NOT_A_RANGE, .letter = 'E', .name = "draws as a range",
     .cause = "`samples` and `seed` say how ranges are drawn and are none themselves.",
     .remedy = "Write one whole number."},
    {.number = E_PRECISION, .letter = 'E', .name = "unknown precision",
     .cause = "There is no precision of that name.",
     .remedy = "Write bf16, fp8, int4, fp4 or mxfp4."},
    {.number = E_START, .letter = 'E', .name = "start beyond the horizon",
     .cause = "A host or hybrid starts in a month after the last of the horizon.",
     .remedy = "Write a `starts_month` within `horizon.months`, or a longer horizon."},
    {.number = E_HOURS, .letter = 'E', .name = "prices by the hour",
     .cause = "Prices by the hour stand beside a load without a clock, of unknown days, for no time "
              "at all, or twice for the same hour.",
     .remedy = "State a load of 24 or 168 hours, and one factor for an hour."},
    {.number = E_BILL, .letter = 'E', .name = "bill beyond all bounds",
     .cause = "A bill is larger than 9,000,000,000,000 a month.",
     .remedy = "Look for a unit slip in the demand, the prices or their ranges."},
    {.number = E_TIE, .letter = 'E', .name = "same as what is not drawn",
     .cause = "`same_as` names no other range, or is stated of a number that is none.",
     .remedy = "Name the path of a range that does not follow this one itself."},
    {.number = E_CHANGE_MONTH, .letter = 'E', .name = "month of a change",
     .cause = "A change is of the first month, beyond the horizon, or out of order.",
     .remedy = "Write months from 2 to `horizon.months`, in rising order."},
    {.number = E_CHANGE_PATH, .letter = 'E', .name = "no change at a month",
     .cause = "A change is of something that is the same in every month: what is paid once, bound by a "
              "contract, judged once, a yearly rate, or no number of the workload, an api or a host.",
     .remedy = "Leave it out of `changes`, or change a number that moves the bill of a month."},
    {.number = E_CHANGE_UNSTATED, .letter = 'E', .name = "scale of what is not stated",
     .cause = "A change scales a number that the scenario does not state.",
     .remedy = "State it, or `set` it at that month."},
    {.number = E_OPTION, .letter = 'E', .name = "unknown option",
     .cause = "There is no such option, or the command cannot use it.",
     .remedy = "`llmcost COMMAND --help` lists the options of a command."},
    {.number = E_COMMAND, .letter = 'E', .name = "unknown command",
     .cause = "There is no such command.",
     .remedy = "Write a file with a `.` or `/` in its name, or one of the commands of `llmcost "
               "--help`."},
    {.number = E_OPTION_VALUE, .letter = 'E', .name = "value of an option",
     .cause = "The value of an option is missing, wrong or too much.",
     .remedy = "Write what the advice names."},
    {.number = E_OPERANDS, .letter = 'E', .name = "operands",
     .cause = "There are too few or too many operands, or one that cannot be used so.",
     .remedy = "`llmcost COMMAND --help` shows what the command takes."},
    {.number = E_FORMAT, .letter = 'E', .name = "format",
     .cause = "The command does not print that format.",
     .remedy = "Take one of the formats that the advice names."},
    {.number = E_NO_SUCH_KEY, .letter = 'E', .name = "nothing in the reference",
     .cause = "No section, key, sentence or code matches.",
     .remedy = "`llmcost fields` lists all keys, `llmcost man` all codes."},
    {.number = E_STRICT, .letter = 'E', .name = "warnings refused",
     .cause = "There are warnings, and `--strict` refuses them.",
     .remedy = "Mend what the warnings name, or leave `--strict` out."},
    {.number = E_NO_SUCH_ENTRY, .letter = 'E', .name = "nothing in the catalog",
     .cause = "No entry of a catalog matches.",
     .remedy = "Search with a shorter part of the name."},
    {.number = E_CURRENCIES, .letter = 'E', .name = "two currencies",
     .cause = "The money of two reports cannot be compared: their currencies differ.",
     .remedy = "Make both in one currency."},
    {.number = E_UNALIKE, .letter = 'E', .name = "one id, two things",
     .cause = "Scenarios of a portfolio do not agree on what they share.",
     .remedy = "Write alike what has one id, and hours, team, horizon and exchange."},
    {.number = E_UNALIKE_LOADS, .letter = 'E', .name = "loads that do not combine",
     .cause = "Of two loads on one fleet neither has a whole multiple of the other's hours.",
     .remedy = "Write both as hours of a day, or of a week."},
    {.number = E_ASSIGNMENTS, .letter = 'E', .name = "too many assignments",
     .cause = "There are more than 100,000 ways to assign the workloads to their options.",
     .remedy = "Leave out options, or decide some workloads alone."},
    {.number = E_WRITE, .letter = 'E', .name = "output not written",
     .cause = "An output cannot be written.",
     .remedy = "Check the path, the permissions and the room on the disk."},
    {.number = E_OUT_OF_MEMORY, .letter = 'E', .name = "memory ran out",
     .cause = "Memory ran out.",
     .remedy = "Free memory, or raise the limit of the process."},
    {.number = E_JSON_SYNTAX, .letter = 'E', .name = "not JSON",
     .cause = "A saved report is not JSON at this place.",
     .remedy = "Use what `-f json` wrote, unchanged; a file that ends too early was cut off."},
    {.number = E_JSON_DUPLICATE, .letter = 'E', .name = "duplicate key of JSON",
     .cause = "A key stands twice in one object of a saved report.",
     .remedy = "Use what `-f json` wrote, unchanged."},
    {.number = E_JSON_VERSION, .letter = 'E', .name = "version of the report",
     .cause = "The saved report has a format version that this program does not read.",
     .remedy = "Make the report again from its scenario."},
    {.number = E_JSON_MISSING, .letter = 'E', .name = "missing key of a report",
     .cause = "A key that every report has is missing.",
     .remedy = "Use what `-f json` wrote, unchanged, or make the report again."},
    {.number = E_JSON_TYPE, .letter = 'E', .name = "wrong type in a report",
     .cause = "A value of a saved report is of another type than a report has there.",
     .remedy = "Use what `-f json` wrote, unchanged."},
    {.number = E_JSON_VALUE, .letter = 'E', .name = "impossible value in a report",
     .cause = "A saved report holds a value that cannot be: an unknown option, a wrong order.",
     .remedy = "Use what `-f json` wrote, unchanged."},
    {.number = E_JSON_SETS, .letter = 'E', .name = "saved report to be asked again",
     .cause = "A saved report holds answers and cannot be asked again, nor changed by `--set`.",
     .remedy = "Name the scenario that it was made from."},
    {.number = E_IMPORT_FORMAT, .letter = 'E', .name = "unknown format",
     .cause = "The file is in none of the formats that this import reads.",
     .remedy = "Check that it is the file of the tool that you mean, unchanged."},
    {.number = E_IMPORT_READ, .letter = 'E', .name = "unreadable entry",
     .cause = "The format is known, and something in the file does not follow it.",
     .remedy = "Look at the place that the message names."},
    {.number = E_IMPORT_MISSING, .letter = 'E', .name = "figure that the file cannot give",
     .cause = "The file does not hold a figure that the fragment needs.",
     .remedy = "Give it with the option that the advice names."},
    {.number = E_IMPORT_REFUSED, .letter = 'E', .name = "must not be imported",
     .cause = "What the file holds cannot stand for what is asked: money for usage, or a price "
              "off by its unit.",
     .remedy = "Export what the advice names."},
    {.number = E_IMPORT_LINES, .letter = 'E', .name = "malformed lines",
     .cause = "More than 1 % of the lines are malformed.",
     .remedy = "Check the format; a log that was cut in the middle of a line loses one line only."},
    {.number = E_IMPORT_MIXED, .letter = 'E', .name = "files that do not go together",
     .cause = "The files of one import do not go together.",
     .remedy = "Import each of them by itself."},
    {.number = LLMCOST_W_NO_HEADROOM, .letter = 'W', .name = "no headroom",
     .cause = "The busiest hour takes the whole fleet: nothing is left for a burst or a failed "
              "replica.",
     .remedy = "Set `max_utilization` below 1, or `burst` above 1."},
    {.number = LLMCOST_W_NOT_MEASURED, .letter = 'W', .name = "typed capacity",
     .cause = "The capacity of a replica was typed in, not measured.",
     .remedy = "Load-test it with your own prompts, then state `basis: measured`."},
    {.number = LLMCOST_W_SMALL_ROTATION, .letter = 'W', .name = "small on-call rotation",
     .cause = "Fewer people are on call than Google's SRE book asks for: 8 on one site, or 6 on "
              "each of two.",
     .remedy = "Plan for more people, or share the rotation with another service."},
    {.number = LLMCOST_W_NO_SPARE, .letter = 'W', .name = "no spare",
     .cause = "An availability is demanded of one replica without a spare: any failure is an "
              "outage.",
     .remedy = "Set `spare_replicas` to 1 or more."},
    {.number = LLMCOST_W_OVER_LIMIT, .letter = 'W', .name = "above the rate limit",
     .cause = "The peak is above the limit of the api.",
     .remedy = "Ask the provider for a higher limit, or spread the load."},
    {.number = LLMCOST_W_CACHE_ONE_SIDE, .letter = 'W', .name = "cache on one side only",
     .cause = "A cache makes one side of the comparison cheaper and not the other.",
     .remedy = "Give `workload.cached_share` and `prefix_cached_share` the same value, or say "
               "why they differ."},
    {.number = LLMCOST_W_SAME_TOKENIZER, .letter = 'W', .name = "same tokenizer",
     .cause = "`token_ratio` is left at 1 between models of different families, whose tokens "
              "differ.",
     .remedy = "Count a sample of your prompts with both tokenizers."},
    {.number = LLMCOST_W_HYBRIDS_DIFFER, .letter = 'W', .name = "two models answer",
     .cause = "A hybrid answers the same users with two models, which may answer differently.",
     .remedy = "Check that your product can live with it."},
    {.number = LLMCOST_W_OUTPUT_CHEAPER, .letter = 'W', .name = "output cheaper than input",
     .cause = "Output tokens are priced below input tokens, which no provider asks.",
     .remedy = "Check that the two prices are not swapped."},
    {.number = LLMCOST_W_OUT_OF_BOUNDS, .letter = 'W', .name = "bill out of bounds",
     .cause = "The bill for tokens is outside what they cost at list price, all of them input or "
              "all output.",
     .remedy = "Look at fees, minimums and prices: one of them makes the difference."},
    {.number = LLMCOST_W_UNKNOWN_PRICE, .letter = 'W', .name = "price that is not known",
     .cause = "A price of cached, cache-written, batch or long-context tokens is needed and not "
              "stated: they are billed at the plain or the full price.",
     .remedy = "State it; where there is no such discount, state a `batch_discount` of 0 or the "
               "plain price."},
    {.number = LLMCOST_W_NOT_SERVED, .letter = 'W', .name = "peak not served",
     .cause = "The peak is above what a fleet of a fixed size can serve.",
     .remedy = "Add replicas, or leave `replicas` out to have the fleet sized."},
    {.number = LLMCOST_W_LONG_CONTEXT, .letter = 'W', .name = "long prompts at the short price",
     .cause = "Prompts are on average over the long-context threshold, and no share of them is "
              "priced so.",
     .remedy = "State `workload.long_context_share`."},
    {.number = LLMCOST_W_LONG_MONTH, .letter = 'W', .name = "long month",
     .cause = "`hours_per_month` is above 744, the longest month there is.",
     .remedy = "State 730, or 720 for a month of 30 days."},
    {.number = LLMCOST_W_NO_EFFECT, .letter = 'W', .name = "input without effect",
     .cause = "An input is stated and changes nothing here.",
     .remedy = "Leave it out, or state what it needs beside it."},
    {.number = LLMCOST_W_ESTIMATED, .letter = 'W', .name = "estimated throughput",
     .cause = "The throughput is estimated from the model and the GPU, not measured.",
     .remedy = "Load-test it with your own prompts and state the capacity with `basis: measured`."},
    {.number = LLMCOST_W_DOES_NOT_FIT, .letter = 'W', .name = "model does not fit",
     .cause = "The model does not fit into the memory of a replica.",
     .remedy = "State more `gpus_per_replica`, a GPU with more memory or a smaller precision."},
    {.number = LLMCOST_W_ESTIMATE_TRAP, .letter = 'W', .name = "where the estimate fails",
     .cause = "The throughput estimate is known to be too high in such a case.",
     .remedy = "Measure: do not decide on the estimate."},
    {.number = LLMCOST_W_OTHER_MIX, .letter = 'W', .name = "measured at another mix",
     .cause = "The capacity was measured with requests of another length.",
     .remedy = "Measure it at your mix, or add `model` and `gpu` to have it carried over."},
    {.number = LLMCOST_W_STALE_PRICE, .letter = 'W', .name = "old price",
     .cause = "The catalog price was noted long before the date of the report.",
     .remedy = "Check the price, or give a newer list with `--prices`."},
    {.number = LLMCOST_W_LATER_PRICE, .letter = 'W', .name = "later price",
     .cause = "The catalog price was noted after the date of the report: what was in force then "
              "is not known.",
     .remedy = "State the price that was in force, with its source."},
    {.number = LLMCOST_W_CATALOG_NOTE, .letter = 'W', .name = "note of a catalog entry",
     .cause = "The catalog entry has a note that a reader should know.",
     .remedy = "Read the note."},
    {.number = LLMCOST_W_UNKNOWN_RULE, .letter = 'W', .name = "rule that nobody can judge",
     .cause = "The recommended option does not state the figure that a rule of the scenario asks "
              "for: whether it may be chosen is not known.",
     .remedy = "State the figure, measured or promised; --fail-on unknown-rule holds a script to "
               "it."},
    {.number = LLMCOST_W_MIX_MINIMUM, .letter = 'W', .name = "mix below its minimum",
     .cause = "The mix of a hybrid is chosen by the price of one more request: where its API has "
              "a monthly minimum that is paid anyhow, another count of always-on replicas is "
              "cheaper.",
     .remedy = "State that count as `replicas` of the hybrid, or negotiate the minimum."},
    {.number = LLMCOST_W_BATCH_ONE_SIDE, .letter = 'W', .name = "batch discount on one side",
     .cause = "An API has a batch discount on more requests than can wait on the hosts, where the "
              "rest of them adds to the peak.",
     .remedy = "State `workload.deferrable_share`, the share of the requests that can wait."},
    {.number = LLMCOST_W_UNIT_SLIP, .letter = 'W', .name = "figure of another unit",
     .cause = "A typed figure is probably of another unit: the price of a token instead of a million, "
              "of a node instead of a GPU, a throughput that the memory of a replica is too slow for.",
     .remedy = "Check the unit: prices are per million tokens, and per GPU and hour; throughput is that "
               "of one replica."},
    {.number = LLMCOST_W_FEW_SEQUENCES, .letter = 'W', .name = "memory for few sequences",
     .cause = "Beside the weights the memory of a replica holds less than a quarter of the "
              "concurrent sequences: the estimate is that of a starved host.",
     .remedy = "Serve in fp8 where the quality allows it, or take more GPUs per replica."},
    {.number = LLMCOST_W_IDLE, .letter = 'W', .name = "paid by the hour, used by the second",
     .cause = "Demand is so small that GPUs rented by the hour idle nearly all of the time that is "
              "paid for.",
     .remedy = "Where a provider bills by the second or request, state it as an api with "
               "`per_request`."},
    {.number = LLMCOST_W_BOOK_VALUE, .letter = 'W', .name = "book value counted on",
     .cause = "The horizon ends before the life of bought GPUs does, and bears only its part of their "
              "price: it counts on the rest as if it were had.",
     .remedy = "State `resale_share`: what they would fetch then, as a share of the purchase price."},
    {.number = LLMCOST_W_SLOTS, .letter = 'W', .name = "too few places for chance",
     .cause = "Requests come by chance, and so many places as its replicas have are now and then all "
              "taken long before their mean use is what is planned for.",
     .remedy = "Set `max_utilization` to the share that is named, or `burst` higher."},
    {.number = W_IMPORT, .letter = 'W', .name = "note of an import",
     .cause = "A reader of the imported fragment should know this.",
     .remedy = "Read it; the fragment says it too."},
    {.number = W_MIXES, .letter = 'W', .name = "one capacity for several mixes",
     .cause = "A typed capacity is at one mix of tokens, and workloads of several mixes share the host: "
              "each is served as if the figure were at its own.",
     .remedy = "State `measured_input_tokens` and `measured_output_tokens` of the load test beside it."},
    {.number = W_IN_PLACE, .letter = 'W', .name = "written in place",
     .cause = "An output is written over the file itself: none can be put in its place.",
     .remedy = "Name a file in a directory that may be written, where none of it may be lost."},
};

/* What a warning about a result says of its figures, which stand in braces; none where that takes a
 * function (io/words/warnings.c). Apart from the rows, of which the engine in a page needs none. */
enum { FIRST_WARNING = LLMCOST_W_NO_HEADROOM };
static const char *const says[] = {
    [LLMCOST_W_NO_HEADROOM - FIRST_WARNING] =
        "the busiest hour takes {value%} of the fleet, no headroom for a burst or a failed "
        "replica: set max_utilization below 1 or burst above 1",
    [LLMCOST_W_NO_SPARE - FIRST_WARNING] =
        "rules.min_availability is asked of one replica without a spare, so any failure is an "
        "outage: set spare_replicas to 1 or more",
    [LLMCOST_W_CACHE_ONE_SIDE - FIRST_WARNING] =
        "a cache makes one side of the comparison cheaper and not the other: give "
        "workload.cached_share and prefix_cached_share the same value, or say why they differ",
    [LLMCOST_W_HYBRIDS_DIFFER - FIRST_WARNING] =
        "two models answer the same users, and may answer differently: check that your product "
        "can live with it",
    [LLMCOST_W_OUTPUT_CHEAPER - FIRST_WARNING] =
        "output at {other$$} per Mtok is cheaper than input at {value$$}, which no provider "
        "asks: check that the two are not swapped",
    [LLMCOST_W_LONG_CONTEXT - FIRST_WARNING] =
        "prompts of {value} tokens on average are over its long-context threshold of {other}, "
        "yet workload.long_context_share is 0: state the share of tokens above it",
    [LLMCOST_W_STALE_PRICE - FIRST_WARNING] =
        "its catalog price was noted {value} days before the date of this report: check it, or "
        "give a newer price list with --prices",
    [LLMCOST_W_LATER_PRICE - FIRST_WARNING] =
        "its catalog price was noted {value} days after the date of this report: what was in "
        "force then is not known",
    [LLMCOST_W_MIX_MINIMUM - FIRST_WARNING] =
        "the monthly minimum of its API is paid whether the overflow uses it up or not: with "
        "{value} always-on replicas it would cost {other$} less a month; state replicas",
    [LLMCOST_W_BATCH_ONE_SIDE - FIRST_WARNING] =
        "{value%} of the requests have a batch discount, of which only {other%} can wait on "
        "the hosts: the rest adds to the peak there; state workload.deferrable_share",
    [LLMCOST_W_SLOTS - FIRST_WARNING] =
        "{value%} of its capacity is planned for, but 99 of 100 requests find a free place "
        "({high} in all) only up to {other%}: set max_utilization lower or burst higher",
};
/* clang-format on */

const struct code_row *code_rows(int *ret_count)
{
    *ret_count = (int)COUNT(rows);
    return rows;
}

const char *code_text(const struct code_row *row, char buffer[CODE_TEXT])
{
    snprintf(buffer, CODE_TEXT, "%c%03u", row->letter, row->number % 1000U);
    return buffer;
}

static char letter_of(const char *word)
{
    return (char)(word[0] & ~('a' ^ 'A')); /* a capital letter in ASCII */
}

static int number_of(const char *word)
{
    return (word[1] - '0') * 100 + (word[2] - '0') * 10 + (word[3] - '0');
}

bool is_code(const char *word)
{
    const char letter = letter_of(word);
    return strlen(word) + 1 == CODE_TEXT && (letter == 'E' || letter == 'W') &&
           strspn(word + 1, "0123456789") == 3;
}

const struct code_row *code_of(enum llmcost_severity severity, int number)
{
    const char letter = severity == LLMCOST_WARNING ? 'W' : 'E';
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].letter == letter && rows[i].number == number)
            return &rows[i];
    return NULL;
}

const struct code_row *code_find(const char *word)
{
    if (!is_code(word))
        return NULL;
    return code_of(letter_of(word) == 'W' ? LLMCOST_WARNING : LLMCOST_ERROR, number_of(word));
}

/* How far a row is from a word: the same number of the other letter is nearest, all others of that
 * letter are far. */
static int distance(const struct code_row *row, const char *word)
{
    enum { FAR = 1000 };
    const int apart = row->number - number_of(word);
    const bool same_letter = row->letter == letter_of(word);
    return (apart < 0 ? -apart : apart) + (same_letter || apart == 0 ? 0 : FAR);
}

int code_nearest(const char *word, const struct code_row **ret_rows, int count)
{
    int found = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int place = found;
        for (; place > 0 && distance(&rows[i], word) < distance(ret_rows[place - 1], word); place--)
            if (place < count)
                ret_rows[place] = ret_rows[place - 1];
        if (place < count)
            ret_rows[place] = &rows[i];
        found += found < count;
    }
    return found;
}

bool has_error(const struct llmcost_diags *diags, enum code code)
{
    for (int i = 0; i < diags->count; i++)
        if (diags->list[i].code == code && diags->list[i].severity == LLMCOST_ERROR)
            return true;
    return false;
}

const char *code_says(enum llmcost_warning_id warning)
{
    const int row = (int)warning - FIRST_WARNING;
    return row >= 0 && row < (int)COUNT(says) ? says[row] : NULL;
}
