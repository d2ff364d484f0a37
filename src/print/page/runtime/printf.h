/* printf.h - what the engine in a page prints with, in place of the C library's: the conversions
 * that our own texts use, and the same characters. That of a library brings files and half of
 * itself. */
#ifndef LLMCOST_PRINT_PAGE_RUNTIME_PRINTF_H
#define LLMCOST_PRINT_PAGE_RUNTIME_PRINTF_H

#include <stdarg.h>
#include <stddef.h>

/* vsnprintf() of %s %c %d %i %u %x %X %f %g %%, with - 0 width precision * l z. */
int engine_print(char *buffer, size_t size, const char *format, va_list arguments);

#endif
