/* controls.h - what a page is asked with: sliders, boxes and buttons. They are put into it when its
 * engine runs, so that there are none that do nothing. */
#ifndef LLMCOST_PRINT_PAGE_CONTROLS_H
#define LLMCOST_PRINT_PAGE_CONTROLS_H

#include "print/page/page.h"

/* All of them, for a report that was asked what moves its margin: the demand first, then the widest
 * inputs. */
void controls_put(struct page *page);
/* Those of one input; nothing where there is none of that path. */
void controls_put_one(struct page *page, const char *path);
/* Every input that can be set, to choose from. */
void controls_put_paths(struct page *page);

#endif
