/* zsh.c - what zsh is told, in the language of its own _arguments. */
#include "cli/shell/completion.h"

static const char quote[] = "'\\''";

static void print_sentence(FILE *out, const char *text)
{
    completion_sentence(out, text, "[]:\\", quote);
}

static void print_words(FILE *out, const char *words, size_t length)
{
    fputs("(", out);
    for (size_t i = 0; i < length; i++)
        fputc(words[i] == '|' ? ' ' : words[i], out);
    fputs(")", out);
}

static void print_value(FILE *out, const struct option_row *row, const struct command_row *command)
{
    fprintf(out, ":%s:", row->kind == OPTION_WORDS ? "word" : "value");
    switch (option_value(row)) {
    case VALUE_FORMAT:
        fputs("_llmcost_formats", out);
        completion_formats(out, command, " ", "");
        break;
    case VALUE_FILE:
        fputs("_files", out);
        break;
    case VALUE_SETTING:
        fputs("_llmcost_paths =", out);
        break;
    case VALUE_WORDS: {
        struct option_word word;
        for (int i = 0; option_word(row, i, &word); i++)
            fprintf(out, "%s%s", i > 0 ? " " : "(", word.word);
        fputs(")", out);
    } break;
    case VALUE_LIST:
        fputs("_values -s , word", out);
        completion_values(out, row, " ", "");
        break;
    case VALUE_NONE:
    case VALUE_ID:
    case VALUE_OTHER:
        fputs(" ", out);
        break;
    }
}

static void print_option(FILE *out, const struct option_row *row, const struct command_row *command)
{
    char text[512];
    option_text(row, text, sizeof text);
    /* -f may follow -f: no option rules out itself. */
    fputs("            '*", out);
    fprintf(out, "--%s%s[", row->name, row->argument != NULL ? "=" : "");
    print_sentence(out, text);
    fputs("]", out);
    if (row->argument != NULL)
        print_value(out, row, command);
    fputs("'\n", out);
    if (row->letter == 0)
        return;
    fprintf(out, "            '*-%c%s[", row->letter, row->argument != NULL ? "+" : "");
    print_sentence(out, text);
    fputs("]", out);
    if (row->argument != NULL)
        print_value(out, row, command);
    fputs("'\n", out);
}

static void print_operands(FILE *out, const char *text)
{
    struct operand operand;
    while (operand_next(&text, &operand)) {
        fprintf(out, "            '%s:operand:", operand.repeats ? "*" : "");
        if (operand.kind == OPERAND_WORDS)
            print_words(out, operand.text, operand.length);
        else if (operand.kind == OPERAND_FILE)
            fputs("_llmcost_files", out);
        else if (operand.kind == OPERAND_PATH)
            fputs("_llmcost_paths \"\"", out);
        else if (operand.kind == OPERAND_SETTING)
            fputs("_llmcost_paths =", out);
        else if (operand.kind == OPERAND_KEY)
            fputs("_llmcost_keys", out);
        else
            fputs(" ", out);
        fputs("'\n", out);
    }
}

static void print_command(FILE *out, const struct command_row *command)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fprintf(out, "    %s)\n        arguments=(\n", command->name);
    for (int i = 0; i < count; i++)
        if (command_takes(command, &rows[i]))
            print_option(out, &rows[i], command);
    print_operands(out, command->operands);
    fputs("        )\n        ;;\n", out);
}

static void print_tables(FILE *out)
{
    fputs("_llmcost_keys() {\n    local -a keys=(", out);
    completion_words(out, "\n        ", "");
    fputs("\n    )\n    _describe -t keys key keys\n}\n\n"
          "# Paths of inputs, with an end: = or nothing.\n"
          "_llmcost_paths() {\n    local end=$argv[-1]\n    local -a keys paths=(",
          out);
    completion_paths(out, "\n        ", "");
    fputs("\n    )\n    case $PREFIX in\n", out);
    for (int i = 0; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        if (!completion_has_ids(section))
            continue;
        fprintf(out, "    %s.*.*)\n        keys=(", llmcost_section_name(section));
        completion_keys(out, section, "\n            ", "");
        fputs("\n        )\n        paths=(${PREFIX%.*}.$^keys)\n        ;;\n", out);
    }
    fputs("    *=*) return 1 ;;\n    esac\n    compadd -S \"$end\" -a paths\n}\n\n", out);
}

/* The options whose value is the next word. */
static void print_valued(FILE *out)
{
    int count;
    const char *bar = "";
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++) {
        if (rows[i].argument == NULL)
            continue;
        fprintf(out, "%s--%s", bar, rows[i].name);
        bar = " | ";
        if (rows[i].letter != 0)
            fprintf(out, "%s-%c", bar, rows[i].letter);
    }
}

void completion_zsh(FILE *out, const struct command_row *const *commands)
{
    fputs("#compdef llmcost\n# zsh completion of llmcost, written by `llmcost completion zsh`\n\n"
          "_llmcost_files() {\n    _files -g '*.(yaml|yml|json)'\n}\n\n"
          "# FORMAT..., each alone or with :FILE.\n"
          "_llmcost_formats() {\n"
          "    if compset -P '*:'; then\n        _files\n    else\n"
          "        compadd -S '' ${argv:#-*}\n    fi\n}\n\n",
          out);
    print_tables(out);
    fputs("_llmcost_commands() {\n    local -a commands=(\n", out);
    for (int i = 0; commands[i] != NULL; i++) {
        const struct command_row *row = commands[i];
        fprintf(out, "        '%s:", row->name);
        print_sentence(out, row->text);
        fputs("'\n", out);
    }
    fputs("    )\n    _describe -t commands command commands\n}\n\n"
          "_llmcost() {\n    local command=\n    integer i=2\n    local -a arguments\n"
          "    # The first operand is a command, or a file to report on.\n"
          "    for (( ; i < CURRENT; i++ )); do\n        case $words[i] in\n        ",
          out);
    print_valued(out);
    fputs(") (( i++ )) ;;\n        -*) ;;\n        */* | *.*) command=report; break ;;\n"
          "        *) command=$words[i]; words[i]=(); (( CURRENT-- )); break ;;\n"
          "        esac\n    done\n"
          "    if [[ -z $command && i -eq CURRENT && $words[CURRENT] != -* ]]; then\n"
          "        _alternative 'commands:command:_llmcost_commands' "
          "'files:scenario:_llmcost_files'\n        return\n    fi\n"
          "    case ${command:-report} in\n",
          out);
    for (int i = 0; commands[i] != NULL; i++)
        print_command(out, commands[i]);
    fputs("    *) return 1 ;;\n    esac\n    _arguments -S : $arguments\n}\n\n"
          "if [[ $funcstack[1] = _llmcost ]]; then\n    _llmcost \"$@\"\nelse\n"
          "    compdef _llmcost llmcost\nfi\n",
          out);
}
