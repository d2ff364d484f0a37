/* test_import_gpus.c - lists of rented GPUs: real rows against their SOURCE.md, halves that are
 * joined, shares that are refused, spot and zero prices, ids, and the table of instance types
 * against a list that states the numbers of GPUs itself.
 */
#include "io/import/gpus/gpus.h"
#include "unit.h"

#include <stdlib.h>

#define FSDL  "tests/fixtures/fsdl/cloud-gpus.csv"
#define FOCUS "tests/fixtures/focus-gpus/focus.csv"
#define VMS   "tests/fixtures/gpus-made-up/vms.csv"
#define HUNT  "tests/fixtures/gpus-made-up/catalog.csv"

static struct llmcost_diags diags;

/* The fragment of one file, or of a text where path is NULL; "" on an error. */
static const char *import_all(const char *path, const char *text,
                              const struct import_options *options)
{
    static char said[60000];
    char *fragment = NULL;
    size_t length = 0;
    bool no_memory = false, good = false;
    llmcost_diags_init(&diags);
    FILE *out = open_memstream(&fragment, &length);
    assert_non_null(out);
    if (path != NULL) {
        good = import_gpus(&path, 1, options, out, &diags, &no_memory);
    } else {
        struct import_file file = {
            .path = "text", .head = text, .head_length = strlen(text), .diags = &diags};
        struct gpu_offers offers = {.count = 0};
        good = gpus_read(&file, options, &offers) && gpus_write(out, &offers, options, &diags);
        free(offers.list);
    }
    fclose(out);
    assert_false(no_memory);
    snprintf(said, sizeof said, "%s", good ? fragment : "");
    free(fragment);
    return said;
}

static void test_files(void **state)
{
    (void)state;
    static const struct {
        const char *path, *pattern;
        bool spot;
        const char *has[4];
        const char *lacks;
        int warnings;
    } rows[] = {
        {.path = FSDL,
         .pattern = "a100 (80",
         .has = {"\n  aws-p4de.24xlarge-a100-80gb:\n", "gpu_hour: {value: 5.12, basis: quoted",
                 "gpus_per_node: {value: 8, basis: quoted", "40.97 USD an hour"}},
        {.path = FSDL,
         .pattern = "p4d",
         .spot = true, /* of the whole row; p4de has none */
         .has = {"aws-p4d.24xlarge-a100-40gb-spot:", "gpu_hour: {value: 1.22875,"},
         .lacks = "p4de"},
        {.path = FSDL,
         .pattern = "a5000", /* a price per GPU of two that is dearer than that of one */
         .has = {"exoscale-gpua5000-small-a5000-24gb:", "value: 1.34028,",
                 "Left out: 2 rows of several GPUs"},
         .lacks = "medium",
         .warnings = 1},
        {.path = FSDL,
         .pattern = "a4000",
         .has = {"Per-GPU is 0.29, but On-demand 0.65 over 2 GPUs is 0.325"}},
        {.path = FOCUS,
         .has = {"\n  aws-g5.4xlarge-a10g:\n", "gpu_hour: {value: 1.624, basis: quoted",
                 "gpus_per_node: {value: 1,", "8 rows, 6.283056"},
         .lacks = "c5."},
        {.path = VMS,
         .has = {"\n  gcp-a3-highgpu-8g-h100:\n", "43.066 USD an hour", "value: 5.38325,",
                 "p5.48xlarge-h100-us-east-1:\n    # 8 x H100, us-east-1, us-west-2: 55.04"},
         .lacks = "tpu-v3",
         .warnings = 2},
        {.path = VMS,
         .spot = true, /* 0.00 and blank are none; above the price on demand is said */
         .has = {"h100-spot-us-east-1b:", "value: 2.4375,", "1 spot price is above", "70 USD"},
         .lacks = "a3-highgpu",
         .warnings = 2},
        {.path = HUNT,
         .has = {"p5.48xlarge-h100:", "value: 6.88,", "1 x L4, us-east-1, us-west-2: 0.8048",
                 "Left out: 1 row has no such price"},
         .lacks = "2.575"},
        {.path = HUNT,
         .pattern = "H100 x8",
         .spot = true,
         .has = {"p5.48xlarge-h100-spot:", "value: 2.575,"},
         .lacks = "l4:"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_options options = {.pattern = rows[i].pattern, .spot = rows[i].spot};
        const char *text = import_all(rows[i].path, NULL, &options);
        for (size_t j = 0; j < COUNT(rows[i].has) && rows[i].has[j] != NULL; j++)
            if (strstr(text, rows[i].has[j]) == NULL)
                fail_msg("row %zu: no %s in %s", i, rows[i].has[j], text);
        if (rows[i].lacks != NULL && strstr(text, rows[i].lacks) != NULL)
            fail_msg("row %zu: %s in %s", i, rows[i].lacks, text);
        assert_int_equal(diags.count, rows[i].warnings);
        assert_int_equal(diags.errors, 0);
    }
}

#define SKY "InstanceType,AcceleratorName,AcceleratorCount,Region,Price,SpotPrice\n"
#define FOCUSED                                                                                    \
    "BilledCost,ChargePeriodStart,ListUnitPrice,PricingUnit,PricingQuantity,ChargeCategory,"       \
    "ChargeClass,ChargeDescription,BillingCurrency\n"

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pattern;
        bool spot;
        const char *expected; /* NULL: refused */
        int code;             /* of the first complaint, 0: none */
        unsigned line, column;
    } rows[] = {
        {.text = "a,b\n1,2\n", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "{\"x\": 1}", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "{\"gpus\": {\"a\": {\"bf16_tensor_core\": 1}}}", .code = E_IMPORT_REFUSED},
        {.text = SKY, .code = E_IMPORT_MISSING},
        {.text = SKY "a,H100,8,r,x,\n", .code = E_IMPORT_READ, .line = 2, .column = 12},
        {.text = SKY "a,H100,8,r,0x10,\n", .code = E_IMPORT_READ, .line = 2, .column = 12},
        {.text = SKY "a,H100,8\n", .code = E_IMPORT_READ, .line = 2, .column = 1},
        {.text = SKY "a,H100,8,r,0,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        {.text = SKY "a,H100,8,r,-5,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        {.text = SKY "a,H100,0.5,r,1,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        {.text = SKY "a,H100,2.5,r,1,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        {.text = SKY "a,H100,1e300,r,1,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        {.text = SKY ",H100,8,r,33.606,\n", .code = E_IMPORT_REFUSED, .line = 2, .column = 1},
        /* a machine of another zone, of another number, and of a family without */
        {.text = SKY ",H100,8,r,33.606,\na3-highgpu-8g,,,s,9.46,\na3-highgpu-4g,,,r,5,\n"
                     "n1-standard-8,,,r,1,\n",
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
        {.text = SKY "a3-highgpu-8g,,,r,9.46,\n,H100,8,r,33.606,\n", .expected = "43.066 USD"},
        {.text = SKY ",L4,1,r,0.56,\ng2-standard-4,,,r,0.15,\ng2-standard-8,,,r,0.3,\n",
         .expected = "gcp-g2-standard-8-l4:"},
        {.text = SKY "a,H100,8,r,16,\r\n", .expected = "gpu_hour: {value: 2,"},
        {.text = SKY "a,H100,8,r,16,\n",
         .spot = true,
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
        {.text = SKY "a,H100,8,r,16,\n", .pattern = "b200", .code = E_IMPORT_MISSING},
        {.text = SKY "a,H100,8,r,16,\na,H100,8,s,24,\na,H100,8,s,32,\n", .expected = "a-h100-s-2:"},
        {.text = FOCUSED "1,2024-09-01 00:00:00,8,Hours,1,Usage,NULL,p5.48xlarge hour,EUR\n",
         .expected = "currency: EUR",
         .code = W_IMPORT,
         .line = 2,
         .column = 1},
        {.text = FOCUSED "1,2024-09-01 00:00:00,8,Hours,1,Usage,NULL,p5.48xlarge hour,EUR\n"
                         "1,2024-09-01 00:00:00,8,Hours,1,Usage,NULL,p4d.24xlarge hour,USD\n",
         .code = E_IMPORT_MIXED,
         .line = 2,
         .column = 1},
        {.text = FOCUSED "1,2024-09-01,8,Hours,1,Credit,NULL,p5.48xlarge hour,USD\n",
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
        {.text = FOCUSED "1,2024-09-01,8,Hours,-1,Usage,NULL,p5.48xlarge hour,USD\n",
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
        {.text = FOCUSED "1,2024-09-01,8,GB,1,Usage,NULL,p5.48xlarge hour,USD\n",
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
        {.text = FOCUSED "1,2024-09-01,8,Hours,1,Usage,Correction,p5.48xlarge hour,USD\n",
         .code = E_IMPORT_REFUSED,
         .line = 2,
         .column = 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_options options = {.pattern = rows[i].pattern, .spot = rows[i].spot};
        const char *text = import_all(NULL, rows[i].text, &options);
        if (rows[i].expected == NULL ? text[0] != '\0' : strstr(text, rows[i].expected) == NULL)
            fail_msg("%s: %s", rows[i].text, text);
        assert_int_equal(diags.count > 0 ? diags.list[0].code : 0, rows[i].code);
        if (rows[i].code != 0 && (diags.list[0].place.line != rows[i].line ||
                                  diags.list[0].place.column != rows[i].column))
            fail_msg("%s: at %u:%u", rows[i].text, (unsigned)diags.list[0].place.line,
                     (unsigned)diags.list[0].place.column);
    }
}

static void test_order_and_limit(void **state)
{
    (void)state;
    char text[16000] = SKY;
    for (int i = 0; i < 100; i++) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "m%d,%s,1,r,%d,\n", i,
                 i % 2 == 0 ? "H100" : "A10", 200 - i);
    }
    const char *fragment = import_all(NULL, text, &(struct import_options){.spot = false});
    const char *a10 = strstr(fragment, "m99-a10:"), *h100 = strstr(fragment, "m98-h100:");
    assert_non_null(a10); /* the cheapest of the first GPU */
    assert_non_null(h100);
    assert_true(a10 < strstr(fragment, "m97-a10:") && a10 < h100);
    assert_non_null(strstr(fragment, "100 offers, of which a scenario holds 64"));
    int hosts = 0;
    for (const char *at = fragment; (at = strstr(at, "gpu_hour:")) != NULL; at++)
        hosts++;
    assert_int_equal(hosts, LLMCOST_MAX_HOSTS);
}

/* The instance types against a list that says how many GPUs each has. */
static void test_instances(void **state)
{
    (void)state;
    struct csv csv;
    FILE *in = fopen(FSDL, "rb");
    char machine[64];
    int found = 0;
    assert_non_null(in);
    csv_begin(&csv, "", 0, in);
    assert_int_equal(csv_read_header(&csv), CSV_ROW);
    while (csv_next(&csv) == CSV_ROW) {
        const struct csv_cell name = csv_cell(&csv, csv_column(&csv, "Name"));
        const struct csv_cell type = csv_cell(&csv, csv_column(&csv, "GPU Type"));
        double stated = 0, gpus = 0;
        const char *gpu = NULL;
        csv_number(csv_cell(&csv, csv_column(&csv, "GPUs")), &stated);
        if (!gpus_instance(name.text, machine, sizeof machine, &gpu, &gpus))
            continue;
        found++;
        assert_string_equal(machine, name.text);
        ASSERT_ROW_NEAR(name.text, gpus, stated, 0);
        assert_memory_equal(gpu, type.text, strcspn(type.text, " "));
    }
    assert_true(found >= 9);
    csv_end(&csv);
    fclose(in);
    const char *gpu;
    double gpus;
    assert_true(gpus_instance("Virtual Machines - ND96isr_H100_v5 - West US", machine,
                              sizeof machine, &gpu, &gpus));
    assert_string_equal(gpu, "H100");
    assert_true(gpus_instance("$1.006 per On Demand Linux g5.xlarge Instance Hour", machine,
                              sizeof machine, &gpu, &gpus));
    assert_string_equal(machine, "g5.xlarge");
    assert_false(
        gpus_instance("bg5.xlarge g5.xlarge2 c5.4xlarge", machine, sizeof machine, &gpu, &gpus));
    assert_true(gpus_is_half("a2-megagpu-16g", "A100", 16));
    assert_false(gpus_is_half("a2-megagpu-16g", "A100", 8));
    assert_false(gpus_is_half("a2-highgpu-8", "A100", 8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_order_and_limit),
        cmocka_unit_test(test_instances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
