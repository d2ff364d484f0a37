/* instances.c - which instance types hold which GPUs, for bills that name the type alone and
 * for Google's machines, whose GPUs are priced in a row of their own.
 * Sources: the instance type pages of AWS (accelerated computing), Azure (ND, NC families) and
 * Google Cloud (accelerator-optimised machines). To add a type: a word in the row of its
 * GPUs, or a row.
 */
#include "core/base/count.h"
#include "io/import/gpus/gpus.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *gpu;
    double gpus;
    const char *machines; /* with commas between them */
} instances[] = {
    {.gpu = "V100", .gpus = 1, .machines = "p3.2xlarge"},
    {.gpu = "V100", .gpus = 4, .machines = "p3.8xlarge"},
    {.gpu = "V100", .gpus = 8, .machines = "p3.16xlarge"},
    {.gpu = "V100-32GB", .gpus = 8, .machines = "p3dn.24xlarge"},
    {.gpu = "A100", .gpus = 8, .machines = "p4d.24xlarge,ND96asr v4"},
    {.gpu = "A100-80GB", .gpus = 8, .machines = "p4de.24xlarge,ND96amsr A100 v4"},
    {.gpu = "H100", .gpus = 1, .machines = "p5.4xlarge,NC40ads H100 v5"},
    {.gpu = "H100", .gpus = 8, .machines = "p5.48xlarge,ND96isr H100 v5"},
    {.gpu = "H200", .gpus = 8, .machines = "p5e.48xlarge,p5en.48xlarge,ND96isr H200 v5"},
    {.gpu = "B200", .gpus = 8, .machines = "p6-b200.48xlarge"},
    {.gpu = "B300", .gpus = 8, .machines = "p6-b300.48xlarge"},
    {.gpu = "T4", .gpus = 1,
     .machines = "g4dn.xlarge,g4dn.2xlarge,g4dn.4xlarge,g4dn.8xlarge,g4dn.16xlarge"},
    {.gpu = "T4", .gpus = 4, .machines = "g4dn.12xlarge"},
    {.gpu = "T4", .gpus = 8, .machines = "g4dn.metal"},
    {.gpu = "A10G", .gpus = 1,
     .machines = "g5.xlarge,g5.2xlarge,g5.4xlarge,g5.8xlarge,g5.16xlarge"},
    {.gpu = "A10G", .gpus = 4, .machines = "g5.12xlarge,g5.24xlarge"},
    {.gpu = "A10G", .gpus = 8, .machines = "g5.48xlarge"},
    {.gpu = "L4", .gpus = 1, .machines = "g6.xlarge,g6.2xlarge,g6.4xlarge,g6.8xlarge,g6.16xlarge"},
    {.gpu = "L4", .gpus = 4, .machines = "g6.12xlarge,g6.24xlarge"},
    {.gpu = "L4", .gpus = 8, .machines = "g6.48xlarge"},
    {.gpu = "L40S", .gpus = 1,
     .machines = "g6e.xlarge,g6e.2xlarge,g6e.4xlarge,g6e.8xlarge,g6e.16xlarge"},
    {.gpu = "L40S", .gpus = 4, .machines = "g6e.12xlarge,g6e.24xlarge"},
    {.gpu = "L40S", .gpus = 8, .machines = "g6e.48xlarge"},
    {.gpu = "A100-80GB", .gpus = 1, .machines = "NC24ads A100 v4"},
    {.gpu = "A100-80GB", .gpus = 2, .machines = "NC48ads A100 v4"},
    {.gpu = "A100-80GB", .gpus = 4, .machines = "NC96ads A100 v4"},
    {.gpu = "H100", .gpus = 2, .machines = "NC80adis H100 v5"},
    {.gpu = "MI300X", .gpus = 8, .machines = "ND96isr MI300X v5"},
};
/* clang-format on */

/* Google: the machine's row has no accelerator, the accelerator's row no machine. */
static const struct {
    const char *machine, *gpu;
    double gpus; /* 0: the number before the g at the end of the machine's name */
} halves[] = {
    {.machine = "a2-highgpu-", .gpu = "A100"},
    {.machine = "a2-megagpu-", .gpu = "A100"},
    {.machine = "a2-ultragpu-", .gpu = "A100-80GB"},
    {.machine = "a3-highgpu-", .gpu = "H100"},
    {.machine = "a3-edgegpu-", .gpu = "H100"},
    {.machine = "a3-megagpu-", .gpu = "H100-MEGA"},
    {.machine = "a3-ultragpu-", .gpu = "H200"},
    {.machine = "a4-highgpu-", .gpu = "B200"},
    {.machine = "g2-standard-4", .gpu = "L4", .gpus = 1},
    {.machine = "g2-standard-8", .gpu = "L4", .gpus = 1},
    {.machine = "g2-standard-12", .gpu = "L4", .gpus = 1},
    {.machine = "g2-standard-16", .gpu = "L4", .gpus = 1},
    {.machine = "g2-standard-32", .gpu = "L4", .gpus = 1},
    {.machine = "g2-standard-24", .gpu = "L4", .gpus = 2},
    {.machine = "g2-standard-48", .gpu = "L4", .gpus = 4},
    {.machine = "g2-standard-96", .gpu = "L4", .gpus = 8},
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

/* Whether `text` begins with a machine's name of so many bytes, a blank of which may be a _. */
static bool spells(const char *text, const char *machine, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != machine[i] && !(machine[i] == ' ' && text[i] == '_'))
            return false;
    return !is_word(text[length]) && text[length] != '_';
}

bool gpus_instance(const char *text, char *machine, size_t size, const char **ret_gpu,
                   double *ret_gpus)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (at > text && is_word(at[-1]))
            continue;
        for (size_t i = 0; i < COUNT(instances); i++)
            for (const char *name = instances[i].machines; *name != '\0'; name += *name == ',') {
                const size_t length = strcspn(name, ",");
                if (spells(at, name, length)) {
                    snprintf(machine, size, "%.*s", (int)length, name);
                    *ret_gpu = instances[i].gpu;
                    *ret_gpus = instances[i].gpus;
                    return true;
                }
                name += length;
            }
    }
    return false;
}

/* The accelerators of row i of halves in such a machine; 0: it is none. */
static double half_gpus(size_t i, const char *machine)
{
    const size_t length = strlen(halves[i].machine);
    const size_t digits = strlen(machine) > length ? strspn(machine + length, "0123456789") : 0;
    const char *why;
    double gpus;
    if (halves[i].gpus > 0)
        return strcmp(machine, halves[i].machine) == 0 ? halves[i].gpus : 0;
    if (strncmp(machine, halves[i].machine, length) != 0 || digits == 0 ||
        strcmp(machine + length + digits, "g") != 0 ||
        !llmcost_parse_number(machine + length, digits, &gpus, &why))
        return 0;
    return gpus;
}

bool gpus_is_half(const char *machine, const char *gpu, double gpus)
{
    for (size_t i = 0; i < COUNT(halves); i++)
        if (strcmp(halves[i].gpu, gpu) == 0 && half_gpus(i, machine) == gpus)
            return true;
    return false;
}

bool gpus_has_half(const char *machine)
{
    for (size_t i = 0; i < COUNT(halves); i++)
        if (half_gpus(i, machine) > 0)
            return true;
    return false;
}
