/* told.h - in a page nobody is told what a field is for and how a line is computed: a twentieth of
 * the engine would be these texts (core/base/told.h). A refusal says what is wrong without them.
 */
#ifndef LLMCOST_CORE_BASE_TOLD_H
#define LLMCOST_CORE_BASE_TOLD_H

#define TOLD(...) 0

#endif
