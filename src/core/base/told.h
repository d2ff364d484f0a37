/* told.h - texts in rows that only help and explain read. The engine in a page does neither: it is
 * compiled with another told.h (print/page/runtime/), which leaves them out.
 */
#ifndef LLMCOST_CORE_BASE_TOLD_H
#define LLMCOST_CORE_BASE_TOLD_H

#define TOLD(...) __VA_ARGS__

#endif
