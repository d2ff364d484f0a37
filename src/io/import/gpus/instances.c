/* instances.c - which instance types hold which GPUs, for bills that name the type alone and
 * for Google's machines, whose GPUs are priced in a row of their own.
 * Sources: the instance type pages of AWS (accelerated computing), Azure (ND, NC families) and
 * Google Cloud (accelerator-optimised machines). To add a type: a row.
 */
#include "core/base/count.h"
#include "io/import/gpus/gpus.h"

#include <string.h>

static const struct {
    const char *machine, *gpu;
    double gpus;
} instances[] = {
    {.machine = "p3.2xlarge", .gpu = "V100", .gpus = 1},
    {.machine = "p3.8xlarge", .gpu = "V100", .gpus = 4},
    {.machine = "p3.16xlarge", .gpu = "V100", .gpus = 8},
    {.machine = "p3dn.24xlarge", .gpu = "V100-32GB", .gpus = 8},
    {.machine = "p4d.24xlarge", .gpu = "A100", .gpus = 8},
    {.machine = "p4de.24xlarge", .gpu = "A100-80GB", .gpus = 8},
    {.machine = "p5.4xlarge", .gpu = "H100", .gpus = 1},
    {.machine = "p5.48xlarge", .gpu = "H100", .gpus = 8},
    {.machine = "p5e.48xlarge", .gpu = "H200", .gpus = 8},
    {.machine = "p5en.48xlarge", .gpu = "H200", .gpus = 8},
    {.machine = "p6-b200.48xlarge", .gpu = "B200", .gpus = 8},
    {.machine = "p6-b300.48xlarge", .gpu = "B300", .gpus = 8},
    {.machine = "g4dn.xlarge", .gpu = "T4", .gpus = 1},
    {.machine = "g4dn.2xlarge", .gpu = "T4", .gpus = 1},
    {.machine = "g4dn.4xlarge", .gpu = "T4", .gpus = 1},
    {.machine = "g4dn.8xlarge", .gpu = "T4", .gpus = 1},
    {.machine = "g4dn.12xlarge", .gpu = "T4", .gpus = 4},
    {.machine = "g4dn.16xlarge", .gpu = "T4", .gpus = 1},
    {.machine = "g4dn.metal", .gpu = "T4", .gpus = 8},
    {.machine = "g5.xlarge", .gpu = "A10G", .gpus = 1},
    {.machine = "g5.2xlarge", .gpu = "A10G", .gpus = 1},
    {.machine = "g5.4xlarge", .gpu = "A10G", .gpus = 1},
    {.machine = "g5.8xlarge", .gpu = "A10G", .gpus = 1},
    {.machine = "g5.12xlarge", .gpu = "A10G", .gpus = 4},
    {.machine = "g5.16xlarge", .gpu = "A10G", .gpus = 1},
    {.machine = "g5.24xlarge", .gpu = "A10G", .gpus = 4},
    {.machine = "g5.48xlarge", .gpu = "A10G", .gpus = 8},
    {.machine = "g6.xlarge", .gpu = "L4", .gpus = 1},
    {.machine = "g6.2xlarge", .gpu = "L4", .gpus = 1},
    {.machine = "g6.4xlarge", .gpu = "L4", .gpus = 1},
    {.machine = "g6.8xlarge", .gpu = "L4", .gpus = 1},
    {.machine = "g6.12xlarge", .gpu = "L4", .gpus = 4},
    {.machine = "g6.16xlarge", .gpu = "L4", .gpus = 1},
    {.machine = "g6.24xlarge", .gpu = "L4", .gpus = 4},
    {.machine = "g6.48xlarge", .gpu = "L4", .gpus = 8},
    {.machine = "g6e.xlarge", .gpu = "L40S", .gpus = 1},
    {.machine = "g6e.2xlarge", .gpu = "L40S", .gpus = 1},
    {.machine = "g6e.4xlarge", .gpu = "L40S", .gpus = 1},
    {.machine = "g6e.8xlarge", .gpu = "L40S", .gpus = 1},
    {.machine = "g6e.12xlarge", .gpu = "L40S", .gpus = 4},
    {.machine = "g6e.16xlarge", .gpu = "L40S", .gpus = 1},
    {.machine = "g6e.24xlarge", .gpu = "L40S", .gpus = 4},
    {.machine = "g6e.48xlarge", .gpu = "L40S", .gpus = 8},
    {.machine = "NC24ads A100 v4", .gpu = "A100-80GB", .gpus = 1},
    {.machine = "NC48ads A100 v4", .gpu = "A100-80GB", .gpus = 2},
    {.machine = "NC96ads A100 v4", .gpu = "A100-80GB", .gpus = 4},
    {.machine = "ND96asr v4", .gpu = "A100", .gpus = 8},
    {.machine = "ND96amsr A100 v4", .gpu = "A100-80GB", .gpus = 8},
    {.machine = "NC40ads H100 v5", .gpu = "H100", .gpus = 1},
    {.machine = "NC80adis H100 v5", .gpu = "H100", .gpus = 2},
    {.machine = "ND96isr H100 v5", .gpu = "H100", .gpus = 8},
    {.machine = "ND96isr H200 v5", .gpu = "H200", .gpus = 8},
    {.machine = "ND96isr MI300X v5", .gpu = "MI300X", .gpus = 8},
};

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

/* Bytes of `text` that spell the machine's name, a blank as a blank or as _; 0: they do not. */
static size_t spells(const char *text, const char *machine)
{
    size_t i = 0;
    for (; machine[i] != '\0'; i++)
        if (text[i] != machine[i] && !(machine[i] == ' ' && text[i] == '_'))
            return 0;
    return is_word(text[i]) || text[i] == '_' ? 0 : i;
}

bool gpus_instance(const char *text, char *machine, size_t size, const char **ret_gpu,
                   double *ret_gpus)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (at > text && is_word(at[-1]))
            continue;
        for (size_t i = 0; i < COUNT(instances); i++)
            if (spells(at, instances[i].machine) > 0) {
                snprintf(machine, size, "%s", instances[i].machine);
                *ret_gpu = instances[i].gpu;
                *ret_gpus = instances[i].gpus;
                return true;
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
