/* import.c - config.json files of Hugging Face to `models` entries, as the built-in ones are
 * written (src/catalog/models.yaml): for --prices and `hosts.ID: {model: ID}`.
 * Knows the steps and how an entry is named and written; refuses to know what a config says
 * (read.c) and what follows from it (count.c).
 */
#include "io/import/import.h"
#include "core/base/count.h"
#include "io/import/model/model.h"
#include "text/json/json_tree.h"
#include "text/utf8.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRY = 2, VALUE = 4 };

/* ---- Names */

/* The last part of a path or of a hub's name, without what config files are called. */
static void copy_last(const char *text, char *buffer, size_t size)
{
    static const char *const endings[] = {"_config.json", ".config.json", "config.json", ".json"};
    snprintf(buffer, size, "%s", text);
    for (size_t i = 0; i < COUNT(endings); i++) {
        const size_t length = strlen(buffer), end = strlen(endings[i]);
        if (length >= end && strcmp(buffer + length - end, endings[i]) == 0)
            buffer[length - end] = '\0';
    }
    size_t length = strlen(buffer);
    while (length > 0 && buffer[length - 1] == '/')
        buffer[--length] = '\0';
    const char *slash = strrchr(buffer, '/'), *dashes = strstr(buffer, "--");
    if (slash != NULL)
        memmove(buffer, slash + 1, strlen(slash + 1) + 1);
    else if (dashes != NULL)
        memmove(buffer, dashes + 2, strlen(dashes + 2) + 1);
}

/* By the hub's name that the config states, else by the file's, else by what it is: qwen3-8.19b. */
static void name_entry(const struct model_config *config, const struct model_facts *facts,
                       char *ret_name, char *ret_id, size_t size)
{
    const cJSON *stated = model_key(config, "_name_or_path");
    const bool is_hub = cJSON_IsString(stated) && strchr(stated->valuestring, '/') != NULL;
    const bool is_file = strcmp(config->file->path, "-") != 0;
    copy_last(is_hub ? stated->valuestring : is_file ? config->file->path : "", ret_name, size);
    if (ret_name[0] == '\0' || strcmp(ret_name, ".") == 0 || strcmp(ret_name, "..") == 0)
        snprintf(ret_name, size, "%s-%.3gb", facts->type, facts->parameters / 1e9);
    size_t i = 0;
    for (; ret_name[i] != '\0'; i++) {
        const char c = ascii_lower(ret_name[i]);
        const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        ret_id[i] = good ? c : '-';
    }
    ret_id[i] = '\0';
}

/* Some quantized models say so in a file beside the config. */
static void warn_of_name(const struct model_config *config, const struct model_facts *facts,
                         const char *name)
{
    static const char *const words[] = {"fp8", "fp4", "int4", "awq", "gptq"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(facts->precision, "bf16") == 0 && import_holds(name, words[i]))
            place_warn(config->diags, config->file->input, 0, 0,
                       "its name says %s and its config does not: state `precision` in the host",
                       words[i]);
}

/* ---- Writing */

static void put_model(FILE *out, const struct model_config *config, const struct model_facts *f,
                      const char *date)
{
    char name[LLMCOST_MAX_ID], id[LLMCOST_MAX_ID], source[LLMCOST_MAX_ID + 32];
    name_entry(config, f, name, id, sizeof name);
    warn_of_name(config, f, name);
    const struct {
        const char *key;
        double value;
    } rows[] = {
        {.key = "parameters", .value = f->parameters},
        {.key = "active_parameters", .value = f->active_parameters},
        {.key = "experts", .value = f->experts},
        {.key = "active_experts", .value = f->active_experts},
        {.key = "expert_parameters", .value = f->expert_parameters},
        {.key = "layers", .value = f->layers},
        {.key = "hidden", .value = f->hidden},
        {.key = "heads", .value = f->heads},
        {.key = "kv_heads", .value = f->kv_heads},
        {.key = "head_size", .value = f->head_size},
        {.key = "latent", .value = f->latent},
        {.key = "attention_width", .value = f->attention_width},
        {.key = "linear_layers", .value = f->linear_layers},
        {.key = "window", .value = f->window},
        {.key = "window_layers", .value = f->window_layers},
        {.key = "vocabulary", .value = f->vocabulary},
    };
    fragment_map(out, ENTRY, id);
    fragment_text(out, VALUE, "name", name);
    fragment_text(out, VALUE, "precision", f->precision);
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].value > 0)
            fprintf(out, "%*s%s: %.0f\n", VALUE, "", rows[i].key, rows[i].value);
    snprintf(source, sizeof source, "%s, read by llmcost import model",
             import_file_name(config->file));
    fragment_text(out, VALUE, "source", source);
    if (date != NULL)
        fprintf(out, "%*sdate: %s\n", VALUE, "", date);
}

/* ---- Files */

static bool import_one(FILE *out, const struct import_file *file, const char *text, size_t length,
                       const struct import_options *options, struct llmcost_diags *diags)
{
    const int before = diags->count;
    cJSON *root = json_read(text, length, diags);
    const cJSON *inner = cJSON_GetObjectItemCaseSensitive(root, "text_config");
    const struct model_config config = {.file = file,
                                        .text = text,
                                        .keys = cJSON_IsObject(inner) ? inner : root,
                                        .whole = root,
                                        .diags = diags};
    struct model_facts facts;
    bool good = root != NULL && model_read(&config, &facts) && model_count(&config, &facts);
    for (int i = before; root == NULL && i < diags->count; i++)
        diags->list[i].place.input = (uint16_t)file->input;
    if (good)
        put_model(out, &config, &facts, options->as_of);
    cJSON_Delete(root);
    return good;
}

bool import_model(const char *const *paths, int count, const struct import_options *options,
                  FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
    bool good = true;
    *ret_no_memory = false;
    fragment_comment(
        out, 0,
        "%d config file%s of models, read by llmcost import model: give this file with "
        "--prices, and name the model in a host.",
        count, count == 1 ? "" : "s");
    fragment_map(out, 0, "models");
    for (int i = 0; i < count && !*ret_no_memory; i++) {
        struct import_file file;
        size_t length = 0;
        char *text =
            import_file_open(paths[i], i, diags, &file) ? import_file_text(&file, &length) : NULL;
        good = text != NULL && import_one(out, &file, text, length, options, diags) && good;
        free(text);
        import_file_close(&file);
        *ret_no_memory = file.no_memory || has_error(diags, E_NO_MEMORY);
    }
    return good && !*ret_no_memory;
}
