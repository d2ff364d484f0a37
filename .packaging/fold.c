/* fold.c - WebAssembly, sorted so that gzip finds more in it: fold <engine.wasm >engine.folded.
 * Knows opcodes and what stands behind each. Written are 256 numbers of four bytes, where each
 * stream begins, and the streams: of the opcodes (0), and for each opcode of the numbers behind it.
 * A local is told by how many others were used since (its function's alone); that a memory access
 * is aligned as its width is, and how long a function is, is not told. All else is copied: COPY or
 * FUNCTION and its number of bytes among the opcodes, the bytes in a stream of their own. The
 * second of the numbers is how long it is unfolded, which page.js does (`unfold`). An error ends it
 * with 1.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPCODES = 0,
    LENGTH = 1, /* an opcode without numbers: its place holds the length */
    END = 0x0b,
    BRANCH_TABLE = 0x0e,
    CALL_INDIRECT = 0x11,
    LOCAL_GET = 0x20,
    LOCAL_TEE = 0x22,
    LOAD = 0x28,
    STORE_LAST = 0x3e,
    F64 = 0x44,
    BULK = 0xfc,
    FUNCTION = 254,
    COPY = 255,
    CODE_SECTION = 10,
    SIZE_BYTES = 3, /* of a function, always */
    STREAMS = 256,
    MOST = 1 << 20
};

/* What a memory access is aligned to, as a power of two: from i32.load on. */
static const char natural[] = "23230011001122232301012";

static unsigned char in[MOST], stream[STREAMS][MOST];
static size_t length[STREAMS], unfolded;

static void die(const char *why)
{
    fprintf(stderr, "fold: %s\n", why);
    exit(1);
}

static void put(int to, unsigned byte)
{
    stream[to][length[to]++] = (unsigned char)byte;
}

static size_t behind_number(size_t at)
{
    while (in[at++] > 127)
        ;
    return at;
}

static size_t number_at(size_t *at)
{
    size_t number = 0;
    for (int shift = 0;; shift += 7) {
        number |= (size_t)(in[*at] & 127) << shift;
        if (in[(*at)++] < 128)
            return number;
    }
}

static void copy(int how, const unsigned char *bytes, size_t count)
{
    unfolded += count;
    do {
        const size_t now = count < 255 ? count : 255;
        put(OPCODES, (unsigned)how);
        put(OPCODES, (unsigned)now);
        for (size_t i = 0; i < now; i++)
            put(how, *bytes++);
        count -= now;
        how = COPY;
    } while (count > 0);
}

/* What is copied with its opcode: where it ends; 0 where it is not. */
static size_t copied(size_t at)
{
    size_t end = at + 1, targets;
    switch (in[at]) {
    case BRANCH_TABLE:
        for (targets = number_at(&end) + 1; targets > 0; targets--)
            end = behind_number(end);
        return end;
    case CALL_INDIRECT:
        return behind_number(behind_number(end));
    case F64:
        return end + 8;
    case BULK:
        return at + (in[end] == 10 ? 4 : in[end] == 11 ? 3 : 2);
    default:
        return 0;
    }
}

static bool has_number(int opcode)
{
    return (opcode >= 0x02 && opcode <= 0x04) || opcode == 0x0c || opcode == 0x0d ||
           opcode == 0x10 || (opcode >= LOCAL_GET && opcode <= 0x24) ||
           (opcode >= LOAD && opcode <= 0x42);
}

/* The place of a local among those used last, as a number for page.js to look up. */
static unsigned rank_of(unsigned char *recent, unsigned local)
{
    unsigned rank = 0;
    while (recent[rank] != local)
        rank++;
    memmove(recent + 1, recent, rank);
    recent[0] = (unsigned char)local;
    return rank;
}

/* A function's instructions. */
static void fold_code(size_t at, size_t end)
{
    unsigned char recent[256];
    for (int i = 0; i < 256; i++)
        recent[i] = (unsigned char)i;
    while (at < end) {
        const int opcode = in[at];
        const size_t behind = copied(at);
        if (behind > 0) {
            copy(COPY, in + at, behind - at);
            at = behind;
            continue;
        }
        const size_t start = at++;
        put(OPCODES, (unsigned)opcode);
        if (opcode >= LOCAL_GET && opcode <= LOCAL_TEE) {
            const size_t local = number_at(&at);
            if (local > 255)
                die("a function has more locals than a byte tells apart");
            put(opcode, rank_of(recent, (unsigned)local));
        } else if (has_number(opcode)) {
            if (opcode >= LOAD && opcode <= STORE_LAST && in[at++] != natural[opcode - LOAD] - '0')
                die("a memory access is not aligned as it is wide");
            for (const size_t last = behind_number(at); at < last; at++)
                put(opcode, in[at]);
        }
        unfolded += at - start;
    }
}

/* The section of functions, told anew: the size of each takes SIZE_BYTES. */
static void fold_functions(size_t at)
{
    const size_t start = at, count = number_at(&at), first = at;
    unsigned char head[8] = {CODE_SECTION};
    size_t size = at - start, bytes = 1;
    for (size_t i = 0; i < count; i++) {
        const size_t body = number_at(&at);
        size += SIZE_BYTES + body;
        at += body;
    }
    for (; size > 127; size >>= 7)
        head[bytes++] = (unsigned char)(size | 128);
    head[bytes++] = (unsigned char)size;
    copy(COPY, head, bytes);
    copy(COPY, in + start, first - start);
    at = first;
    for (size_t i = 0; i < count; i++) {
        const size_t body = number_at(&at), end = at + body;
        const size_t locals = at;
        for (size_t groups = number_at(&at); groups > 0; groups--)
            at = behind_number(at) + 1;
        unfolded += SIZE_BYTES;
        copy(FUNCTION, in + locals, at - locals);
        fold_code(at, end);
        at = end;
    }
}

static void put_place(size_t place)
{
    for (int i = 0; i < 4; i++, place >>= 8)
        putchar((int)(place & 255));
}

int main(void)
{
    const size_t size = fread(in, 1, sizeof in, stdin);
    if (size < 8 || size == sizeof in || memcmp(in, "\0asm", 4) != 0)
        die("that is no WebAssembly, or more than it has room for");
    size_t at = 8, place = 4 * STREAMS;
    copy(COPY, in, at);
    while (at < size) {
        const size_t start = at++;
        const size_t bytes = number_at(&at), end = at + bytes;
        if (in[start] == CODE_SECTION)
            fold_functions(at);
        else
            copy(COPY, in + start, end - start);
        at = end;
    }
    for (int i = 0; i < STREAMS; place += length[i], i++)
        put_place(i == LENGTH ? unfolded : length[i] > 0 ? place : 0);
    for (int i = 0; i < STREAMS; i++)
        fwrite(stream[i], 1, length[i], stdout);
    return fflush(stdout) != 0 || ferror(stdout);
}
