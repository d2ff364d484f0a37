/* heap.h - memory of the engine in a page, where there is no system to ask: it is taken in order
 * and given back at once. Elsewhere malloc() is that of the system, and nothing is done here. */
#ifndef LLMCOST_PRINT_PAGE_RUNTIME_HEAP_H
#define LLMCOST_PRINT_PAGE_RUNTIME_HEAP_H

#include <stddef.h>

/* How much is taken; all that was taken since is given back. */
size_t heap_mark(void);
void heap_rewind(size_t mark);

#endif
