/* sha256.h - the digest that names a scenario file in its report (FIPS 180-4). */
#ifndef LLMCOST_TEXT_SHA256_H
#define LLMCOST_TEXT_SHA256_H

#include <stddef.h>

/* The SHA-256 of length bytes as 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(const void *bytes, size_t length, char ret_hex[65]);

#endif
