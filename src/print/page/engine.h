/* engine.h - what a page asks of the engine in it: the same C as the program's, compiled to
 * WebAssembly, and natively for the tests. A text goes in through engine_room(), what comes out is
 * engine_text() until the next question.
 */
#ifndef LLMCOST_PRINT_PAGE_ENGINE_H
#define LLMCOST_PRINT_PAGE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

/* What a text is for. Of what came before, the scenario stays, or what is set of it as well. */
enum engine_room_for { ROOM_OPEN, ROOM_SET, ROOM_ASK };
/* Room for a text of that size; NULL when memory ran out. */
char *engine_room(int what, size_t size);
/* The scenario whose snapshot is in the room; false when it is none. */
bool engine_open(size_t size);
/* The scenario as the file has it, then the PATH=VALUE that are in the room, each ending with a
 * line feed. False when one is refused, and the text says why. */
bool engine_set(size_t size);
/* The article of the scenario as it is set: the whole, or what can be had at once. */
bool engine_article(bool whole, int part);
/* The sliders of the file's scenario; that of the input whose path is in the room; all paths. */
bool engine_controls(int part);
bool engine_control(size_t size, int part);
bool engine_paths(void);
/* Who is recommended along the input whose path is in the room, a letter for each piece. */
bool engine_strip(size_t size, double low, double high, bool is_log, bool whole, int count);

const char *engine_text(void);
size_t engine_length(void);

#endif
