/* sha256.c - SHA-256 of a text in memory (FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2).
 * Knows whole messages only: a scenario is at most 4 MiB and already read.
 */
#include "text/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, WORDS = 8 };

/* First 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int n)
{
    return (x >> n) | (x << (32 - n));
}

static void expand(const unsigned char *block, uint32_t w[64])
{
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3);
        uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

/* One round: instead of moving all variables on, those that change are told by where they are. */
static inline void mix(uint32_t v[WORDS], int at, uint32_t word)
{
    const uint32_t a = v[-at & 7], b = v[(1 - at) & 7], c = v[(2 - at) & 7];
    const uint32_t e = v[(4 - at) & 7], f = v[(5 - at) & 7], g = v[(6 - at) & 7];
    const uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const uint32_t t1 = v[(7 - at) & 7] + s1 + ((e & f) ^ (~e & g)) + word;
    const uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    v[(3 - at) & 7] += t1;
    v[(7 - at) & 7] = t1 + s0 + ((a & b) ^ (a & c) ^ (b & c));
}

static void compress(uint32_t hash[WORDS], const unsigned char *block)
{
    uint32_t w[64], v[WORDS];
    expand(block, w);
    memcpy(v, hash, sizeof v);
    for (int t = 0; t < 64; t += WORDS) {
        mix(v, 0, round_constant[t] + w[t]);
        mix(v, 1, round_constant[t + 1] + w[t + 1]);
        mix(v, 2, round_constant[t + 2] + w[t + 2]);
        mix(v, 3, round_constant[t + 3] + w[t + 3]);
        mix(v, 4, round_constant[t + 4] + w[t + 4]);
        mix(v, 5, round_constant[t + 5] + w[t + 5]);
        mix(v, 6, round_constant[t + 6] + w[t + 6]);
        mix(v, 7, round_constant[t + 7] + w[t + 7]);
    }
    for (int i = 0; i < WORDS; i++)
        hash[i] += v[i];
}

void sha256_hex(const void *bytes, size_t length, char ret_hex[65])
{
    uint32_t hash[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *text = bytes;
    unsigned char tail[2 * BLOCK] = {0};
    size_t whole = length / BLOCK * BLOCK, rest = length - whole;
    for (size_t at = 0; at < whole; at += BLOCK)
        compress(hash, text + at);
    if (rest > 0)
        memcpy(tail, text + whole, rest);
    tail[rest] = 0x80;
    size_t end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    for (int i = 0; i < 8; i++)
        tail[end - 1 - (size_t)i] = (unsigned char)((uint64_t)length * 8 >> (8 * i));
    for (size_t at = 0; at < end; at += BLOCK)
        compress(hash, tail + at);
    for (int i = 0; i < 8 * WORDS; i++)
        ret_hex[i] = "0123456789abcdef"[hash[i / 8] >> (28 - 4 * (i % 8)) & 15];
    ret_hex[8 * WORDS] = '\0';
}
